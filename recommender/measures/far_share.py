"""Which share of the places is far: no contact and no thread in common, but a topic."""

from __future__ import annotations

from recommender.measure import Lists

NAME = "far_share"
LEAGUES = ("capped",)


def of_lists(lists: Lists) -> float:
    """Far places divided by the places filled; 0 when none is."""
    filled = lists.places >= 0
    return float((lists.is_far & filled).sum() / filled.sum()) if filled.any() else 0.0
