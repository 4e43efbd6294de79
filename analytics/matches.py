"""What the recommender found, kept in the warehouse: matches.* by issue."""

from __future__ import annotations

import pyarrow as pa

from analytics.errors import BadTable
from analytics.parameters import MOMENT
from analytics.warehouse import Warehouse, checked_name

SCHEMAS: dict[str, pa.Schema] = {
    "matches": pa.schema(
        [
            ("issue", pa.string()),
            ("member_id", pa.string()),
            ("candidate_id", pa.string()),
            ("slot", pa.string()),
            ("place", pa.int64()),
            ("score", pa.float64()),
            ("probability", pa.float64()),
            ("is_mutual", pa.bool_()),
        ]
    ),
    "reasons": pa.schema(
        [
            ("issue", pa.string()),
            ("member_id", pa.string()),
            ("candidate_id", pa.string()),
            ("place", pa.int64()),
            ("kind", pa.string()),
            ("sentence", pa.string()),
            ("overlap", pa.string()),
            ("thread_id", pa.string()),
            ("thread_title", pa.string()),
            ("thread_url", pa.string()),
            ("evidence_at", MOMENT),
        ]
    ),
    "score_parts": pa.schema(
        [
            ("issue", pa.string()),
            ("member_id", pa.string()),
            ("candidate_id", pa.string()),
            ("part", pa.string()),
            ("place", pa.float64()),
            ("value", pa.float64()),
        ]
    ),
    "unmatched": pa.schema(
        [("issue", pa.string()), ("member_id", pa.string()), ("reason", pa.string())]
    ),
    "introducers": pa.schema(
        [
            ("issue", pa.string()),
            ("member_id", pa.string()),
            ("candidate_id", pa.string()),
            ("introducer_id", pa.string()),
        ]
    ),
    "rekindled": pa.schema(
        [
            ("issue", pa.string()),
            ("member_id", pa.string()),
            ("candidate_id", pa.string()),
            ("talks", pa.int64()),
            ("last_talk_at", MOMENT),
            ("thread_id", pa.string()),
            ("is_mutual", pa.bool_()),
        ]
    ),
    "questions": pa.schema(
        [
            ("issue", pa.string()),
            ("member_id", pa.string()),
            ("thread_id", pa.string()),
            ("author_member_id", pa.string()),
            ("topic_id", pa.string()),
            ("score", pa.float64()),
        ]
    ),
    "open_threads": pa.schema(
        [
            ("issue", pa.string()),
            ("member_id", pa.string()),
            ("place", pa.int64()),
            ("thread_id", pa.string()),
            ("topic_id", pa.string()),
            ("score", pa.float64()),
            ("is_unanswered", pa.bool_()),
        ]
    ),
    "circles": pa.schema(
        [
            ("issue", pa.string()),
            ("circle", pa.int64()),
            ("member_id", pa.string()),
            ("topic_id", pa.string()),
            ("label", pa.string()),
        ]
    ),
}
"""The tables and their columns."""


def prepare_matches(warehouse: Warehouse) -> None:
    """Nothing; matches.* are there, empty where nothing was ever matched."""
    for name, schema in SCHEMAS.items():
        if not warehouse.has(f"matches.{name}"):
            warehouse.write(f"matches.{name}", schema.empty_table())


def store_matches(
    warehouse: Warehouse,
    issue: str,
    *,
    matches: pa.Table,
    reasons: pa.Table,
    score_parts: pa.Table,
    unmatched: pa.Table,
    introducers: pa.Table,
    rekindled: pa.Table,
    questions: pa.Table,
    open_threads: pa.Table,
    circles: pa.Table,
) -> None:
    """Nothing; matches.* now hold these rows for the issue, and what they held for the others.

    Columns beyond those in SCHEMAS are not kept. Raises BadTable when a table lacks one of them.
    """
    given = {
        "matches": matches,
        "reasons": reasons,
        "score_parts": score_parts,
        "unmatched": unmatched,
        "introducers": introducers,
        "rekindled": rekindled,
        "questions": questions,
        "open_threads": open_threads,
        "circles": circles,
    }
    for name, table in given.items():
        missing = [column for column in SCHEMAS[name].names if column not in table.column_names]
        if missing:
            raise BadTable(name, missing, table.column_names)
    prepare_matches(warehouse)
    with warehouse.transaction():
        for name, table in given.items():
            kept = warehouse.frame(
                f"select * from matches.{checked_name(name)} where issue <> $issue", issue=issue
            )
            schema = SCHEMAS[name]
            rows = [kept.cast(schema), table.select(schema.names).cast(schema)]
            warehouse.write(f"matches.{name}", pa.concat_tables(rows))
