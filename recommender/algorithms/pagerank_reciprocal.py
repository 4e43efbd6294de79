"""Whom the reader's walks meet and whose own walks meet the reader, over ties that fade."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recommender.matrices import Floats, Ints, Matrices, Sparse
from recommender.nearest import Open, best_of_rows, parts
from recommender.walks import Walks

NAME = "pagerank_reciprocal"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """How far the walks go."""

    returning: float = 0.15
    """The chance of going back to the reader at each step."""
    steps: int = 15
    """The tail left out is (1 − returning)^steps, under a tenth of the mass."""


@dataclass(frozen=True)
class BothWays:
    """The geometric mean of both members' walks to each other.

    Over undirected ties d(a)·p(a→b) = d(b)·p(b→a), d the weight of one's ties, so the mean is
    p(a→b)·√(d(a) / d(b)): a hub is met by everybody and meets each of them rarely.
    """

    walks: Walks
    ties: Floats

    def scores(self, readers: Ints) -> Floats:
        """√(p(a→b)·p(b→a)) for each member b."""
        return self.walks.scores(readers) * np.sqrt(
            self.ties[readers][:, None] * self._shares[None, :]
        )

    def best(self, readers: Ints, may: Open, top: int) -> Sparse:
        """The largest of the walks' near ones."""
        shares = sparse.diags_array(np.sqrt(self._shares))
        found = []
        for part in parts(readers):
            own = sparse.diags_array(np.sqrt(self.ties[part]))
            rows = sparse.csr_array(own @ self.walks.near(part) @ shares)
            found.append(best_of_rows(rows, part, may, top))
        return sparse.csr_array(sparse.vstack(found, format="csr"))

    @property
    def _shares(self) -> Floats:
        return np.divide(1.0, self.ties, out=np.zeros_like(self.ties), where=self.ties > 0)


def fit(matrices: Matrices, config: Config, seed: int) -> BothWays:
    """Walks over the undirected talk, a talk worth half after every half-life."""
    walks = Walks.over(matrices.recent_talk, returning=config.returning, steps=config.steps)
    return BothWays(walks, matrices.recency)
