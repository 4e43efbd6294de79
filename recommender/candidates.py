"""A few hundred people per reader worth ranking, and what every signal says of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recommender.algorithm import Fitted, best_places, chunks, find_algorithms, legal
from recommender.errors import TooManyMembers
from recommender.matrices import Bools, Floats, Ints, Matrices, Sparse

PAIR_SIGNALS = (
    "adamic_adar_recent",
    "co_thread",
    "pagerank_recent",
    "surprise_knn",
    "text",
    "topics",
)
"""Something the two share: one signal of each kind. docs/evaluation.md says what was compared on
which communities before it became this list."""
TIE_SIGNALS = (
    "adamic_adar_recent",
    "co_thread",
    "katz",
    "pagerank_recent",
    "pagerank_reciprocal",
)
"""What a learned ranker is told of a pair: signals that can be told as of the past."""
HERE_NOW = "new_ties"
MEMBER_SIGNALS = (HERE_NOW, "recency_degree", "answer_back", "popular")
"""What both rankers know of the candidate alone."""
CONTACTS = "adamic_adar"
"""Above 0 exactly when the two have a contact in common, however long ago."""


@dataclass(frozen=True)
class Candidates:
    """Pairs worth ranking, by reader; every column has one value per pair."""

    reader: Ints
    candidate: Ints
    scores: Mapping[str, Floats]
    """What each signal says; 0 is nothing."""

    @property
    def is_far(self) -> Bools:
        """No common contact, no common thread, a topic in common."""
        apart = (self.scores[CONTACTS] == 0) & (self.scores["co_thread"] == 0)
        return np.asarray(apart & (self.scores["topics"] > 0), dtype=bool)


def fit_signals(
    matrices: Matrices, *, seed: int, wanted: Sequence[str] = (*PAIR_SIGNALS, *TIE_SIGNALS)
) -> dict[str, Fitted]:
    """The signals a ranker uses, fitted; those too large for this community are left out.

    wanted: the pair signals; what is known of members and contacts comes with them.
    """
    known = find_algorithms()
    fitted: dict[str, Fitted] = {}
    for name in dict.fromkeys((*wanted, *MEMBER_SIGNALS, CONTACTS)):
        try:
            fitted[name] = known[name].fit(matrices, seed)
        except TooManyMembers:
            continue
    return fitted


def find_candidates(
    matrices: Matrices,
    fitted: Mapping[str, Fitted],
    readers: Ints,
    *,
    allowed: Bools,
    never: Sparse | None = None,
    each: int = 150,
    far: int = 50,
) -> Candidates:
    """The best `each` of every pair signal and the best `far` topic mates, for each reader.

    allowed: who may be proposed at all. Nobody here already talks with the reader.
    """
    parts: list[tuple[Ints, Ints, dict[str, Floats]]] = []
    for chunk in chunks(readers, matrices.count * len(fitted)):
        open_pairs = legal(matrices, chunk, allowed, never)
        scores = {name: signal.scores(chunk) for name, signal in fitted.items()}
        chosen = np.zeros(open_pairs.shape, dtype=bool)
        for name in PAIR_SIGNALS:
            if name in scores:
                choose(chosen, np.where(open_pairs, scores[name], 0), each, chunk)
        strangers = open_pairs & (scores[CONTACTS] == 0) & (scores["co_thread"] == 0)
        choose(chosen, np.where(strangers, scores["topics"], 0), far, chunk)
        row, column = np.nonzero(chosen)
        parts.append(
            (chunk[row], column, {name: score[row, column] for name, score in scores.items()})
        )
    if not parts:
        nobody = np.zeros(0, dtype=np.int64)
        return Candidates(nobody, nobody, {name: np.zeros(0) for name in fitted})
    return Candidates(
        np.concatenate([part[0] for part in parts]),
        np.concatenate([part[1] for part in parts]),
        {name: np.concatenate([part[2][name] for part in parts]) for name in fitted},
    )


def choose(chosen: Bools, scores: Floats, top: int, readers: Ints) -> None:
    """Marks the best `top` of each row in `chosen`."""
    places, _ = best_places(scores, top, readers)
    row, place = np.nonzero(places >= 0)
    chosen[row, places[row, place]] = True
