"""Days and figures as the pages write them, in the community's language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from publisher.catalogs import LOCALES, Catalog, later
from publisher.languages import lang_filter

# Not strftime: Pelican sets the locale of the process to the machine's own.
NUMBERS = (
    later("none"), later("one"), later("two"), later("three"), later("four"), later("five"),
    later("six"), later("seven"), later("eight"), later("nine"), later("ten"),
)  # fmt: skip


def filters(time_zone: str, language: str, sentences: Catalog) -> dict[str, Callable[..., Any]]:
    """The template filters that write days in the community's zone, counts and languages."""
    zone, locale = ZoneInfo(time_zone), LOCALES[language]

    def local(moment: datetime | date) -> date:
        return moment.astimezone(zone) if isinstance(moment, datetime) else moment

    def day(moment: datetime | date) -> str:
        """The day in words, its number and month in one line: 22 November 2026."""
        return _together(format_date(local(moment), "long", locale))

    def month(moment: datetime | date) -> str:
        """The month in words: November 2026."""
        return format_skeleton("yMMMM", local(moment), locale=locale)

    def hours(starts: datetime, ends: datetime) -> str:
        """From when to when: Saturday 16 January 2027, 13:00 – 16:00, the hours in one line."""
        first, last = starts.astimezone(zone), ends.astimezone(zone)
        begins, until = (format_time(each.time(), "HH:mm", locale=locale) for each in (first, last))
        day_of = format_date(first.date(), "full", locale)
        if last.date() == first.date():
            return f"{day_of}, {begins}\N{NO-BREAK SPACE}–\N{WORD JOINER}\N{NO-BREAK SPACE}{until}"
        return f"{day_of}, {begins} – {format_date(last.date(), 'full', locale)}, {until}"

    def count(number: int) -> str:
        """The figure with thousands apart: 1,250."""
        return format_decimal(number, locale=locale)

    def percent(number: int) -> str:
        """The share: 45%."""
        return format_percent(number / 100, locale=locale)

    def hours_short(number: int) -> str:
        """So many hours, in short: 3 hrs."""
        return format_unit(number, "duration-hour", "short", locale=locale)

    def in_words(number: int) -> str:
        """Small numbers in words: none to ten; others as figures."""
        few = 0 <= number < len(NUMBERS)
        return sentences.gettext(NUMBERS[number]) if few else count(number)

    def language_name(code: str) -> str:
        """The language in words: Dutch; the code itself where it has none."""
        return str(Locale.parse(locale).languages.get(code, code))

    return {"day": day, "month": month, "hours": hours, "count": count, "in_words": in_words,
            "percent": percent, "hours_short": hours_short, "lang": lang_filter(language),
            "language_name": language_name}  # fmt: skip


def _together(day: str) -> str:
    """The words but the last do not part, so that no line ends in a bare number: 14 | November."""
    *first, last = day.split(" ")
    return " ".join(("\N{NO-BREAK SPACE}".join(first), last)) if first else last


def short_month(day: date, language: str) -> str:
    """The month as a label: Nov 2026."""
    return format_skeleton("yMMM", day, locale=LOCALES[language])


def month_words(language: str) -> str:
    """All names of months, long and short, in one line."""
    names = Locale.parse(LOCALES[language]).months["format"]
    return " ".join(
        str(name) for width in ("wide", "abbreviated") for name in names[width].values()
    )
