"""How drawn each member is to each topic, told from the topics they have shown.

A model fills in what a member has not shown yet; `MODELS` are those that are compared, `CHOSEN` is
the one that picks the open threads a member is shown. docs/evaluation.md has the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from scipy import sparse

from recommender.algorithm import Fitted
from recommender.algorithms._surprise import filled_in, likeness_of_columns
from recommender.matrices import Floats, Ints, Matrices, Sparse, floats, index_of, public_rows
from recommender.member_scores import SameForAll

FACTORS = 8
"""Of the factor models: communities have some dozens of topics."""
MOST_MEMBERS = 20_000
"""Above this scikit-surprise would take longer than the issue itself; cosines stand in for it."""


@dataclass(frozen=True)
class Interests:
    """What members have shown: all public topics, common ones too, for a thread may be on them."""

    topic_ids: list[str]
    """In the order of the columns."""
    held: Sparse
    """Members × topics: strengths in (0, 1]."""

    @classmethod
    def of(cls, matrices: Matrices) -> Interests:
        """The topics of the snapshot's members and threads."""
        rows = public_rows(matrices.snapshot.member_topics)
        threads = matrices.snapshot.thread_topics
        topic_ids = sorted({*rows["topic_id"].to_pylist(), *threads["topic_id"].to_pylist()})
        members = matrices.numbers(rows["member_id"])
        columns = index_of(rows["topic_id"], pa.array(topic_ids, pa.string()))
        strength = floats(rows["strength"])
        keep = (members >= 0) & (strength > 0)
        order = np.lexsort((columns[keep], members[keep]))
        cells = members[keep][order], columns[keep][order]
        shape = (matrices.count, len(topic_ids))
        return cls(topic_ids, sparse.csr_array((strength[keep][order], cells), shape=shape))

    def parts(self, matrices: Matrices, thread_ids: list[str]) -> Sparse:
        """Threads × topics: how much of each thread is about each topic, 0 to 1."""
        rows = matrices.snapshot.thread_topics
        at = index_of(rows["thread_id"], pa.array(thread_ids, pa.string()))
        columns = index_of(rows["topic_id"], pa.array(self.topic_ids, pa.string()))
        keep = at >= 0
        order = np.lexsort((columns[keep], at[keep]))
        cells = at[keep][order], columns[keep][order]
        shape = (len(thread_ids), len(self.topic_ids))
        return sparse.csr_array((floats(rows["weight"])[keep][order], cells), shape=shape)


@dataclass(frozen=True)
class Shown:
    """A topic draws as much as the member has shown of it, and no other does."""

    held: Sparse

    def scores(self, readers: Ints) -> Floats:
        """The strengths as they are."""
        return np.asarray(self.held[readers].toarray(), dtype=np.float64)


@dataclass(frozen=True)
class Alike:
    """A topic draws who holds it, and who holds others that the same people hold."""

    held: Sparse
    likeness: Floats
    """Topics × topics, 1 with itself, 0 where nothing joins two."""

    def scores(self, readers: Ints) -> Floats:
        """The sum over topics held of strength · likeness."""
        return np.asarray(self.held[readers] @ self.likeness, dtype=np.float64)


@dataclass(frozen=True)
class Estimated:
    """What a factor model makes of every cell."""

    members: Floats
    topics: Floats

    def scores(self, readers: Ints) -> Floats:
        """The products of both sides' factors, never below 0."""
        return np.maximum(self.members[readers] @ self.topics.T, 0)


def popular(held: Sparse, seed: int) -> Fitted:
    """What draws everybody draws each."""
    return SameForAll(np.asarray(held.sum(axis=0), dtype=np.float64).reshape(-1))


def shown(held: Sparse, seed: int) -> Fitted:
    """Nothing is filled in."""
    return Shown(held)


def truncated_svd(held: Sparse, seed: int) -> Fitted:
    """The strengths as the largest singular vectors alone would have them."""
    # scikit-learn takes over a second to import.
    from sklearn.decomposition import TruncatedSVD

    size = min(FACTORS, min(held.shape) - 1)
    if size < 1 or not held.nnz:
        return Shown(held)
    model = TruncatedSVD(size, random_state=seed)
    return Estimated(model.fit_transform(held), model.components_.T)


def cosine(held: Sparse, seed: int) -> Fitted:
    """Topics are alike by the cosine of who holds them."""
    length = np.sqrt(np.asarray(held.multiply(held).sum(axis=0), dtype=np.float64).reshape(-1))
    unit = held @ sparse.diags_array(1 / np.maximum(length, 1e-12))
    return Alike(held, np.asarray((unit.T @ unit).toarray(), dtype=np.float64))


def surprise_knn(held: Sparse, seed: int) -> Fitted:
    """Topics are alike by scikit-surprise's Pearson similarity around baselines (KNNBaseline)."""
    if held.shape[0] > MOST_MEMBERS:
        return cosine(held, seed)
    return Alike(held, likeness_of_columns(held, negatives=2, shrinkage=20, seed=seed))


def surprise_svd(held: Sparse, seed: int) -> Fitted:
    """The strengths as scikit-surprise's SVD with biases fills them in."""
    if held.shape[0] > MOST_MEMBERS:
        return Shown(held)
    return Estimated(*filled_in(held, factors=FACTORS, negatives=2, seed=seed))


MODELS: Mapping[str, Callable[[Sparse, int], Fitted]] = {
    "surprise_knn": surprise_knn,
    "surprise_svd": surprise_svd,
    "truncated_svd": truncated_svd,
    "cosine": cosine,
    "shown": shown,
    "popular": popular,
}
CHOSEN = "surprise_knn"
