"""The gate that every row passes: neutral words, possible moments and numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from importers.reading.gate import Gate
from importers.reading.tables import Gathering
from importers.records import Account, Event, PageMetric, Post, Reaction, Record, Thread

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def passed(*records: Record) -> tuple[Gate, list[dict[str, Any]]]:
    """The gate, and the rows that the records have become behind it."""
    gathering = Gathering("discourse:here")
    for record in records:
        gathering.add(record)
    gate = Gate(NOW)
    return gate, [row for part in gathering.rest() for row in gate.passed(*part).to_pylist()]


def test_words_that_are_shown_are_neutral_and_originals_stay() -> None:
    _, (person, thread, post) = passed(
        Account(native_id="1", name="\u3164\u200b", answers={"why\u200b?": "be\u2066cause"}),
        Thread(native_id="1", title="one\ntitle", topics=("\u200b", "ok")),
        Post(native_id="p\u202e", thread_id="t", text="a\u202eb", text_original="a\u202eb"),
    )
    assert (person["name"], person["answers"]) == (
        None,
        [{"question": "why?", "answer": "because"}],
    )
    assert (thread["title"], thread["topics"]) == ("one title", ["ok"])
    assert (post["native_id"], post["text"], post["text_original"]) == (
        "p\u202e",
        "ab",
        "a\u202eb",
    )


@pytest.mark.parametrize(
    ("record", "name", "is_kept"),
    [
        (Thread(native_id="1", created_at=datetime(1970, 1, 1, tzinfo=UTC)), "created_at", False),
        (Thread(native_id="1", created_at=datetime(2038, 1, 19, tzinfo=UTC)), "created_at", False),
        (Thread(native_id="1", created_at=datetime(2016, 1, 1, tzinfo=UTC)), "created_at", True),
        (Event(native_id="1", starts_at=datetime(1970, 1, 1, tzinfo=UTC)), "starts_at", False),
        (Event(native_id="1", starts_at=datetime(2027, 5, 1, tzinfo=UTC)), "starts_at", True),
        (Event(native_id="1", ends_at=datetime(9998, 5, 1, tzinfo=UTC)), "ends_at", False),
    ],
)
def test_impossible_moments_are_unknown_and_counted(
    record: Record, name: str, is_kept: bool
) -> None:
    gate, (row,) = passed(record)
    assert row[name] == (getattr(record, name) if is_kept else None)
    assert gate.absurd_count == (not is_kept)


def figure(value: float, *, day: date | None = None) -> PageMetric:
    return PageMetric(entity="page", native_id="1", metric="m", metric_date=day, value=value)


def test_figures_of_impossible_days_and_sizes_are_left_out() -> None:
    gate, rows = passed(
        figure(1, day=date(1970, 1, 1)),
        figure(float("inf")),
        figure(float("nan")),
        figure(-2.5),
        Reaction(post_id="1", count=2**60),
        Post(native_id="1", thread_id="1", like_count=2**60),
    )
    assert [row["value"] for row in rows if "value" in row] == [-2.5]
    assert [row["like_count"] for row in rows if "like_count" in row] == [None]
    assert gate.skipped == {"no date": 1, "broken": 3}
    assert gate.impossible_count == 1


def test_counts_that_no_column_holds_are_no_bugs() -> None:
    gate, (row,) = passed(Post(native_id="1", thread_id="1", like_count=10**30))
    assert row["like_count"] is None
    assert gate.impossible_count == 1
