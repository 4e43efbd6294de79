"""The best few of everybody for many readers, without ever holding a score for every member.

In a community of a hundred thousand a table of everybody by everybody has ten thousand million
cells, nearly all of them 0. Here scores come as sparse products of which only the best of each row
are kept while they are summed up (sparse_dot_topn); who may not be proposed is taken out before
the best are chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import numpy as np
from scipy import sparse

from recommender.matrices import Bools, Ints, Matrices, Sparse

LARGE = 8_000
"""With more members than this the best of each signal are ranked, not everybody: a table of
everybody by everybody for each signal would take more than half a gigabyte."""
READERS = 4_000
"""So many at once; what is held for them is a few hundred megabytes."""
THREADS = 2
SHUT = -1e300
"""Added to the score of who may not be proposed: no sum of evidence makes up for it."""
JITTER = 1e-10
"""Relative, and far below what a score kept as a 32-bit number can tell: it only decides which of
equals are among the best, differently from one lot of readers to the next."""


@dataclass(frozen=True)
class Open:
    """Who may be proposed to whom."""

    allowed: Bools
    """By number: who may be proposed to anybody."""
    barred: Sparse
    """Reader by candidate, true where the two may not be matched: known, never, oneself."""

    @classmethod
    def to(cls, matrices: Matrices, allowed: Bools, never: Sparse | None = None) -> Open:
        """All who are allowed, but oneself, whom one already talks with, and pairs of never."""
        barred = matrices.known + sparse.eye_array(matrices.count, dtype=bool, format="csr")
        if never is not None:
            barred = barred + never
        return cls(allowed, sparse.csr_array(barred.astype(np.float64)))

    def open_columns(self, held: Sparse) -> Sparse:
        """Things × members of what members hold; who may not be proposed holds nothing."""
        kept = sparse.diags_array(self.allowed.astype(np.float64)) @ held
        found = sparse.csr_array(kept.T)
        found.eliminate_zeros()
        return found


@runtime_checkable
class Near(Protocol):
    """What a signal learned, where it need not score everybody to know the best."""

    def best(self, readers: Ints, may: Open, top: int) -> Sparse:
        """One row per reader, one column per member: the best `top` scores above 0, no others."""


def best_of(signal: Any, readers: Ints, may: Open, top: int) -> Sparse:
    """The best `top` of any signal, one row per reader; of one that knows no other way, slowly."""
    if isinstance(signal, Near):
        return signal.best(readers, may, top)
    rows = [
        best_of_rows(sparse.csr_array(signal.scores(part)), part, may, top)
        for part in parts(readers, 100)
    ]
    return sparse.csr_array(sparse.vstack(rows, format="csr"))


def parts(readers: Ints, size: int = READERS) -> Iterator[Ints]:
    """The readers, some at a time."""
    for start in range(0, len(readers), size):
        yield readers[start : start + size]


def best_products(left: Sparse, right: Sparse, readers: Ints, may: Open, top: int) -> Sparse:
    """The best `top` of left[reader] · right[candidate] above 0 for each reader.

    left, right: members × things. Which of equals are kept is arbitrary but fixed.
    """
    onward = may.open_columns(right)
    kept = [
        _best(left[part], onward, may.barred[part], top, seed)
        for seed, part in enumerate(parts(readers))
    ]
    if not kept:
        return sparse.csr_array((0, right.shape[0]))
    return sparse.csr_array(sparse.vstack(kept, format="csr"))


def best_of_rows(rows: Sparse, readers: Ints, may: Open, top: int) -> Sparse:
    """The best `top` of scores at hand, one row per reader."""
    everybody = may.open_columns(sparse.eye_array(rows.shape[1], format="csr"))
    return _best(rows, everybody, may.barred[readers], top, seed=0)


def _best(rows: Sparse, onward: Sparse, barred: Sparse, top: int, seed: int) -> Sparse:
    """rows: readers × things; onward: things × candidates."""
    draw = np.random.default_rng(seed)
    factor = 1 + JITTER * draw.random(onward.shape[1])
    # Each reader holds one more thing, by which the barred are pushed below 0.
    shut = sparse.diags_array(np.full(rows.shape[0], SHUT))
    cells = (
        np.concatenate([onward.data * factor[onward.indices], barred.data]),
        np.concatenate([onward.indices, barred.indices]),
        np.concatenate([onward.indptr, onward.indptr[-1] + barred.indptr[1:]]),
    )
    shape = onward.shape[0] + barred.shape[0], onward.shape[1]
    found = top_of_product(
        sparse.hstack([rows, shut], format="csr"), sparse.csr_matrix(cells, shape=shape), top
    )
    found.data = found.data.astype(np.float32)
    return found


def top_of_product(left: Sparse, right: Sparse, top: int) -> Sparse:
    """The largest `top` cells above 0 of each row of left @ right."""
    if not left.nnz or not right.nnz:
        return sparse.csr_array((left.shape[0], right.shape[1]))
    # Only a large community needs it.
    from sparse_dot_topn import sp_matmul_topn

    found = sp_matmul_topn(
        sparse.csr_matrix(left), sparse.csr_matrix(right), top, threshold=0.0, n_threads=THREADS
    )
    return sparse.csr_array(found)


def walked(first: Sparse, onward: Sparse, weights: Sequence[float], *, keep: int) -> Sparse:
    """Σ weights[t] · first · onwardᵗ, of every step only the `keep` largest cells of each row.

    So the cost of a walk does not grow with the community. Where no row ever has more cells than
    `keep`, the sum is exact.
    """
    at = first
    total = weights[0] * at
    for weight in weights[1:]:
        at = top_of_product(at, onward, keep)
        total = total + weight * at
    return sparse.csr_array(total)
