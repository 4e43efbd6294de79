"""In how many lists the most proposed member stands."""

from __future__ import annotations

import numpy as np

from recommender.measure import Lists

NAME = "greatest_load"
LEAGUES = ("open", "capped")


def of_lists(lists: Lists) -> float:
    """The most lists any one member stands in; 0 when there is no place at all."""
    return float(np.bincount(lists.places[lists.places >= 0], minlength=1).max())
