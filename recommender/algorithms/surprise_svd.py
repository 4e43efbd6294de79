"""Who is close in the factors scikit-surprise's SVD learns from members × threads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from recommender.algorithms._surprise import (
    graded,
    sampled_negatives,
    surprise,
    trained_numbers,
    trainset,
)
from recommender.matrices import Floats, Ints, Matrices

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


@dataclass(frozen=True)
class Factors:
    """A unit vector per member; zeros for members in no thread."""

    vectors: Floats
    villages: Ints
    """Members whom no chain of shared threads joins are in different ones."""

    def scores(self, readers: Ints) -> Floats:
        """The cosine with each member some chain of shared threads leads to, never below 0."""
        near = np.maximum(self.vectors[readers] @ self.vectors.T, 0)
        # Between members nothing joins, a cosine is the noise of where the vectors started.
        return np.where(self.villages[readers][:, None] == self.villages[None, :], near, 0)


def fit(matrices: Matrices, config: Config, seed: int) -> Factors:
    """Member factors of graded strengths, with sampled threads of strength 0 beside them."""
    vectors = np.zeros((matrices.count, config.factors))
    threads = matrices.threads
    _, villages = csgraph.connected_components(
        sparse.csr_array(threads @ threads.T), directed=False
    )
    rows, columns, strengths = graded(threads)
    if not len(rows):
        return Factors(vectors, villages.astype(np.int64))
    no_rows, no_columns = sampled_negatives(threads, per_positive=config.negatives, seed=seed)
    training = trainset(
        np.concatenate([rows, no_rows]),
        np.concatenate([columns, no_columns]),
        np.concatenate([strengths, np.zeros(len(no_rows))]),
    )
    model = surprise.SVD(
        n_factors=config.factors,
        n_epochs=config.epochs,
        lr_all=config.rate,
        biased=False,  # else biases explain who writes much, and factors hold noise
        random_state=seed,
    )
    model.fit(training)
    inner = trained_numbers(training._raw2inner_id_users, matrices.count)
    known = inner >= 0
    learned = np.asarray(model.pu, dtype=np.float64)[inner[known]]
    length = np.linalg.norm(learned, axis=1, keepdims=True)
    vectors[known] = np.divide(learned, length, out=np.zeros_like(learned), where=length > 0)
    return Factors(vectors, villages.astype(np.int64))
