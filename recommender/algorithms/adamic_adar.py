"""How many contacts the two have in common, quiet contacts counting more than hubs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recommender.contacts import CommonContacts
from recommender.matrices import Matrices

NAME = "adamic_adar"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """Nothing to choose: a tie is there or it is not, however old."""


def fit(matrices: Matrices, config: Config, seed: int) -> CommonContacts:
    """Common contacts, a tie being there or not."""
    ties = sparse.csr_array((matrices.talk + matrices.talk.T).astype(bool).astype(np.float64))
    return CommonContacts.over(ties)
