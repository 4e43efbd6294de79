"""How many ways lead from one to the other through others, short ones counting most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recommender.matrices import Floats, Ints, Matrices, Sparse
from recommender.nearest import Open, best_of_rows, parts, walked
from recommender.walks import NEAR_KEPT

NAME = "katz"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """How far ways may lead."""

    fading: float = 0.5
    """Each further step counts this much of the largest factor at which the sum stays finite."""
    longest: int = 4
    """Ways of more steps are left out."""


@dataclass(frozen=True)
class Ways:
    """Σ βˡ·(ways of l steps), l from 1 to the longest (Katz 1953)."""

    ties: Sparse
    beta: float
    longest: int

    def scores(self, readers: Ints) -> Floats:
        """The faded number of ways to each member, one row per reader."""
        at = np.zeros((self.ties.shape[0], len(readers)))
        at[readers, np.arange(len(readers))] = 1.0
        total = np.zeros_like(at)
        for _ in range(self.longest):
            at = self.beta * (self.ties @ at)
            total += at
        return np.ascontiguousarray(total.T)

    def best(self, readers: Ints, may: Open, top: int) -> Sparse:
        """The members with most ways to them, of each length the likeliest ones."""
        weights = [self.beta**steps for steps in range(1, self.longest + 1)]
        found = [
            best_of_rows(
                walked(self.ties[part], self.ties, weights, keep=NEAR_KEPT), part, may, top
            )
            for part in parts(readers)
        ]
        return sparse.csr_array(sparse.vstack(found, format="csr"))


def fit(matrices: Matrices, config: Config, seed: int) -> Ways:
    """Ways over undirected ties, a tie weighing log(1 + recent talk in both directions)."""
    ties = sparse.csr_array(matrices.recent_talk + matrices.recent_talk.T)
    ties.data = np.log1p(ties.data)
    return Ways(ties, config.fading / max(largest_eigenvalue(ties), 1e-12), config.longest)


def largest_eigenvalue(ties: Sparse, steps: int = 50) -> float:
    """By power iteration; never below the true one by more than it matters for fading."""
    vector = np.ones(ties.shape[0])
    length = 0.0
    for _ in range(steps):
        vector = ties @ vector
        length = float(np.linalg.norm(vector))
        if not length:
            return 0.0
        vector = vector / length
    return length
