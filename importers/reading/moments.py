"""Moments in UTC out of the many ways platforms write them; unknown is None, never now."""

from __future__ import annotations

import math
import re
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""Before any online community whose export we could be given: earlier moments are mistakes."""
LONGEST_PLANS = timedelta(days=20 * 365)
"""How far ahead an event may lie: dates such as 9999-12-31 stand for none."""

# Milliseconds since 1970 passed this in 1973; seconds reach it in the year 5138.
_SECONDS_END = 100_000_000_000
_SPACE_BEFORE_OFFSET = re.compile(r" (?:UTC|GMT|Z)$")


def utc(text: object, *, zone: ZoneInfo | None = None) -> datetime | None:
    """The moment in an ISO-8601 text, in UTC; a text without offset is in `zone`, UTC by default.

    None when there is no text or it is no moment; 0000-00-00, 0001-01-01 and 9999-12-31 are none.
    """
    if not isinstance(text, str) or not text.strip():
        return None
    written = _SPACE_BEFORE_OFFSET.sub("+00:00", text.strip())
    try:
        moment = datetime.fromisoformat(written)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone or UTC)
        return _in_calendar(moment.astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def from_seconds(value: object) -> datetime | None:
    """The moment of Unix seconds or milliseconds, as a number or as text; zero is None."""
    try:
        seconds = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return None
    if not math.isfinite(seconds) or seconds <= 0:
        return None
    if seconds >= _SECONDS_END:
        seconds /= 1000
    try:
        return _in_calendar(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))
    except OverflowError:
        return None


def _in_calendar(moment: datetime) -> datetime | None:
    """The moment; None in the calendar's first and last year, where nothing can be added to it."""
    return moment if MINYEAR < moment.year < MAXYEAR else None


def is_sensible(moment: datetime, *, now: datetime) -> bool:
    """Whether a moment can be true of an export read at `now`, with a day for wrong clocks."""
    return EARLIEST <= moment <= now + timedelta(days=1)


def is_sensible_plan(moment: datetime, *, now: datetime) -> bool:
    """Whether a moment, past or to come, can be true of an export read at `now`."""
    return EARLIEST <= moment <= now + LONGEST_PLANS


def years_between(birth: date, day: date) -> int:
    """Full years from a birthdate to a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
