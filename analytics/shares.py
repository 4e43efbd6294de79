"""How many of how many, with what chance alone could make of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

Z = 1.959963984540054
"""Of a 95 % interval, two-sided."""


@dataclass(frozen=True)
class Share:
    """Some of a number of things, and those of which nobody can know yet."""

    happened: int
    known: int
    too_early: int = 0

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the share, from 0 to 1; None where nothing is known.

        Wilson's score interval (Wilson 1927), with p = happened / known and n = known:
        (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). It stays within 0 and 1, and says
        something also where none or all happened.
        """
        if not self.known:
            return None
        share, n = self.happened / self.known, self.known
        middle = share + Z * Z / (2 * n)
        half = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
        whole = 1 + Z * Z / n
        return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where nothing is known."""
        return self.happened / self.known if self.known else None


@dataclass(frozen=True)
class Difference:
    """By how much one share is above another."""

    points: float
    """From -1 to 1."""
    low: float
    high: float

    @property
    def is_more(self) -> bool:
        """Whether chance alone would hardly make so much more."""
        return self.low > 0

    @property
    def is_less(self) -> bool:
        """Whether chance alone would hardly make so much less."""
        return self.high < 0


def difference(one: Share, other: Share) -> Difference | None:
    """How much the first share is above the second, with its 95 % interval; None without both.

    Newcombe's square-and-add of two Wilson intervals (Newcombe 1998, method 10).
    """
    if one.interval is None or other.interval is None:
        return None
    first, second = one.happened / one.known, other.happened / other.known
    (low_1, high_1), (low_2, high_2) = one.interval, other.interval
    points = first - second
    return Difference(
        points,
        points - math.hypot(first - low_1, high_2 - second),
        points + math.hypot(high_1 - first, second - low_2),
    )
