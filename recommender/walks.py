"""Random walks from every reader over who talks with whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recommender.matrices import Floats, Ints, Sparse
from recommender.nearest import Open, best_of_rows, parts, walked

NEAR_STEPS = 4
"""In a large community; what a longer walk adds is much the same for every reader."""
NEAR_KEPT = 300
"""So many members of each step are walked on from there."""


@dataclass(frozen=True)
class Walks:
    """Personalised PageRank: where a walk that keeps returning to the reader spends its time.

    p = r·e + (1 − r)·Wᵀp, W the tie weights with rows summing to 1, e the reader, r the chance
    of returning (Page et al. 1999; Haveliwala 2002), summed for a fixed number of steps.
    """

    steps_back: Sparse
    """Wᵀ: column a holds where a walk at a goes next."""
    returning: float
    steps: int
    usual: Floats
    """Where a walk without end is, wherever it began: each member's share of all ties."""

    @classmethod
    def over(cls, ties: Sparse, *, returning: float, steps: int) -> Walks:
        """Walks over undirected ties weighted by `ties`, both directions added."""
        both = sparse.csr_array(ties + ties.T)
        totals = np.asarray(both.sum(axis=1), dtype=np.float64)
        share = np.divide(1.0, totals, out=np.zeros_like(totals), where=totals > 0)
        usual = totals / max(totals.sum(), 1e-300)
        return cls(sparse.csr_array((sparse.diags_array(share) @ both).T), returning, steps, usual)

    def scores(self, readers: Ints) -> Floats:
        """The share of the time spent at each member, one row per reader."""
        start = np.zeros((self.steps_back.shape[0], len(readers)))
        start[readers, np.arange(len(readers))] = self.returning
        at = start.copy()
        for _ in range(self.steps):
            at = start + (1 - self.returning) * (self.steps_back @ at)
        return np.ascontiguousarray(at.T)

    def best(self, readers: Ints, may: Open, top: int) -> Sparse:
        """The members most walked to, by shorter walks along the likeliest ways."""
        found = [best_of_rows(self.near(part), part, may, top) for part in parts(readers)]
        return sparse.csr_array(sparse.vstack(found, format="csr"))

    def near(self, readers: Ints) -> Sparse:
        """As `scores`, but of the members that a few steps of the likeliest ways lead to.

        Wherever the walk is after those steps or on other ways, it is taken to be where walks
        without end are.
        """
        onward = sparse.csr_array(self.steps_back.T)
        weights = [
            self.returning * (1 - self.returning) ** step for step in range(1, NEAR_STEPS + 1)
        ]
        found = walked(onward[readers], onward, weights, keep=NEAR_KEPT)
        elsewhere = 1 - self.returning - np.asarray(found.sum(axis=1), dtype=np.float64)
        rows = np.repeat(np.maximum(elsewhere, 0), np.diff(found.indptr))
        found.data += rows * self.usual[found.indices]
        return found
