"""The tables of the monthly letter, made from the weeks of a small community."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pyarrow as pa

COUNTS = (
    "forum_members", "page_people", "active_members", "active_forum_members",
    "pairs_talking_lately", "pairs_two_way_lately", "members_wrote", "members_talked", "posts",
    "openings", "newcomers",
    "newcomers_answered_by_members", "newcomers_answered_by_team", "newcomers_unanswered",
    "newcomers_answered_wrote_again", "newcomers_unanswered_wrote_again",
    "newcomers_three_months_ago", "newcomers_who_stayed", "threads", "thread_people",
    "threads_answered", "threads_answered_first_by_team", "threads_answered_within_a_day",
    "threads_waiting", "people_waiting", "threads_waiting_too_long", "members_of_half",
    "pairs_who_keep_talking", "people_who_keep_talking", "pairs_began", "pairs_cooling",
    "pairs_dormant", "pairs_noticed", "pairs_answered", "pairs_two_way", "pairs_repeated",
    "pairs_offline", "comments", "pairs_talking", "new_pairs", "talks_within", "talks_across",
    "pairs_within", "pairs_across", "talks", "talks_with_team", "page_begun", "page_answers",
    "page_addressed", "page_answered_back", "page_people_addressing", "helpers", "thanks",
    "thankers", "thanked", "brought_in", "passed_on", "people_passing_on", "arrivals",
    "disagreements", "disagreement_voices",
)  # fmt: skip
PARTS = ("newcomers_median_hours", "first_reply_hours", "share_of_busiest_tenth")
FLAGS = ("is_whole", "is_newcomers_settled", "is_threads_settled")

MONTHLY = pa.schema(
    [
        ("month_date", pa.date32()),
        *((name, pa.int64()) for name in COUNTS),
        *((name, pa.float64()) for name in PARTS),
        *((name, pa.bool_()) for name in FLAGS),
    ]
)
WARMTH = [
    ("month_date", pa.date32()),
    *((name, pa.int64()) for name in ("posts_quarter", "posts_quarter_before", "members_quarter")),
    ("is_warming", pa.bool_()),
    ("is_cooling", pa.bool_()),
]
SCHEMAS = {
    "metrics.monthly": MONTHLY,
    "metrics.warmth": pa.schema(
        [*WARMTH, ("kind", pa.string()), ("subject_id", pa.string()), ("label", pa.string())]
    ),
    "metrics.languages": pa.schema(
        [
            ("month_date", pa.date32()),
            ("language", pa.string()),
            ("members", pa.int64()),
            ("posts", pa.int64()),
        ]
    ),
    "metrics.without_talk": pa.schema(
        [("kind", pa.string()), ("pairs", pa.int64()), ("pairs_who_talked", pa.int64())]
    ),
    "marts.good_disagreements": pa.schema(
        [
            ("thread_id", pa.string()),
            ("posts", pa.int64()),
            ("members", pa.int64()),
            ("members_disagreeing", pa.int64()),
            ("first_at", pa.timestamp("us", tz="UTC")),
            ("last_at", pa.timestamp("us", tz="UTC")),
        ]
    ),
}


def month_row(month: date, **facts: Any) -> dict[str, Any]:
    """A month in which nothing happened, but for what is said."""
    nothing: dict[str, Any] = dict.fromkeys(COUNTS, 0) | dict.fromkeys(PARTS)
    return nothing | dict.fromkeys(FLAGS, True) | {"month_date": month} | facts


def months_of(weeks: list[dict[str, Any]], as_of: datetime) -> list[dict[str, Any]]:
    """A row per month: its last week's stocks, its weeks' newcomers."""
    rows: dict[date, dict[str, Any]] = {}
    for week in weeks:
        month = week["week_date"].replace(day=1)
        row = rows.setdefault(month, month_row(month, is_whole=month < as_of.date().replace(day=1)))
        row["forum_members"] = week["forum_members"]
        row["page_people"] = week["page_people"]
        for name in ("active_members", "active_forum_members", "members_wrote"):
            row[name] = week["active_members"]
        row["pairs_who_keep_talking"] = week["pairs_who_keep_talking"]
        row["people_who_keep_talking"] = 2 * (week["pairs_who_keep_talking"] or 0)
        answered = week["newcomers_answered"] or 0
        row["newcomers"] += week["newcomers"] or 0
        row["newcomers_answered_by_members"] += answered
        row["newcomers_unanswered"] += (week["newcomers"] or 0) - answered
    return [rows[month] for month in sorted(rows)]


def tables_of_months(
    weeks: list[dict[str, Any]], as_of: datetime
) -> dict[str, tuple[list[dict[str, Any]], pa.Schema]]:
    """Rows and columns by table; only the months themselves have rows."""
    rows = {"metrics.monthly": months_of(weeks, as_of)}
    return {name: (rows.get(name, []), schema) for name, schema in SCHEMAS.items()}
