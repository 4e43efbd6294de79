"""Dates as people write them: right, or unknown, never a guess."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from importers.reading.dates import Dates

LISBON = ZoneInfo("Europe/Lisbon")


def read(value: object, *others: str, order: str = "by its rows") -> str | None:
    dates = Dates(LISBON, order)
    for number, other in enumerate((value, *others), start=2):
        dates.learn(other, f"line {number}")
    moment = dates.moment(value)
    return moment.isoformat().removesuffix("+00:00") if moment else None


@pytest.mark.parametrize(
    ("value", "others", "moment"),
    [
        ("3/4/2025", (), None),
        ("3/4/2025", ("23/4/2025",), "2025-04-02T23:00:00"),
        ("3/4/2025", ("4/23/2025",), "2025-03-04T00:00:00"),
        ("3/4/2025", ("4/23/2025", "23/4/2025"), None),
        ("23/4/2025", ("4/23/2025",), "2025-04-22T23:00:00"),
        ("3-4-2025", ("23-4-2025",), "2025-04-02T23:00:00"),
        ("5/5/2025", (), "2025-05-04T23:00:00"),
        ("03.04.2025", (), "2025-04-02T23:00:00"),
        ("2025/04/03", (), "2025-04-02T23:00:00"),
        ("20/05/06", ("20/05/13",), None),
        ("20/05/06", ("20/05/32",), "2006-05-19T23:00:00"),
        ("20/05/06", ("99/12/31",), "2020-05-05T23:00:00"),
        ("9/5/26, 1:12 AM", ("9/15/26, 1:12 AM",), "2026-09-05T00:12:00"),
        ("31/2/2025", (), None),
    ],
)
def test_the_files_rows_tell_the_order(
    value: str, others: tuple[str, ...], moment: str | None
) -> None:
    assert read(value, *others) == moment


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-01-05 18:30", "2026-01-05T18:30:00"),
        ("2026-01-05T18:30:00+02:00", "2026-01-05T16:30:00"),
        ("5 January 2026", "2026-01-05T00:00:00"),
        ("Mon, 05 Jan 2026 18:30:00 +0200", "2026-01-05T16:30:00"),
        ("January 5, 2026 at 6:30 PM", "2026-01-05T18:30:00"),
        ("Jan 5th, 2026, 12:05 a.m.", "2026-01-05T00:05:00"),
        ("5 januari 2026 18:30 uur", "2026-01-05T18:30:00"),
        ("5. Januar 2026 um 18.30 Uhr", "2026-01-05T18:30:00"),
        ("5 janvier 2026 à 18h30", "2026-01-05T18:30:00"),
        ("lundi 5 janvier 2026", "2026-01-05T00:00:00"),
        ("5 de enero de 2026, 18:30", "2026-01-05T18:30:00"),
        ("5-Jan-26", "2026-01-05T00:00:00"),
        ("1767637800", "2026-01-05T18:30:00"),
        (1767637800000, "2026-01-05T18:30:00"),
        ("5 Foo 2026", None),
        ("5 January 2026 25:00", None),
        ("5 January 2026 13:00 PM", None),
        ("5 January 2026 sometime", None),
        ("20260105", None),
        ("12", None),
        (True, None),
        (None, None),
        ("x" * 10_000, None),
    ],
)
def test_a_date_is_right_or_unknown(value: object, moment: str | None) -> None:
    assert read(value) == moment


def test_a_stated_order_is_followed_and_nothing_else() -> None:
    assert read("3/4/2025", order="month first") == "2025-03-04T00:00:00"
    assert read("13/4/2025", order="month first") is None
    assert read("3/4/2025", "23/4/2025", order="month first") == "2025-03-04T00:00:00"


@pytest.mark.parametrize(
    ("values", "line"),
    [
        (["2026-01-05"], None),
        (["23/4/2025"], None),
        (["3/4/2025", "23/4/2025"], "'3/4/2025' are read day first, as '23/4/2025' in line 3"),
        (["3/4/2025"], "no row shows whether a date such as '3/4/2025' in line 2"),
        (["3/4/2025", "23/4/2025", "4/23/2025"], "the rows contradict each other on whether"),
    ],
)
def test_what_was_decided_is_said(values: list[str], line: str | None) -> None:
    dates = Dates(LISBON)
    for number, value in enumerate(values, start=2):
        dates.learn(value, f"line {number}")
    said = dates.note()
    assert said == line if line is None else line in (said or "")
