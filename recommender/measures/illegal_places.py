"""How many places should not be there."""

from __future__ import annotations

import numpy as np

from recommender.measure import Lists

NAME = "illegal_places"
LEAGUES = ("open", "capped")


def of_lists(lists: Lists) -> float:
    """Places with oneself, someone known, who may not be matched, the same twice; beyond the cap.

    Must be 0, whatever the algorithm.
    """
    filled = lists.places >= 0
    beyond = 0
    if lists.cap is not None:
        loads = np.bincount(lists.places[filled], minlength=1)
        beyond = int(np.maximum(loads - lists.cap, 0).sum())
    return float((lists.is_illegal & filled).sum() + beyond)
