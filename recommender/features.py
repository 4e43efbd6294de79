"""What the ranker knows of a pair: where each signal puts the candidate among the reader's own.

Ranks within a reader, never raw scores: they mean the same in a community of fifty and of fifty
thousand, and for a quiet reader and a loud one.
"""

from __future__ import annotations

import numpy as np

from recommender.matrices import Floats, Ints


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
