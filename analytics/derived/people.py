"""Persons for the figures: members, and the accounts that are one person's though none says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from analytics.derived.member_accounts import joined
from analytics.identity.parties import known_by_name
from analytics.models import Column

INPUTS = {
    "derived.member_accounts": ("account_id", "member_id"),
    "staging.accounts": ("account_id", "source", "place", "display_name"),
    "meta.merges": ("account_a_id", "account_b_id"),
}
GRAIN = ("member_id",)
COLUMNS = {
    "member_id": Column(pa.string(), ""),
    "person_id": Column(pa.string(), "the smallest member_id of the person; for counting only"),
}


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """Every member with its person.

    An accepted merge counts two accounts once, and so does a page that lists those who like it by
    their names: such a name is the one commenter of that name. It shows nowhere else: only what a
    member declared may appear on a page or decide a match.
    """
    members = {
        row["account_id"]: row["member_id"] for row in frames["derived.member_accounts"].to_pylist()
    }
    on_pages = [row for row in frames["staging.accounts"].to_pylist() if row["place"] == "page"]
    same = [
        *known_by_name(on_pages).items(),
        *((row["account_a_id"], row["account_b_id"]) for row in frames["meta.merges"].to_pylist()),
    ]
    pairs = [
        (members[one], members[other]) for one, other in same if one in members and other in members
    ]
    people = sorted(joined(members.values(), pairs).items())
    return pa.table(
        {
            "member_id": pa.array([row[0] for row in people], pa.string()),
            "person_id": pa.array([row[1] for row in people], pa.string()),
        }
    )
