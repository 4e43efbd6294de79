"""Who talked with most people ever, the same for every reader: what any ranking must beat."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recommender.matrices import Matrices
from recommender.member_scores import SameForAll

NAME = "popular"
EVIDENCE = "member"


@dataclass(frozen=True)
class Config:
    """Nothing to choose."""


def fit(matrices: Matrices, config: Config, seed: int) -> SameForAll:
    """With how many others each member ever talked, either way."""
    both = sparse.csr_array(matrices.talk + matrices.talk.T)
    return SameForAll(np.diff(both.indptr).astype(np.float64))
