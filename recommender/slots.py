"""The places of an issue: who reads of whom, in which slot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from recommender.matching import Wishes, mutual_pairs, stable_matching
from recommender.matrices import Bools, Ints

MUTUAL_WITHIN = 10
"""Two are made to read of each other when each is among the other's best ten."""


@dataclass(frozen=True)
class Filled:
    """The rows of the wishes that were given a place."""

    rows: Ints
    is_far: Bools
    """Whether the place is a far one, one value per row."""


def fill_slots(
    wishes: Wishes,
    is_far: Bools,
    *,
    readers: Bools,
    slots: Sequence[str],
    cap: int,
    mutual_within: int = MUTUAL_WITHIN,
) -> Filled:
    """The matched rows: one mutual where possible, the rest stable under the cap.

    readers: who receives, by number. Everybody has the same slots ('bond', 'far'); one that
    nobody can fill is offered to the other kind.
    """
    count = len(readers)
    quota = np.outer([slots.count("bond"), slots.count("far")], readers.astype(np.int64))
    capacity = np.full(count, cap, dtype=np.int64)
    kind = is_far.astype(np.int64)
    possible = readers[wishes.reader] & (quota[kind, wishes.reader] > 0)
    reserved = np.zeros(0, dtype=np.int64)
    if mutual_within:
        rows = np.flatnonzero(possible & readers[wishes.candidate])
        reserved = rows[mutual_pairs(wishes.where(rows), within=mutual_within)]
        np.subtract.at(quota, (kind[reserved], wishes.reader[reserved]), 1)
        np.subtract.at(capacity, wishes.candidate[reserved], 1)
    open_rows = np.flatnonzero(readers[wishes.reader])
    open_rows = open_rows[~np.isin(open_rows, reserved)]
    rest = wishes.where(open_rows)
    # A reader wishes for bonds and for far ones separately, as if it were two.
    apart = Wishes(rest.reader + count * kind[open_rows], rest.candidate, rest.wish, rest.answer)
    matched = stable_matching(apart, quota=quota.reshape(-1), capacity=capacity)
    given = np.bincount(apart.reader[matched], minlength=2 * count).reshape(2, count)
    left = quota - given
    if left.any():
        matched = stable_matching(
            apart, quota=(given + left[::-1] + left).reshape(-1), capacity=capacity
        )
        matched = within_places(apart, matched, quota.sum(axis=0), count)
    rows = np.sort(np.concatenate([reserved, open_rows[matched]]))
    return Filled(rows, is_far[rows])


def within_places(apart: Wishes, matched: Ints, places: Ints, count: int) -> Ints:
    """The matched rows cut to the number of places of each reader, best wishes first."""
    reader = apart.reader[matched] % count
    order = np.lexsort((matched, -apart.wish[matched], reader))
    nth = np.arange(len(order)) - np.searchsorted(reader[order], reader[order])
    return np.asarray(np.sort(matched[order][nth < places[reader[order]]]), dtype=np.int64)
