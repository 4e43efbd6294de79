"""Whether at least one of three places held somebody the member then talked with."""

from __future__ import annotations

import numpy as np

from recommender.matrices import Bools, Floats, Ints
from recommender.measure import EVERY_TRUTH

NAME = "hit_at_3"
LEAGUES = ("capped",)
TRUTHS = EVERY_TRUTH
PLACES = 3


def per_member(hits: Bools, truths: Ints) -> Floats:
    """1 when one of the three is a new contact, else 0."""
    return np.asarray(hits[:, :PLACES].any(axis=1), dtype=np.float64)
