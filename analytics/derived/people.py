"""Persons for the figures: members, and the accounts a manager accepted as one person's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from analytics.derived.member_accounts import joined
from analytics.models import Column

INPUTS = {
    "derived.member_accounts": ("account_id", "member_id"),
    "meta.merges": ("account_a_id", "account_b_id"),
}
GRAIN = ("member_id",)
COLUMNS = {
    "member_id": Column(pa.string(), ""),
    "person_id": Column(pa.string(), "the smallest member_id of the person; for counting only"),
}


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """Every member with its person.

    An accepted merge counts two accounts once. It shows nowhere else: only what a member declared
    may appear on a page or decide a match.
    """
    members = {
        row["account_id"]: row["member_id"] for row in frames["derived.member_accounts"].to_pylist()
    }
    pairs = [
        (members[row["account_a_id"]], members[row["account_b_id"]])
        for row in frames["meta.merges"].to_pylist()
        if row["account_a_id"] in members and row["account_b_id"] in members
    ]
    people = sorted(joined(members.values(), pairs).items())
    return pa.table(
        {
            "member_id": pa.array([row[0] for row in people], pa.string()),
            "person_id": pa.array([row[1] for row in people], pa.string()),
        }
    )
