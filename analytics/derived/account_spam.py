"""Accounts that post spam, as the rule finds them and people correct it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from analytics.derived.post_spam import is_advertising_name
from analytics.models import Column

INPUTS = {
    "staging.posts": ("post_id", "author_account_id"),
    "staging.accounts": ("account_id", "display_name", "is_team"),
    "derived.post_spam": ("post_id", "reason"),
    "meta.spam_decisions": ("kind", "subject_id", "is_spam"),
}
GRAIN = ("account_id",)
COLUMNS = {
    "account_id": Column(pa.string(), "an account held to be a spammer's"),
    "reason": Column(pa.string(), "decided, link in name, or mostly spam"),
}


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """The accounts held to be spammers'; at least half of their posts are, or their name is."""
    decided = {
        row["subject_id"]: row["is_spam"]
        for row in frames["meta.spam_decisions"].to_pylist()
        if row["kind"] == "account"
    }
    spam = set(frames["derived.post_spam"]["post_id"].to_pylist())
    posts: Counter[str] = Counter()
    spam_posts: Counter[str] = Counter()
    for post in frames["staging.posts"].to_pylist():
        posts[post["author_account_id"]] += 1
        spam_posts[post["author_account_id"]] += post["post_id"] in spam
    found = {}
    for account in frames["staging.accounts"].to_pylist():
        account_id = account["account_id"]
        if account["is_team"] or decided.get(account_id) is False:
            continue
        if decided.get(account_id):
            found[account_id] = "decided"
        elif is_advertising_name(account["display_name"] or ""):
            found[account_id] = "link in name"
        elif spam_posts[account_id] and 2 * spam_posts[account_id] >= posts[account_id]:
            found[account_id] = "mostly spam"
    rows = sorted(found.items())
    return pa.table(
        {
            "account_id": pa.array([row[0] for row in rows], pa.string()),
            "reason": pa.array([row[1] for row in rows], pa.string()),
        }
    )
