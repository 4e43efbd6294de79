"""Who is drawn to the same topics, as scikit-surprise's SVD fills in what each has not shown."""

from __future__ import annotations

from dataclasses import dataclass

from recommender.algorithms._surprise import member_factors, surprise
from recommender.factors import Factors
from recommender.matrices import Matrices

NAME = "surprise_topics"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """The size of the model."""

    factors: int = 16
    epochs: int = 60
    rate: float = 0.02
    negatives: int = 2
    """Topics a member does not hold, drawn for each one held, of strength 0."""


def fit(matrices: Matrices, config: Config, seed: int) -> Factors:
    """Member factors of graded strengths in topics, with sampled topics of strength 0."""
    model = surprise.SVD(
        n_factors=config.factors,
        n_epochs=config.epochs,
        lr_all=config.rate,
        biased=False,
        random_state=seed,
    )
    return member_factors(matrices.topics, model, negatives=config.negatives, seed=seed)
