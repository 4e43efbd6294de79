"""How far the chances given on the places shown are from what then happened."""

from __future__ import annotations

import numpy as np

from recommender.matrices import Bools, Floats

NAME = "calibration_error"
LEAGUES = ("capped",)
TRUTHS = ("any", "two_way")
BINS = 10


def of_chances(chances: Floats, talked: Bools) -> float | None:
    """Σ over ten bins of |mean chance − share that talked|, each by its part of the places.

    The bins hold equally many places, the lowest chances first, so that no bin is empty where
    there are ten places (expected calibration error with equal mass, Nixon et al. 2019). None
    without a place.
    """
    if not len(chances):
        return None
    order = np.argsort(chances, kind="stable")
    gaps = [
        abs(float(chances[part].mean()) - float(talked[part].mean())) * len(part)
        for part in np.array_split(order, BINS)
        if len(part)
    ]
    return sum(gaps) / len(chances)
