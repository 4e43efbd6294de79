"""Accounts that post spam, as their names and posts tell and people correct it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from analytics.models import Column
from analytics.spam.signs import is_advertising_name

INPUTS = {
    "staging.posts": ("post_id", "author_account_id"),
    "staging.accounts": ("account_id", "display_name", "is_team", "is_bot"),
    "derived.post_spam": ("post_id", "reason"),
    "meta.spam_decisions": ("kind", "subject_id", "is_spam"),
}
GRAIN = ("account_id",)
COLUMNS = {
    "account_id": Column(pa.string(), "an account held to be a spammer's"),
    "reason": Column(pa.string(), "decided, advertising name, or mostly spam"),
    "spam_posts": Column(pa.int64(), "how many of its posts are held to be spam"),
    "posts": Column(pa.int64(), "how many it wrote"),
}

BATCH = 20_000


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """The accounts held to be spammers'; at least half of their posts are, or their name is.

    Whoever wrote a post that a manager called good is none, unless the manager says so.
    """
    decided = {
        (row["kind"], row["subject_id"]): row["is_spam"]
        for row in frames["meta.spam_decisions"].to_pylist()
    }
    good = set()
    spam = set(frames["derived.post_spam"]["post_id"].to_pylist())
    posts: Counter[str] = Counter()
    spam_posts: Counter[str] = Counter()
    for batch in frames["staging.posts"].to_batches(max_chunksize=BATCH):
        authors = batch.column("author_account_id").to_pylist()
        posts.update(authors)
        for post_id, author in zip(batch.column("post_id").to_pylist(), authors, strict=True):
            if post_id in spam:
                spam_posts[author] += 1
            if decided and decided.get(("post", post_id)) is False:
                good.add(author)
    rows = []
    for account in frames["staging.accounts"].to_pylist():
        account_id = account["account_id"]
        said = decided.get(("account", account_id))
        if account["is_team"] or said is False:
            continue
        bad, all_posts = spam_posts[account_id], posts[account_id]
        if said:
            reason = "decided"
        elif account["is_bot"] or account_id in good:
            continue
        elif is_advertising_name(account["display_name"] or "") and 2 * bad >= all_posts:
            reason = "advertising name"
        elif bad and 2 * bad >= all_posts:
            reason = "mostly spam"
        else:
            continue
        rows.append((account_id, reason, bad, all_posts))
    return pa.Table.from_pylist(
        [dict(zip(COLUMNS, row, strict=True)) for row in sorted(rows)],
        pa.schema([(name, column.type) for name, column in COLUMNS.items()]),
    )
