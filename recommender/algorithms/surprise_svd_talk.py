"""How strong scikit-surprise's SVD estimates the talk from a member to each other to be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recommender.algorithms._surprise import (
    graded,
    sampled_negatives,
    surprise,
    trained_numbers,
    trainset,
)
from recommender.matrices import Floats, Ints, Matrices

NAME = "surprise_svd_talk"
EVIDENCE = "member"  # the candidate's own bias is in every estimate


@dataclass(frozen=True)
class Config:
    """The size of the model."""

    factors: int = 32
    epochs: int = 60
    rate: float = 0.02
    """Communities are small: at the library's 20 steps of .005 the factors stay where they
    started."""
    negatives: int = 2
    """Members one does not talk with, drawn for each one does, of strength 0."""


@dataclass(frozen=True)
class Estimates:
    """The parts of an estimate: mean, both biases, both factors."""

    mean: float
    reader_bias: Floats
    reader_factors: Floats
    candidate_bias: Floats
    candidate_factors: Floats
    reader_inner: Ints
    candidate_inner: Ints

    def scores(self, readers: Ints) -> Floats:
        """The estimated strength in (0, 1) of the tie with each member that was trained on."""
        found = np.zeros((len(readers), len(self.candidate_inner)))
        rows = np.flatnonzero(self.reader_inner[readers] >= 0)
        known = np.flatnonzero(self.candidate_inner >= 0)
        mine = self.reader_inner[readers[rows]]
        theirs = self.candidate_inner[known]
        estimate = (
            self.mean
            + self.reader_bias[mine][:, None]
            + self.candidate_bias[theirs][None, :]
            + self.reader_factors[mine] @ self.candidate_factors[theirs].T
        )
        # A logistic instead of surprise's clipping at 0, which would make most candidates equal.
        found[rows[:, None], known[None, :]] = 1 / (1 + np.exp(-4 * estimate))
        return found


def fit(matrices: Matrices, config: Config, seed: int) -> Estimates:
    """SVD on members × members, the recent talk of both directions squeezed into (0, 1)."""
    both = sparse.csr_array(matrices.recent_talk + matrices.recent_talk.T)
    both.data = both.data / (1 + both.data)
    rows, columns, strengths = graded(both)
    nobody = np.full(matrices.count, -1, dtype=np.int64)
    if not len(rows):
        empty = np.zeros(0)
        return Estimates(0.0, empty, np.zeros((0, 0)), empty, np.zeros((0, 0)), nobody, nobody)
    no_rows, no_columns = sampled_negatives(both, per_positive=config.negatives, seed=seed)
    apart = no_rows != no_columns
    training = trainset(
        np.concatenate([rows, no_rows[apart]]),
        np.concatenate([columns, no_columns[apart]]),
        np.concatenate([strengths, np.zeros(int(apart.sum()))]),
    )
    model = surprise.SVD(
        n_factors=config.factors,
        n_epochs=config.epochs,
        lr_all=config.rate,
        random_state=seed,
    )
    model.fit(training)
    talks = np.diff(both.indptr) > 0
    # Who was only ever drawn as a negative was not learned about.
    readers = trained_numbers(training._raw2inner_id_users, matrices.count)
    candidates = trained_numbers(training._raw2inner_id_items, matrices.count)
    return Estimates(
        float(training.global_mean),
        np.asarray(model.bu, dtype=np.float64),
        np.asarray(model.pu, dtype=np.float64),
        np.asarray(model.bi, dtype=np.float64),
        np.asarray(model.qi, dtype=np.float64),
        np.where(talks, readers, -1),
        np.where(talks, candidates, -1),
    )
