"""Scores about the candidate alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recommender.matrices import Floats, Ints


@dataclass(frozen=True)
class SameForAll:
    """One score per member, whoever reads."""

    values: Floats

    def scores(self, readers: Ints) -> Floats:
        """The same row for every reader."""
        return np.repeat(self.values[None, :], len(readers), axis=0)
