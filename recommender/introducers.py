"""Who can introduce two members: somebody willing whom both talk with."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from scipy import sparse

from recommender.matrices import Bools, Ints, Matrices, Sparse

INTRODUCERS = pa.schema(
    [
        ("issue", pa.string()),
        ("member_id", pa.string()),
        ("candidate_id", pa.string()),
        ("introducer_id", pa.string()),
    ]
)
A_MONTH = 2
"""So often somebody is asked to introduce two others."""


def introducers(
    matrices: Matrices,
    reader: Ints,
    candidate: Ints,
    *,
    willing: Bools,
    never: Sparse,
    asked: pa.Table | None = None,
) -> Ints:
    """The number of who can introduce each pair, -1 where nobody can.

    The one whose weaker tie with the two is strongest: talk both ways in public, fading with the
    half-life, with each of them. Nobody is asked for more than two pairs a month; both sides of a
    mutual pair have the same introducer and count once. Pairs with the strongest ties come first.
    asked: one member_id for each time somebody was asked in the last month.
    never: pairs that are kept apart; an introducer is kept apart from neither.
    """
    found = np.full(len(reader), -1, dtype=np.int64)
    left = np.where(willing, A_MONTH, 0)
    if asked is not None:
        numbers = matrices.numbers(asked["member_id"])
        np.subtract.at(left, numbers[numbers >= 0], 1)
    ties = two_way_ties(matrices)
    pairs: dict[tuple[int, int], list[int]] = {}
    for row, (one, other) in enumerate(zip(reader.tolist(), candidate.tolist(), strict=True)):
        pairs.setdefault((min(one, other), max(one, other)), []).append(row)
    offers = [
        (-strength, pair, who)
        for pair in pairs
        for who, strength in _between(ties, never, *pair)
        if left[who] > 0
    ]
    for _, pair, who in sorted(offers):
        rows = pairs[pair]
        if left[who] > 0 and found[rows[0]] < 0:
            found[rows] = who
            left[who] -= 1
    return found


def two_way_ties(matrices: Matrices) -> Sparse:
    """The fading talk of each two who talked both ways: the smaller of the two directions."""
    recent = sparse.csr_array(matrices.recent_talk)
    return sparse.csr_array(recent.minimum(recent.T))


def _between(ties: Sparse, never: Sparse, one: int, other: int) -> list[tuple[int, float]]:
    """Who talks with both, and how strong the weaker of their two ties is."""
    mine, theirs = (
        dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))
        for row in (ties[[one]], ties[[other]])
    )
    apart = set(never[[one]].indices.tolist()) | set(never[[other]].indices.tolist())
    return [
        (who, min(mine[who], theirs[who]))
        for who in sorted(mine.keys() & theirs.keys())
        if who not in apart and min(mine[who], theirs[who]) > 0
    ]
