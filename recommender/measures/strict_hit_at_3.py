"""As hit_at_3, talk addressed to nobody in particular left out."""

from __future__ import annotations

import numpy as np

from recommender.matrices import Bools, Floats, Ints

NAME = "strict_hit_at_3"
LEAGUES = ("capped",)
TRUTH = "strict"
PLACES = 3


def per_member(hits: Bools, truths: Ints) -> Floats:
    """1 when one of the three is a new contact by strict talk, else 0."""
    return np.asarray(hits[:, :PLACES].any(axis=1), dtype=np.float64)
