"""All figures of the community, each with its definition and the months behind it.

The public ones are rounded and cut to cells of at least five people; the office sees them as they
are. A figure that does not stand here is on no page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from publisher.asking import Row
from publisher.defined_figures import DEFINITIONS, Unit

SHOWN_MONTHS = 13


@dataclass(frozen=True)
class Figure:
    """One figure as a page shows it. None: unknown, or about too few people."""

    key: str
    title: str
    definition: str
    unit: Unit
    table: str
    """Where its rows come from."""
    now: int | None
    before: int | None
    """A month earlier."""
    year_ago: int | None
    months: tuple[tuple[date, int | None], ...]
    """The last thirteen, oldest first."""


@dataclass(frozen=True)
class FigureGroup:
    """Figures that belong together."""

    title: str
    figures: tuple[Figure, ...]


def all_figures(months: Sequence[Row], *, smallest: int) -> tuple[FigureGroup, ...]:
    """Every figure, from one row per month, oldest first; the last row is the month told of.

    smallest: the fewest people a figure may be about; 1 shows everything as it is counted.
    """
    if not months:
        return ()
    groups: dict[str, list[Figure]] = {}
    for each in DEFINITIONS:
        values = [(row["month_date"], each.read(row, smallest)) for row in months]
        by_month = dict(values)
        now = values[-1][0]
        groups.setdefault(each.group, []).append(
            Figure(
                key=each.key,
                title=each.title,
                definition=each.definition,
                unit=each.unit,
                table=each.table,
                now=by_month[now],
                before=by_month.get(month_before(now, 1)),
                year_ago=by_month.get(month_before(now, 12)),
                months=tuple(values[-SHOWN_MONTHS:]),
            )
        )
    return tuple(FigureGroup(title, tuple(figures)) for title, figures in groups.items())


def month_before(month: date, months: int) -> date:
    """The first day of the month so many months earlier."""
    place = month.year * 12 + month.month - 1 - months
    return date(place // 12, place % 12 + 1, 1)
