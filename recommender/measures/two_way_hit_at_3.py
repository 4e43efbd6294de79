"""Whether one of three places held somebody with whom talk went both ways."""

from __future__ import annotations

import numpy as np

from recommender.matrices import Bools, Floats, Ints

NAME = "two_way_hit_at_3"
LEAGUES = ("capped",)
TRUTH = "two_way"
PLACES = 3


def per_member(hits: Bools, truths: Ints) -> Floats:
    """1 when one of the three talked to the reader and was talked to, else 0."""
    return np.asarray(hits[:, :PLACES].any(axis=1), dtype=np.float64)
