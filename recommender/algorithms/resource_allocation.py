"""What reaches the other when each contact splits what it has among its ties, however old."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recommender.contacts import CommonContacts
from recommender.matrices import Matrices

NAME = "resource_allocation"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """Nothing to choose: a tie is there or it is not, however old."""


def fit(matrices: Matrices, config: Config, seed: int) -> CommonContacts:
    """Common contacts, each worth 1 / its number of contacts."""
    ties = sparse.csr_array((matrices.talk + matrices.talk.T).astype(bool).astype(np.float64))
    return CommonContacts.sharing(ties)
