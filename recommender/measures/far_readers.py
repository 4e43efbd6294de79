"""Which share of the readers has a far candidate: no contact, no thread in common, but a topic."""

from __future__ import annotations

from recommender.measure import Lists

NAME = "far_readers"
LEAGUES = ("capped",)


def of_lists(lists: Lists) -> float:
    """Readers with at least one far place, divided by all readers; 0 when there are none."""
    far = lists.is_far & (lists.places >= 0)
    return float(far.any(axis=1).mean()) if len(lists.readers) else 0.0
