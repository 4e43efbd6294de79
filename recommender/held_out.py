"""Pairs left to themselves, drawn from those who would be introduced.

Who is introduced differs from everybody else, so what an introduction adds can only be told beside
pairs who would have been introduced as well. The draw knows nothing of the pair but its name.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from recommender.matrices import Bools, Ints

SHARES = (0.1, 0.2, 1 / 3, 0.5)
"""What is offered, the smallest that will do."""
WITHIN_WEEKS = 26
SEEN_WEEKS = 4
"""So long after an introduction nothing is known of it."""
ADDED = 0.10
"""What an introduction has to add to be found: ten in a hundred more who talk within 28 days."""
USUAL = 0.20
"""The share of introductions that talk, before any are known."""
SURE = 1.959964 + 0.841621
"""For 80 % power at 5 %, two-sided: the sum of the two normal quantiles."""

HELD_OUT = pa.schema(
    [
        ("issue", pa.string()),
        ("member_a_id", pa.string()),
        ("member_b_id", pa.string()),
        ("reader_id", pa.string()),
        ("slot", pa.string()),
        ("reason_kind", pa.string()),
        ("is_mutual", pa.bool_()),
    ]
)


@dataclass(frozen=True)
class Trial:
    """Whether holding out a share of the pairs will tell what introductions add."""

    share: float
    weeks: int
    """From the first issue until a tenth more talking pairs would be seen."""

    @property
    def is_worth_it(self) -> bool:
        """Whether it is known within 26 weeks."""
        return self.weeks <= WITHIN_WEEKS


def trial(share: float, *, pairs_a_week: float, talk: float = USUAL) -> Trial | None:
    """How long a share has to be held out; None where nothing is held out or nobody introduced.

    talk: the share of the introduced who talk within 28 days. By the usual two-sample formula, with
    p the introduced, q = p - 0.10 the held out and h their share, the pairs needed in all are
    (z / 0.10)² · (p(1-p)/(1-h) + q(1-q)/h).
    """
    if not 0 < share < 1 or pairs_a_week <= 0:
        return None
    introduced = min(max(talk, ADDED), 1 - ADDED)
    left = introduced - ADDED
    # With nobody talking by themselves the variance would be none; one in a hundred always may.
    left = max(left, 0.01)
    needed = (SURE / ADDED) ** 2 * (
        introduced * (1 - introduced) / (1 - share) + left * (1 - left) / share
    )
    return Trial(share, math.ceil(needed / pairs_a_week) + SEEN_WEEKS)


def offer(*, pairs_a_week: float, talk: float = USUAL) -> Trial | None:
    """The smallest share worth holding out; None where none is known within 26 weeks."""
    for share in SHARES:
        found = trial(share, pairs_a_week=pairs_a_week, talk=talk)
        if found and found.is_worth_it:
            return found
    return None


def drawn(
    ids: Sequence[str], reader: Ints, candidate: Ints, *, share: float, issue: str, seed: int
) -> Bools:
    """Whether each pair is held out: the same whichever of the two reads, and for the same seed."""
    return np.array(
        [
            _draw(min(ids[one], ids[other]), max(ids[one], ids[other]), issue, seed) < share
            for one, other in zip(reader.tolist(), candidate.tolist(), strict=True)
        ],
        dtype=np.bool_,
    )


def _draw(one: str, other: str, issue: str, seed: int) -> float:
    digest = hashlib.blake2b(f"{seed}|{issue}|{one}|{other}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def held_out_rows(
    ids: Sequence[str], reader: Ints, candidate: Ints, is_far: Bools, reasons: pa.Table, issue: str
) -> pa.Table:
    """The pairs held out, one row each, with the reader who would have read first by id.

    reasons: what would have been said, best first within a pair.
    """
    kinds: dict[tuple[str, str], str] = {}
    for row in reasons.sort_by("place").to_pylist():
        kinds.setdefault((row["member_id"], row["candidate_id"]), row["kind"])
    read = {
        (ids[one], ids[other]): far
        for one, other, far in zip(
            reader.tolist(), candidate.tolist(), is_far.tolist(), strict=True
        )
    }
    rows = [
        {
            "issue": issue,
            "member_a_id": min(one, other),
            "member_b_id": max(one, other),
            "reader_id": one,
            "slot": "far" if far else "bond",
            "reason_kind": kinds.get((one, other)),
            "is_mutual": (other, one) in read,
        }
        for (one, other), far in sorted(read.items())
        if one < other or (other, one) not in read
    ]
    return pa.Table.from_pylist(rows, HELD_OUT)
