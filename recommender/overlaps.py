"""What two members hold in common, each thing counting by how telling it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recommender.matrices import Floats, Ints, Sparse
from recommender.nearest import Open, best_products


@dataclass(frozen=True)
class Overlap:
    """The sum over things both hold of strength(a)·strength(b)·weight of the thing."""

    held: Sparse
    """Members × things, strengths."""
    weighted: Sparse
    """The same, each thing's column times its weight."""

    @classmethod
    def of(cls, held: Sparse, weights: Floats) -> Overlap:
        """Overlaps in `held`, column j counting `weights[j]`."""
        return cls(held, sparse.csr_array(held @ sparse.diags_array(weights)))

    def scores(self, readers: Ints) -> Floats:
        """The weighted overlap with each member."""
        return np.asarray((self.weighted[readers] @ self.held.T).toarray(), dtype=np.float64)

    def best(self, readers: Ints, may: Open, top: int) -> Sparse:
        """The largest weighted overlaps."""
        return best_products(self.weighted, self.held, readers, may, top)
