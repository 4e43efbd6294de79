"""Who a random walk from the reader keeps meeting, over ties that fade with time."""

from __future__ import annotations

from dataclasses import dataclass

from recommender.matrices import Matrices
from recommender.walks import Walks

NAME = "pagerank_recent"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """How far the walks go."""

    returning: float = 0.15
    """The chance of going back to the reader at each step."""
    steps: int = 15
    """The tail left out is (1 − returning)^steps, under a tenth of the mass."""


def fit(matrices: Matrices, config: Config, seed: int) -> Walks:
    """Walks over the undirected talk, a talk worth half after every half-life."""
    return Walks.over(matrices.recent_talk, returning=config.returning, steps=config.steps)
