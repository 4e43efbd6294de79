"""Which share of the places is mutual: both read of each other."""

from __future__ import annotations

import numpy as np

from recommender.measure import Lists

NAME = "mutual_share"
LEAGUES = ("capped",)


def of_lists(lists: Lists) -> float:
    """Places whose reverse is a place too, divided by the places filled; 0 when none is."""
    row, place = np.nonzero(lists.places >= 0)
    pairs = set(zip(lists.readers[row].tolist(), lists.places[row, place].tolist(), strict=True))
    mutual = sum((candidate, reader) in pairs for reader, candidate in pairs)
    return mutual / len(pairs) if pairs else 0.0
