"""Which share of three places held somebody the member then talked with."""

from __future__ import annotations

import numpy as np

from recommender.matrices import Bools, Floats, Ints
from recommender.measure import EVERY_TRUTH

NAME = "precision_at_3"
LEAGUES = ("capped",)
TRUTHS = EVERY_TRUTH
PLACES = 3


def per_member(hits: Bools, truths: Ints) -> Floats:
    """New contacts that were proposed, divided by three; an empty place counts as a miss."""
    return np.asarray(hits[:, :PLACES].sum(axis=1) / PLACES, dtype=np.float64)
