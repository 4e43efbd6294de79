"""Days and figures as the pages write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from publisher.languages import lang_filter

# Not strftime: Pelican sets the locale of the process to the machine's own.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def filters(time_zone: str, language: str) -> dict[str, Callable[..., Any]]:
    """The template filters that write days in the community's zone, counts and languages."""
    zone = ZoneInfo(time_zone)

    def day(moment: datetime | date) -> str:
        """The day in words: 22 November 2026."""
        local = moment.astimezone(zone) if isinstance(moment, datetime) else moment
        return f"{local.day} {MONTHS[local.month - 1]} {local.year}"

    def month(moment: datetime | date) -> str:
        """The month in words: November 2026."""
        local = moment.astimezone(zone) if isinstance(moment, datetime) else moment
        return f"{MONTHS[local.month - 1]} {local.year}"

    return {"day": day, "month": month, "count": count, "in_words": in_words,
            "lang": lang_filter(language)}  # fmt: skip


def count(number: int) -> str:
    """The figure with thousands apart: 1,250."""
    return f"{number:,}"


def in_words(number: int) -> str:
    """Small numbers in words: none to ten; others as figures."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else count(number)
