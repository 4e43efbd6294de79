"""Who met new people lately, the same for every reader."""

from __future__ import annotations

from dataclasses import dataclass

from recommender.habits import first_talks
from recommender.matrices import Matrices
from recommender.member_scores import SameForAll

NAME = "new_ties"
EVIDENCE = "member"


@dataclass(frozen=True)
class Config:
    """Nothing to choose: the half-life is the community's."""


def fit(matrices: Matrices, config: Config, seed: int) -> SameForAll:
    """The members each came to talk with, a tie worth half after every half-life."""
    ties = first_talks(matrices)
    return SameForAll(ties.begun + ties.answered)
