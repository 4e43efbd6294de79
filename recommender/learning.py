"""What the past teaches: which pairs came to talk by themselves, told from what was known before.

The talk of a snapshot is cut at two, three and four fifths. As of each cut the candidates of who
was here lately are told by their features, and the next fifth says who talked. A logistic
regression learns from all three windows; nothing in it is later than the snapshot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from recommender.candidates import TIE_SIGNALS, Candidates, find_candidates, fit_signals
from recommender.features import features
from recommender.matrices import Bools, Floats, Ints, Matrices, Sparse
from recommender.past import cut_back, moments_of
from recommender.snapshot import MOMENT, Snapshot

CUTS = (0.4, 0.6, 0.8)
"""Shares of all talk; what came between one and the next, or as-of, is the truth of a window."""
LATELY = 0.75
"""Who talked after this share of a cut was here lately."""
POSITIVES = 200
"""With fewer pairs that came to talk there is nothing to learn from."""
MOST_MEMBERS = 20_000
"""Above this the windows would take longer than the issue itself."""
STRENGTH = 0.01
"""Of the regression, on standardised features: small, for there are few positives."""


@dataclass(frozen=True)
class Window:
    """Pairs as of a cut, and whether they came to talk before the next."""

    matrices: Matrices
    candidates: Candidates
    here: Bools
    """Whether the reader was here lately, one value per pair."""
    talked: Bools
    both_ways: Bools
    """Whether each of the two spoke to the other."""
    length: timedelta


@dataclass(frozen=True)
class Weights:
    """A logistic regression on features."""

    constant: float
    of: Mapping[str, float]

    def chances(self, matrices: Matrices, candidates: Candidates) -> Floats:
        """How likely each pair is to talk, in (0, 1); good for an order, not calibrated."""
        total = np.full(len(candidates.reader), self.constant)
        for name, column in features(matrices, candidates):
            total += self.of[name] * column
        return np.asarray(1 / (1 + np.exp(-total)), dtype=np.float64)


_windows: WeakKeyDictionary[Snapshot, tuple[int, tuple[Window, ...]]] = WeakKeyDictionary()


def windows_of(snapshot: Snapshot, *, seed: int) -> tuple[Window, ...]:
    """The windows of a snapshot, oldest first; none where its past is too short or too large.

    Worked out once for each snapshot: ranking and chances both learn from them.
    """
    if snapshot not in _windows or _windows[snapshot][0] != seed:
        _windows[snapshot] = seed, _worked_out(snapshot, seed)
    return _windows[snapshot][1]


def _worked_out(snapshot: Snapshot, seed: int) -> tuple[Window, ...]:
    if snapshot.members.num_rows > MOST_MEMBERS:
        return ()
    cuts = moments_of(snapshot, CUTS)
    if snapshot.talks.num_rows < POSITIVES or not cuts:
        return ()
    lately = moments_of(snapshot, [LATELY * share for share in CUTS])
    ends = (*cuts[1:], snapshot.as_of)
    return tuple(
        _window(snapshot, since, cut, end, seed)
        for since, cut, end in zip(lately, cuts, ends, strict=True)
    )


def _window(snapshot: Snapshot, since: datetime, cut: datetime, end: datetime, seed: int) -> Window:
    """The pairs as of `cut`, readers here since `since`, and who talked up to `end`."""
    matrices = Matrices(cut_back(snapshot, cut))
    allowed = matrices.truth("is_matchable")
    candidates = find_candidates(
        matrices,
        fit_signals(matrices, seed=seed, wanted=(*TIE_SIGNALS, "topics")),
        np.flatnonzero(allowed),
        allowed=allowed,
    )
    recent = matrices.pairs(talks_between(snapshot, since, cut), "from_member_id", "to_member_id")
    heard = matrices.talked(talks_between(snapshot, cut, end))
    one = cells(heard, candidates.reader, candidates.candidate)
    other = cells(heard, candidates.candidate, candidates.reader)
    here = np.diff(recent.indptr) > 0
    return Window(
        matrices, candidates, here[candidates.reader], one | other, one & other, end - cut
    )


def talks_between(snapshot: Snapshot, after: datetime, until: datetime) -> pa.Table:
    """The talks later than one moment and not later than another."""
    moments = snapshot.talks["created_at"].cast(MOMENT)
    return snapshot.talks.filter(
        pc.and_(
            pc.greater(moments, pa.scalar(after, MOMENT)),
            pc.less_equal(moments, pa.scalar(until, MOMENT)),
        )
    )


def cells(pairs: Sparse, left: Ints, right: Ints) -> Bools:
    """Whether each of these cells is true."""
    if not len(left):
        return np.zeros(0, dtype=bool)
    return np.asarray(pairs[left, right], dtype=bool).reshape(-1)


def is_enough(windows: Sequence[Window]) -> bool:
    """Whether at least 200 pairs of which a reader was here lately came to talk."""
    # Most pairs are there from both sides.
    return sum(int((window.talked & window.here).sum()) for window in windows) >= 2 * POSITIVES


def learn(windows: Sequence[Window]) -> Weights:
    """The weights that tell who came to talk in these windows.

    Only readers who were here lately teach: letters are for them.
    """
    parts = [_rows(window) for window in windows]
    # scikit-learn takes over a second to import.
    from sklearn.linear_model import LogisticRegression

    names = parts[0][0]
    columns = np.concatenate([rows for _, rows, _ in parts])
    mean, spread = columns.mean(axis=0), columns.std(axis=0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=500)
    model.fit((columns - mean) / spread, np.concatenate([talked for _, _, talked in parts]))
    # Rounded, so that the last digits of a sum done in another order move nobody.
    weights = np.round(model.coef_[0] / spread, 8)
    constant = float(np.round(model.intercept_[0] - mean @ weights, 8))
    return Weights(constant, dict(zip(names, weights.tolist(), strict=True)))


def _rows(window: Window) -> tuple[list[str], Floats, Bools]:
    named = [
        (name, column[window.here]) for name, column in features(window.matrices, window.candidates)
    ]
    return (
        [name for name, _ in named],
        np.column_stack([column for _, column in named]),
        window.talked[window.here],
    )
