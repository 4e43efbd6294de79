"""Who is close in the factors scikit-surprise's SVD learns from members × threads."""

from __future__ import annotations

from dataclasses import dataclass

from recommender.algorithms._surprise import member_factors, surprise
from recommender.factors import Factors
from recommender.matrices import Matrices

NAME = "surprise_svd"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """The size of the model."""

    factors: int = 32
    epochs: int = 60
    rate: float = 0.02
    """Communities are small: at the library's 20 steps of .005 the factors stay where they
    started."""
    negatives: int = 2
    """Threads a member is not in, drawn for each one they are in, of strength 0."""


def fit(matrices: Matrices, config: Config, seed: int) -> Factors:
    """Member factors of graded strengths, with sampled threads of strength 0 beside them."""
    model = surprise.SVD(
        n_factors=config.factors,
        n_epochs=config.epochs,
        lr_all=config.rate,
        biased=False,  # else biases explain who writes much, and factors hold noise
        random_state=seed,
    )
    return member_factors(matrices.threads, model, negatives=config.negatives, seed=seed)
