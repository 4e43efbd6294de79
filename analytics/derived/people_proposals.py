"""Accounts that may belong to one person; a manager decides, and the answer serves figures only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from analytics.identity.odds import judge
from analytics.identity.pairs import Crowd, Pair
from analytics.identity.parties import Party, parties
from analytics.identity.traces import Traces
from analytics.models import Column

INPUTS = {
    "staging.accounts": (
        "account_id",
        "source",
        "handle",
        "display_name",
        "email",
        "joined_at",
        "location",
        "declares",
        "state",
        "is_team",
        "is_bot",
        "is_guest",
    ),
    "staging.ties": ("from_account_id", "kind", "created_at"),
    "marts.posts": ("post_id", "author_account_id", "created_at", "is_public"),
    "staging.post_texts": ("post_id", "text"),
    "derived.member_accounts": ("account_id", "member_id"),
}
GRAIN = ("account_a_id", "account_b_id")
COLUMNS = {
    "account_a_id": Column(pa.string(), "the smaller id"),
    "account_b_id": Column(pa.string(), "the larger id"),
    "probability": Column(pa.float64(), "personal: that they are one person; 0 for a look-alike"),
    "evidence": Column(pa.string(), "personal: what speaks for it and against it, in words"),
    "is_look_alike": Column(
        pa.bool_(), "the names only look alike, in different letters: not proposed, but shown"
    ),
}

LOOKS_ALIKE = "the names only look alike: different letters"


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """Pairs of accounts that are likelier one person than two, and names forged to look so.

    What members declared is joined already and stands in derived.member_accounts. Only public
    words are compared. The rows are for the office: nothing of them may reach a page or a letter.
    """
    members = {
        row["account_id"]: row["member_id"] for row in frames["derived.member_accounts"].to_pylist()
    }
    accounts = [
        {**account, "member_id": members[account["account_id"]]}
        for account in frames["staging.accounts"].to_pylist()
    ]
    told = public_posts(frames["marts.posts"], frames["staging.post_texts"])
    everybody = parties(
        accounts,
        followed(frames["staging.ties"]),
        Counter(told["author_account_id"].to_pylist()),
    )
    crowd = Crowd(everybody)
    pairs = list(crowd.pairs())
    # Where nobody is to be compared, as in a community of one place, nothing need be read.
    texts = texts_of(told, frames["staging.post_texts"]) if pairs else {}
    traces = Traces(everybody, texts, [(one.one.account_id, one.other.account_id) for one in pairs])
    rows = [
        {
            **_ids(one.pair.one, one.pair.other),
            "probability": one.probability,
            "evidence": "; ".join(one.reasons),
            "is_look_alike": False,
        }
        for one in judge(pairs, crowd, traces)
    ]
    rows += [_look_alike(pair) for pair in pairs if pair.is_look_alike]
    schema = pa.schema([(name, column.type) for name, column in COLUMNS.items()])
    return pa.Table.from_pylist(rows, schema=schema)


def public_posts(posts: pa.Table, post_texts: pa.Table) -> pa.Table:
    """post_id, author_account_id, created_at of the public posts with an author and words."""
    is_worded = pc.greater(pc.utf8_length(post_texts["text"].cast(pa.string())), 0)
    worded = post_texts["post_id"].cast(pa.string()).filter(is_worded)
    known = pc.and_(
        pc.and_(pc.fill_null(posts["is_public"], False), pc.is_valid(posts["author_account_id"])),
        pc.is_in(posts["post_id"].cast(pa.string()), value_set=worded.combine_chunks()),
    )
    return posts.filter(known).select(["post_id", "author_account_id", "created_at"])


def texts_of(posts: pa.Table, post_texts: pa.Table) -> dict[str, list[tuple[datetime | None, str]]]:
    """What each account wrote in these posts, with the moment."""
    written = post_texts["post_id"].cast(pa.string()).combine_chunks()
    at = pc.index_in(posts["post_id"].cast(pa.string()), value_set=written)
    found: dict[str, list[tuple[datetime | None, str]]] = defaultdict(list)
    for author, moment, text in zip(
        posts["author_account_id"].to_pylist(),
        posts["created_at"].to_pylist(),
        post_texts["text"].take(at).to_pylist(),
        strict=True,
    ):
        found[author].append((moment, text))
    return found


def followed(ties: pa.Table) -> dict[str, datetime]:
    """When each account first began to follow somebody or a page."""
    found: dict[str, datetime] = {}
    for tie in ties.to_pylist():
        if tie["kind"] == "follow" and tie["created_at"]:
            at = found.get(tie["from_account_id"], tie["created_at"])
            found[tie["from_account_id"]] = min(at, tie["created_at"])
    return found


def _look_alike(pair: Pair) -> dict[str, object]:
    return {
        **_ids(pair.one, pair.other),
        "probability": 0.0,
        "evidence": LOOKS_ALIKE,
        "is_look_alike": True,
    }


def _ids(one: Party, other: Party) -> dict[str, str]:
    first, second = sorted((one.account_id, other.account_id))
    return {"account_a_id": first, "account_b_id": second}
