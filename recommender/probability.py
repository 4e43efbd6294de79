"""How likely a proposed pair is to talk, learned from what followed scores in the past.

The snapshot is cut back to the moment when four fifths of its talk had happened; pairs are scored
as of then, by what was learned before then; what the last fifth made of the best ten of each reader
is the chance. So it is the chance to talk *within that long without any introduction*; it says
nothing of what an introduction adds. It is read off what the past teaches, not off the score: words
cannot be cut back, so the score of the past is not on the scale of today's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from recommender.learning import is_enough, learn, windows_of
from recommender.matrices import Bools, Floats
from recommender.ranker import scored, signal_places
from recommender.ranks import ranks_within
from recommender.snapshot import Snapshot

BEST = 10
"""So many candidates of each reader teach: chances are for people who are shown."""


@dataclass(frozen=True)
class Curve:
    """A chance that never falls as what was learned rises: 1 / (1 + exp(−constant − slope·log x)).

    Platt's scaling (1999). Two numbers are all that a few dozen yeses can teach: steps fitted to
    them follow one year's luck into the next.
    """

    constant: float
    slope: float

    @classmethod
    def through(cls, scores: Floats, happened: Bools) -> Curve:
        """The curve that fits best what happened at these scores."""
        # scikit-learn takes over a second to import.
        from sklearn.linear_model import LogisticRegression

        model = LogisticRegression(C=1000.0, max_iter=500)
        model.fit(np.log(scores)[:, None], happened)
        slope = float(model.coef_[0][0])
        if slope > 0:
            return cls(float(model.intercept_[0]), slope)
        usual = float(happened.mean())
        return cls(float(np.log(usual / (1 - usual))), 0.0)

    def at(self, scores: Floats) -> Floats:
        """The chance of each score, from 0 to 1."""
        logs = np.log(np.maximum(scores, 1e-12))
        return np.asarray(1 / (1 + np.exp(-self.constant - self.slope * logs)), dtype=np.float64)


@dataclass(frozen=True)
class Chances:
    """The chances within `within`, rising with what was learned of a pair (`Ranked.learned`)."""

    talk: Curve
    both_ways: Curve
    within: timedelta

    def of(self, scores: Floats) -> Floats:
        """The chance that the two talk."""
        return self.talk.at(scores)

    def of_answers(self, scores: Floats) -> Floats:
        """The chance that each of the two speaks to the other; never above that of any talk."""
        return np.minimum(self.both_ways.at(scores), self.talk.at(scores))


def learn_chances(snapshot: Snapshot, *, seed: int) -> Chances | None:
    """The chances as the past of this snapshot teaches them.

    None when that past is too short, or none among the best ten of its last window talked.
    """
    windows = windows_of(snapshot, seed=seed)
    if not is_enough(windows):
        return None
    *earlier, last = windows
    if not any(window.talked[window.here].any() for window in earlier):
        return None
    # Learned wherever `rank_pairs` learns today, so that the same score means the same.
    told = learn(earlier).chances(last.matrices, last.candidates)
    scores = scored(signal_places(last.candidates), told)
    shown = (ranks_within(last.candidates.reader, scores) <= BEST) & last.here & (scores > 0)
    talked, both_ways = last.talked[shown], last.both_ways[shown]
    if not both_ways.any() or talked.all():
        return None
    return Chances(
        Curve.through(told[shown], talked), Curve.through(told[shown], both_ways), last.length
    )
