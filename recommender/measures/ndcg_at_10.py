"""Whether new contacts stand high among ten places: normalised discounted cumulative gain."""

from __future__ import annotations

import numpy as np

from recommender.matrices import Bools, Floats, Ints
from recommender.measure import EVERY_TRUTH

NAME = "ndcg_at_10"
LEAGUES = ("open",)
TRUTHS = EVERY_TRUTH
PLACES = 10


def per_member(hits: Bools, truths: Ints) -> Floats:
    """Σ hit / log₂(place + 1) over ten places, divided by its best possible value.

    1 when all ten, or all there are, stand first; 0 when none is there (Järvelin and Kekäläinen
    2002, gains of 0 and 1).
    """
    discount = 1 / np.log2(np.arange(PLACES) + 2.0)
    first = hits[:, :PLACES]
    gained = first @ discount[: first.shape[1]]
    best = np.cumsum(discount)[np.minimum(truths, PLACES) - 1]
    return np.asarray(gained / best, dtype=np.float64)
