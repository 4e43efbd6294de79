"""Which posts say nearly the same, found without comparing all with all.

Every text is known by the smallest hashes of its pairs of words (MinHash); texts that share two of
them in the same place are compared, and those that share most belong together.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Signature = npt.NDArray[np.uint32]

HASHES = 16
BAND = 2
ALIKE = 0.6
"""The share of equal hashes, which is that of equal pairs of words in both texts together."""
READ_WORDS = 120

_ODDS = np.random.default_rng(1).integers(1, 2**31, size=HASHES, dtype=np.uint64) * 2 + 1
_SHIFTS = np.random.default_rng(2).integers(0, 2**31, size=HASHES, dtype=np.uint64)


def signature(words: Sequence[str]) -> Signature:
    """What a text of at least two words is known by."""
    taken = words[:READ_WORDS]
    pairs = {zlib.crc32(f"{one} {other}".encode()) for one, other in pairwise(taken)}
    hashes = np.fromiter(pairs, dtype=np.uint64, count=len(pairs))
    mixed = (hashes[:, None] * _ODDS + _SHIFTS) & np.uint64(0xFFFFFFFF)
    smallest: Signature = mixed.min(axis=0).astype(np.uint32)
    return smallest


def groups(signatures: Sequence[Signature]) -> list[int]:
    """For each text the number of its group: the place of the first text in it."""
    belongs = list(range(len(signatures)))
    if len(signatures) < 2:
        return belongs
    table = np.stack(signatures)
    for first in range(0, HASHES, BAND):
        keys = table[:, first].astype(np.uint64) << np.uint64(32) | table[:, first + 1]
        order = np.argsort(keys, kind="stable")
        is_first = np.empty(len(order), dtype=bool)
        is_first[0] = True
        is_first[1:] = keys[order][1:] != keys[order][:-1]
        # Whoever shares a band is compared with the first of those who do.
        firsts = order[np.maximum.accumulate(np.where(is_first, np.arange(len(order)), 0))]
        alike = (table[order] == table[firsts]).mean(axis=1) >= ALIKE
        for one, other in zip(
            order[alike & ~is_first].tolist(), firsts[alike & ~is_first].tolist(), strict=True
        ):
            _join(belongs, one, other)
    return [_root(belongs, place) for place in range(len(belongs))]


def _root(belongs: list[int], place: int) -> int:
    while belongs[place] != place:
        belongs[place] = belongs[belongs[place]]
        place = belongs[place]
    return place


def _join(belongs: list[int], one: int, other: int) -> None:
    low, high = sorted((_root(belongs, one), _root(belongs, other)))
    belongs[high] = low
