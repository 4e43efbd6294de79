"""Whom the factors that explain who talks with whom put close, silences included."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from recommender.factors import alternating_least_squares
from recommender.matrices import Floats, Ints, Matrices

NAME = "als_talk"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """The size of the model."""

    factors: int = 32
    rounds: int = 10
    ridge: float = 1.0
    confidence: float = 20.0
    """A tie of weight w counts 1 + confidence·w times a silence."""


@dataclass(frozen=True)
class Estimates:
    """Factors of members as readers and as candidates."""

    readers: Floats
    candidates: Floats
    villages: Ints
    """Members whom no chain of ties joins are in different ones."""

    def scores(self, readers: Ints) -> Floats:
        """The estimated tie with each member some chain of ties leads to, never below 0."""
        near = np.maximum(self.readers[readers] @ self.candidates.T, 0)
        return np.where(self.villages[readers][:, None] == self.villages[None, :], near, 0)


def fit(matrices: Matrices, config: Config, seed: int) -> Estimates:
    """Implicit feedback's alternating least squares on log(1 + recent talk, both ways)."""
    ties = sparse.csr_array(matrices.recent_talk + matrices.recent_talk.T)
    ties.data = np.log1p(ties.data)
    _, villages = csgraph.connected_components(ties, directed=False)
    readers, candidates = alternating_least_squares(
        ties,
        factors=config.factors,
        rounds=config.rounds,
        ridge=config.ridge,
        confidence=config.confidence,
        seed=seed,
    )
    return Estimates(readers, candidates, villages.astype(np.int64))
