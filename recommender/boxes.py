"""What a letter may hold beside the people to meet: an old tie, and a newcomer's question."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from recommender.evidence import PublicRecord, sayable_threads
from recommender.matching import Wishes, stable_matching
from recommender.matrices import Bools, Matrices, Sparse, public_rows
from recommender.snapshot import MOMENT, Friendship

REKINDLED = pa.schema(
    [
        ("issue", pa.string()),
        ("member_id", pa.string()),
        ("candidate_id", pa.string()),
        ("talks", pa.int64()),
        ("last_talk_at", MOMENT),
        ("thread_id", pa.string()),
        ("is_mutual", pa.bool_()),
    ]
)
QUESTIONS = pa.schema(
    [
        ("issue", pa.string()),
        ("member_id", pa.string()),
        ("thread_id", pa.string()),
        ("author_member_id", pa.string()),
        ("topic_id", pa.string()),
        ("score", pa.float64()),
    ]
)
ASKED_TO_ANSWER = 3
"""So many readers are shown the same question."""


def rekindled(
    matrices: Matrices,
    issue: str,
    *,
    readers: Bools,
    candidates: Bools,
    apart: Sparse,
    friendship: Friendship,
) -> pa.Table:
    """One old friend for each reader who has one: issue, member_id, candidate_id, talks, …

    Friends once by public talk, silent since, in private too; both still here. talks: of the two
    together; last_talk_at: UTC; thread_id: the public titled thread they last talked in, null
    when there is none; is_mutual: both read of each other. Everybody stands in at most one such
    box, the ties with most talk each way first.
    """
    here = matrices.truth("is_active")
    kept_apart = {(int(one), int(other)) for one, other in zip(*apart.nonzero(), strict=True)}
    sayable = set(sayable_threads(matrices.snapshot.threads)["thread_id"].to_pylist())
    taken: set[int] = set()
    rows: list[dict[str, object]] = []
    for tie in _once_friends(matrices, friendship):
        one, other = tie["pair"]
        if taken & {one, other} or (one, other) in kept_apart:
            continue
        sides = [
            (reader, candidate)
            for reader, candidate in ((one, other), (other, one))
            if readers[reader] and candidates[candidate] and here[candidate]
        ]
        taken |= {one, other} if sides else set()
        rows += [
            {
                "issue": issue,
                "member_id": matrices.ids[reader],
                "candidate_id": matrices.ids[candidate],
                "talks": tie["talks"],
                "last_talk_at": tie["last_at"],
                "thread_id": tie["thread_id"] if tie["thread_id"] in sayable else None,
                "is_mutual": len(sides) == 2,
            }
            for reader, candidate in sides
        ]
    rows.sort(key=lambda row: str(row["member_id"]))
    return pa.Table.from_pylist(rows, schema=REKINDLED)


def _once_friends(matrices: Matrices, friendship: Friendship) -> list[dict[str, Any]]:
    """The pairs who were friends and fell silent, those with most talk each way first."""
    talks = matrices.snapshot.talks
    left, right = (matrices.numbers(talks[name]) for name in ("from_member_id", "to_member_id"))
    at = talks["created_at"].cast(MOMENT)
    rows = pa.table(
        {
            "one": np.minimum(left, right),
            "other": np.maximum(left, right),
            "turned": (left > right).astype(np.int64),
            "at": at,
            "day": pc.floor_temporal(at, unit="day"),
            "thread_id": talks["thread_id"],
            "is_strict": talks["is_strict"],
            "is_public": talks["is_public"],
        }
    )
    rows = rows.filter((pc.field("one") >= 0) & (pc.field("one") != pc.field("other")))
    since = matrices.snapshot.as_of - timedelta(days=friendship.dormant_days)
    pair = ["one", "other"]
    silent = rows.group_by(pair).aggregate([("at", "max")])
    silent = silent.filter(pc.field("at_max") <= pa.scalar(since, MOMENT))
    strict = (
        public_rows(rows.filter(pc.field("is_strict")))
        .group_by(pair)
        .aggregate([("turned", "sum"), ("turned", "count"), ("day", "count_distinct")])
    )
    each = pc.min_element_wise(
        strict["turned_sum"], pc.subtract(strict["turned_count"], strict["turned_sum"])
    )
    friends = strict.append_column("each", each).filter(
        (pc.field("each") >= friendship.talks) & (pc.field("day_count_distinct") >= friendship.days)
    )
    found: dict[tuple[int, int], dict[str, Any]] = {}
    old = public_rows(rows).join(friends, pair, join_type="inner").join(silent, pair)
    for row in old.filter(pc.is_valid(old["at_max"])).to_pylist():
        key = row["one"], row["other"]
        tie = found.setdefault(
            key, {"pair": key, "talks": 0, "each": row["each"], "last_at": row["at_max"], "in": []}
        )
        tie["talks"] += 1
        tie["in"].append((row["at"], row["thread_id"] or ""))
    for tie in found.values():
        tie["thread_id"] = max(tie.pop("in"))[1]
    return sorted(found.values(), key=lambda tie: (-tie["each"], -tie["talks"], tie["pair"]))


def questions(
    matrices: Matrices, issue: str, *, readers: Bools, apart: Sparse, newcomer_days: int
) -> pa.Table:
    """A newcomer's question for readers who answer such ones: issue, member_id, thread_id, …

    A question is a public thread begun by a matchable newcomer and still without an answer, whose
    title names nobody; few newcomers put a question mark. Who is shown it has replied in public
    in somebody else's thread on one of the newcomer's topics. Each reader gets at most one, each
    question at most three readers. score: over the topics in common, both strengths times the
    log of 1 + replies.
    """
    asked = _open_questions(matrices, newcomer_days)
    barred = {(int(one), int(other)) for one, other in zip(*apart.nonzero(), strict=True)}
    rows = _fitting(matrices, asked, readers, barred) if asked else []
    if not rows:
        return QUESTIONS.empty_table()
    reader = np.array([row[0] for row in rows], dtype=np.int64)
    question = np.array([row[1] for row in rows], dtype=np.int64)
    score = np.array([row[2] for row in rows])
    given = stable_matching(
        Wishes(reader, question, score, score),
        quota=readers.astype(np.int64),
        capacity=np.full(len(asked), ASKED_TO_ANSWER, dtype=np.int64),
    )
    found = [
        {
            "issue": issue,
            "member_id": matrices.ids[rows[row][0]],
            "thread_id": asked[rows[row][1]][0],
            "author_member_id": matrices.ids[asked[rows[row][1]][1]],
            "topic_id": matrices.topic_ids[rows[row][3]],
            "score": float(rows[row][2]),
        }
        for row in given.tolist()
    ]
    found.sort(key=lambda row: str(row["member_id"]))
    return pa.Table.from_pylist(found, schema=QUESTIONS)


def _open_questions(matrices: Matrices, newcomer_days: int) -> list[tuple[str, int]]:
    """Thread and author of each newcomer's public question without an answer, newest first."""
    since = matrices.snapshot.as_of - timedelta(days=newcomer_days)
    matchable = matrices.truth("is_matchable")
    first = matrices.column("first_post_at")
    threads = sayable_threads(matrices.snapshot.threads)
    threads = threads.filter(pc.equal(pc.fill_null(threads["answer_count"], 0), 0))
    nameless = PublicRecord(matrices, []).nameless_threads
    authors = matrices.numbers(threads["author_member_id"]).tolist()
    found = [
        (row["created_at"], row["thread_id"], author)
        for row, author in zip(threads.to_pylist(), authors, strict=True)
        if author >= 0
        and matchable[author]
        and first[author] is not None
        and first[author] > since
        and row["created_at"] is not None
        and row["thread_id"] in nameless
    ]
    return [(thread, author) for _, thread, author in sorted(found, reverse=True)]


def _answers(matrices: Matrices) -> dict[int, dict[int, int]]:
    """Per topic and member, in how many threads of others that show it they replied in public."""
    shown = public_rows(matrices.snapshot.member_topics).select(["topic_id", "thread_id"])
    shown = shown.filter(pc.is_valid(shown["thread_id"]))
    shown = shown.group_by(["topic_id", "thread_id"]).aggregate([])
    seats = public_rows(matrices.snapshot.member_threads)
    seats = seats.filter(pc.invert(pc.fill_null(seats["is_opener"], True)))
    given = (
        seats.select(["member_id", "thread_id"])
        .join(shown, "thread_id", join_type="inner")
        .group_by(["topic_id", "member_id"])
        .aggregate([("thread_id", "count")])
    )
    topics = {topic: at for at, topic in enumerate(matrices.topic_ids)}
    found: dict[int, dict[int, int]] = {}
    for topic, member, count in zip(
        given["topic_id"].to_pylist(),
        matrices.numbers(given["member_id"]).tolist(),
        given["thread_id_count"].to_pylist(),
        strict=True,
    ):
        if topic in topics and member >= 0:
            found.setdefault(topics[topic], {})[member] = count
    return found


def _fitting(
    matrices: Matrices, asked: list[tuple[str, int]], readers: Bools, barred: set[tuple[int, int]]
) -> list[tuple[int, int, float, int]]:
    """Reader, number of the question, score and best topic, of each who could answer it."""
    answered = _answers(matrices)
    languages = matrices.column("language")
    columns = matrices.topics.tocsc()
    rows = []
    for number, (_, author) in enumerate(asked):
        own = matrices.topics[[author]]
        worth: dict[int, dict[int, float]] = {}
        for topic, strength in zip(own.indices.tolist(), own.data.tolist(), strict=True):
            column = columns[:, [topic]]
            theirs = dict(zip(column.indices.tolist(), column.data.tolist(), strict=True))
            for reader, count in answered.get(topic, {}).items():
                part = strength * theirs.get(reader, 0.0) * math.log1p(count)
                if part:
                    worth.setdefault(reader, {})[topic] = part
        for reader, parts in sorted(worth.items()):
            known = languages[reader], languages[author]
            is_understood = None in known or known[0] == known[1]
            may = readers[reader] and reader != author and (reader, author) not in barred
            if may and is_understood:
                best = max(parts, key=lambda topic: (parts[topic], -topic))
                rows.append((reader, number, sum(parts[t] for t in sorted(parts)), best))
    return rows
