"""Who is close in factors that put one's own threads before others."""

from __future__ import annotations

from dataclasses import dataclass

from recommender.factors import Factors, of_threads, pairwise_ranking
from recommender.matrices import Matrices

NAME = "bpr"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """The size of the model."""

    factors: int = 32
    rounds: int = 100
    rate: float = 0.05
    ridge: float = 0.01


def fit(matrices: Matrices, config: Config, seed: int) -> Factors:
    """Bayesian personalised ranking on members × threads; cosine of factors."""
    members = pairwise_ranking(
        matrices.threads,
        factors=config.factors,
        rounds=config.rounds,
        rate=config.rate,
        ridge=config.ridge,
        seed=seed,
    )
    return of_threads(matrices, members)
