"""The neighbours scikit-surprise's KNNBaseline finds from how strongly members are in threads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recommender.algorithms._surprise import (
    graded,
    surprise,
    trained_numbers,
    trainset,
)
from recommender.errors import refuse_above
from recommender.matrices import Floats, Ints, Matrices, Sparse
from recommender.nearest import Open, best_of_rows, parts

NAME = "surprise_knn"
EVIDENCE = "pair"
TABLES = 5
"""Sums, counts, two of squares and the similarity, all held while it is worked out."""


@dataclass(frozen=True)
class Config:
    """How alike is measured."""

    shrinkage: int = 100
    """Similarities from few common threads are drawn towards 0; the library's own default."""
    most_bytes: int = 2_000_000_000
    """For the library's tables of everybody by everybody: about 7,000 members in threads."""


@dataclass(frozen=True)
class Neighbours:
    """How alike members are, 0 for those with nothing in common."""

    similarity: Floats
    inner: Ints

    def scores(self, readers: Ints) -> Floats:
        """The similarity with each member; never below 0, and 0 where surprise knows nothing."""
        found = np.zeros((len(readers), len(self.inner)))
        rows = np.flatnonzero(self.inner[readers] >= 0)
        known = np.flatnonzero(self.inner >= 0)
        near = self.similarity[self.inner[readers[rows]]][:, self.inner[known]]
        # Members without a thread in common come as neighbours of similarity 0 or below.
        found[rows[:, None], known[None, :]] = np.maximum(near, 0)
        return found

    def best(self, readers: Ints, may: Open, top: int) -> Sparse:
        """The most alike; only members in threads are looked at."""
        known = np.flatnonzero(self.inner >= 0)
        found = []
        for part in parts(readers):
            rows = np.flatnonzero(self.inner[part] >= 0)
            near = np.maximum(self.similarity[self.inner[part[rows]]][:, self.inner[known]], 0)
            row, column = np.nonzero(near)
            cells = near[row, column], (rows[row], known[column])
            scores = sparse.csr_array(cells, shape=(len(part), len(self.inner)))
            found.append(best_of_rows(scores, part, may, top))
        return sparse.csr_array(sparse.vstack(found, format="csr"))


def fit(matrices: Matrices, config: Config, seed: int) -> Neighbours:
    """Pearson similarity of the strengths around each member's and thread's own baseline.

    Raises TooManyMembers where that takes more than `most_bytes`.
    """
    rows, columns, strengths = graded(matrices.threads)
    refuse_above(NAME, len(np.unique(rows)), tables=TABLES, most_bytes=config.most_bytes)
    nobody = Neighbours(np.zeros((0, 0)), np.full(matrices.count, -1, dtype=np.int64))
    if not len(rows):
        return nobody
    training = trainset(rows, columns, strengths)
    model = surprise.KNNBaseline(
        sim_options={"name": "pearson_baseline", "user_based": True, "shrinkage": config.shrinkage},
        verbose=False,
    )
    try:
        model.fit(training)
    except ZeroDivisionError:
        # Where strengths lie exactly on the baselines, as when everybody wrote once in each
        # thread, nothing is left to compare; the library divides by the length of that nothing.
        return nobody
    inner = trained_numbers(training._raw2inner_id_users, matrices.count)
    return Neighbours(np.asarray(model.sim, dtype=np.float64), inner)
