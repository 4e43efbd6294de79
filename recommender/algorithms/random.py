"""Anybody: what chance alone would reach."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recommender.matrices import Floats, Ints, Matrices

NAME = "random"
EVIDENCE = "none"


@dataclass(frozen=True)
class Config:
    """Nothing to choose."""


@dataclass(frozen=True)
class Chance:
    """A number drawn for every pair, the same each time it is asked for."""

    count: int
    seed: int

    def scores(self, readers: Ints) -> Floats:
        """A number in (0, 1) for each member."""
        rows = [
            1 - np.random.default_rng((self.seed, int(reader))).random(self.count)
            for reader in readers
        ]
        return np.array(rows).reshape(len(readers), self.count)


def fit(matrices: Matrices, config: Config, seed: int) -> Chance:
    """Nothing but the seed."""
    return Chance(matrices.count, seed)
