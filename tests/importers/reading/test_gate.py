"""What passes the gate: the same whether columns are looked at as a whole or value by value."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.reading.columns import has_unclean
from importers.reading.gate import LARGEST, Gate
from importers.reading.names import plain_line
from importers.reading.tables import Gathering
from importers.reading.text import clean_text
from importers.records import (
    Account,
    Event,
    PageMetric,
    Post,
    Reaction,
    Record,
    Rsvp,
    Space,
    Thread,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

pieces = st.sampled_from([
    "word", " ", "  ", "\n", "\t", "\r\n", "\x00", "\x7f", "\x85", "\u202e", "\u200b", "\u200d",
    "\u200c", "😀", "क", "é", "\u2028", "\u3164", "\ufffe", "\xa0", "\xad", "", "\U000e0041",
])  # fmt: skip
texts = st.none() | st.lists(pieces, max_size=5).map("".join)


def passed(*records: Record) -> tuple[list[dict[str, Any]], Gate]:
    """The rows of one table behind the gate, and the gate."""
    gathering = Gathering("log:here")
    for record in records:
        gathering.add(record)
    gate = Gate(NOW)
    ((table, batch),) = gathering.rest()
    rows = gate.passed(table, batch)
    rows.validate(full=True)
    return rows.to_pylist(), gate


@given(st.lists(texts, max_size=6), st.integers(0, 3))
def test_a_column_is_unclean_when_a_text_is(column: list[str | None], begin: int) -> None:
    texts = column[begin:]
    whole = pa.array(column, pa.string()).slice(begin)
    is_unclean = any(text and clean_text(text) != text for text in texts)
    # A joiner is looked at beside its neighbours, so the column may ask for a look in vain.
    assert has_unclean(whole) or not is_unclean


@given(st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=5))
def test_every_shown_text_is_neutral_and_the_original_stays(
    said: list[tuple[str | None, str | None, str | None]],
) -> None:
    posts, _ = passed(*(
        Post(native_id=one or "", thread_id="t", text=one, text_original=one,
             mentioned=tuple(filter(None, (other, third))))
        for one, other, third in said
    ))  # fmt: skip
    for post, (one, other, third) in zip(posts, said, strict=True):
        assert (post["native_id"], post["text_original"]) == (one or "", one)
        assert post["text"] == ((clean_text(one) or None) if one else one)
        mentioned = map(plain_line, filter(None, (other, third)))
        assert post["mentioned"] == [name for name in mentioned if name]


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5))
def test_every_shown_line_is_one_line(said: list[tuple[str | None, str | None]]) -> None:
    def line(text: str | None) -> str | None:
        return plain_line(text) if text else text

    accounts, _ = passed(*(
        Account(native_id="a", name=one, location=other, bio=one, answers={one or "": other or ""})
        for one, other in said
    ))  # fmt: skip
    for account, (one, other) in zip(accounts, said, strict=True):
        assert (account["name"], account["location"]) == (line(one), line(other))
        assert account["bio"] == ((clean_text(one) or None) if one else one)
        asked = plain_line(one) or one or ""
        assert account["answers"] == [{"question": asked, "answer": clean_text(other or "")}]
    spaces, _ = passed(*(Space(native_id="s", name=one, description=other) for one, other in said))
    for space, (one, other) in zip(spaces, said, strict=True):
        assert space["name"] == line(one)
        assert space["description"] == ((clean_text(other) or None) if other else other)


def test_lone_surrogates_become_signs_of_damage() -> None:
    (post,), _ = passed(Post(native_id="\ud800", thread_id="t", mentioned=("a\udc00",)))
    assert (post["native_id"], post["mentioned"]) == ("�", ["a�"])


def test_questions_that_become_the_same_are_one() -> None:
    (account,), _ = passed(Account(native_id="a", answers={"Why?": "1", " Why?\u200b": "2"}))
    assert account["answers"] == [{"question": "Why?", "answer": "2"}]


@pytest.mark.parametrize(
    ("moment", "is_kept"),
    [
        (datetime(1980, 1, 1, tzinfo=UTC), True),
        (datetime(1979, 12, 31, 23, 59, tzinfo=UTC), False),
        (NOW + timedelta(days=1), True),
        (NOW + timedelta(days=1, microseconds=1), False),
        (datetime(9999, 12, 31, tzinfo=UTC), False),
        (datetime(1, 1, 1, tzinfo=UTC), False),
    ],
)
def test_moments_that_cannot_be_are_unknown(moment: datetime, is_kept: bool) -> None:
    posts, gate = passed(
        Post(native_id="1", thread_id="t", created_at=NOW),
        Post(native_id="2", thread_id="t", edited_at=moment),
        Post(native_id="3", thread_id="t"),
    )
    assert [post["edited_at"] for post in posts] == [None, moment if is_kept else None, None]
    assert posts[0]["created_at"] == NOW
    assert gate.absurd_count == (0 if is_kept else 1)
    assert gate.first_absurd == ("" if is_kept else f"post 2: {moment.date()}")


def test_what_is_planned_may_lie_ahead() -> None:
    soon, never = NOW + timedelta(days=300), datetime(9999, 12, 31, tzinfo=UTC)
    events, gate = passed(
        Event(native_id="1", starts_at=soon, ends_at=never), Event(native_id="2", created_at=soon)
    )
    assert [(one["starts_at"], one["ends_at"], one["created_at"]) for one in events] == [
        (soon, None, None),
        (None, None, None),
    ]
    assert (gate.absurd_count, gate.first_absurd) == (2, "event 1: 9999-12-31")


def test_what_has_no_id_of_its_own_is_told_without() -> None:
    _, gate = passed(
        Rsvp(
            event_id="e", account_id="a", status="yes", created_at=datetime(1970, 1, 1, tzinfo=UTC)
        )
    )
    assert gate.first_absurd == "rsvp ?: 1970-01-01"


def test_a_figure_of_an_impossible_day_is_left_out() -> None:
    def figure(day: date | None, value: float) -> PageMetric:
        return PageMetric(
            entity="page", native_id="p", metric="reach", metric_date=day, value=value
        )

    rows, gate = passed(
        figure(date(2026, 11, 23), 1),
        figure(date(2026, 11, 24), 2),
        figure(None, 3),
        figure(date(1979, 12, 31), 4),
        figure(date(1979, 12, 31), float("nan")),
        figure(None, float("inf")),
        figure(None, 10**400),
    )
    assert [row["value"] for row in rows] == [1, 3]
    assert gate.skipped == {"no date": 2, "broken": 3}
    assert gate.absurd_count == 2


def test_a_number_beyond_counting_is_unknown() -> None:
    threads, gate = passed(
        Thread(native_id="1", view_count=LARGEST),
        Thread(native_id="2", view_count=LARGEST + 1),
        Thread(native_id="3", view_count=10**30),
        Thread(native_id="4", view_count=-(10**30)),
        Thread(native_id="5"),
    )
    assert [one["view_count"] for one in threads] == [LARGEST, None, None, None, None]
    assert (gate.impossible_count, gate.skipped) == (3, {})


def test_a_reaction_counted_beyond_counting_is_left_out() -> None:
    rows, gate = passed(Reaction(post_id="1", count=10**30), Reaction(post_id="2"))
    assert [row["post_id"] for row in rows] == ["2"]
    assert gate.skipped == {"broken": 1}
