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
    """Member factors of SVD++ on graded strengths with sampled threads beside them.

    As the library has it, the factors never leave the noise they start from, for two reasons.
    Strengths differ little, so mean and biases explain them and nothing is left to learn: both
    are held at 0. And y of a member's n threads is drawn to 0 at each of their n strengths, n²
    times in an epoch, so y dies out: it is not drawn to 0 at all.
    """
    model = surprise.SVDpp(
        n_factors=config.factors,
        n_epochs=config.epochs,
        lr_all=config.rate,
        lr_bu=0,
        lr_bi=0,
        reg_yj=0,
        cache_ratings=True,
        random_state=seed,
    )
    return member_factors(
        matrices.threads,
        model,
        negatives=config.negatives,
        seed=seed,
        vectors=whole_vectors,
        without_mean=True,
    )


def whole_vectors(model: Any) -> Floats:
    """P + Σ y / √n of each member: their own factors and those of the n threads they came with."""
    whole = np.array(model.pu, dtype=np.float64)
    for member, ratings in model.trainset.ur.items():
        threads = [thread for thread, _ in ratings]
        whole[member] += model.yj[threads].sum(axis=0) / np.sqrt(len(threads))
    return whole
