"""Moments as the ledger writes them: UTC, ISO, microseconds, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, datetime

from ledger.errors import BadStatement


def to_text(moment: datetime) -> str:
    """The moment as '2026-11-16T08:00:00.000000Z'.

    Raises BadStatement when the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise BadStatement(f"the moment {moment.isoformat()} has no time zone; expected UTC")
    utc = moment.astimezone(UTC)
    # strftime does not pad years below 1000.
    return utc.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def from_text(text: str) -> datetime:
    """The moment written by `to_text`, in UTC."""
    return datetime.fromisoformat(text)


def optional_text(moment: datetime | None) -> str | None:
    """As `to_text`; None stays None."""
    return None if moment is None else to_text(moment)
