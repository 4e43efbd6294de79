"""Sub-communities: groups of members whose ties lie mostly among themselves."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

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
    ties = [row for row in frames["marts.ties"].to_pylist() if row["strength"] > 0]
    groups = _groups(ties, int(parameters["seed"])) if ties else []
    rows = sorted(
        (member, number) for number, group in enumerate(groups, start=1) for member in group
    )
    return pa.table(
        {
            "member_id": pa.array([row[0] for row in rows], pa.string()),
            "sub_community": pa.array([row[1] for row in rows], pa.int64()),
        }
    )


def _groups(ties: list[dict[str, Any]], seed: int) -> list[list[str]]:
    import igraph

    members = sorted({row[side] for row in ties for side in ("member_a_id", "member_b_id")})
    places = {member: place for place, member in enumerate(members)}
    graph = igraph.Graph(
        n=len(members),
        edges=[(places[row["member_a_id"]], places[row["member_b_id"]]) for row in ties],
    )
    igraph.set_random_number_generator(random.Random(seed))
    found = graph.community_leiden(
        objective_function="modularity",
        # A tie silent for years has nearly no weight, which would leave Leiden without a gain.
        weights=[max(row["strength"], 1e-6) for row in ties],
        n_iterations=10,
    )
    groups: dict[int, list[str]] = defaultdict(list)
    for member, group in zip(members, found.membership, strict=True):
        groups[group].append(member)
    large = [group for group in groups.values() if len(group) >= SMALLEST]
    return sorted(large, key=lambda group: (-len(group), group))
