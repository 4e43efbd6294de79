"""Values of a forum's rows, typed; what cannot be read is said, never guessed."""

from datetime import UTC, datetime
from typing import Any

import pytest

from importers.platforms.forum_people import Authors, Profiles
from importers.platforms.forum_rows import ForumRow, tie
from importers.reading.sql import DumpRow
from importers.records import Account, Skipped, Tie


def row(**values: Any) -> ForumRow:
    return ForumRow(DumpRow("vb_post", 12, values), "post")


@pytest.mark.parametrize(
    ("value", "native_id"),
    [
        (7, "7"),
        ("7", "7"),
        (0, None),
        ("0", None),
        ("", None),
        (None, None),
        (7.0, "7"),
        (7.5, None),
    ],
)
def test_nobody_is_no_id(value: object, native_id: str | None) -> None:
    """Engines write 0 for guests and for nothing."""
    assert row(id=value).id("id") == native_id


@pytest.mark.parametrize(
    ("value", "number", "count"),
    [
        (5, 5, 5), ("5", 5, 5), (-5, -5, None), (" -5 ", -5, None), ("--5", None, None),
        ("five", None, None), (10**30, None, None), ("9" * 40, None, None), (1e300, None, None),
        (float("nan"), None, None), (float("inf"), None, None), (None, None, None),
    ],
)  # fmt: skip
def test_numbers_that_no_column_can_hold_are_unknown(
    value: object, number: int | None, count: int | None
) -> None:
    assert row(n=value).number("n") == number
    assert row(n=value).count("n") == count


def test_moments_are_in_utc_and_nonsense_is_noted() -> None:
    one = row(dateline=1700000000, gmt="2023-11-14 22:13:20", bad="soon", none=0, empty=None)
    moment = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert one.moment("dateline") == one.date_time("gmt") == moment
    assert one.moment("none") is one.moment("empty") is one.moment("absent") is None
    assert one.notes == []
    assert one.moment("bad") is None
    assert [note.line for note in one.notes] == [
        "post, line 12: bad is 'soon', expected Unix seconds; the moment counts as unknown"
    ]


def test_what_must_have_a_moment_says_that_it_has_none() -> None:
    one = row(post_date_gmt="0000-00-00 00:00:00")
    assert one.date_time("post_date_gmt") is None
    assert one.notes == []
    assert one.date_time("post_date_gmt", must=True) is None
    assert "expected 2021-03-01 09:15:30" in one.notes[0].line


def test_a_tie_needs_both_ends() -> None:
    """Its moment may be seconds or a DATETIME."""
    moment = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    for written in (1700000000, "2023-11-14 22:13:20"):
        assert tie(
            row(a=1, b=2, at=written), "a", "b", "membership", since="at", to="group-"
        ) == Tie(from_id="1", to_id="group-2", kind="membership", created_at=moment)
    assert tie(row(a=1, b=0), "a", "b", "block") == Skipped(
        reason="broken", place="post, line 12", detail="a row without a and b"
    )


def test_a_guest_is_told_once() -> None:
    authors = Authors()
    guest = Account(native_id="name:old rider", name="Old Rider", role="guest")
    assert authors.of(None, " Old  Rider ") == ("name:old rider", [guest])
    assert authors.of(None, "OLD RIDER") == ("name:old rider", [])
    assert authors.of("3", "Old Rider") == ("3", [])
    assert authors.of(None, None) == (None, [])


def test_minors_are_told_by_the_last_visit_of_anybody() -> None:
    profiles = Profiles()
    profiles.born("1", 2008, 11, 15)
    profiles.born("2", 2008, 2, 30)
    assert profiles.is_minor("1") is None
    profiles.saw(datetime(2026, 11, 14, tzinfo=UTC))
    assert profiles.is_minor("1") is True
    profiles.saw(datetime(2026, 11, 15, tzinfo=UTC))
    profiles.saw(datetime(2020, 1, 1, tzinfo=UTC))
    assert profiles.is_minor("1") is False
    assert profiles.is_minor("2") is None
    assert profiles.is_minor("unknown") is None


def test_private_questions_are_never_answered() -> None:
    profiles = Profiles()
    profiles.answer("1", "field5", "1 May 1980")
    profiles.answer("1", "field6", "soups")
    profiles.answer("1", "field7", None)
    assert profiles.answers("1", {"field5": "Date of birth", "field6": "Likes"}) == {
        "Likes": "soups"
    }
