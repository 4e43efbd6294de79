"""Moments as people and spreadsheets write them; the order of day and month told by the file.

3/4/2025 is a day in March or in April. Somewhere in a file a 23/4/2025 tells which; where nothing
does, the date is unknown, never a guess.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from importers.reading.moments import from_seconds, utc

BY_ITS_ROWS = "by its rows"
ORDERS = ("day first", "month first", "year first")

_LONGEST = 60
_YEAR_FIRST = re.compile(r"\d{4}[-./]")
_SECONDS = re.compile(r"\d{9,13}(?:\.\d{1,9})?")
_NUMBERS = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:$|[,T ] *(\S.*)$)")
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,? )?"
_DAY_FIRST = re.compile(
    _WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th|er|\.)?[ -](?:de |of )?([^\W\d_]{3,12})\.?,?[ -]"
    r"(?:de |del )?(\d{4}|\d{2})(?:$|[, ] *(\S.*)$)"
)
_MONTH_FIRST = re.compile(
    _WEEKDAY + r"([^\W\d_]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:$|[, ] *(\S.*)$)"
)
_AT = re.compile(r"(?:at|um|om|à|a las) ", re.IGNORECASE)
_CLOCK = re.compile(
    r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?(?: ?uur| ?uhr)?(?: ?([ap])\.?m\.?)?"
    r"(?: ?(z|utc|gmt|[+-]\d{2}:?\d{2}))?",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januari januar janvier enero ene janv jän jänner",
            "feb february februari februar février febrero févr fevrier fév",
            "mar march maart märz mars marzo mrt mär maerz",
            "apr april avril abril abr avr",
            "may mei mai mayo",
            "jun june juni juin junio",
            "jul july juli juillet julio juil",
            "aug august augustus août agosto ago aout",
            "sep sept september septembre septiembre setiembre",
            "oct october oktober octobre octubre okt",
            "nov november novembre noviembre",
            "dec december dezember décembre diciembre dez dic déc decembre",
        ),
        start=1,
    )
    for name in names.split()
}


class Dates:
    """How one file writes its dates: shown all of them first, then asked for each."""

    def __init__(self, zone: ZoneInfo, order: str = BY_ITS_ROWS) -> None:
        self._zone = zone
        self._stated = order if order in ORDERS else None
        self._possible = set(ORDERS)
        self._shown_by: tuple[str, str] | None = None
        """Place and text of the date that left one order possible."""
        self._unclear: tuple[str, str] | None = None
        """The first date that may be two days."""

    def learn(self, value: object, place: str) -> None:
        """Nothing; what the date tells about the order is known."""
        readings = _readings(value)
        if not readings or not readings.keys().isdisjoint(("written out",)):
            return
        if self._unclear is None and len(set(readings.values())) > 1:
            self._unclear = (place, str(value).strip())
        was = len(self._possible)
        self._possible &= readings.keys()
        if was > 1 and len(self._possible) == 1:
            self._shown_by = (place, str(value).strip())

    @property
    def order(self) -> str | None:
        """The order stated, else the only one that fits every date of the file."""
        if self._stated:
            return self._stated
        return next(iter(self._possible)) if len(self._possible) == 1 else None

    def note(self) -> str | None:
        """One line on how unclear dates are read; None when the file has none."""
        if self._stated or self._unclear is None:
            return None
        place, written = self._unclear
        if self.order and self._shown_by:
            return (
                f"dates such as '{written}' are read {self.order}, as "
                f"'{self._shown_by[1]}' in {self._shown_by[0]} shows"
            )
        why = "no row shows" if self._possible else "the rows contradict each other on"
        return (
            f"{why} whether a date such as '{written}' in {place} has the day or the month first; "
            "such dates are unknown. Say date_order in community.yaml: day first or month first"
        )

    def moment(self, value: object) -> datetime | None:
        """The moment in UTC; None when it is none, or may be two."""
        if isinstance(value, bool):
            return None
        if isinstance(value, int | float):
            return from_seconds(value) if value > 10**8 else None
        text = _plain(value)
        if text is None:
            return None
        if _SECONDS.fullmatch(text):
            return from_seconds(text)
        if not text.isdigit() and (moment := utc(text, zone=self._zone)):
            return moment
        readings = _readings(text)
        days = set(readings.values())
        day = readings.get(self.order or "") or readings.get("written out")
        if day is None and len(days) == 1 and self._stated is None:
            (day,) = days
        return None if day is None else _at(day, _rest(text), self._zone)


def needs_order(value: object) -> bool:
    """Whether the text is a date that is read by the order of its file, and may tell it."""
    if not isinstance(value, str) or _YEAR_FIRST.match(value):
        return False
    readings = _readings(value)
    return bool(readings) and "written out" not in readings


def looks_like_date(value: object) -> bool:
    """Whether a text is a date in some order; a count of seconds is none."""
    text = _plain(value)
    if text is None or text.isdigit():
        return False
    return utc(text) is not None or bool(_readings(text))


def _plain(value: object) -> str | None:
    """The text with single plain blanks; None when there is none, or too much for a date."""
    if not isinstance(value, str) or len(value) > 2 * _LONGEST:
        return None
    text = " ".join(value.split())
    return text if 0 < len(text) <= _LONGEST else None


def _readings(value: object) -> dict[str, date]:
    """The days that a date may be, by the order that makes it so; one when it is written out."""
    text = _plain(value)
    if text is None:
        return {}
    if match := _NUMBERS.match(text):
        return _in_numbers(match[1], match[2], match[3], match[4])
    for pattern, groups in ((_DAY_FIRST, (1, 2, 3)), (_MONTH_FIRST, (2, 1, 3))):
        if match := pattern.match(text):
            day, name, year = (match[group] for group in groups)
            month = _MONTHS.get(name.lower())
            if month and (found := _day(_year(year), month, int(day))):
                return {"written out": found}
    return {}


def _in_numbers(first: str, mark: str, second: str, third: str) -> dict[str, date]:
    if len(first) >= 3 or len(third) == 3:
        found = _day(int(first), int(second), int(third)) if len(first) == 4 else None
        return {"written out": found} if found else {}
    orders = {"day first": (third, second, first)}
    # With points, no country writes the month first.
    if mark != ".":
        orders["month first"] = (third, first, second)
    if len(third) <= 2:
        orders["year first"] = (first, second, third)
    return {
        order: day
        for order, (year, month, day_number) in orders.items()
        if (day := _day(_year(year), int(month), int(day_number)))
    }


def _year(written: str) -> int:
    number = int(written)
    if len(written) > 2:
        return number
    return number + (1900 if number >= 80 else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _rest(text: str) -> str:
    """What follows the day."""
    match = _NUMBERS.match(text)
    if match is not None:
        return match[5] or ""
    match = _DAY_FIRST.match(text) or _MONTH_FIRST.match(text)
    return (match[4] or "") if match else ""


def _at(day: date, rest: str, zone: ZoneInfo) -> datetime | None:
    """The moment on that day; None when what follows is no time of day."""
    clock = time(0)
    offset: ZoneInfo | timezone = zone
    if rest:
        match = _CLOCK.fullmatch(_AT.sub("", rest, count=1))
        if match is None:
            return None
        hour = int(match[1])
        if match[4]:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if match[4].lower() == "p" else 0)
        try:
            clock = time(hour, int(match[2]), int(match[3] or 0))
        except ValueError:
            return None
        if match[5]:
            offset = _offset(match[5])
    try:
        return datetime.combine(day, clock, offset).astimezone(UTC)
    except OverflowError:
        return None


def _offset(written: str) -> timezone:
    if written[0] not in "+-":
        return UTC
    hours, minutes = min(int(written[1:3]), 23), min(int(written[-2:]), 59)
    signed = timedelta(hours=hours, minutes=minutes) * (-1 if written[0] == "-" else 1)
    return timezone(signed)
