"""Which share of a member's new contacts stood in their three places."""

from __future__ import annotations

import numpy as np

from recommender.matrices import Bools, Floats, Ints
from recommender.measure import EVERY_TRUTH

NAME = "recall_at_3"
LEAGUES = ("capped",)
TRUTHS = EVERY_TRUTH
PLACES = 3


def per_member(hits: Bools, truths: Ints) -> Floats:
    """New contacts that were proposed, divided by all new contacts there were."""
    return np.asarray(hits[:, :PLACES].sum(axis=1) / truths, dtype=np.float64)
