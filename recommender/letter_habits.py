"""How members stood when a letter named them: whom others write to first, who writes first, who
answers.

Kept from the talk of the snapshot, as of any moment before it, so nothing of a letter's own outcome
is in it and nothing needs to be stored with a letter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recommender.matrices import Bools, Floats, Ints, Matrices
from recommender.ranks import shares_below

HABITS = ("is written to", "writes first", "answers")
PRIOR = 3.0
"""A member's share of answers is drawn towards everybody's as if by so many more people."""


@dataclass(frozen=True)
class FirstWords:
    """The first public talk of each member to each other, as far back as the snapshot knows."""

    speaker: Ints
    listener: Ints
    age: Floats
    """In days before as-of."""
    opens: Bools
    """Whether it is the first between the two."""
    answer_age: Floats
    """The age of the first talk the other way; -1 without one."""
    count: int
    half_life: float

    @classmethod
    def of(cls, matrices: Matrices) -> FirstWords:
        """Those of a snapshot."""
        left, right, age, _ = matrices.public_talks
        order = np.lexsort((-age, right, left))
        keys = left[order] * matrices.count + right[order]
        first = order[np.flatnonzero(np.diff(keys, prepend=-1))]
        speaker, listener, age = left[first], right[first], age[first]
        keys, back = speaker * matrices.count + listener, listener * matrices.count + speaker
        # `first` is sorted by speaker and listener, so these keys are in order.
        place = np.minimum(np.searchsorted(keys, back), len(keys) - 1)
        is_answered = keys[place] == back if len(keys) else np.zeros(0, dtype=bool)
        answer = np.where(is_answered, age[place] if len(keys) else 0.0, -1.0)
        # Both in the same moment: the smaller number spoke first, as good as the other.
        opens = (age > answer) | ((age == answer) & (speaker < listener))
        half_life = float(matrices.snapshot.half_life_days)
        return cls(speaker, listener, age, opens, answer, matrices.count, half_life)

    def habits(self, ago: float) -> Floats:
        """The three habits of each member so many days ago, one column each; see HABITS.

        The first two are the share of the members who talked by then whom one is not behind, first
        words fading with the half-life; the third the share answered of those who wrote to one.
        """
        then = self.age >= ago
        worth = np.exp2(-np.maximum(self.age - ago, 0) / self.half_life) * (then & self.opens)
        asked = self._counted(self.listener, then)
        back = self._counted(self.listener, then & (self.answer_age >= ago))
        talks = (asked > 0) | (self._counted(self.speaker, then) > 0)
        usual = back.sum() / asked.sum() if asked.sum() else 0.0
        return np.column_stack(
            [
                shares_below(self._counted(self.listener, worth), talks),
                shares_below(self._counted(self.speaker, worth), talks),
                (back + PRIOR * usual) / (asked + PRIOR),
            ]
        )

    def _counted(self, members: Ints, worth: Floats | Bools) -> Floats:
        return np.bincount(members, worth, minlength=self.count).astype(np.float64)
