"""Places instead of scores: what a score is worth among others."""

from __future__ import annotations

import numpy as np

from recommender.matrices import Bools, Floats, Ints

HALF = 10
"""The place worth about half of the first: the end of a list of ten."""


def ranks_within(readers: Ints, scores: Floats) -> Floats:
    """The place of each row among its reader's rows, 1 for the highest score.

    Rows of equal score share the mean of their places. Score 0 says nothing, so its place is
    infinity, whatever the number of rows.
    """
    order = np.lexsort((-scores, readers))
    sorted_readers, sorted_scores = readers[order], scores[order]
    count = len(order)
    is_new = np.ones(count, dtype=bool)
    is_new[1:] = (sorted_readers[1:] != sorted_readers[:-1]) | (
        sorted_scores[1:] != sorted_scores[:-1]
    )
    group = np.cumsum(is_new) - 1
    first = np.flatnonzero(is_new)
    last = np.append(first[1:], count) - 1
    start = np.searchsorted(sorted_readers, sorted_readers[first])
    places = np.empty(count)
    places[order] = ((first + last) / 2 - start + 1)[group] if count else 0.0
    return np.where(scores > 0, places, np.inf)


def worth(place: Floats) -> Floats:
    """1 for the first place, falling slowly, 0 for no place at all."""
    return np.asarray((HALF + 1) / (HALF + place), dtype=np.float64)


def closeness(place: Floats) -> Floats:
    """log(1 + 10 / place): as `worth`, but the first places stand further apart."""
    return np.asarray(np.log1p(HALF / place), dtype=np.float64)


def shares_below(values: Floats, among: Bools) -> Floats:
    """The share of the members `among` whose value is not above one's own; 0 for all others.

    Equal values share the mean of their places.
    """
    found = np.zeros(len(values))
    chosen = np.flatnonzero(among)
    if len(chosen):
        ordered = np.sort(values[chosen])
        low = np.searchsorted(ordered, values[chosen], side="left")
        high = np.searchsorted(ordered, values[chosen], side="right")
        found[chosen] = (low + 1 + high) / 2 / len(chosen)
    return found
