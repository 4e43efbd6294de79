"""Posts that are spam by the sum of their signs, corrected by people and learning from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from analytics.models import Column
from analytics.spam.scores import scores
from analytics.spam.weights import SPAM_FROM, strongest

INPUTS = {
    "staging.posts": (
        "post_id", "author_account_id", "thread_id", "created_at", "kind", "parent_post_id",
        "addressed_account_ids",
    ),
    "staging.post_texts": ("post_id", "text", "links"),
    "staging.threads": ("thread_id", "title", "url"),
    "staging.accounts": (
        "account_id", "display_name", "bio", "url", "state", "is_team", "is_bot",
    ),
    "staging.removed_posts": ("post_id", "author_account_id"),
    "meta.spam_decisions": ("kind", "subject_id", "is_spam"),
}  # fmt: skip
GRAIN = ("post_id",)
COLUMNS = {
    "post_id": Column(pa.string(), "a post held to be spam"),
    "reason": Column(pa.string(), "decided, or the signs that say most, heaviest first"),
    "log_odds": Column(
        pa.float64(), "sum of all signs, 0 as likely as not; null when it was decided"
    ),
}


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """The posts held to be spam. Never the team's, and what a manager decided is none."""
    decided = {
        (row["kind"], row["subject_id"]): row["is_spam"]
        for row in frames["meta.spam_decisions"].to_pylist()
    }
    good_accounts = {
        subject for (kind, subject), is_spam in decided.items() if kind == "account" and not is_spam
    }
    author_of = dict(
        zip(
            frames["staging.posts"]["post_id"].to_pylist(),
            frames["staging.posts"]["author_account_id"].to_pylist(),
            strict=True,
        )
    )
    rows: list[tuple[str, str, float | None]] = []
    for post_id, score in scores(frames, decided).items():
        decision = decided.get(("post", post_id))
        if decision is not None:
            if decision:
                rows.append((post_id, "decided", None))
        elif score.log_odds >= SPAM_FROM and author_of[post_id] not in good_accounts:
            reason = strongest(score.signs)
            if score.log_odds - score.learnt < SPAM_FROM:
                reason = ", ".join(filter(None, ("like what was decided", reason)))
            rows.append((post_id, reason, round(score.log_odds, 6)))
    return pa.Table.from_pylist(
        [dict(zip(COLUMNS, row, strict=True)) for row in sorted(rows)],
        pa.schema([(name, column.type) for name, column in COLUMNS.items()]),
    )
