"""Why two members are, or are not, proposed to each other: scores, places and rows, both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from recommender.algorithm import Fitted, legal
from recommender.candidates import fit_signals
from recommender.evidence import PublicRecord, place_key
from recommender.matrices import Bools, Matrices, Sparse
from recommender.ranker import Ranked, rank_pairs
from recommender.reasons import reasons_for
from recommender.snapshot import Rules, Snapshot
from recommender.taught import learn_from, with_taught


@dataclass(frozen=True)
class Signal:
    """What one signal says of the candidate, and where that puts them among the reader's own."""

    name: str
    score: float
    place: int | None
    """From 1; None where the signal says nothing."""
    of: int
    """How many candidates of the reader it says something of."""


@dataclass(frozen=True)
class Side:
    """The pair as one of the two would read of it."""

    reader: str
    candidate: str
    barred: tuple[str, ...]
    """Why the candidate may not be proposed to the reader at all; empty when they may."""
    score: float | None
    """The ranker's; None when the pair is not ranked."""
    place: int | None
    of: int
    """How many are ranked for the reader."""
    is_above_floor: bool
    signals: tuple[Signal, ...]
    sentences: tuple[str, ...]
    """What could be said to the reader, best first."""


@dataclass(frozen=True)
class InCommon:
    """One row both have: a thread, a topic, a contact, a place or a talk of the two."""

    kind: str
    what: str
    """A thread's title, a topic's label, a contact's member id, a place, a thread id."""
    at: datetime | None
    """UTC; when the earlier of the two was last there, or the talk."""
    is_public: bool = True
    """What is not public counts for nothing but that they know each other."""


@dataclass(frozen=True)
class Explained:
    """A pair at one moment."""

    as_of: datetime
    sides: tuple[Side, Side]
    rows: tuple[InCommon, ...]


def explain(snapshot: Snapshot, rules: Rules, one: str, other: str) -> Explained:
    """Scores, places and rows of a pair under the rules of an issue, for both as readers.

    Raises KeyError when one of them is no member of the snapshot.
    """
    matrices = Matrices(snapshot)
    for member in (one, other):
        if member not in matrices.ids:
            raise KeyError(f"{member} is no member as of {snapshot.as_of:%Y-%m-%d}")
    matchable = matrices.truth("is_matchable")
    readers = matchable & matrices.mask(rules.readers, matrices.truth("is_active"))
    candidates = matchable & matrices.mask(rules.candidates, matchable)
    never = matrices.pairs(rules.never)
    fitted = fit_signals(matrices, seed=rules.seed)
    people = readers | candidates
    pair = np.array([matrices.ids.index(one), matrices.ids.index(other)], dtype=np.int64)
    ranked = rank_pairs(
        matrices, np.sort(pair), allowed=people, never=never, seed=rules.seed, fitted=fitted
    )
    ranked = with_taught(ranked, learn_from(rules.introduced, matrices), matrices)
    who = _Who(matrices, matchable, readers, candidates, never)
    first, second = (
        _side(who, ranked, fitted, rules.floor, int(reader), int(candidate))
        for reader, candidate in (pair, pair[::-1])
    )
    return Explained(snapshot.as_of, (first, second), _rows(matrices, one, other))


@dataclass(frozen=True)
class _Who:
    matrices: Matrices
    matchable: Bools
    readers: Bools
    candidates: Bools
    never: Sparse

    def barred(self, reader: int, candidate: int) -> tuple[str, ...]:
        """Each rule that keeps the candidate from the reader."""
        found = {
            "the reader may not be matched": not self.matchable[reader],
            "the candidate may not be matched": not self.matchable[candidate],
            "the reader gets no introductions": self.matchable[reader] and not self.readers[reader],
            "the candidate may not be named to others": self.matchable[candidate]
            and not self.candidates[candidate],
            "they talk already, or declared each other": self.matrices.known[reader, candidate],
            "they are kept apart, or were introduced lately": self.never[reader, candidate],
        }
        return tuple(why for why, is_true in found.items() if is_true)


def _side(
    who: _Who,
    ranked: Ranked,
    fitted: Mapping[str, Fitted],
    floor: float,
    reader: int,
    candidate: int,
) -> Side:
    matrices = who.matrices
    own = ranked.where((ranked.reader == reader) & who.candidates[ranked.candidate])
    found = own.order[own.candidate == candidate]
    score = float(found[0]) if len(found) else None
    ids = matrices.ids[reader], matrices.ids[candidate]
    reasons = reasons_for(matrices.snapshot, [ids], matrices=matrices)
    may = legal(matrices, np.array([reader]), who.candidates, who.never)[0]
    may[candidate] = True
    return Side(
        *ids,
        who.barred(reader, candidate),
        score,
        None if score is None else 1 + int((own.order > score).sum()),
        len(own.score),
        score is not None and score >= floor,
        tuple(
            _signal(name, signal, may, reader, candidate) for name, signal in sorted(fitted.items())
        ),
        tuple(reasons["sentence"].to_pylist()),
    )


def _signal(name: str, fitted: Fitted, may: Bools, reader: int, candidate: int) -> Signal:
    scores = np.where(may, fitted.scores(np.array([reader]))[0], 0)
    score = float(scores[candidate])
    place = 1 + int((scores > score).sum()) if score > 0 else None
    return Signal(name, score, place, int((scores > 0).sum()))


def _rows(matrices: Matrices, one: str, other: str) -> tuple[InCommon, ...]:
    record = PublicRecord(matrices, [one, other])
    found = []
    threads = [record.threads.get(member, {}) for member in (one, other)]
    for thread in sorted(threads[0].keys() & threads[1].keys()):
        places = [of[thread] for of in threads]
        found.append(InCommon("thread", places[0].title, min(place.last_at for place in places)))
    interests = [record.interests.get(member, {}) for member in (one, other)]
    for topic in sorted(interests[0].keys() & interests[1].keys()):
        moments = [of[topic].last_at for of in interests]
        known = [moment for moment in moments if moment]
        found.append(InCommon("topic", interests[0][topic].label, min(known, default=None)))
    contacts = [record.contacts.get(member, {}) for member in (one, other)]
    for contact in sorted((contacts[0].keys() & contacts[1].keys()) - {one, other}):
        found.append(InCommon("contact", contact, min(of[contact] for of in contacts)))
    homes = [record.profiles[member]["location"] for member in (one, other)]
    if place_key(homes[0]) and place_key(homes[0]) == place_key(homes[1]):
        found.append(InCommon("place", " ".join(str(homes[0]).split()), None))
    return (*found, *_talks(matrices.snapshot.talks, one, other))


def _talks(talks: pa.Table, one: str, other: str) -> list[InCommon]:
    pair = [one, other]
    told = talks.filter(
        pc.field("from_member_id").isin(pair) & pc.field("to_member_id").isin(pair)
    ).to_pylist()
    told.sort(key=lambda row: (row["created_at"].timestamp(), row["post_id"] or ""))
    return [
        InCommon("talk", row["thread_id"] or "", row["created_at"], row["is_public"] is True)
        for row in told
    ]
