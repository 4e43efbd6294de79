"""What the recommender found, kept in the warehouse: matches.matches, reasons and unmatched."""

from __future__ import annotations

import pyarrow as pa

from analytics.errors import BadTable
from analytics.warehouse import Warehouse, checked_name

COLUMNS: dict[str, tuple[str, ...]] = {
    "matches": (
        *("issue", "member_id", "candidate_id", "slot", "place", "score", "probability"),
        "is_mutual",
    ),
    "reasons": (
        *("issue", "member_id", "candidate_id", "place", "kind", "sentence", "overlap"),
        *("thread_id", "thread_title", "thread_url", "evidence_at"),
    ),
    "unmatched": ("issue", "member_id", "reason"),
}
"""The tables, and the columns each must have at least."""


def store_matches(
    warehouse: Warehouse,
    issue: str,
    *,
    matches: pa.Table,
    reasons: pa.Table,
    unmatched: pa.Table,
) -> None:
    """Nothing; matches.* now hold these rows for the issue, and what they held for the others.

    Raises BadTable when a table lacks a column.
    """
    tables = {"matches": matches, "reasons": reasons, "unmatched": unmatched}
    for name, table in tables.items():
        missing = [column for column in COLUMNS[name] if column not in table.column_names]
        if missing:
            raise BadTable(name, missing, table.column_names)
    for name, table in tables.items():
        _replace_issue(warehouse, f"matches.{name}", issue, table)


def _replace_issue(warehouse: Warehouse, name: str, issue: str, table: pa.Table) -> None:
    checked_name(name)
    kept = table.slice(0, 0)
    if warehouse.has(name):
        kept = warehouse.frame(f"select * from {name} where issue <> $issue", issue=issue)
        if kept.column_names != table.column_names:
            # Written by an earlier version: the columns differ, and the matches can be made again.
            kept = table.slice(0, 0)
    warehouse.write(name, pa.concat_tables([kept, table], promote_options="permissive"))
