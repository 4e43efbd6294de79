"""As surprise_svd, but a member is also the sum of the threads they are in at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from recommender.algorithms._surprise import member_factors, surprise
from recommender.factors import Factors
from recommender.matrices import Floats, Matrices

NAME = "surprise_svdpp"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """The size of the model."""

    factors: int = 16
    epochs: int = 20
    rate: float = 0.02
    negatives: int = 1
    """Threads a member is not in, drawn for each one they are in, of strength 0. The library
    takes them for threads the member is in, too: more of them drown those."""


def fit(matrices: Matrices, config: Config, seed: int) -> Factors:
    """Member factors of SVD++ on graded strengths with sampled threads of strength 0."""
    model = surprise.SVDpp(
        n_factors=config.factors,
        n_epochs=config.epochs,
        lr_all=config.rate,
        cache_ratings=True,
        random_state=seed,
    )
    return member_factors(
        matrices.threads, model, negatives=config.negatives, seed=seed, vectors=whole_vectors
    )


def whole_vectors(model: Any) -> Floats:
    """P + Σ y / √n of each member: their own factors and those of the n threads they came with."""
    whole = np.array(model.pu, dtype=np.float64)
    for member, ratings in model.trainset.ur.items():
        threads = [thread for thread, _ in ratings]
        whole[member] += model.yj[threads].sum(axis=0) / np.sqrt(len(threads))
    return whole
