"""The matches of one issue, why each, and why some have none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pyarrow as pa

from recommender.boxes import QUESTIONS, REKINDLED, questions, rekindled
from recommender.evidence import has_reason
from recommender.held_out import HELD_OUT, USUAL, Trial, drawn, held_out_rows, trial
from recommender.introducers import INTRODUCERS, introducers
from recommender.leagues import CAPPED_SLOTS, capped_lists, open_lists, rows_of
from recommender.matrices import Bools, Floats, Matrices, Sparse
from recommender.open_threads import open_threads
from recommender.pace import Pace, due, others_to_meet, pace_of
from recommender.parts import SCORE_PARTS, parts_table
from recommender.probability import Chances, learn_chances
from recommender.ranker import Ranked, rank_pairs
from recommender.reasons import REASONS, reasons_for
from recommender.slots import MUTUAL_WITHIN, fill_slots
from recommender.snapshot import Rules, Snapshot
from recommender.taught import learn_from, shown_chances, with_taught
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
        ("untaught", pa.float64()),
        ("shown", pa.float64()),
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
    the past is too short to learn it), is_mutual, untaught (the score without what letters taught),
    shown (how likely a candidate at that place of a reader's list was to be shown)."""
    reasons: pa.Table
    """issue, member_id, candidate_id, place (from 1, most human first), kind, sentence, overlap,
    thread_id, thread_title, thread_url, evidence_at, contact_member_id."""
    unmatched: pa.Table
    """issue, member_id, reason."""
    introducers: pa.Table
    """issue, member_id, candidate_id, introducer_id: who was willing and is asked this time."""
    rekindled: pa.Table
    """An old friend of each reader who has one; see `recommender.boxes`."""
    questions: pa.Table
    """A newcomer's open question for who answers such ones; see `recommender.boxes`."""
    pace: Pace
    """How many people each reader was to get, and a sentence on it for the manager."""
    open_threads: pa.Table
    """Where each reader could answer or start; see `recommender.open_threads`. For newcomers too,
    whether or not they read."""
    held_out: pa.Table
    """Pairs found and left to themselves; see `recommender.held_out`."""
    score_parts: pa.Table
    """issue, member_id, candidate_id, part, place, value: see `recommender.parts`."""
    trial: Trial | None = None
    """How long the share asked for has to be held out; None where nothing was asked for."""

    def to_answer(self) -> pa.Table:
        """Threads for each reader to answer, best first: member_id, thread_id, is_newcomer.

        A newcomer's question to who answers such ones, then what waits and draws them most.
        """
        waiting = self.open_threads.filter(self.open_threads["is_unanswered"])
        parts = [
            table.select(["member_id", "thread_id"]).append_column(
                "is_newcomer", pa.array([is_newcomer] * table.num_rows, pa.bool_())
            )
            for table, is_newcomer in ((self.questions, True), (waiting, False))
        ]
        return pa.concat_tables(parts)


def recommend(snapshot: Snapshot, rules: Rules, issue: str) -> Recommendations:
    """Who should meet whom in this issue: a few people for each reader, each with a reason.

    Every match shares something public; nobody is matched with themselves, with somebody they
    already talk with, with who may not be matched or has not said yes, with a pair in
    `rules.never`, nor stands in more than `rules.cap` lists. Where few said yes, each gets fewer
    people, or not in every issue. A reader without a match is in `unmatched`. Readers who may not
    be matched at all are in neither.
    """
    matrices = Matrices(snapshot)
    matchable = matrices.truth("is_matchable")
    readers = matchable & matrices.mask(rules.readers, matrices.truth("is_active"))
    candidates = matchable & matrices.mask(rules.candidates, matchable)
    pace = _pace(matrices, rules, readers, candidates)
    never = matrices.pairs(rules.never)
    apart = never if rules.apart is None else matrices.pairs(rules.apart)
    threads = _open_threads(matrices, rules, issue, readers, apart)
    if not readers.any():
        return Recommendations(
            MATCHES.empty_table(),
            ISSUE_REASONS.empty_table(),
            UNMATCHED.empty_table(),
            INTRODUCERS.empty_table(),
            REKINDLED.empty_table(),
            QUESTIONS.empty_table(),
            pace,
            threads,
            HELD_OUT.empty_table(),
            SCORE_PARTS.empty_table(),
        )
    people = readers | candidates
    everyone = rank_pairs(
        matrices, np.flatnonzero(people), allowed=people, never=never, seed=rules.seed
    )
    everyone = with_taught(everyone, learn_from(rules.introduced, matrices), matrices)
    # Both sides are scored, so that a candidate can choose too; only readers read.
    ranked = everyone.where(readers[everyone.reader] & candidates[everyone.candidate])
    sayable = ranked.where(has_reason(matrices, ranked.reader, ranked.candidate))
    enough = sayable.where(sayable.order >= rules.floor)
    turn = due(matrices, rules.last_read, pace)
    filled = fill_slots(
        enough.wishes(matrices.count, answers=everyone),
        enough.is_far,
        readers=readers & turn,
        slots=pace.slots(rules.slots),
        cap=rules.cap,
        mutual_within=MUTUAL_WITHIN,
    )
    asked_trial = trial(rules.held_out, pairs_a_week=pace.pairs_a_week, talk=rules.talk or USUAL)
    is_held = np.zeros(len(filled.rows), dtype=bool)
    if asked_trial and asked_trial.is_worth_it:
        is_held = drawn(
            matrices.ids,
            enough.reader[filled.rows],
            enough.candidate[filled.rows],
            share=rules.held_out,
            issue=issue,
            seed=rules.seed,
        )
    left, held = filled.rows[~is_held], filled.rows[is_held]
    reader, candidate = enough.reader[left], enough.candidate[left]
    chances = learn_chances(snapshot, seed=rules.seed)
    waiting = np.flatnonzero(turn[enough.reader])
    shown = np.zeros(len(enough.reader))
    shown[waiting] = shown_chances(
        enough.where(waiting), np.searchsorted(waiting, filled.rows), count=matrices.count
    )
    matches = _matches(matrices, issue, enough.where(left), shown[left], chances)
    asked = introducers(
        matrices,
        reader,
        candidate,
        willing=_willing(matrices),
        never=apart,
        asked=rules.asked,
    )
    named = {
        (matrices.ids[one], matrices.ids[other]): matrices.ids[who]
        for one, other, who in zip(reader.tolist(), candidate.tolist(), asked.tolist(), strict=True)
        if who >= 0
    }
    pairs = zip(matches["member_id"].to_pylist(), matches["candidate_id"].to_pylist(), strict=True)
    reasons = reasons_for(snapshot, pairs, matrices=matrices, introducers=named)
    alone = np.setdiff1d(np.flatnonzero(readers), reader)
    why = unmatched_reasons(
        matrices,
        readers=alone,
        candidates=candidates,
        never=never,
        ranked=ranked,
        sayable=sayable,
        floor=rules.floor,
        turn=turn,
        held_out=set(enough.reader[held].tolist()),
    )
    ids = pa.array(matrices.ids, pa.string())
    return Recommendations(
        matches,
        _with_issue(reasons, issue).cast(ISSUE_REASONS),
        _with_issue(pa.table({"member_id": ids.take(alone), "reason": why}), issue).cast(UNMATCHED),
        _introducers(issue, named),
        rekindled(
            matrices,
            issue,
            readers=readers,
            candidates=candidates,
            apart=apart,
            friendship=rules.friendship,
        ),
        questions(matrices, issue, readers=readers, apart=apart, newcomer_days=rules.newcomer_days),
        pace,
        threads,
        _held_out(snapshot, matrices, issue, enough.where(held)),
        _score_parts(matrices, issue, enough.where(left)),
        asked_trial,
    )


def _score_parts(matrices: Matrices, issue: str, found: Ranked) -> pa.Table:
    assert found.places is not None
    assert found.row is not None
    pairs = zip(found.reader.tolist(), found.candidate.tolist(), strict=True)
    return parts_table(
        issue,
        ((matrices.ids[one], matrices.ids[other]) for one, other in pairs),
        found.row,
        found.places,
        found.learned,
        found.taught,
    )


def _held_out(snapshot: Snapshot, matrices: Matrices, issue: str, held: Ranked) -> pa.Table:
    if not len(held.reader):
        return HELD_OUT.empty_table()
    ids = matrices.ids
    pairs = [
        (ids[one], ids[other])
        for one, other in zip(held.reader.tolist(), held.candidate.tolist(), strict=True)
    ]
    reasons = reasons_for(snapshot, pairs, matrices=matrices)
    return held_out_rows(ids, held.reader, held.candidate, held.is_far, reasons, issue)


def _open_threads(
    matrices: Matrices, rules: Rules, issue: str, readers: Bools, apart: Sparse
) -> pa.Table:
    """Those of who reads and of newcomers, who may have a page that shows some."""
    since = matrices.snapshot.as_of - timedelta(days=rules.newcomer_days)
    new = [first is not None and first > since for first in matrices.column("first_post_at")]
    who = readers | (np.array(new, dtype=bool) & matrices.truth("is_matchable"))
    return open_threads(matrices, issue, readers=who, apart=apart, seed=rules.seed)


def _pace(matrices: Matrices, rules: Rules, readers: Bools, candidates: Bools) -> Pace:
    """The pace of the issue; a rehearsal uses nobody up and has the full one."""
    others = others_to_meet(matrices, readers, candidates)
    if rules.readers is None or rules.candidates is None:
        others = float("inf")
    return pace_of(
        others,
        readers=int(readers.sum()),
        places=len(rules.slots),
        repeat_weeks=rules.repeat_weeks,
    )


def _willing(matrices: Matrices) -> Bools:
    """Who may be named as the one who can introduce two others."""
    if "may_introduce" not in matrices.snapshot.members.column_names:
        return np.zeros(matrices.count, dtype=bool)
    return matrices.truth("may_introduce") & matrices.truth("is_matchable")


def _introducers(issue: str, named: Mapping[tuple[str, str], str]) -> pa.Table:
    rows = [
        {"issue": issue, "member_id": one, "candidate_id": other, "introducer_id": who}
        for (one, other), who in sorted(named.items())
    ]
    return pa.Table.from_pylist(rows, schema=INTRODUCERS)


def recommend_out(
    snapshot: Snapshot,
    *,
    league: str,
    native_ids: Mapping[str, str],
    seed: int,
    tell: Callable[[str], None] = lambda line: None,
) -> pa.Table:
    """The ranking as a table for others to judge: member, candidate, rank, score, probability.

    league 'capped': who is active lately, three places, nobody in more than five lists; 'open':
    every matchable member, ten places, no cap. A rehearsal: consent, what was sent, the floor and
    reasons are left aside, but nobody already talking is proposed. Members are named by their
    native id; those without one keep their member_id. tell: is told what had to be left out.
    """
    if league not in ("open", "capped"):
        raise ValueError(f"league is {league!r}; write open or capped")
    matrices = Matrices(snapshot)
    is_matchable = matrices.truth("is_matchable")
    matchable = np.flatnonzero(is_matchable)
    ranked = rank_pairs(matrices, matchable, allowed=is_matchable, seed=seed, tell=tell)
    if league == "open":
        lists = open_lists(matrices, ranked, matchable, matchable)
    else:
        lately = np.flatnonzero(is_matchable & matrices.truth("is_active_lately"))
        lists = capped_lists(
            matrices,
            ranked,
            lately,
            matchable,
            slots=CAPPED_SLOTS,
            mutual_within=MUTUAL_WITHIN,
        )
    row, place = np.nonzero(lists.places >= 0)
    reader, candidate = lists.readers[row], lists.places[row, place]
    rows = rows_of(ranked, reader, candidate, matrices.count)
    names = [native_ids.get(member, member) for member in matrices.ids]
    chances = learn_chances(snapshot, seed=seed)
    return pa.table(
        [
            pa.array([names[number] for number in reader.tolist()], pa.string()),
            pa.array([names[number] for number in candidate.tolist()], pa.string()),
            place + 1,
            ranked.score[rows],
            _told(chances, ranked.where(rows)),
        ],
        schema=REHEARSED,
    )


def _told(chances: Chances | None, found: Ranked) -> pa.Array:
    """The chance that each of these pairs talks; null where none was learned."""
    if chances is None or found.learned is None:
        return pa.nulls(len(found.reader), pa.float64())
    return pa.array(chances.of(found.learned), pa.float64())


def _matches(
    matrices: Matrices, issue: str, found: Ranked, shown: Floats, chances: Chances | None
) -> pa.Table:
    order = np.lexsort((-found.order, found.is_far, found.reader))
    found, shown = found.where(order), shown[order]
    reader, candidate, score, is_far = found.reader, found.candidate, found.order, found.is_far
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
            # The chance that they talk by themselves; letters teach another.
            _told(chances, found),
            pa.array(
                [(c, r) in both for r, c in zip(reader.tolist(), candidate.tolist(), strict=True)],
                pa.bool_(),
            ),
            found.score,
            shown,
        ],
        schema=MATCHES,
    )


def _with_issue(table: pa.Table, issue: str) -> pa.Table:
    return table.add_column(0, "issue", pa.array([issue] * table.num_rows, pa.string()))
