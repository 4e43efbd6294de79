"""Who stands in whose list: stable many-to-many matching under capacity.

Readers propose in the order of their own wishes; a candidate keeps, up to the cap, the readers it
would itself choose (Gale and Shapley 1962, with quotas on both sides). What comes out is stable:
no reader and candidate outside it would both rather have each other.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np

from recommender.algorithm import shuffled
from recommender.matrices import Bools, Floats, Ints


@dataclass(frozen=True)
class Wishes:
    """Pairs that may be matched, one row each: who reads, who is proposed, both sides' scores."""

    reader: Ints
    candidate: Ints
    wish: Floats
    """How much the reader would like the candidate."""
    answer: Floats
    """How much the candidate, as a reader, would like this reader."""

    def where(self, keep: Bools | Ints) -> Wishes:
        """Some of the rows."""
        return Wishes(self.reader[keep], self.candidate[keep], self.wish[keep], self.answer[keep])


def stable_matching(wishes: Wishes, *, quota: Ints, capacity: Ints) -> Ints:
    """The rows that are matched, in order.

    quota: places of each reader; capacity: lists each candidate may stand in; both by number.
    Ties are broken by an arbitrary fixed order of the pair. No two rows may be the same pair.
    """
    readers, candidates = wishes.reader, wishes.candidate
    tie = shuffled(readers, candidates)
    order = np.lexsort((tie, -wishes.wish, readers))
    starts = np.searchsorted(readers[order], np.arange(len(quota) + 1))
    next_row = starts[:-1].copy()
    free = quota.copy()
    kept: list[list[tuple[float, int, int]]] = [[] for _ in range(len(capacity))]
    waiting = [reader for reader in range(len(quota)) if free[reader] > 0]
    while waiting:
        reader = waiting.pop()
        while free[reader] > 0 and next_row[reader] < starts[reader + 1]:
            row = int(order[next_row[reader]])
            next_row[reader] += 1
            candidate = int(candidates[row])
            heap = kept[candidate]
            proposal = (float(wishes.answer[row]), -int(tie[row]), row)
            if len(heap) < capacity[candidate]:
                heapq.heappush(heap, proposal)
            elif heap and proposal > heap[0]:
                refused = int(readers[heapq.heapreplace(heap, proposal)[2]])
                free[refused] += 1
                if refused != reader:
                    waiting.append(refused)
            else:
                continue
            free[reader] -= 1
    return np.array(sorted(row for heap in kept for _, _, row in heap), dtype=np.int64)


def mutual_pairs(wishes: Wishes, *, within: int) -> Ints:
    """Rows of pairs who will read of each other: at most one partner each, both rows given.

    Only pairs that stand among the best `within` of both sides' own wishes; the best by the
    product of both first, so no two left out would both rather have each other.
    """
    place = places_within(wishes)
    cells = {
        (reader, candidate): row
        for row, (reader, candidate) in enumerate(
            zip(wishes.reader.tolist(), wishes.candidate.tolist(), strict=True)
        )
        if place[row] <= within
    }
    both = [
        (-float(wishes.wish[row] * wishes.wish[cells[candidate, reader]]), reader, candidate)
        for (reader, candidate), row in cells.items()
        if reader < candidate and (candidate, reader) in cells
    ]
    taken: set[int] = set()
    rows: list[int] = []
    for _, reader, candidate in sorted(both):
        if reader not in taken and candidate not in taken:
            taken |= {reader, candidate}
            rows += [cells[reader, candidate], cells[candidate, reader]]
    return np.array(sorted(rows), dtype=np.int64)


def places_within(wishes: Wishes) -> Ints:
    """The place of each row among its reader's wishes, from 1; ties by row order."""
    order = np.lexsort((np.arange(len(wishes.reader)), -wishes.wish, wishes.reader))
    sorted_readers = wishes.reader[order]
    first = np.searchsorted(sorted_readers, sorted_readers)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order)) - first + 1
    return place
