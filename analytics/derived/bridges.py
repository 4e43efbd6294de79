"""Bridge people: members whose two-way ties lead into other sub-communities than their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from analytics.models import Column

INPUTS = {
    "marts.ties": ("member_a_id", "member_b_id", "talks_ab", "talks_ba", "strength"),
    "derived.sub_communities": ("member_id", "sub_community"),
}
GRAIN = ("member_id",)
COLUMNS = {
    "member_id": Column(pa.string(), "a member who talks both ways with another sub-community"),
    "groups_reached": Column(pa.int64(), "sub-communities other than their own"),
    "ties_across": Column(pa.int64(), "members of those they talk with both ways"),
    "participation": Column(
        pa.float64(), "1 - Σ (part of their strength that goes to a group)²; 0: all in one"
    ),
}


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """Every member with a two-way tie to somebody of another sub-community.

    The participation coefficient is that of Guimerà and Amaral, Nature 433 (2005), on strengths.
    """
    group_of = {
        row["member_id"]: row["sub_community"]
        for row in frames["derived.sub_communities"].to_pylist()
    }
    strengths: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    across: defaultdict[str, list[int]] = defaultdict(list)
    for tie in frames["marts.ties"].to_pylist():
        if not (tie["talks_ab"] and tie["talks_ba"]):
            continue
        for one, other in (
            (tie["member_a_id"], tie["member_b_id"]),
            (tie["member_b_id"], tie["member_a_id"]),
        ):
            if one in group_of and other in group_of:
                strengths[one][group_of[other]] += tie["strength"]
                if group_of[one] != group_of[other]:
                    across[one].append(group_of[other])
    rows = [
        (member, len(set(groups)), len(groups), _participation(strengths[member]))
        for member, groups in sorted(across.items())
    ]
    return pa.table(
        [
            pa.array([row[place] for row in rows], column.type)
            for place, column in enumerate(COLUMNS.values())
        ],
        names=list(COLUMNS),
    )


def _participation(strengths: Mapping[int, float]) -> float:
    total = sum(strengths.values())
    if total <= 0:
        return 0.0
    return 1 - sum((part / total) ** 2 for _, part in sorted(strengths.items()))
