"""Which share of the places holds somebody."""

from __future__ import annotations

from recommender.measure import Lists

NAME = "places_filled"
LEAGUES = ("capped",)


def of_lists(lists: Lists) -> float:
    """Places with somebody in them, divided by all places; 0 when there are none."""
    return float((lists.places >= 0).mean()) if lists.places.size else 0.0
