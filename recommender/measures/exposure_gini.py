"""How unequally the places go around."""

from __future__ import annotations

import numpy as np

from recommender.measure import Lists

NAME = "exposure_gini"
LEAGUES = ("open", "capped")


def of_lists(lists: Lists) -> float:
    """The Gini coefficient of the lists each matchable member stands in.

    0 when all stand in equally many; near 1 when one stands in all. Those in no list count.
    """
    proposed = lists.places[lists.places >= 0]
    size = int(max(lists.matchable.max(initial=0), proposed.max(initial=0))) + 1
    loads = np.sort(np.bincount(proposed, minlength=size)[lists.matchable])
    if not loads.sum():
        return 0.0
    count = len(loads)
    order = np.arange(1, count + 1)
    return float((2 * order - count - 1) @ loads / (count * loads.sum()))
