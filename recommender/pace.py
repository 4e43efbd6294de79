"""How many people an issue introduces to each reader, so that a small pool lasts.

A pair is not proposed twice within the weeks of no repeat. Each place uses up one of the reader's
pairs, and about one more is used up where the reader stands in somebody else's list. So three
people a week last for 26 weeks only where each has 156 others to meet; with fewer, an issue
brings fewer people, and with very few not every issue brings one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pyarrow as pa

from recommender.matrices import Bools, Floats, Matrices, ages_in_days

LONGEST = 4
"""Weeks: everybody with somebody to meet is introduced at least once a month."""
SIDES = 2
"""A place uses up a pair of both its sides."""
EARLY = timedelta(days=3)
"""Letters leave a while after as-of; so much short of the weeks still counts as the weeks."""


@dataclass(frozen=True)
class Pace:
    """How many people each reader is introduced to, and how often."""

    people: int
    """In one issue."""
    weeks: int
    """From one introduction of a reader to the next; 1 is every issue."""
    is_slowed: bool
    sentence: str
    """For the manager."""
    readers: int = 0

    @property
    def pairs_a_week(self) -> float:
        """How many pairs are introduced in a week, at least: each may be read by both."""
        return self.readers * self.people / self.weeks / 2

    def slots(self, full: Sequence[str]) -> tuple[str, ...]:
        """As many of the slots as there are people; the kind there is most of goes first."""
        left = list(full)
        while len(left) > self.people:
            most = max(dict.fromkeys(reversed(left)), key=left.count)
            left.reverse()
            left.remove(most)
            left.reverse()
        return tuple(left)


def pace_of(others: float, *, readers: int, places: int, repeat_weeks: int) -> Pace:
    """The pace of a pool in which each reader has so many others to meet.

    others: who said yes and is not known to the reader yet, on average; places: slots of an issue.
    Without readers there is nothing to slow.
    """
    if not readers:
        return Pace(places, 1, False, "nobody is introduced to anybody yet")
    needed = SIDES * repeat_weeks
    people = places if others >= places * needed else math.floor(others / needed)
    weeks = 1
    if places and people < 1:
        people = 1
        weeks = min(LONGEST, math.ceil(needed / others)) if others > 0 else LONGEST
    is_slowed = people < places or weeks > 1
    each = "1 person" if people == 1 else f"{people} people"
    often = "in every issue" if weeks == 1 else f"every {weeks} weeks"
    why = f"so that nobody runs out within {repeat_weeks} weeks"
    if weeks == LONGEST and others * LONGEST < needed:
        why = "at least once a month, and people may still run out; more need to say yes"
    sentence = f"{readers} members are each introduced to {each} {often}"
    if is_slowed:
        sentence += f", not {places}, {why}: each has {others:.0f} others to meet"
    return Pace(people, weeks, is_slowed, sentence, readers)


def others_to_meet(matrices: Matrices, readers: Bools, candidates: Bools) -> float:
    """How many candidates a reader does not know yet, on average; 0 without readers."""
    if not readers.any():
        return 0.0
    known = matrices.known[np.flatnonzero(readers)][:, np.flatnonzero(candidates)].sum()
    own = int((readers & candidates).sum())
    pairs = int(readers.sum()) * int(candidates.sum()) - own - int(known)
    return pairs / int(readers.sum())


def due(matrices: Matrices, last_read: pa.Table | None, pace: Pace) -> Bools:
    """Whose turn it is: who was never introduced to anybody, or the pace's weeks ago.

    last_read: member_id, last_at; None is nobody.
    """
    if last_read is None or pace.weeks == 1:
        return np.ones(matrices.count, dtype=bool)
    ages: Floats = np.full(matrices.count, np.inf)
    numbers = matrices.numbers(last_read["member_id"])
    days = ages_in_days(last_read["last_at"], matrices.snapshot)
    np.minimum.at(ages, numbers[numbers >= 0], days[numbers >= 0])
    return np.asarray(ages >= (timedelta(weeks=pace.weeks) - EARLY) / timedelta(days=1))
