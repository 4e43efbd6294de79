"""Random walks from every reader over who talks with whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recommender.matrices import Floats, Ints, Sparse


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

    @classmethod
    def over(cls, ties: Sparse, *, returning: float, steps: int) -> Walks:
        """Walks over undirected ties weighted by `ties`, both directions added."""
        both = sparse.csr_array(ties + ties.T)
        totals = np.asarray(both.sum(axis=1), dtype=np.float64)
        share = np.divide(1.0, totals, out=np.zeros_like(totals), where=totals > 0)
        return cls(sparse.csr_array((sparse.diags_array(share) @ both).T), returning, steps)

    def scores(self, readers: Ints) -> Floats:
        """The share of the time spent at each member, one row per reader."""
        start = np.zeros((self.steps_back.shape[0], len(readers)))
        start[readers, np.arange(len(readers))] = self.returning
        at = start.copy()
        for _ in range(self.steps):
            at = start + (1 - self.returning) * (self.steps_back @ at)
        return np.ascontiguousarray(at.T)
