"""The tables of the manager's desk: who waits for a host, whom to thank, how the page speaks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa

MOMENT = pa.timestamp("us", tz="UTC")

SCHEMAS = {
    "marts.thread_replies": pa.schema(
        [
            ("thread_id", pa.string()),
            ("author_member_id", pa.string()),
            ("begun_by", pa.string()),
            ("begun_at", MOMENT),
            ("is_public", pa.bool_()),
            ("first_reply_at", MOMENT),
        ]
    ),
    "marts.kindnesses": pa.schema(
        [
            ("member_id", pa.string()),
            ("newcomers_answered_lately", pa.int64()),
            ("thanked_by_lately", pa.int64()),
            ("last_thanked_at", MOMENT),
        ]
    ),
    "marts.passed_on": pa.schema(
        [
            ("post_id", pa.string()),
            ("thread_id", pa.string()),
            ("member_id", pa.string()),
            ("passed_at", MOMENT),
            ("is_from_team", pa.bool_()),
            ("arrivals", pa.int64()),
        ]
    ),
    "metrics.dialogue": pa.schema(
        [
            ("period", pa.string()),
            ("period_date", pa.date32()),
            ("speaker", pa.string()),
            ("begun", pa.int64()),
            ("answers", pa.int64()),
            ("addressed", pa.int64()),
            ("answered_back", pa.int64()),
        ]
    ),
    "metrics.weeks": pa.schema([("week_date", pa.date32()), ("is_whole", pa.bool_())]),
}

Tables = dict[str, list[dict[str, Any]]]


def quiet_desk() -> Tables:
    """A week in which nothing asks for the manager."""
    return {name: [] for name in SCHEMAS if name != "marts.kindnesses"}


def busy_desk(as_of: datetime) -> Tables:
    """A thread that waits, two to thank, and a page that announces more than it answers."""
    monday = date(2026, 11, 9)
    weeks = [monday - timedelta(weeks=n) for n in range(8)]
    return {
        "marts.thread_replies": [
            {
                "thread_id": "t7",
                "author_member_id": "m8",
                "begun_by": "members",
                "begun_at": as_of - timedelta(days=5),
                "is_public": True,
                "first_reply_at": None,
            }
        ],
        "marts.kindnesses": [
            {"member_id": "m1", "newcomers_answered_lately": 2, "thanked_by_lately": 1},
            {"member_id": "m11", "newcomers_answered_lately": 0, "thanked_by_lately": 3},
            {"member_id": "m6", "newcomers_answered_lately": 0, "thanked_by_lately": 1},
        ],
        "marts.passed_on": [],
        "metrics.dialogue": [
            {
                "period": "week",
                "period_date": week,
                "speaker": speaker,
                "begun": 2 if speaker == "page" else 0,
                "answers": int(place < 3 and speaker == "page"),
                "addressed": 5,
                "answered_back": 1,
            }
            for place, week in enumerate(weeks)
            for speaker in ("team", "page")
        ],
        "metrics.weeks": [{"week_date": week, "is_whole": True} for week in weeks],
    }
