"""What the ranker knows of a pair: where each signal puts the candidate among the reader's own.

Ranks within a reader and shares of the members who talk, never raw scores: they mean the same in a
community of fifty and of fifty thousand, and for a quiet reader and a loud one.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from recommender.candidates import CONTACTS, MEMBER_SIGNALS, TIE_SIGNALS, Candidates
from recommender.habits import first_talks, idle_days
from recommender.matrices import Bools, Floats, Ints, Matrices
from recommender.ranks import closeness, ranks_within, shares_below, worth

OF_CANDIDATES = ("idle", "begun", "answered", "known for", "contacts")
OF_READERS = ("idle", "begun", "answered", "recency")


def features(matrices: Matrices, candidates: Candidates) -> Iterator[tuple[str, Floats]]:
    """The name and the column of each feature, one value per pair, one column at a time.

    Each tie signal as seen by both sides, each member signal, how the candidate and the reader
    stand among those who talk, and whether there is a common contact or thread at all. Words and
    topics are not among them: what somebody wrote about cannot be told as of the past.
    """
    reader, candidate = candidates.reader, candidates.candidate
    back = reversed_rows(reader, candidate, matrices.count)
    for name in TIE_SIGNALS:
        place = ranks_within(reader, candidates.scores[name])
        for how, column in (("worth", worth(place)), ("closeness", closeness(place))):
            yield f"{how} of {name}", column
            yield f"{how} of {name}, of the candidate", np.where(back >= 0, column[back], 0.0)
    for name in MEMBER_SIGNALS:
        # Nobody is nowhere: who never talked stands behind everyone who did.
        place = ranks_within(reader, candidates.scores[name] + 1e-12)
        yield f"worth of {name}", worth(place)
        yield f"closeness of {name}", closeness(place)
    standing = standings(matrices)
    for name in OF_CANDIDATES:
        yield f"{name}, of the candidate", standing[name][candidate]
    for name in OF_READERS:
        yield f"{name}, of the reader", standing[name][reader]
    for name in (CONTACTS, "co_thread"):
        yield f"any {name}", (candidates.scores[name] > 0).astype(np.float64)


def standings(matrices: Matrices) -> dict[str, Floats]:
    """For each habit, the share of the members who talk that each of them is not behind."""
    both = matrices.talk + matrices.talk.T
    talks: Bools = np.diff(both.indptr) > 0
    ties = first_talks(matrices)
    age = np.array(
        [
            (matrices.snapshot.as_of - moment).total_seconds() if moment is not None else 0.0
            for moment in matrices.column("first_post_at")
        ]
    )
    return {
        name: shares_below(values, talks)
        for name, values in {
            "idle": -idle_days(matrices),
            "begun": ties.begun,
            "answered": ties.answered,
            "known for": age,
            "contacts": np.diff(both.indptr).astype(np.float64),
            "recency": matrices.recency,
        }.items()
    }


def reversed_rows(reader: Ints, candidate: Ints, count: int) -> Ints:
    """The row in which each pair stands the other way round; -1 where it does not."""
    keys = reader * count + candidate
    order = np.argsort(keys)
    wanted = candidate * count + reader
    place = np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)
    row = order[place] if len(keys) else order
    return np.asarray(np.where(keys[row] == wanted, row, -1), dtype=np.int64)
