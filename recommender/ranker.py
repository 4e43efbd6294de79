"""The order in which a reader's candidates come.

    formula = √(11 / (10 + rank by new ties)) × mean over the pair signals of 11 / (10 + rank)

The mean is reciprocal-rank fusion (Cormack, Clarke and Buettcher 2009) of everything the two may
share; the factor before it asks whether the candidate meets people these days, and its root lets it
weigh half as much as what they share. Both are 1 at the very top, 0 without any evidence. The 10 is
the length of the list at whose end a place is worth half of the first; fusion's customary 60 suits
lists of a thousand pages, not of people.

    score = formula^⅔ × learned chance^⅓

where the community's past is long enough to learn from (`recommender.learning`), else the formula
alone. The past knows ties, threads and habits, the formula also words and topics; it has twice the
say, for it sends people to more different others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from recommender.algorithm import Fitted
from recommender.candidates import (
    HERE_NOW,
    PAIR_SIGNALS,
    TIE_SIGNALS,
    Candidates,
    find_candidates,
    fit_signals,
)
from recommender.learning import is_enough, learn, windows_of
from recommender.matching import Wishes
from recommender.matrices import Bools, Floats, Ints, Matrices, Sparse
from recommender.ranks import ranks_within, worth

SAY = 2 / 3
"""What the formula has to say beside what was learned."""


@dataclass(frozen=True)
class Ranked:
    """Pairs with some evidence, each with its score."""

    reader: Ints
    candidate: Ints
    score: Floats
    """In (0, 1], comparable within a reader and roughly between them; as the past tells it."""
    is_far: Bools
    """No common contact, no common thread, a topic in common."""
    taught: Floats | None = None
    """The score where letters taught something as well; see `recommender.taught`."""
    learned: Floats | None = None
    """The chance as the past teaches it, not calibrated; None where it teaches nothing."""
    places: Mapping[str, Floats] | None = None
    """By signal of the formula: the place of every pair that was ranked, among its reader's."""
    row: Ints | None = None
    """Where each pair stands in `places`."""

    @property
    def order(self) -> Floats:
        """What the pairs are ordered by."""
        return self.score if self.taught is None else self.taught

    def where(self, keep: Bools | Ints) -> Ranked:
        """Some of the pairs."""
        return Ranked(
            self.reader[keep],
            self.candidate[keep],
            self.score[keep],
            self.is_far[keep],
            None if self.taught is None else self.taught[keep],
            None if self.learned is None else self.learned[keep],
            self.places,
            None if self.row is None else self.row[keep],
        )

    def wishes(self, count: int, answers: Ranked | None = None) -> Wishes:
        """The pairs as wishes; the candidate's is its own score of the reader, 0 without one.

        answers: where those scores are looked up; these very pairs when none is given.
        """
        given = answers or self
        keys = given.reader * count + given.candidate
        order = np.argsort(keys)
        wanted = self.candidate * count + self.reader
        if not len(keys):
            return Wishes(self.reader, self.candidate, self.order, np.zeros(len(wanted)))
        place = np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)
        found = keys[order][place] == wanted
        answer = np.where(found, given.order[order][place], 0.0)
        return Wishes(self.reader, self.candidate, self.order, answer)


def rank_pairs(
    matrices: Matrices,
    readers: Ints,
    *,
    allowed: Bools,
    never: Sparse | None = None,
    seed: int,
    fitted: Mapping[str, Fitted] | None = None,
    tell: Callable[[str], None] = lambda line: None,
) -> Ranked:
    """The candidates of each reader with their scores; only pairs that share something.

    allowed: who may be proposed; never: pairs that may not. Oneself and whom one already talks
    with are left out. fitted: the signals, where they are at hand already. tell: is told what had
    to be left out.
    """
    windows = windows_of(matrices.snapshot, seed=seed)
    weights = learn(windows) if is_enough(windows) else None
    wanted = PAIR_SIGNALS if weights is None else (*PAIR_SIGNALS, *TIE_SIGNALS)
    signals = fitted or fit_signals(matrices, seed=seed, wanted=wanted, tell=tell)
    candidates = find_candidates(matrices, signals, readers, allowed=allowed, never=never)
    learned = None if weights is None else weights.chances(matrices, candidates)
    places = signal_places(candidates)
    score = scored(places, learned)
    return Ranked(
        candidates.reader,
        candidates.candidate,
        score,
        candidates.is_far,
        learned=learned,
        # Single precision is enough to be looked at, and there may be millions.
        places={name: place.astype(np.float32) for name, place in places.items()},
        row=np.arange(len(score)),
    ).where(score > 0)


def scored(places: Mapping[str, Floats], learned: Floats | None) -> Floats:
    """The score of each pair; the formula's alone where nothing was learned."""
    formula = shared_evidence(places) * np.sqrt(worth(places[HERE_NOW]))
    if learned is None:
        return formula
    return np.asarray(formula**SAY * learned ** (1 - SAY), dtype=np.float64)


def signal_places(candidates: Candidates) -> dict[str, Floats]:
    """By signal of the formula, the place of each pair; of the pair signals those that tell any.

    By new ties nobody has no place: who never talked stands behind everyone who did, not nowhere.
    """
    told = [name for name in PAIR_SIGNALS if np.any(candidates.scores.get(name, np.zeros(1)))]
    places = {name: ranks_within(candidates.reader, candidates.scores[name]) for name in told}
    places[HERE_NOW] = ranks_within(candidates.reader, candidates.scores[HERE_NOW] + 1e-12)
    return places


def shared_evidence(places: Mapping[str, Floats]) -> Floats:
    """The formula's mean on each pair: what the two have in common, from 0 to 1."""
    shared = [worth(place) for name, place in places.items() if name != HERE_NOW]
    if not shared:
        return np.zeros(len(places[HERE_NOW]))
    return np.asarray(np.sum(shared, axis=0) / len(shared))
