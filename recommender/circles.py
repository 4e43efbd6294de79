"""Circles: four to six who said yes to one, share a topic, and are not all friends already."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pyarrow as pa

from recommender.matrices import Bools, Matrices, Sparse

CIRCLES = pa.schema(
    [
        ("issue", pa.string()),
        ("circle", pa.int64()),
        ("member_id", pa.string()),
        ("topic_id", pa.string()),
        ("label", pa.string()),
    ]
)
LEAST, MOST = 4, 6


def circles(matrices: Matrices, issue: str, *, willing: pa.Table, never: pa.Table) -> pa.Table:
    """The circles of an issue: issue, circle (from 1), member_id, topic_id, label.

    willing: member_id of who said yes to a circle. Everybody in one is matchable, holds the
    circle's topic in public, is in no other circle and kept apart from nobody in it; at least two
    of them have never talked. The rarest topics among the willing come first; within a topic who
    holds it most strongly, then who knows fewest of those already in.
    """
    free = matrices.truth("is_matchable") & matrices.mask(willing, np.zeros(0, dtype=bool))
    apart = matrices.pairs(never)
    labels = _labels(matrices)
    rows: list[dict[str, object]] = []
    number = 0
    for topic in _rarest_first(matrices, free):
        while True:
            group = _group(matrices, topic, free, apart)
            if not group:
                break
            number += 1
            free[group] = False
            topic_id = matrices.topic_ids[topic]
            rows += [
                {
                    "issue": issue,
                    "circle": number,
                    "member_id": matrices.ids[member],
                    "topic_id": topic_id,
                    "label": labels[topic_id],
                }
                for member in sorted(group)
            ]
    return pa.Table.from_pylist(rows, schema=CIRCLES)


def _labels(matrices: Matrices) -> dict[str, str]:
    topics = matrices.snapshot.member_topics
    pairs = zip(topics["topic_id"].to_pylist(), topics["label"].to_pylist(), strict=True)
    return {topic: label or "" for topic, label in pairs}


def _rarest_first(matrices: Matrices, free: Bools) -> list[int]:
    held = matrices.topics[np.flatnonzero(free)].astype(bool).sum(axis=0)
    holders = np.asarray(held, dtype=np.int64).reshape(-1)
    return [
        topic for topic in np.argsort(holders, kind="stable").tolist() if holders[topic] >= LEAST
    ]


def _group(matrices: Matrices, topic: int, free: Bools, apart: Sparse) -> list[int]:
    """Four to six of the free holders; empty when there is no such group."""
    column = matrices.topics[:, [topic]].tocoo()
    strength = dict(zip(column.row.tolist(), column.data.tolist(), strict=True))
    holders = sorted(
        (member for member in strength if free[member]),
        key=lambda member: (-strength[member], member),
    )
    known = {member: set(matrices.known[[member]].indices.tolist()) for member in holders}
    barred = {member: set(apart[[member]].indices.tolist()) for member in holders}
    for first in holders:
        group = [first]
        while len(group) < MOST:
            fits = [
                member
                for member in holders
                if member not in group and barred[member].isdisjoint(group)
            ]
            if not fits:
                break
            # Everybody knows so many of them; who knows fewest has most to find there.
            group.append(min(fits, key=lambda member: len(known[member] & set(group))))
        if len(group) >= LEAST and _has_strangers(group, known):
            return group
    return []


def _has_strangers(group: list[int], known: dict[int, set[int]]) -> bool:
    return any(other not in known[one] for one, other in combinations(group, 2))
