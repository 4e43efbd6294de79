"""How many different people are proposed."""

from __future__ import annotations

import numpy as np

from recommender.measure import Lists

NAME = "people_proposed"
LEAGUES = ("open", "capped")


def of_lists(lists: Lists) -> float:
    """Different people in all lists together."""
    return float(len(np.unique(lists.places[lists.places >= 0])))
