"""Who talks and is talked to most lately, the same for every reader."""

from __future__ import annotations

from dataclasses import dataclass

from recommender.matrices import Matrices
from recommender.member_scores import SameForAll

NAME = "recency_degree"
EVIDENCE = "member"


@dataclass(frozen=True)
class Config:
    """Nothing to choose: the half-life is the community's."""


def fit(matrices: Matrices, config: Config, seed: int) -> SameForAll:
    """The recent talk of each member, in and out."""
    return SameForAll(matrices.recency)
