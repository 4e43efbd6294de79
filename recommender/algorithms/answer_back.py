"""Who answers those who talk to them, the same for every reader."""

from __future__ import annotations

from dataclasses import dataclass

from recommender.habits import answer_rates
from recommender.matrices import Matrices
from recommender.member_scores import SameForAll

NAME = "answer_back"
EVIDENCE = "member"


@dataclass(frozen=True)
class Config:
    """How much is needed to believe a rate."""

    prior: float = 3.0
    """A member's rate is drawn towards everybody's as if by so many more people."""


def fit(matrices: Matrices, config: Config, seed: int) -> SameForAll:
    """Of those who talked to a member, the share the member ever talked to."""
    return SameForAll(answer_rates(matrices, prior=config.prior))
