"""Moments in UTC, whichever way they are written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from importers.reading.moments import from_seconds, is_sensible, utc, years_between


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2016-02-01T12:17:43.777Z", datetime(2016, 2, 1, 12, 17, 43, 777000, UTC)),
        ("2016-02-01 12:17:43 UTC", datetime(2016, 2, 1, 12, 17, 43, tzinfo=UTC)),
        ("2026-09-25T17:30:00+0000", datetime(2026, 9, 25, 17, 30, tzinfo=UTC)),
        ("2014-04-16T14:10:50-04:00", datetime(2014, 4, 16, 18, 10, 50, tzinfo=UTC)),
        ("2014-04-16", datetime(2014, 4, 16, tzinfo=UTC)),
        ("0000-00-00 00:00:00", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31 23:59:59", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        (20140416, None),
    ],
)
def test_iso_texts(text: object, moment: datetime | None) -> None:
    assert utc(text) == moment


def test_text_without_offset_is_in_the_zone_given() -> None:
    assert utc("2026-07-01 10:00", zone=ZoneInfo("Europe/Lisbon")) == datetime(
        2026, 7, 1, 9, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (1439044174, datetime(2015, 8, 8, 14, 29, 34, tzinfo=UTC)),
        ("1439044174", datetime(2015, 8, 8, 14, 29, 34, tzinfo=UTC)),
        (1439044174000, datetime(2015, 8, 8, 14, 29, 34, tzinfo=UTC)),
        (0, None),
        ("nan", None),
        (1e300, None),
        (10**400, None),
        (None, None),
    ],
)
def test_seconds_and_milliseconds(value: object, moment: datetime | None) -> None:
    assert from_seconds(value) == moment


def test_absurd_moments_are_told_from_sensible_ones() -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert is_sensible(datetime(2026, 11, 22, 12, tzinfo=UTC), now=now)
    assert not is_sensible(datetime(2026, 11, 24, tzinfo=UTC), now=now)
    assert not is_sensible(datetime(1970, 1, 1, tzinfo=UTC), now=now)


def test_age_counts_full_years() -> None:
    assert years_between(date(2004, 2, 29), date(2022, 2, 28)) == 17
    assert years_between(date(2004, 2, 29), date(2022, 3, 1)) == 18
