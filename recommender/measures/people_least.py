"""How few people could be proposed if everybody proposed stood in as many lists as the cap lets."""

from __future__ import annotations

import math

from recommender.measure import Lists

NAME = "people_least"
LEAGUES = ("capped",)


def of_lists(lists: Lists) -> float:
    """All places, three for each reader, divided by the cap, rounded up; 0 without a cap."""
    return float(math.ceil(lists.places.size / lists.cap)) if lists.cap else 0.0
