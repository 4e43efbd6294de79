"""A picture of who talks with whom, without a single member in it: named groups and their bonds.

A group is shown when at least five of its members talked lately and at least five of them share
the topic it is named after; a bond when at least five on each side answer each other. All figures
are rounded to five.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from publisher.asking import Frame, Row, ask
from publisher.names import NameBook
from publisher.private_text import beginning
from publisher.small_cells import public_count

WIDTH = 576
MOST = 12
"""More slips than this hide one another."""
_LARGEST, _SMALLEST = 52.0, 20.0
"""Half the side of a slip, in the picture's units."""
_LONGEST_LABEL = 20
_MARGIN = 14.0
_IN_ROW = 3
_BONDS_EACH = 2
"""Of each group's bonds the strongest are drawn: all of them together would show nothing."""


@dataclass(frozen=True)
class Group:
    """A slip of the picture."""

    label: str
    people: int
    """Rounded to five."""
    path: str
    x: float
    label_y: float
    talks_with: tuple[str, ...]
    """The labels of the groups it is bound to."""


@dataclass(frozen=True)
class Bond:
    """A line between two slips."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True)
class Groups:
    """The picture: the largest group first."""

    groups: tuple[Group, ...]
    lines: tuple[Bond, ...]
    height: int


def groups(frame: Frame, book: NameBook, *, smallest: int) -> Groups | None:
    """The picture; None when fewer than two groups can be named."""
    named = _named(ask(frame, "groups"), book, smallest)
    if len(named) < 2:
        return None
    bonds = {
        (row["one"], row["other"]): people
        for row in ask(frame, "group_ties")
        if row["one"] in named
        and row["other"] in named
        and (people := public_count(row["people"], smallest=smallest))
    }
    return drawn(named, _strongest(bonds))


def _strongest(bonds: dict[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    order = sorted(bonds, key=lambda pair: (-bonds[pair], pair))
    drawn_at: Counter[int] = Counter()
    kept: dict[tuple[int, int], int] = {}
    for pair in order:
        # A bond stays when it is among the strongest of one of its two groups.
        if min(drawn_at[number] for number in pair) < _BONDS_EACH:
            kept[pair] = bonds[pair]
            drawn_at.update(pair)
    return kept


def drawn(named: dict[int, tuple[str, int]], bonds: dict[tuple[int, int], int]) -> Groups:
    """The picture of groups, label and people by number, and bonds, people by two numbers."""
    most = max(people for _, people in named.values())
    sides = {
        number: max(_SMALLEST, _LARGEST * math.sqrt(people / most))
        for number, (_, people) in named.items()
    }
    places, height = _places(sides, bonds)
    partners: dict[int, list[int]] = {number: [] for number in named}
    for one, other in bonds:
        partners[one].append(other)
        partners[other].append(one)
    strongest = max(bonds.values(), default=1)
    return Groups(
        groups=tuple(
            Group(
                label=label,
                people=people,
                path=_slip(*places[number], sides[number], number),
                x=round(places[number][0], 1),
                label_y=round(places[number][1] + sides[number] + 17, 1),
                talks_with=tuple(named[other][0] for other in partners[number]),
            )
            for number, (label, people) in named.items()
        ),
        lines=tuple(
            Bond(
                x1=round(places[one][0], 1),
                y1=round(places[one][1], 1),
                x2=round(places[other][0], 1),
                y2=round(places[other][1], 1),
                width=round(1.5 + 6.5 * people / strongest, 1),
            )
            for (one, other), people in bonds.items()
        ),
        height=height,
    )


def _named(rows: Iterable[Row], book: NameBook, smallest: int) -> dict[int, tuple[str, int]]:
    """The largest groups, each with a topic of its own: one that many there and few elsewhere hold.

    By the group's number: label and people, the largest first.
    """
    known = [
        row
        for row in rows
        if row["people"] >= smallest and row["holders"] >= smallest and row["holders_anywhere"]
    ]
    known.sort(key=lambda row: (-(row["holders"] ** 2) / row["holders_anywhere"], row["label"]))
    found: dict[int, tuple[str, int]] = {}
    taken: set[str] = set()
    for row in known:
        label = beginning(book.cleaned(row["label"]), length=_LONGEST_LABEL)
        people = public_count(row["people"], smallest=smallest)
        if row["sub_community"] in found or label in taken or not label or not people:
            continue
        found[row["sub_community"]] = (label, people)
        taken.add(label)
    largest = sorted(found.items(), key=lambda each: (-each[1][1], each[1][0]))
    return dict(largest[:MOST])


def _places(
    sides: dict[int, float], bonds: dict[tuple[int, int], int]
) -> tuple[dict[int, tuple[float, float]], int]:
    """Where each slip's middle stands, and the picture's height: rows of slips, friends near.

    A force-directed layout would put bound groups nearer still, and their labels over one another;
    so the slips stand in rows, and of many orders the one with the shortest bonds is kept.
    """
    in_row = _IN_ROW if len(sides) > 4 else 2
    numbers = list(sides)
    rng = random.Random(7)
    best = min(
        (numbers, *(rng.sample(numbers, len(numbers)) for _ in range(600))),
        key=lambda order: _length(order, in_row, bonds),
    )
    places: dict[int, tuple[float, float]] = {}
    top = _MARGIN
    for start in range(0, len(best), in_row):
        row = best[start : start + in_row]
        tallest = max(sides[number] for number in row)
        for place, number in enumerate(row):
            # Every second slip of a row hangs lower, so that no bond runs through a third slip.
            drop = 26 * (place % 2)
            places[number] = (WIDTH / len(row) * (place + 0.5), top + tallest + drop)
        top += 2 * tallest + 26 + 40
    return places, round(top)


def _length(order: list[int], in_row: int, bonds: dict[tuple[int, int], int]) -> float:
    at = {number: divmod(place, in_row) for place, number in enumerate(order)}
    return sum(
        people * math.hypot(at[one][0] - at[other][0], at[one][1] - at[other][1])
        for (one, other), people in bonds.items()
    )


def _slip(x: float, y: float, side: float, number: int) -> str:
    """A piece of paper cut by hand: four corners, none quite square."""
    rng = random.Random(number)
    corners = [
        (x + way_x * side + rng.uniform(-0.1, 0.1) * side,
         y + way_y * side * 0.86 + rng.uniform(-0.08, 0.08) * side)
        for way_x, way_y in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]  # fmt: skip
    return "M" + "L".join(f"{at_x:.1f} {at_y:.1f}" for at_x, at_y in corners) + "Z"
