"""What a measure is, and the ones found in `recommender/measures/`.

A measure is one module there with NAME, LEAGUES, and either TRUTH with
`per_member(hits, truths)`, one value per reader, or `of_lists(lists)`, one value for all lists.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

import recommender.measures
from recommender.matrices import Bools, Floats, Ints


@dataclass(frozen=True)
class Lists:
    """The lists of one league."""

    readers: Ints
    """Who reads, by number."""
    places: Ints
    """One row per reader: the numbers of those proposed, best first; -1 is an empty place."""
    matchable: Ints
    """Everybody who may be proposed, by number."""


@dataclass(frozen=True)
class Measure:
    """One measure: its name, where it applies, and how it is worked out."""

    name: str
    leagues: tuple[str, ...]
    truth: str | None
    """any, strict or two_way talk; None for a measure of the lists themselves."""
    per_member: Callable[[Bools, Ints], Floats] | None
    of_lists: Callable[[Lists], float] | None


def find_measures() -> tuple[Measure, ...]:
    """Every measure in `recommender/measures/`, by name."""
    found = []
    for info in sorted(pkgutil.iter_modules(recommender.measures.__path__), key=lambda i: i.name):
        module = importlib.import_module(f"recommender.measures.{info.name}")
        found.append(
            Measure(
                module.NAME,
                module.LEAGUES,
                getattr(module, "TRUTH", None),
                getattr(module, "per_member", None),
                getattr(module, "of_lists", None),
            )
        )
    return tuple(found)
