"""The matches of one issue, why each, and why some have none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from recommender.evidence import has_reason
from recommender.leagues import CAPPED_SLOTS, capped_lists, open_lists
from recommender.matrices import Bools, Floats, Ints, Matrices
from recommender.probability import Chances, learn_chances
from recommender.ranker import rank_pairs
from recommender.reasons import REASONS, reasons_for
from recommender.slots import MUTUAL_WITHIN, fill_slots
from recommender.snapshot import Rules, Snapshot
from recommender.unmatched import UNMATCHED, unmatched_reasons

MATCHES = pa.schema(
    [
        ("issue", pa.string()),
        ("member_id", pa.string()),
        ("candidate_id", pa.string()),
        ("slot", pa.string()),
        ("place", pa.int64()),
        ("score", pa.float64()),
        ("probability", pa.float64()),
        ("is_mutual", pa.bool_()),
    ]
)
ISSUE_REASONS = pa.schema([("issue", pa.string()), *REASONS])
REHEARSED = pa.schema(
    [
        ("member", pa.string()),
        ("candidate", pa.string()),
        ("rank", pa.int64()),
        ("score", pa.float64()),
        ("probability", pa.float64()),
    ]
)


@dataclass(frozen=True)
class Recommendations:
    """One issue: matches, the reasons of each, and the readers without any."""

    matches: pa.Table
    """issue, member_id, candidate_id, slot, place (from 1), score (0, 1], probability (null when
    the past is too short to learn it), is_mutual."""
    reasons: pa.Table
    """issue, member_id, candidate_id, place (from 1, most human first), kind, sentence, overlap,
    thread_id, thread_title, thread_url, evidence_at, contact_member_id."""
    unmatched: pa.Table
    """issue, member_id, reason."""


def recommend(snapshot: Snapshot, rules: Rules, issue: str) -> Recommendations:
    """Who should meet whom in this issue: a few people for each reader, each with a reason.

    Every match shares something public; nobody is matched with themselves, with somebody they
    already talk with, with who may not be matched or has not said yes, with a pair in
    `rules.never`, nor stands in more than `rules.cap` lists. A reader without a match is in
    `unmatched`. Readers who may not be matched at all are in neither.
    """
    matrices = Matrices(snapshot)
    matchable = matrices.truth("is_matchable")
    readers = matchable & matrices.mask(rules.readers, matrices.truth("is_active"))
    candidates = matchable & matrices.mask(rules.candidates, matchable)
    if not readers.any():
        return Recommendations(
            MATCHES.empty_table(), ISSUE_REASONS.empty_table(), UNMATCHED.empty_table()
        )
    never = matrices.pairs(rules.never)
    people = readers | candidates
    everyone = rank_pairs(
        matrices, np.flatnonzero(people), allowed=people, never=never, seed=rules.seed
    )
    # Both sides are scored, so that a candidate can choose too; only readers read.
    ranked = everyone.where(readers[everyone.reader] & candidates[everyone.candidate])
    sayable = ranked.where(has_reason(matrices, ranked.reader, ranked.candidate))
    enough = sayable.where(sayable.score >= rules.floor)
    wishes = enough.wishes(matrices.count, answers=everyone)
    filled = fill_slots(
        wishes,
        enough.is_far,
        readers=readers,
        slots=rules.slots,
        cap=rules.cap,
        mutual_within=MUTUAL_WITHIN,
    )
    chances = learn_chances(snapshot, seed=rules.seed)
    matches = _matches(
        matrices,
        issue,
        enough.reader[filled.rows],
        enough.candidate[filled.rows],
        enough.score[filled.rows],
        filled.is_far,
        chances,
    )
    pairs = zip(matches["member_id"].to_pylist(), matches["candidate_id"].to_pylist(), strict=True)
    reasons = reasons_for(snapshot, pairs, matrices=matrices)
    alone = np.setdiff1d(np.flatnonzero(readers), enough.reader[filled.rows])
    why = unmatched_reasons(
        matrices,
        readers=alone,
        candidates=candidates,
        never=never,
        ranked=ranked,
        sayable=sayable,
        floor=rules.floor,
    )
    ids = pa.array(matrices.ids, pa.string())
    return Recommendations(
        matches,
        _with_issue(reasons, issue).cast(ISSUE_REASONS),
        _with_issue(pa.table({"member_id": ids.take(alone), "reason": why}), issue).cast(UNMATCHED),
    )


def recommend_out(
    snapshot: Snapshot, *, league: str, native_ids: Mapping[str, str], seed: int
) -> pa.Table:
    """The ranking as a table for others to judge: member, candidate, rank, score, probability.

    league 'capped': who is active lately, three places, nobody in more than five lists; 'open':
    every matchable member, ten places, no cap. A rehearsal: consent, what was sent, the floor and
    reasons are left aside, but nobody already talking is proposed. Members are named by their
    native id; those without one keep their member_id.
    """
    if league not in ("open", "capped"):
        raise ValueError(f"league is {league!r}; write open or capped")
    matrices = Matrices(snapshot)
    is_matchable = matrices.truth("is_matchable")
    matchable = np.flatnonzero(is_matchable)
    ranked = rank_pairs(matrices, matchable, allowed=is_matchable, seed=seed)
    if league == "open":
        lists = open_lists(ranked, matchable, matchable, matrices.count)
    else:
        lately = np.flatnonzero(is_matchable & matrices.truth("is_active_lately"))
        lists = capped_lists(
            ranked,
            lately,
            matchable,
            matrices.count,
            slots=CAPPED_SLOTS,
            mutual_within=MUTUAL_WITHIN,
        )
    row, place = np.nonzero(lists.places >= 0)
    reader, candidate = lists.readers[row], lists.places[row, place]
    keys = ranked.reader * matrices.count + ranked.candidate
    order = np.argsort(keys)
    at = np.searchsorted(keys[order], reader * matrices.count + candidate)
    score: Floats = ranked.score[order][at]
    names = [native_ids.get(member, member) for member in matrices.ids]
    chances = learn_chances(snapshot, seed=seed)
    return pa.table(
        [
            pa.array([names[number] for number in reader.tolist()], pa.string()),
            pa.array([names[number] for number in candidate.tolist()], pa.string()),
            place + 1,
            score,
            chances.of(score) if chances else pa.nulls(len(score), pa.float64()),
        ],
        schema=REHEARSED,
    )


def _matches(
    matrices: Matrices,
    issue: str,
    reader: Ints,
    candidate: Ints,
    score: Floats,
    is_far: Bools,
    chances: Chances | None,
) -> pa.Table:
    order = np.lexsort((-score, is_far, reader))
    reader, candidate = reader[order], candidate[order]
    score, is_far = score[order], is_far[order]
    place = np.arange(len(order)) - np.searchsorted(reader, reader) + 1
    both = set(zip(reader.tolist(), candidate.tolist(), strict=True))
    ids = pa.array(matrices.ids, pa.string())
    return pa.table(
        [
            pa.array([issue] * len(order), pa.string()),
            ids.take(pa.array(reader)),
            ids.take(pa.array(candidate)),
            pa.array(["far" if far else "bond" for far in is_far.tolist()], pa.string()),
            place,
            score,
            chances.of(score) if chances else pa.nulls(len(order), pa.float64()),
            pa.array(
                [(c, r) in both for r, c in zip(reader.tolist(), candidate.tolist(), strict=True)],
                pa.bool_(),
            ),
        ],
        schema=MATCHES,
    )


def _with_issue(table: pa.Table, issue: str) -> pa.Table:
    return table.add_column(0, "issue", pa.array([issue] * table.num_rows, pa.string()))
