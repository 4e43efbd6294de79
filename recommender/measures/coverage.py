"""Which share of all members who may be proposed stands in at least one list."""

from __future__ import annotations

import numpy as np

from recommender.measure import Lists

NAME = "coverage"
LEAGUES = ("open", "capped")


def of_lists(lists: Lists) -> float:
    """Different people proposed, divided by everybody who may be; 0 when nobody may."""
    proposed = np.unique(lists.places[lists.places >= 0])
    return len(proposed) / len(lists.matchable) if len(lists.matchable) else 0.0
