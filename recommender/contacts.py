"""Contacts two members have in common, each counting less the more contacts it has itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recommender.matrices import Floats, Ints, Sparse
from recommender.nearest import Open, best_products


@dataclass(frozen=True)
class CommonContacts:
    """The sum over common contacts z of w(a,z)·w(z,b)·(what z is worth)."""

    left: Sparse
    right: Sparse

    @classmethod
    def over(cls, ties: Sparse) -> CommonContacts:
        """Adamic–Adar: a contact with d ties is worth 1 / log(2 + d).

        Adamic and Adar, Friends and neighbors on the web (2003); with w = 1 it is theirs but for
        the 2, which keeps a contact with a single tie finite. ties: symmetric, the weights.
        """
        return cls._worth(ties, 1 / np.log(2.0 + np.diff(ties.indptr)))

    @classmethod
    def sharing(cls, ties: Sparse) -> CommonContacts:
        """Resource allocation: each contact hands on 1 / d of what it has to each of its d ties.

        Zhou, Lü and Zhang, Predicting missing links via local information (2009). It is harder on
        hubs than Adamic–Adar. ties: symmetric, the weights.
        """
        return cls._worth(ties, 1 / np.maximum(np.diff(ties.indptr), 1))

    @classmethod
    def _worth(cls, ties: Sparse, worth: Floats) -> CommonContacts:
        return cls(sparse.csr_array(ties @ sparse.diags_array(worth)), ties)

    def scores(self, readers: Ints) -> Floats:
        """The weighted number of contacts shared with each member."""
        return np.asarray((self.left[readers] @ self.right.T).toarray(), dtype=np.float64)

    def best(self, readers: Ints, may: Open, top: int) -> Sparse:
        """The largest weighted numbers of shared contacts."""
        return best_products(self.left, self.right, readers, may, top)
