"""Whom the reader's walks reach, weighted by how much those people talk lately."""

from __future__ import annotations

from dataclasses import dataclass

from recommender.matrices import Floats, Ints, Matrices
from recommender.walks import Walks

NAME = "pagerank_times_recency"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """How far the walks go."""

    returning: float = 0.15
    """The chance of going back to the reader at each step."""
    steps: int = 15
    """The tail left out is (1 − returning)^steps, under a tenth of the mass."""


@dataclass(frozen=True)
class Weighted:
    """Walks whose score is multiplied by the recency of the one they reach."""

    walks: Walks
    recency: Floats

    def scores(self, readers: Ints) -> Floats:
        """The share of the walk's time times the recency of each member."""
        return self.walks.scores(readers) * self.recency


def fit(matrices: Matrices, config: Config, seed: int) -> Weighted:
    """Walks over all talk, so that the path may be old, to people who are here now."""
    walks = Walks.over(matrices.talk, returning=config.returning, steps=config.steps)
    return Weighted(walks, matrices.recency)
