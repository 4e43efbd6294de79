"""How well the affinities would have told which topics and threads each member came to later.

At several earlier moments every model sees what had happened; what each member did before the next
of them is the truth. *Topics*: those they had never written in, and then did. *Threads*: the open
ones they had not come into, and then did; of these once more the ones still *unanswered*, which are
what a letter offers. Beside the models stand three orders of threads that know no topics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from recommender.affinities import CHOSEN, MODELS, Interests
from recommender.algorithm import shuffled
from recommender.matrices import Bools, Floats, Ints, Matrices, Sparse, floats, index_of
from recommender.measures import ndcg_at_10
from recommender.open_threads import came_into, freshness, waiting_threads
from recommender.report import intervals
from recommender.snapshot import MOMENT, Snapshot

MOMENTS = (0.5, 0.6, 0.7, 0.8, 0.9)
"""Shares of all talk; each moment is judged by what came before the next."""
TRUTHS = {"topics": "new topics", "threads": "open threads", "unanswered": "without an answer"}
"""What is found, and its column's heading."""
PLACES = 10
RIVALS = ("newest words", "most members", "people one talks with", "random")


@dataclass(frozen=True)
class Affinity:
    """One figure: how high what members came to stands among ten places, NDCG@10 from 0 to 1."""

    model: str
    truth: str
    value: float
    low: float
    high: float
    behind: float
    """How far the chosen model is ahead."""
    behind_low: float
    behind_high: float
    members: int


@dataclass(frozen=True)
class _Case:
    """One member at one moment: what may be found, and what was."""

    may: Bools
    came: Bools


def evaluate_affinities(
    snapshot_at: Callable[[datetime], Snapshot],
    written: pa.Table,
    moments: Sequence[datetime],
    *,
    seed: int,
) -> tuple[Affinity, ...]:
    """NDCG@10 of every model for each truth, all moments together, with its 95 % interval.

    written: member_id, thread_id, created_at of every public post. Members without any topic at a
    moment, whom no model knows, are left out. A truth nobody has is absent.
    """
    found: dict[str, dict[str, list[float]]] = {truth: {} for truth in TRUTHS}
    ordered = sorted(moments)
    for moment, until in zip(ordered, [*ordered[1:], None], strict=True):
        for truth, model, values in _judged(snapshot_at(moment), written, until, seed):
            found[truth].setdefault(model, []).extend(values)
    return tuple(
        figure
        for truth, models in found.items()
        if models.get(CHOSEN)
        for figure in _figures(truth, models, seed)
    )


def _figures(truth: str, models: dict[str, list[float]], seed: int) -> Iterator[Affinity]:
    names = list(models)
    values = np.stack([np.array(models[name]) for name in names], axis=1)
    gaps = np.array(models[CHOSEN])[:, None] - values
    low, high = intervals(np.concatenate([values, gaps], axis=1), seed=seed)
    for at, name in enumerate(names):
        apart = at + len(names)
        yield Affinity(
            name,
            truth,
            float(values[:, at].mean()),
            float(low[at]),
            float(high[at]),
            float(gaps[:, at].mean()),
            float(low[apart]),
            float(high[apart]),
            len(values),
        )


def _judged(
    snapshot: Snapshot, written: pa.Table, until: datetime | None, seed: int
) -> Iterator[tuple[str, str, list[float]]]:
    matrices = Matrices(snapshot)
    interests = Interests.of(matrices)
    knows = matrices.truth("is_matchable") & (np.diff(interests.held.indptr) > 0)
    if not knows.any():
        return
    later = _later(snapshot, written, until)
    waiting = waiting_threads(matrices)
    open_ids = waiting["thread_id"].to_pylist()
    parts = interests.parts(matrices, open_ids)
    fresh = freshness(matrices, waiting)
    unanswered = np.asarray(pc.fill_null(waiting["answer_count"], 0).to_numpy()) == 0
    known_ids = sorted(set(snapshot.thread_topics["thread_id"].to_pylist()))
    on_topic = interests.parts(matrices, known_ids).astype(bool).astype(float)
    before = came_into(matrices, known_ids).astype(float) @ on_topic
    after = _came(matrices, later, known_ids).astype(float) @ on_topic
    been, come = came_into(matrices, open_ids), _came(matrices, later, open_ids)
    cases: dict[str, dict[int, _Case]] = {truth: {} for truth in TRUTHS}
    for member in np.flatnonzero(knows).tolist():
        new = ~_row(been, member)
        came = _row(come, member) & new
        cases["threads"][member] = _Case(new, came)
        cases["unanswered"][member] = _Case(new & unanswered, came & unanswered)
        other = ~_row(before, member)
        cases["topics"][member] = _Case(other, _row(after, member) & other)
    told = {t: {m: case for m, case in of.items() if case.came.any()} for t, of in cases.items()}
    who = np.array(sorted({member for of in told.values() for member in of}), dtype=np.int64)
    line = {member: at for at, member in enumerate(who.tolist())}
    for name, model in MODELS.items():
        affinity = model(interests.held, seed).scores(who)
        drawn = np.asarray((parts @ affinity.T).T, dtype=np.float64) * fresh
        for truth, of in told.items():
            scores = affinity if truth == "topics" else drawn
            yield truth, name, [_ndcg(scores[line[m]], case, m) for m, case in of.items()]
    for name, scores in _rivals(matrices, waiting, been, fresh, who).items():
        for truth in ("threads", "unanswered"):
            of = told[truth]
            yield truth, name, [_ndcg(scores[line[m]], case, m) for m, case in of.items()]
    alike = np.ones(len(interests.topic_ids))
    yield "topics", "random", [_ndcg(alike, case, m) for m, case in told["topics"].items()]


def _rivals(
    matrices: Matrices, waiting: pa.Table, been: Sparse, fresh: Floats, who: Ints
) -> dict[str, Floats]:
    """Orders of the open threads that know no topics; all above 0."""
    shape = (len(who), waiting.num_rows)
    people = floats(waiting["member_count"])
    ties = sparse.csr_array(matrices.talk + matrices.talk.T).astype(bool).astype(float)
    friends = np.asarray((ties[who] @ been.astype(float)).toarray(), dtype=np.float64)
    orders = (fresh, people + 1, (friends + 0.1) * fresh, np.ones(shape))
    return {name: np.broadcast_to(order, shape) for name, order in zip(RIVALS, orders, strict=True)}


def _ndcg(scores: Floats, case: _Case, member: int) -> float:
    """NDCG@10 of one member; what scores 0 is not shown, what scores alike comes in any order."""
    at = np.flatnonzero(case.may & (scores > 0))
    order = at[np.lexsort((shuffled(member, at), -scores[at]))][:PLACES]
    hits = np.zeros((1, PLACES), dtype=bool)
    hits[0, : len(order)] = case.came[order]
    return float(ndcg_at_10.per_member(hits, np.array([case.came.sum()]))[0])


def _row(held: Sparse, member: int) -> Bools:
    return np.asarray(held[[member]].toarray().reshape(-1) > 0)


def _later(snapshot: Snapshot, written: pa.Table, until: datetime | None) -> pa.Table:
    moments = written["created_at"].cast(MOMENT)
    keep = pc.greater(moments, pa.scalar(snapshot.as_of, MOMENT))
    if until is not None:
        keep = pc.and_(keep, pc.less_equal(moments, pa.scalar(until, MOMENT)))
    return written.filter(keep)


def _came(matrices: Matrices, written: pa.Table, thread_ids: list[str]) -> Sparse:
    members = matrices.numbers(written["member_id"])
    at = index_of(written["thread_id"], pa.array(thread_ids, pa.string()))
    keep = (members >= 0) & (at >= 0)
    cells = members[keep], at[keep]
    shape = (matrices.count, len(thread_ids))
    return sparse.csr_array((np.ones(len(cells[0])), cells), shape=shape).astype(bool)
