"""Who a random walk from the reader keeps meeting, over all talk there ever was."""

from __future__ import annotations

from dataclasses import dataclass

from recommender.matrices import Matrices
from recommender.walks import Walks

NAME = "pagerank"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """How far the walks go."""

    returning: float = 0.15
    """The chance of going back to the reader at each step; .15 as in the literature."""
    steps: int = 15
    """The tail left out is (1 − returning)^steps, under a tenth of the mass."""


def fit(matrices: Matrices, config: Config, seed: int) -> Walks:
    """Walks over the undirected talk, each talk counting the same however old."""
    return Walks.over(matrices.talk, returning=config.returning, steps=config.steps)
