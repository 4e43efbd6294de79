"""Sub-communities: groups of members whose ties lie mostly among themselves."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.models import Column

INPUTS = {"marts.ties": ("member_a_id", "member_b_id", "strength")}
GRAIN = ("member_id",)
COLUMNS = {
    "member_id": Column(pa.string(), "a member with at least one tie"),
    "sub_community": Column(pa.int64(), "from 1, the largest first"),
}
SMALLEST = 3
"""A pair on its own is a tie, not a sub-community."""


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """The members in groups of three or more, by Leiden on the strength of ties.

    Traag, Waltman and van Eck, From Louvain to Leiden, 2019; modularity, seeded.
    """
    ties = frames["marts.ties"]
    ties = ties.filter(pc.greater(ties["strength"].cast(pa.float64()), 0.0))
    groups = _groups(ties, int(parameters["seed"])) if ties.num_rows else []
    rows = sorted(
        (member, number) for number, group in enumerate(groups, start=1) for member in group
    )
    return pa.table(
        {
            "member_id": pa.array([row[0] for row in rows], pa.string()),
            "sub_community": pa.array([row[1] for row in rows], pa.int64()),
        }
    )


def _groups(ties: pa.Table, seed: int) -> list[list[str]]:
    import igraph

    sides = [
        ties[side].combine_chunks().cast(pa.string()) for side in ("member_a_id", "member_b_id")
    ]
    members = pc.unique(pa.concat_arrays(sides)).sort()
    places = [pc.index_in(side, value_set=members).to_numpy() for side in sides]
    graph = igraph.Graph(n=len(members), edges=np.column_stack(places))
    igraph.set_random_number_generator(random.Random(seed))
    found = graph.community_leiden(
        objective_function="modularity",
        # A tie silent for years has nearly no weight, which would leave Leiden without a gain.
        weights=np.maximum(ties["strength"].to_numpy(), 1e-6).tolist(),
        n_iterations=10,
    )
    groups: dict[int, list[str]] = defaultdict(list)
    for member, group in zip(members.to_pylist(), found.membership, strict=True):
        groups[group].append(member)
    large = [group for group in groups.values() if len(group) >= SMALLEST]
    return sorted(large, key=lambda group: (-len(group), group))
