"""Who is close in the factors that explain who is in which thread, absences included."""

from __future__ import annotations

from dataclasses import dataclass

from recommender.factors import Factors, alternating_least_squares, of_threads
from recommender.matrices import Matrices

NAME = "als"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """The size of the model."""

    factors: int = 32
    rounds: int = 10
    ridge: float = 1.0
    confidence: float = 20.0
    """A presence of strength s counts 1 + confidence·s times an absence."""


def fit(matrices: Matrices, config: Config, seed: int) -> Factors:
    """Implicit feedback's alternating least squares on members × threads; cosine of factors."""
    members, _ = alternating_least_squares(
        matrices.threads,
        factors=config.factors,
        rounds=config.rounds,
        ridge=config.ridge,
        confidence=config.confidence,
        seed=seed,
    )
    return of_threads(matrices, members)
