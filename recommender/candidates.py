"""A few hundred people per reader worth ranking, and what every signal says of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from recommender.algorithm import Fitted, best_places, chunks, find_algorithms, legal
from recommender.errors import TooManyMembers
from recommender.matrices import Bools, Floats, Ints, Matrices, Sparse, common
from recommender.member_scores import SameForAll
from recommender.nearest import LARGE, Open, best_of, parts

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

NEAREST = 60
"""So many of each signal's best are candidates in a large community, twenty for each place."""


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
    matrices: Matrices,
    *,
    seed: int,
    wanted: Sequence[str] = (*PAIR_SIGNALS, *TIE_SIGNALS),
    tell: Callable[[str], None] = lambda line: None,
) -> dict[str, Fitted]:
    """The signals a ranker uses, fitted; those too large for this community are left out.

    wanted: the pair signals; what is known of members and contacts comes with them.
    tell: is told, in a line each, what was left out and why.
    """
    known = find_algorithms()
    fitted: dict[str, Fitted] = {}
    for name in dict.fromkeys((*wanted, *MEMBER_SIGNALS, CONTACTS)):
        try:
            fitted[name] = known[name].fit(matrices, seed)
        except TooManyMembers as refused:
            tell(str(refused))
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

    allowed: who may be proposed at all. Nobody here already talks with the reader. In a large
    community a signal says nothing of those beyond its best `NEAREST`.
    """
    if matrices.count > LARGE:
        return _found_near(matrices, fitted, readers, Open.to(matrices, allowed, never))
    found: list[tuple[Ints, Ints, dict[str, Floats]]] = []
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
        found.append(
            (chunk[row], column, {name: score[row, column] for name, score in scores.items()})
        )
    if not found:
        nobody = np.zeros(0, dtype=np.int64)
        return Candidates(nobody, nobody, {name: np.zeros(0) for name in fitted})
    return Candidates(
        np.concatenate([part[0] for part in found]),
        np.concatenate([part[1] for part in found]),
        {name: np.concatenate([part[2][name] for part in found]) for name in fitted},
    )


def choose(chosen: Bools, scores: Floats, top: int, readers: Ints) -> None:
    """Marks the best `top` of each row in `chosen`."""
    places, _ = best_places(scores, top, readers)
    row, place = np.nonzero(places >= 0)
    chosen[row, places[row, place]] = True


def _found_near(
    matrices: Matrices, fitted: Mapping[str, Fitted], readers: Ints, may: Open
) -> Candidates:
    """The best `NEAREST` of every pair signal; what a signal does not name it does not score."""
    count = matrices.count
    pairs: list[Ints] = []
    columns: dict[str, list[Floats]] = {name: [] for name in fitted}
    for part in parts(readers):
        named = {
            name: _cells_of(part, best_of(signal, part, may, NEAREST), count)
            for name, signal in fitted.items()
            if not isinstance(signal, SameForAll)
        }
        chosen = [named[name][0] for name in PAIR_SIGNALS if name in named]
        keys = np.unique(np.concatenate(chosen)) if chosen else np.zeros(0, dtype=np.int64)
        pairs.append(keys)
        for name, signal in fitted.items():
            if isinstance(signal, SameForAll):
                columns[name].append(signal.values[keys % count].astype(np.float32))
            else:
                columns[name].append(_looked_up(keys, *named[name]))
    keys = np.concatenate(pairs) if pairs else np.zeros(0, dtype=np.int64)
    reader, candidate = keys // count, keys % count
    scores = {
        name: np.concatenate(column) if column else np.zeros(0) for name, column in columns.items()
    }
    # Whether two are far apart must be known of all who share a topic, not of the best only.
    asked = np.flatnonzero(scores["topics"] > 0)
    for name, held in (
        (CONTACTS, matrices.talk + matrices.talk.T),
        ("co_thread", matrices.threads),
    ):
        unnamed = asked[scores[name][asked] == 0]
        shared = common(held, reader[unnamed], candidate[unnamed])
        scores[name][unnamed[shared]] = np.finfo(np.float32).tiny
    return Candidates(reader, candidate, scores)


def _cells_of(readers: Ints, best: Sparse, count: int) -> tuple[Ints, Floats]:
    """The pairs of some readers' best as one number each, and their scores."""
    rows = np.repeat(readers, np.diff(best.indptr))
    return rows * count + best.indices.astype(np.int64), best.data


def _looked_up(keys: Ints, named: Ints, scores: Floats) -> npt.NDArray[Any]:
    """The score of each of the sorted keys, 0 for those not named."""
    found = np.zeros(len(keys), dtype=np.float32)
    if len(keys):
        place = np.minimum(np.searchsorted(keys, named), len(keys) - 1)
        is_there = keys[place] == named
        found[place[is_there]] = scores[is_there]
    return found
