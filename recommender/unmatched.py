"""Why a reader got nobody: silence is honest only with its reason kept."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy import sparse

from recommender.matrices import Bools, Ints, Matrices, Sparse
from recommender.nearest import parts
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
    above = sayable.where(sayable.order >= floor)
    is_ranked, is_sayable, is_above = (
        (np.bincount(pairs.reader, minlength=count) > 0)[readers]
        for pairs in (ranked, sayable, above)
    )
    others = candidates.sum() - candidates[readers]
    reasons = np.full(len(readers), NOTHING_SHARED, dtype=object)
    is_told = np.zeros(len(readers), dtype=bool)
    for applies, reason in (
        (np.isin(readers, list(held_out)), HELD_OUT),
        (~turn[readers], NOT_THEIR_TURN),
        (is_above, AT_CAP),
        (is_sayable, BELOW_FLOOR),
        (is_ranked, NOTHING_TO_SAY),
        (others == 0, NOBODY_ELSE),
        (~_have_written(matrices)[readers], TOO_NEW),
    ):
        reasons[applies & ~is_told] = reason
        is_told |= applies
    silent = np.flatnonzero(~is_told)
    for part in parts(silent):
        reasons[part] = _of_those_they_reach(matrices, readers[part], candidates, never)
    return [str(reason) for reason in reasons]


def _of_those_they_reach(
    matrices: Matrices, readers: Ints, candidates: Bools, never: Sparse
) -> npt.NDArray[np.object_]:
    """Why nobody was found among those with whom each of these readers shares something."""
    suits = _reach(matrices, readers)
    suits = suits @ sparse.diags_array(matrices.truth("is_matchable").astype(np.float64))
    everybody = sparse.eye_array(matrices.count, format="csr")[readers]
    suits = _without(suits, everybody)
    new = _without(suits, matrices.known[readers])
    willing = new @ sparse.diags_array(candidates.astype(np.float64))
    unbarred = _without(willing, never[readers])
    reasons = np.full(len(readers), NOTHING_SHARED, dtype=object)
    for cells, reason in (
        (unbarred, SHOWN_LATELY),
        (willing, NOBODY_SUITABLE_SAID_YES),
        (new, ONLY_KNOWN),
        (suits, NOTHING_SHARED),
    ):
        reasons[np.asarray(cells.sum(axis=1)).reshape(-1) == 0] = reason
    return reasons


def _without(cells: Sparse, others: Sparse) -> Sparse:
    return cells - cells.multiply(others.astype(np.float64))


def _have_written(matrices: Matrices) -> Bools:
    held = (matrices.threads, matrices.topics, matrices.talk, matrices.known)
    return np.asarray(np.any([np.diff(matrix.indptr) > 0 for matrix in held], axis=0), dtype=bool)


def _reach(matrices: Matrices, readers: Ints) -> Sparse:
    """1 where a reader (row) shares a public thread, a topic or a contact with somebody."""
    talked = sparse.csr_array((matrices.talk + matrices.talk.T).astype(bool)).astype(np.float64)
    shared = (
        matrices.threads[readers] @ matrices.threads.T
        + matrices.topics[readers] @ matrices.topics.T
        + talked[readers] @ talked
        + talked[readers]
    )
    return sparse.csr_array(shared.astype(bool)).astype(np.float64)
