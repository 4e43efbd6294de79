"""How far down ten places the first new contact stands: mean reciprocal rank."""

from __future__ import annotations

import numpy as np

from recommender.matrices import Bools, Floats, Ints
from recommender.measure import EVERY_TRUTH

NAME = "mrr"
LEAGUES = ("open",)
TRUTHS = EVERY_TRUTH
PLACES = 10


def per_member(hits: Bools, truths: Ints) -> Floats:
    """1 / the place of the first new contact; 0 when none is among the ten."""
    first = hits[:, :PLACES]
    place = first.argmax(axis=1) + 1.0
    return np.where(first.any(axis=1), 1 / place, 0.0)
