"""The two leagues every algorithm plays in, given what it scored."""

from __future__ import annotations

import numpy as np

from recommender.algorithm import Fitted, best_places, chunks, legal, shuffled
from recommender.matching import Wishes
from recommender.matrices import Ints, Matrices
from recommender.measure import Lists
from recommender.ranker import Ranked
from recommender.slots import fill_slots

OPEN_PLACES = 10
CAPPED_SLOTS = ("bond", "bond", "bond")
CAP = 5
DEPTH = 200
"""So many candidates per reader enter the matching of the capped league."""


def scored(matrices: Matrices, fitted: Fitted, matchable: Ints) -> Ranked:
    """The best candidates of every matchable member by one algorithm's score."""
    allowed = np.zeros(matrices.count, dtype=bool)
    allowed[matchable] = True
    parts = []
    for chunk in chunks(matchable, matrices.count):
        scores = np.where(legal(matrices, chunk, allowed), fitted.scores(chunk), 0)
        places, best = best_places(scores, DEPTH, chunk)
        row, place = np.nonzero(places >= 0)
        parts.append((chunk[row], places[row, place], best[row, place]))
    if not parts:
        nobody = np.zeros(0, dtype=np.int64)
        return Ranked(nobody, nobody, np.zeros(0), nobody.astype(bool))
    reader, candidate, score = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Ranked(reader, candidate, score, np.zeros(len(reader), dtype=bool))


def open_lists(ranked: Ranked, readers: Ints, matchable: Ints, count: int) -> Lists:
    """Everybody among the readers, ten places each, best score first, no cap."""
    wishes = ranked.wishes(count)
    return Lists(readers, in_places(wishes, readers, OPEN_PLACES, count), matchable)


def capped_lists(
    ranked: Ranked,
    readers: Ints,
    matchable: Ints,
    count: int,
    *,
    slots: tuple[str, ...] = CAPPED_SLOTS,
    cap: int = CAP,
    mutual_within: int = 0,
) -> Lists:
    """Three places for each reader through the stable matching, nobody in more than five."""
    wishes = ranked.wishes(count)
    is_far = ranked.is_far if "far" in slots else np.zeros(len(ranked.reader), dtype=bool)
    reads = np.zeros(count, dtype=bool)
    reads[readers] = True
    filled = fill_slots(
        wishes, is_far, readers=reads, slots=slots, cap=cap, mutual_within=mutual_within
    )
    places = in_places(wishes.where(filled.rows), readers, len(slots), count)
    return Lists(readers, places, matchable)


def in_places(wishes: Wishes, readers: Ints, top: int, count: int) -> Ints:
    """One row of candidates per reader, best wish first; -1 where there is none."""
    line = np.full(count, -1, dtype=np.int64)
    line[readers] = np.arange(len(readers))
    keep = line[wishes.reader] >= 0
    reader, candidate, wish = wishes.reader[keep], wishes.candidate[keep], wishes.wish[keep]
    order = np.lexsort((shuffled(reader, candidate), -wish, reader))
    reader, candidate = reader[order], candidate[order]
    nth = np.arange(len(order)) - np.searchsorted(reader, reader)
    places = np.full((len(readers), top), -1, dtype=np.int64)
    first = nth < top
    places[line[reader[first]], nth[first]] = candidate[first]
    return places
