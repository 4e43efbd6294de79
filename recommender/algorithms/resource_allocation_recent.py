"""What reaches the other when each contact splits what it has among the ties of these days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recommender.contacts import CommonContacts
from recommender.matrices import Matrices

NAME = "resource_allocation_recent"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """Nothing to choose: the half-life is the community's."""


def fit(matrices: Matrices, config: Config, seed: int) -> CommonContacts:
    """Common contacts worth 1 / their contacts, a tie log(1 + recent talk both ways)."""
    ties = sparse.csr_array(matrices.recent_talk + matrices.recent_talk.T)
    ties.data = np.log1p(ties.data)
    return CommonContacts.sharing(ties)
