"""How good the introductions would have been at earlier moments."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa

from analytics.snapshot import (
    snapshot_at,
)
from analytics.warehouse import Warehouse
from recommender.affinity_evaluation import MOMENTS, Affinity, evaluate_affinities
from recommender.evaluation import evaluate_splits, split_moments
from recommender.report import Evaluation
from recommender.snapshot import Snapshot


def evaluated(warehouse: Warehouse, *, seed: int) -> tuple[Evaluation, tuple[Affinity, ...]]:
    """How the ranker and its rivals, and how the affinities, did at earlier moments."""
    talks = all_talks(warehouse)
    earlier: dict[datetime, Snapshot] = {}

    def at(moment: datetime) -> Snapshot:
        if moment not in earlier:
            earlier[moment] = snapshot_at(warehouse, moment)
        return earlier[moment]

    return evaluate_splits(at, talks, seed=seed), evaluate_affinities(
        at, all_written(warehouse), split_moments(talks, MOMENTS), seed=seed
    )


def all_written(warehouse: Warehouse) -> pa.Table:
    """member_id, thread_id, created_at of every public post."""
    return warehouse.frame(
        """
        select member_id, thread_id, created_at
        from marts.posts
        where is_counted
            and is_public
            and member_id is not null
            and thread_id is not null
        order by created_at, post_id
        """
    )


def all_talks(warehouse: Warehouse) -> pa.Table:
    """from_member_id, to_member_id, created_at, is_strict of every talk between members."""
    return warehouse.frame(
        """
        select from_member_id, to_member_id, created_at, is_strict
        from marts.talks
        where is_between_members
        order by created_at, talk_id
        """
    )
