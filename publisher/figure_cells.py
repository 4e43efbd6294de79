"""How a figure is read from a month's row, so that it tells nothing about a few people.

Each of these makes a reader: it takes a row and the fewest people a figure may be about, and gives
the figure, or None where it is unknown or about fewer. With a smallest cell of one nothing is
rounded and nothing left out.
"""

from __future__ import annotations

from collections.abc import Callable

from publisher.asking import Row
from publisher.small_cells import public_pairs, public_share, public_split, shown_count

Read = Callable[[Row, int], int | None]


def people(column: str) -> Read:
    """A count of people."""
    return lambda row, smallest: shown_count(row[column], smallest=smallest)


def things(column: str, people: str) -> Read:
    """A count of posts or threads, shown when enough people stand behind it."""

    def read(row: Row, smallest: int) -> int | None:
        if smallest > 1 and (row[people] or 0) < smallest:
            return None
        return shown_count(row[column], smallest=smallest)

    return read


def pairs(column: str) -> Read:
    """A count of pairs, shown when five people must be in them."""

    def read(row: Row, smallest: int) -> int | None:
        count: int | None = row[column]
        return count if smallest <= 1 else public_pairs(count, smallest=smallest)

    return read


def share(part: str, total: str, people: str = "") -> Read:
    """One part in percent of its whole."""

    def read(row: Row, smallest: int) -> int | None:
        if smallest <= 1:
            return round(100 * row[part] / row[total]) if row[total] else None
        if people and (row[people] or 0) < smallest:
            return None
        return public_share(row[total], row[part], smallest=smallest)

    return read


def hours(column: str, people: str) -> Read:
    """Whole hours, at least one."""

    def read(row: Row, smallest: int) -> int | None:
        if row[column] is None or (row[people] or 0) < smallest:
            return None
        return max(1, round(float(row[column])))

    return read


def split(columns: tuple[str, ...], place: int) -> Read:
    """One of several parts of a whole, none of which can be worked out from the others."""

    def read(row: Row, smallest: int) -> int | None:
        if smallest <= 1:
            count: int | None = row[columns[place]]
            return count
        return public_split(tuple(row[column] for column in columns), smallest=smallest)[place]

    return read


def sum_share(parts: tuple[str, ...], part: str, people: str = "") -> Read:
    """One part in percent of the sum of several."""

    def read(row: Row, smallest: int) -> int | None:
        total = sum(row[column] or 0 for column in parts)
        return share("part", "total", "people")(
            {"part": row[part], "total": total, "people": row[people] if people else smallest},
            smallest,
        )

    return read


def busiest(row: Row, smallest: int) -> int | None:
    """What the busiest tenth wrote, in percent; the tenth must itself be a cell large enough."""
    if row["share_of_busiest_tenth"] is None or row["members_wrote"] < 10 * smallest:
        return None
    percent = 5 * round(20 * float(row["share_of_busiest_tenth"]))
    return percent


def per_hundred(part: str, total: str, people: str) -> Read:
    """Pairs for a hundred things."""

    def read(row: Row, smallest: int) -> int | None:
        if not row[total] or (row[people] or 0) < smallest:
            return None
        count: int | None = row[part]
        shown = count if smallest <= 1 else public_pairs(count, smallest=smallest)
        per_hundred: int | None = None if shown is None else 5 * round(20 * shown / row[total])
        return per_hundred

    return read
