"""Contacts two members have in common, each counting less the more contacts it has itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recommender.matrices import Floats, Ints, Sparse


@dataclass(frozen=True)
class CommonContacts:
    """Adamic–Adar: the sum over common contacts z of w(a,z)·w(z,b) / log(2 + contacts of z).

    Adamic and Adar, Friends and neighbors on the web (2003); with w = 1 it is theirs but for the
    2, which keeps a contact with a single tie finite.
    """

    left: Sparse
    right: Sparse

    @classmethod
    def over(cls, ties: Sparse) -> CommonContacts:
        """Common contacts over undirected ties: `ties` is symmetric and holds their weights."""
        degrees = np.diff(ties.indptr)
        each = sparse.diags_array(1 / np.log(2.0 + degrees))
        return cls(sparse.csr_array(ties @ each), ties)

    def scores(self, readers: Ints) -> Floats:
        """The weighted number of contacts shared with each member."""
        return np.asarray((self.left[readers] @ self.right.T).toarray(), dtype=np.float64)
