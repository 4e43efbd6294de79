"""Who is made of the same parts, parts being threads that go together: scikit-surprise's NMF."""

from __future__ import annotations

from dataclasses import dataclass

from recommender.algorithms._surprise import member_factors, surprise
from recommender.factors import Factors
from recommender.matrices import Matrices

NAME = "surprise_nmf"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """The size of the model."""

    factors: int = 15
    epochs: int = 50
    negatives: int = 2
    """Threads a member is not in, drawn for each one they are in, of strength 0."""


def fit(matrices: Matrices, config: Config, seed: int) -> Factors:
    """Member factors, none below 0, of graded strengths with sampled threads of strength 0."""
    model = surprise.NMF(n_factors=config.factors, n_epochs=config.epochs, random_state=seed)
    return member_factors(matrices.threads, model, negatives=config.negatives, seed=seed)
