"""Who can be told from who else is in the same threads: a linear model solved in one step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from recommender.errors import refuse_above
from recommender.matrices import Floats, Ints, Matrices

NAME = "ease"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """How strongly the model is held back."""

    ridge: float = 10.0
    most_bytes: int = 2_000_000_000
    """For the tables of everybody by everybody: about 9,000 members."""


@dataclass(frozen=True)
class Presences:
    """How much the presence of one member tells of the presence of another."""

    telling: Floats
    villages: Ints
    """Members whom no chain of shared threads joins are in different ones."""

    def scores(self, readers: Ints) -> Floats:
        """The weight between the reader and each member, never below 0."""
        near = np.maximum(self.telling[readers], 0)
        # Between members nothing joins, a weight is rounding error.
        return np.where(self.villages[readers][:, None] == self.villages[None, :], near, 0)


def fit(matrices: Matrices, config: Config, seed: int) -> Presences:
    """Steck's EASE (2019) with threads as the users and members as the items.

    B = −P / diag(P) with P = (XᵀX + ridge)⁻¹: how far each member's strength in a thread is told
    by each other's, all others taken into account. Raises TooManyMembers where that takes more
    than `most_bytes`.
    """
    refuse_above(NAME, matrices.count, tables=3, most_bytes=config.most_bytes)
    threads = matrices.threads
    _, villages = csgraph.connected_components(
        sparse.csr_array(threads @ threads.T), directed=False
    )
    gram = np.asarray((threads @ threads.T).toarray(), dtype=np.float64)
    gram[np.diag_indices_from(gram)] += config.ridge
    inverse = np.linalg.inv(gram) if matrices.count else gram
    telling = -inverse / np.diag(inverse)[None, :]
    np.fill_diagonal(telling, 0.0)
    return Presences(telling, villages.astype(np.int64))
