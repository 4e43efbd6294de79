"""The two leagues every algorithm plays in, given what it scored."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from scipy import sparse

from recommender.algorithm import Fitted, best_places, chunks, legal, shuffled
from recommender.matching import Wishes
from recommender.matrices import Bools, Floats, Ints, Matrices, Sparse, common
from recommender.measure import Lists
from recommender.ranker import Ranked
from recommender.ranks import ranks_within
from recommender.slots import fill_slots

OPEN_PLACES = 10
CAPPED_SLOTS = ("bond", "bond", "bond")
CAP = 5
DEPTH = 200
"""So many candidates per reader enter the matching of the capped league."""
FUSION = 60
"""Cormack, Clarke and Buettcher's constant (2009), as everybody uses it."""


def scored(matrices: Matrices, fitted: Fitted, matchable: Ints) -> Ranked:
    """The best candidates of every matchable member by one algorithm's score."""
    return _best(matrices, matchable, lambda chunk, _: fitted.scores(chunk))


def fused(matrices: Matrices, fitted: Iterable[Fitted], matchable: Ints) -> Ranked:
    """The best candidates by reciprocal-rank fusion: the sum over scores of 1 / (60 + rank).

    Ranks are among those who may be proposed to the reader; a score of 0 adds nothing.
    """
    signals = list(fitted)

    def fusion(chunk: Ints, may: Bools) -> Floats:
        total = np.zeros(may.shape)
        for signal in signals:
            score = np.where(may, signal.scores(chunk), 0)
            row, column = np.nonzero(score)
            total[row, column] += 1 / (FUSION + ranks_within(row, score[row, column]))
        return total

    return _best(matrices, matchable, fusion)


def _best(matrices: Matrices, matchable: Ints, score: Callable[[Ints, Bools], Floats]) -> Ranked:
    allowed = np.zeros(matrices.count, dtype=bool)
    allowed[matchable] = True
    parts = []
    for chunk in chunks(matchable, matrices.count):
        may = legal(matrices, chunk, allowed)
        places, best = best_places(np.where(may, score(chunk, may), 0), DEPTH, chunk)
        row, place = np.nonzero(places >= 0)
        parts.append((chunk[row], places[row, place], best[row, place]))
    if not parts:
        nobody = np.zeros(0, dtype=np.int64)
        return Ranked(nobody, nobody, np.zeros(0), nobody.astype(bool))
    reader, candidate, best_score = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Ranked(reader, candidate, best_score, np.zeros(len(reader), dtype=bool))


def open_lists(matrices: Matrices, ranked: Ranked, readers: Ints, matchable: Ints) -> Lists:
    """Everybody among the readers, ten places each, best score first, no cap."""
    wishes = ranked.wishes(matrices.count)
    places = in_places(wishes, readers, OPEN_PLACES, matrices.count)
    return _looked_at(matrices, readers, places, matchable, None)


def capped_lists(
    matrices: Matrices,
    ranked: Ranked,
    readers: Ints,
    matchable: Ints,
    *,
    slots: tuple[str, ...] = CAPPED_SLOTS,
    cap: int = CAP,
    mutual_within: int = 0,
) -> Lists:
    """Three places for each reader through the stable matching, nobody in more than five."""
    count = matrices.count
    wishes = ranked.wishes(count)
    is_far = ranked.is_far if "far" in slots else np.zeros(len(ranked.reader), dtype=bool)
    reads = np.zeros(count, dtype=bool)
    reads[readers] = True
    filled = fill_slots(
        wishes, is_far, readers=reads, slots=slots, cap=cap, mutual_within=mutual_within
    )
    places = in_places(wishes.where(filled.rows), readers, len(slots), count)
    return _looked_at(matrices, readers, places, matchable, cap)


def _looked_at(
    matrices: Matrices, readers: Ints, places: Ints, matchable: Ints, cap: int | None
) -> Lists:
    is_far, is_illegal = np.zeros(places.shape, dtype=bool), np.zeros(places.shape, dtype=bool)
    row, place = np.nonzero(places >= 0)
    reader, candidate = readers[row], places[row, place]
    is_apart = apart(matrices, reader, candidate)
    is_far[row, place] = is_apart & common(matrices.topics, reader, candidate)
    may = np.zeros(matrices.count, dtype=bool)
    may[matchable] = True
    first = np.zeros(len(row), dtype=bool)
    first[np.unique(reader * matrices.count + candidate, return_index=True)[1]] = True
    known = cells(matrices.known, reader, candidate)
    is_illegal[row, place] = (reader == candidate) | known | ~may[candidate] | ~first
    return Lists(readers, places, matchable, cap, is_far, is_illegal)


def apart(matrices: Matrices, one: Ints, other: Ints) -> Bools:
    """Whether each two have no contact and no thread in common, as far as the public rows tell."""
    talked = sparse.csr_array(matrices.talk + matrices.talk.T)
    return ~common(talked, one, other) & ~common(matrices.threads, one, other)


def cells(matrix: Sparse, row: Ints, column: Ints) -> Bools:
    """Whether each cell of a sparse matrix is there."""
    if not len(row):
        return np.zeros(0, dtype=bool)
    return np.asarray(matrix[row, column]).reshape(-1).astype(bool)


def rows_of(ranked: Ranked, reader: Ints, candidate: Ints, count: int) -> Ints:
    """The row of each of these ranked pairs."""
    keys = ranked.reader * count + ranked.candidate
    order = np.argsort(keys)
    return np.asarray(order[np.searchsorted(keys[order], reader * count + candidate)])


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
