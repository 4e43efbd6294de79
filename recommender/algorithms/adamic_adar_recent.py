"""How many contacts the two have in common that both talked with lately."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recommender.contacts import CommonContacts
from recommender.matrices import Matrices

NAME = "adamic_adar_recent"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """Nothing to choose: the half-life is the community's."""


def fit(matrices: Matrices, config: Config, seed: int) -> CommonContacts:
    """Common contacts, a tie weighing log(1 + recent talk in both directions)."""
    ties = sparse.csr_array(matrices.recent_talk + matrices.recent_talk.T)
    # Ten talks are not ten contacts: the logarithm keeps one loud tie from being everything.
    ties.data = np.log1p(ties.data)
    return CommonContacts.over(ties)
