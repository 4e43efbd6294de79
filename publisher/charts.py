"""Where the dots, rings and lines of the report's pictures stand; the templates draw them.

A sign stands for five members, pairs or newcomers or more, as its caption says, so that no picture
counts a few people out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from publisher.letter import Letter, MonthEnd

WIDTH = 576
_LOWEST_LABEL, _LABEL_HEIGHT = 240.0, 26.0
_UNITS = (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000)


@dataclass(frozen=True)
class Dots:
    """Two sets of dots, as SVG paths of points."""

    unit: int
    """How many people one dot stands for."""
    filled: str
    hollow: str
    height: int


@dataclass(frozen=True)
class Signs:
    """Signs in rows: where each begins."""

    unit: int
    places: tuple[tuple[int, int], ...]
    fresh: tuple[tuple[int, int], ...]
    """Those of the month, in a row of their own below the others."""
    height: int

    @property
    def words_at(self) -> tuple[int, int]:
        """Where the words beside the new ones begin."""
        x, y = self.fresh[-1] if self.fresh else (0, 0)
        return x + 54, y + 18


@dataclass(frozen=True)
class Rings:
    """Closed and open rings in rows: their middles."""

    unit: int
    closed: tuple[tuple[int, int], ...]
    open: tuple[tuple[int, int], ...]
    height: int


@dataclass(frozen=True)
class Line:
    """One line of a chart and what stands at its ends."""

    path: str
    first: int
    last: int
    first_y: float
    last_x: float
    last_y: float
    label_y: float
    """Of the last label, moved apart from the other line's."""


@dataclass(frozen=True)
class Growth:
    """Forum, page and friends side by side on one scale from nothing."""

    forum: Line | None
    page: Line | None
    pairs: Line | None
    first: date
    last: date


@dataclass(frozen=True)
class Pictures:
    """The report's pictures; None where the figures are unknown or too small to show."""

    active: Dots | None
    pairs: Signs | None
    growth: Growth | None
    newcomers: Rings | None


def pictures(letter: Letter) -> Pictures:
    """At most four pictures of the letter's figures."""
    members, active = letter.members, letter.active
    both = letter.answered is not None and letter.unanswered is not None
    return Pictures(
        active=_dots(members, active) if members and active else None,
        pairs=_signs(letter.pairs, letter.pairs_began or 0) if letter.pairs else None,
        growth=_growth(letter.months),
        newcomers=_rings(letter.answered or 0, letter.unanswered or 0) if both else None,
    )


def unit_for(number: int, most: int) -> int:
    """How many one sign must stand for so that at most `most` signs are drawn."""
    return next((unit for unit in _UNITS if number / unit <= most), _UNITS[-1])


def _dots(all_members: int, some: int) -> Dots:
    unit = unit_for(all_members, 432)
    total = max(1, round(all_members / unit))
    filled = max(1 if some else 0, round(min(some, all_members) / unit))
    points = [f"M{8 + 16 * (n % 36)} {8 + 16 * (n // 36)}h0" for n in range(total)]
    return Dots(unit, "".join(points[:filled]), "".join(points[filled:]), 16 * -(-total // 36))


def _signs(number: int, began: int) -> Signs:
    unit = unit_for(number, 55)
    total = max(1, round(number / unit))
    new = min(round(began / unit), total - 1, 8)
    old = total - new
    rows = -(-old // 11)
    top = 36 * rows + 12
    return Signs(
        unit,
        tuple((54 * (n % 11), 36 * (n // 11)) for n in range(old)),
        tuple((54 * n, top) for n in range(new)),
        top + 26 if new else 36 * rows,
    )


def _rings(closed: int, open_: int) -> Rings:
    unit = unit_for(closed + open_, 63)
    places = [(14 + 27 * (n % 21), 16 + 32 * (n // 21)) for n in range(64 * 2)]
    first = max(1, round(closed / unit))
    second = max(1, round(open_ / unit))
    return Rings(unit, tuple(places[:first]), tuple(places[first : first + second]),
                 32 * -(-(first + second) // 21))  # fmt: skip


def _growth(months: Sequence[MonthEnd]) -> Growth | None:
    months = [month for month in months if month.forum is not None or month.page is not None]
    if len(months) < 2:
        return None
    columns = ("forum", "page", "pairs")
    values = {name: [getattr(month, name) for month in months] for name in columns}
    top = max(value for column in values.values() for value in column if value is not None)
    lines = {name: _line(column, top) for name, column in values.items()}
    apart = _apart({name: line for name, line in lines.items() if line})
    return Growth(apart.get("forum"), apart.get("page"), apart.get("pairs"), months[0].month,
                  months[-1].month)  # fmt: skip


def _apart(lines: dict[str, Line]) -> dict[str, Line]:
    """The lines with their labels at least a line's height from one another."""
    moved: dict[str, Line] = {}
    lowest = _LOWEST_LABEL
    for name, line in sorted(lines.items(), key=lambda each: -each[1].label_y):
        label_y = min(line.label_y, lowest)
        lowest = label_y - _LABEL_HEIGHT
        moved[name] = replace(line, label_y=round(label_y, 1))
    return moved


def _line(values: Sequence[int | None], top: int) -> Line | None:
    step = 400 / (len(values) - 1)
    points = [
        (8 + step * n, 226 - 206 * value / top)
        for n, value in enumerate(values)
        if value is not None
    ]
    known = [value for value in values if value is not None]
    if len(points) < 2:
        return None
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    x, y = points[-1]
    return Line(path, known[0], known[-1], round(points[0][1], 1), round(x, 1), round(y, 1),
                round(y + 6, 1))  # fmt: skip
