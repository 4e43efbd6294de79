"""Times as Meta writes them into tables: US Pacific without saying so, in either order of days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

PACIFIC = ZoneInfo("America/Los_Angeles")
"""Whatever the account's own zone."""

_SLASHED = re.compile(
    r"(?P<one>[0-9]{1,2})(?P<mark>[/.-])(?P<two>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4}|[0-9]{2})"
    r"(?:[ T,]{1,2}(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"(?:[ \u202f]?(?P<half>[AaPp])\.?[Mm]\.?)?)?"
)


@dataclass
class DayOrder:
    """Which of 03/04 is the day, decided once for a file out of all its dates."""

    day_first: int = 0
    """Dates whose first number can only be a day."""
    month_first: int = 0
    undecided: int = 0

    def add(self, text: str) -> None:
        """Nothing; the date counts, if it is one that has an order."""
        found = _SLASHED.fullmatch(text.strip())
        if found is None:
            return
        one, two = int(found["one"]), int(found["two"])
        # With dots the day comes first in every country that writes them.
        if found["mark"] == "." or one > 12 >= two:
            self.day_first += 1
        elif two > 12 >= one:
            self.month_first += 1
        elif one != two:
            self.undecided += 1

    @property
    def is_day_first(self) -> bool:
        """Whether most dates say so; without a sign the month comes first, as Meta writes it."""
        return self.day_first > self.month_first

    def note(self) -> str | None:
        """One line for a person when the dates do not decide it, or disagree."""
        read_as = "day/month/year" if self.is_day_first else "month/day/year"
        if self.day_first and self.month_first:
            return (
                f"{self.day_first} dates have the day first and {self.month_first} the month; all "
                f"were read as {read_as}. Export again and do not open the file in a spreadsheet"
            )
        if self.undecided and not self.day_first and not self.month_first:
            return f"nothing tells days from months; dates were read as {read_as}, as Meta writes"
        return None


def naive_moment(text: str, *, is_day_first: bool) -> datetime | None:
    """The moment a cell states, without its zone; a day is its midnight. None: it states none."""
    written = text.strip()
    try:
        if found := _SLASHED.fullmatch(written):
            return _slashed(found, is_day_first=is_day_first)
        moment = datetime.fromisoformat(written)
        return moment.astimezone(PACIFIC).replace(tzinfo=None) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None


def _slashed(found: re.Match[str], *, is_day_first: bool) -> datetime:
    """Raises ValueError for a day or an hour that no calendar has."""
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    day, month = (one, two) if is_day_first else (two, one)
    hour = int(found["hour"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(found.group())
        hour = hour % 12 + (12 if found["half"] in "Pp" else 0)
    return datetime(
        year + 2000 if year < 100 else year,
        month,
        day,
        hour,
        int(found["minute"] or 0),
        int(found["second"] or 0),
    )


def pacific(moment: datetime) -> datetime:
    """A naive moment in US Pacific time as UTC; of an hour that comes twice, the first."""
    return moment.replace(tzinfo=PACIFIC).astimezone(UTC)


def is_doubled(moment: datetime) -> bool:
    """Whether a naive moment comes twice there: in the night the clock goes back."""
    first, second = (moment.replace(tzinfo=PACIFIC, fold=fold) for fold in (0, 1))
    return first.astimezone(UTC) < second.astimezone(UTC)
