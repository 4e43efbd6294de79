"""Who holds the same topics, rare ones counting more."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recommender.matrices import Matrices
from recommender.overlaps import Overlap

NAME = "topics"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """Nothing to choose: which topics can be shared is decided with the topics."""


def fit(matrices: Matrices, config: Config, seed: int) -> Overlap:
    """Shared topics, each worth log(1 + members / holders), times both strengths."""
    holders = np.bincount(matrices.topics.indices, minlength=matrices.topics.shape[1])
    return Overlap.of(matrices.topics, np.log1p(matrices.count / np.maximum(holders, 1)))
