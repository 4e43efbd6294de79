"""Why a reader got nobody: silence is honest only with its reason kept."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pyarrow as pa

from recommender.matrices import Bools, Ints, Matrices, Sparse
from recommender.ranker import Ranked

UNMATCHED = pa.schema([("issue", pa.string()), ("member_id", pa.string()), ("reason", pa.string())])

TOO_NEW = "too new: nothing written in public yet"
NOTHING_SHARED = "no shared thread, topic or contact with anyone"
ONLY_KNOWN = "only people they already know"
NOBODY_ELSE = "nobody else said yes"
NOBODY_SUITABLE_SAID_YES = "nobody who suits them has said yes"
SHOWN_LATELY = "everyone suitable was introduced lately, or is blocked"
NOTHING_TO_SAY = "nothing public to give as a reason"
BELOW_FLOOR = "nobody above the floor"
AT_CAP = "everyone suitable is already at the cap"
HELD_OUT = "left to themselves this time, to learn what introductions add"
NOT_THEIR_TURN = "few have said yes, so their turn comes in a later issue"


def unmatched_reasons(
    matrices: Matrices,
    *,
    readers: Ints,
    candidates: Bools,
    never: Sparse,
    ranked: Ranked,
    sayable: Ranked,
    floor: float,
    turn: Bools,
    held_out: Collection[int] = (),
) -> list[str]:
    """One reason for each of these readers without a match.

    ranked: all pairs with evidence; sayable: those of them for which there is a reason to give,
    still without the floor; turn: who was to get somebody in this issue at all; held_out: whose
    matches were all held out.
    """
    count = matrices.count
    some_ranked = np.bincount(ranked.reader, minlength=count) > 0
    some_sayable = np.bincount(sayable.reader, minlength=count) > 0
    above = sayable.where(sayable.score >= floor)
    some_above = np.bincount(above.reader, minlength=count) > 0
    reach = _reach(matrices)
    matchable = matrices.truth("is_matchable")
    found = []
    for reader in readers.tolist():
        suits = reach.indices[reach.indptr[reader] : reach.indptr[reader + 1]]
        suits = suits[matchable[suits] & (suits != reader)]
        known = matrices.known[[reader]].indices
        barred = never[[reader]].indices
        new = suits[~np.isin(suits, known)]
        willing = new[candidates[new]]
        others = np.flatnonzero(candidates)
        if reader in held_out:
            reason = HELD_OUT
        elif not turn[reader]:
            reason = NOT_THEIR_TURN
        elif some_above[reader]:
            reason = AT_CAP
        elif some_sayable[reader]:
            reason = BELOW_FLOOR
        elif some_ranked[reader]:
            reason = NOTHING_TO_SAY
        elif not len(others[others != reader]):
            reason = NOBODY_ELSE
        elif not _has_written(matrices, reader):
            reason = TOO_NEW
        elif not len(suits):
            reason = NOTHING_SHARED
        elif not len(new):
            reason = ONLY_KNOWN
        elif not len(willing):
            reason = NOBODY_SUITABLE_SAID_YES
        elif not len(willing[~np.isin(willing, barred)]):
            reason = SHOWN_LATELY
        else:
            reason = NOTHING_SHARED
        found.append(reason)
    return found


def _has_written(matrices: Matrices, reader: int) -> bool:
    held = (matrices.threads, matrices.topics, matrices.talk, matrices.known)
    return any(matrix.indptr[reader + 1] > matrix.indptr[reader] for matrix in held)


def _reach(matrices: Matrices) -> Sparse:
    """Who shares a public thread, a topic or a contact with whom, oneself included."""
    talked = (matrices.talk + matrices.talk.T).astype(bool)
    shared = (
        matrices.threads @ matrices.threads.T
        + matrices.topics @ matrices.topics.T
        + talked.astype(float) @ talked.astype(float)
        + talked.astype(float)
    )
    return shared.tocsr()
