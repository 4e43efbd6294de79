"""Who wrote in the same threads, small threads counting more than crowds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recommender.matrices import Matrices
from recommender.overlaps import Overlap

NAME = "co_thread"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """Nothing to choose."""


def fit(matrices: Matrices, config: Config, seed: int) -> Overlap:
    """Shared public threads, each worth 1 / log(1 + members in it), times both strengths."""
    return Overlap.of(matrices.threads, 1 / np.log(1.0 + np.maximum(matrices.thread_sizes, 2)))
