"""Open threads for each member: where they could answer, and where they could start.

    score = Σ over topics (the thread's part in it · how drawn the member is to it) · 2^(−weeks)

weeks are since the thread's last post; `recommender.affinities` tells what draws somebody.
"""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from recommender.affinities import CHOSEN, MODELS, Interests
from recommender.algorithm import chunks
from recommender.evidence import PublicRecord, sayable_threads
from recommender.matrices import Bools, Floats, Ints, Matrices, Sparse, ages_in_days, index_of
from recommender.wording import is_named

OPEN_THREADS = pa.schema(
    [
        ("issue", pa.string()),
        ("member_id", pa.string()),
        ("place", pa.int64()),
        ("thread_id", pa.string()),
        ("topic_id", pa.string()),
        ("score", pa.float64()),
        ("is_unanswered", pa.bool_()),
    ]
)
EACH = 5
"""So many that wait for a first answer, and so many others."""
OPEN_DAYS = 30
"""A thread is open so long after its last post, where the snapshot does not say."""
FRESH_DAYS = 7
"""A thread loses half its draw in so many days of silence."""


def open_threads(
    matrices: Matrices, issue: str, *, readers: Bools, apart: Sparse, seed: int
) -> pa.Table:
    """The open threads that draw each reader most: issue, member_id, place, thread_id, …

    At most five without an answer yet and five others, place (from 1) by score over both. A
    thread is public, begun by somebody who may be matched, its title names nobody, and the
    reader neither wrote in it nor is apart from its author. topic_id: what draws them most, of
    topics with a name where there is one. Who has shown no topic has none.
    """
    waiting = waiting_threads(matrices)
    interests = Interests.of(matrices)
    thread_ids = waiting["thread_id"].to_pylist()
    parts = interests.parts(matrices, thread_ids)
    who = np.flatnonzero(readers & (np.diff(interests.held.indptr) > 0))
    if not len(who) or not parts.nnz:
        return OPEN_THREADS.empty_table()
    drawn = MODELS[CHOSEN](interests.held, seed)
    fresh = freshness(matrices, waiting)
    been = came_into(matrices, thread_ids)
    authors = matrices.numbers(waiting["author_member_id"])
    unanswered = np.asarray(pc.fill_null(waiting["answer_count"], 0).to_numpy()) == 0
    named = _named(matrices, interests.topic_ids)
    rows = []
    for chunk in chunks(who, max(len(thread_ids), len(interests.topic_ids))):
        affinity = drawn.scores(chunk)
        score = np.asarray((parts @ affinity.T).T, dtype=np.float64) * fresh
        score[been[chunk].toarray() | apart[chunk][:, authors].toarray().astype(bool)] = 0
        for line, reader in enumerate(chunk.tolist()):
            for place, thread in enumerate(_best(score[line], unanswered), start=1):
                share = parts[[thread]].toarray().reshape(-1) * affinity[line]
                share = share * named if (share * named).any() else share
                rows.append(
                    {
                        "issue": issue,
                        "member_id": matrices.ids[reader],
                        "place": place,
                        "thread_id": thread_ids[thread],
                        "topic_id": interests.topic_ids[int(np.argmax(share))],
                        "score": float(score[line, thread]),
                        "is_unanswered": bool(unanswered[thread]),
                    }
                )
    return pa.Table.from_pylist(rows, schema=OPEN_THREADS)


def _named(matrices: Matrices, topic_ids: list[str]) -> Bools:
    """Whether each topic has a name that somebody gave it."""
    rows = matrices.snapshot.member_topics
    labels = dict(zip(rows["topic_id"].to_pylist(), rows["label"].to_pylist(), strict=True))
    return np.array([is_named(labels.get(topic) or ",") for topic in topic_ids], dtype=bool)


def _best(score: Floats, unanswered: Bools) -> list[int]:
    """The best of either kind, best first; equal ones by the order of their ids."""
    found = []
    for kind in (unanswered, ~unanswered):
        at = np.flatnonzero(kind & (score > 0))
        found += at[np.argsort(-score[at], kind="stable")][:EACH].tolist()
    return sorted(found, key=lambda thread: (-score[thread], thread))


def waiting_threads(matrices: Matrices) -> pa.Table:
    """The open public threads by members who may be matched, whose titles name nobody, by id."""
    snapshot = matrices.snapshot
    threads = sayable_threads(snapshot.threads)
    if "is_open" in threads.column_names:
        threads = threads.filter(pc.fill_null(threads["is_open"], False))
    else:
        since = pa.scalar(snapshot.as_of - timedelta(days=OPEN_DAYS), pa.timestamp("us", tz="UTC"))
        threads = threads.filter(pc.greater(threads["last_post_at"], since))
    if "is_page" in threads.column_names:
        threads = threads.filter(pc.invert(pc.fill_null(threads["is_page"], False)))
    nameless = PublicRecord(matrices, []).nameless_threads
    matchable = matrices.truth("is_matchable")
    authors = matrices.numbers(threads["author_member_id"])
    keep = [
        thread in nameless and author >= 0 and bool(matchable[author])
        for thread, author in zip(threads["thread_id"].to_pylist(), authors.tolist(), strict=True)
    ]
    return threads.filter(pa.array(keep, pa.bool_())).sort_by("thread_id")


def freshness(matrices: Matrices, threads: pa.Table) -> Floats:
    """What is left of each thread's draw: half after every week of silence."""
    age = ages_in_days(threads["last_post_at"], matrices.snapshot)
    return np.asarray(np.exp2(-age / FRESH_DAYS), dtype=np.float64)


def came_into(matrices: Matrices, thread_ids: list[str]) -> Sparse:
    """Members × threads: who wrote in which, however privately."""
    seats = matrices.snapshot.member_threads
    members = matrices.numbers(seats["member_id"])
    at: Ints = index_of(seats["thread_id"], pa.array(thread_ids, pa.string()))
    keep = (members >= 0) & (at >= 0)
    cells = members[keep], at[keep]
    shape = (matrices.count, len(thread_ids))
    return sparse.csr_array((np.ones(len(cells[0])), cells), shape=shape).astype(bool)
