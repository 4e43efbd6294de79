"""What a measure is, and the ones found in `recommender/measures/`.

A measure is one module there with NAME, LEAGUES and one of three ways to work it out:
`per_member(hits, truths)`, one value per reader, for each kind of truth in TRUTHS;
`of_lists(lists)`, one value for all lists; `of_chances(chances, talked)`, one value for the
chances given on the places shown, again for each kind of truth in TRUTHS.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

import recommender.measures
from recommender.matrices import Bools, Floats, Ints

EVERY_TRUTH = ("any", "strict", "two_way", "far", "non_hub")
"""any: talked for the first time · strict: by talk addressed to the other · two_way: both ways
within the test window · far: had no contact and no thread in common before · non_hub: the
candidate was not among the tenth with most talk before."""


@dataclass(frozen=True)
class Lists:
    """The lists of one league."""

    readers: Ints
    """Who reads, by number."""
    places: Ints
    """One row per reader: the numbers of those proposed, best first; -1 is an empty place."""
    matchable: Ints
    """Everybody who may be proposed, by number."""
    cap: int | None
    """Nobody may stand in more lists; None for no cap."""
    is_far: Bools
    """Per place: no contact and no thread in common, but a topic."""
    is_illegal: Bools
    """Per place: oneself, someone already known, who may not be matched, or the same twice."""


@dataclass(frozen=True)
class Measure:
    """One measure of one kind of truth: its name, where it applies, how it is worked out."""

    name: str
    """The module's NAME; before it the kind of truth, unless that is 'any'."""
    leagues: tuple[str, ...]
    truth: str | None
    """One of EVERY_TRUTH; None for a measure of the lists."""
    per_member: Callable[[Bools, Ints], Floats] | None = None
    of_lists: Callable[[Lists], float] | None = None
    of_chances: Callable[[Floats, Bools], float | None] | None = None


def find_measures() -> tuple[Measure, ...]:
    """Every measure in `recommender/measures/`, by file, once for each kind of truth."""
    found = []
    for info in sorted(pkgutil.iter_modules(recommender.measures.__path__), key=lambda i: i.name):
        module = importlib.import_module(f"recommender.measures.{info.name}")
        for truth in getattr(module, "TRUTHS", (None,)):
            found.append(
                Measure(
                    module.NAME if truth in (None, "any") else f"{truth}_{module.NAME}",
                    module.LEAGUES,
                    truth,
                    getattr(module, "per_member", None),
                    getattr(module, "of_lists", None),
                    getattr(module, "of_chances", None),
                )
            )
    return tuple(found)
