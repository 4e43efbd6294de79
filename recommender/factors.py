"""Members as points: factors learned from who is where, and how close two members are in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from recommender.matrices import Floats, Ints, Matrices, Sparse

BATCH = 512
"""So many draws move the factors at once."""
ROWS = 1000
"""So many rows are solved for at once."""


@dataclass(frozen=True)
class Factors:
    """A unit vector per member; zeros for members who are nowhere."""

    vectors: Floats
    villages: Ints
    """Members whom no chain of shared things joins are in different ones."""

    @classmethod
    def of(cls, learned: Floats, held: Sparse) -> Factors:
        """The learned vectors at length 1; those who hold nothing at 0. held: members × things."""
        length = np.linalg.norm(learned, axis=1, keepdims=True)
        there = (length > 0) & (np.diff(held.indptr) > 0)[:, None]
        _, villages = csgraph.connected_components(sparse.csr_array(held @ held.T), directed=False)
        return cls(
            np.divide(learned, length, out=np.zeros_like(learned), where=there),
            villages.astype(np.int64),
        )

    def scores(self, readers: Ints) -> Floats:
        """The cosine with each member some chain of shared things leads to, never below 0."""
        near = np.maximum(self.vectors[readers] @ self.vectors.T, 0)
        # Between members nothing joins, a cosine is the noise of where the vectors started.
        return np.where(self.villages[readers][:, None] == self.villages[None, :], near, 0)


def of_threads(matrices: Matrices, learned: Floats) -> Factors:
    """Factors learned from members × threads."""
    return Factors.of(learned, matrices.threads)


def alternating_least_squares(
    strengths: Sparse, *, factors: int, rounds: int, ridge: float, confidence: float, seed: int
) -> tuple[Floats, Floats]:
    """Row and column factors whose product is 1 where there is a strength and 0 elsewhere.

    A cell of strength s counts 1 + confidence·s times an empty one (Hu, Koren and Volinsky 2008).
    """
    rows, columns = sparse.csr_array(strengths), sparse.csr_array(strengths.T)
    draw = np.random.default_rng(seed)
    right = draw.normal(0, 0.1, (columns.shape[0], factors))
    left = np.zeros((rows.shape[0], factors))
    for _ in range(rounds):
        left = _solved(rows, right, ridge, confidence)
        right = _solved(columns, left, ridge, confidence)
    return left, right


def _solved(cells: Sparse, other: Floats, ridge: float, confidence: float) -> Floats:
    """The row factors that fit best while `other` is held, some rows at a time."""
    size = other.shape[1]
    base = other.T @ other + ridge * np.eye(size)
    found = np.zeros((cells.shape[0], size))
    for start in range(0, cells.shape[0], ROWS):
        part = sparse.csr_array(cells[start : start + ROWS])
        used, places = np.unique(part.indices, return_inverse=True)
        near = other[used]
        extra = sparse.csr_array(
            (confidence * part.data, places, part.indptr), shape=(part.shape[0], len(used))
        )
        squares = (near[:, :, None] * near[:, None, :]).reshape(len(used), size * size)
        left = base + (extra @ squares).reshape(-1, size, size)
        right = extra @ near + (extra.astype(bool) @ near)
        found[start : start + ROWS] = np.linalg.solve(left, right[:, :, None])[:, :, 0]
    return found


def pairwise_ranking(
    strengths: Sparse, *, factors: int, rounds: int, rate: float, ridge: float, seed: int
) -> Floats:
    """Row factors under which a row's own columns come before columns drawn by chance.

    Rendle and others 2009; in batches, so the draws of one batch do not see each other.
    """
    cells = sparse.coo_array(sparse.csr_array(strengths))
    order = np.lexsort((cells.col, cells.row))
    rows, columns = cells.row[order], cells.col[order]
    draw = np.random.default_rng(seed)
    left = draw.normal(0, 0.1, (strengths.shape[0], factors))
    right = draw.normal(0, 0.1, (strengths.shape[1], factors))
    for _ in range(rounds if len(rows) else 0):
        mixed = draw.permutation(len(rows))
        others = draw.integers(0, strengths.shape[1], len(rows))
        for start in range(0, len(mixed), BATCH):
            batch = mixed[start : start + BATCH]
            row, mine, other = rows[batch], columns[batch], others[batch]
            apart = right[mine] - right[other]
            pull = (1 / (1 + np.exp(np.sum(left[row] * apart, axis=1))))[:, None]
            step = pull * left[row]
            np.add.at(left, row, rate * (pull * apart - ridge * left[row]))
            np.add.at(right, mine, rate * (step - ridge * right[mine]))
            np.add.at(right, other, rate * (-step - ridge * right[other]))
    return left
