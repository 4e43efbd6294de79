"""Accounts that may belong to one person; a manager decides, and the answer serves figures only."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pyarrow as pa

from analytics.models import Column

INPUTS = {
    "staging.accounts": ("account_id", "source", "email", "is_team"),
    "derived.member_accounts": ("account_id", "member_id"),
}
GRAIN = ("account_a_id", "account_b_id")
COLUMNS = {
    "account_a_id": Column(pa.string(), "the smaller id"),
    "account_b_id": Column(pa.string(), "the larger id"),
    "evidence": Column(pa.string(), "what speaks for it: same address"),
}


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """Pairs of accounts of two sources with the same address that are not one member already."""
    members = {
        row["account_id"]: row["member_id"] for row in frames["derived.member_accounts"].to_pylist()
    }
    by_address: dict[str, list[dict[str, Any]]] = {}
    for account in frames["staging.accounts"].to_pylist():
        address = (account["email"] or "").strip().casefold()
        if "@" in address and not account["is_team"]:
            by_address.setdefault(address, []).append(account)
    rows = sorted(
        tuple(sorted((one["account_id"], other["account_id"])))
        for accounts in by_address.values()
        for one, other in combinations(accounts, 2)
        if one["source"] != other["source"]
        and members[one["account_id"]] != members[other["account_id"]]
    )
    return pa.table(
        {
            "account_a_id": pa.array([row[0] for row in rows], pa.string()),
            "account_b_id": pa.array([row[1] for row in rows], pa.string()),
            "evidence": pa.array(["same address"] * len(rows), pa.string()),
        }
    )
