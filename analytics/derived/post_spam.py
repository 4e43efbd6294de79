"""Posts that are spam by a thin rule: repeated praise or links, advertised wares."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from analytics.models import Column

INPUTS = {
    "staging.posts": ("post_id", "author_account_id", "thread_id", "created_at"),
    "staging.post_texts": ("post_id", "text", "links"),
    "staging.accounts": ("account_id", "display_name", "is_team"),
    "meta.spam_decisions": ("kind", "subject_id", "is_spam"),
}
GRAIN = ("post_id",)
COLUMNS = {
    "post_id": Column(pa.string(), "a post held to be spam"),
    "reason": Column(
        pa.string(),
        "decided, link in name, wares, same text by many, same link by many, same link often, "
        "links for wares",
    ),
}

FIRST_POSTS = 2
"""A link counts against an author in their first posts only."""
MANY = 3
LONG_TEXT = 60
"""Letters; shorter texts are repeated by honest people: thanks, congratulations, slogans."""

READ_CHARACTERS = 600

NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")

LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]+", re.IGNORECASE)
# Wares that comment spam sells; each alone is a sign only beside a link or within a name.
WARES = re.compile(
    r"\b(?:vi[g4]r?a?g?rx|viagra|cialis|levitra|payday loans?|replica (?:watch|handbag)\w*"
    r"|online casino|casino bonus|slot gacor|anti.?ag(?:e)?ing|skin care products?"
    r"|weight loss|diet pills?|male enhancement|side effects results|cheap (?:jerseys|nike|ugg)"
    r"|louis vuitton|essay writing service|buy (?:followers|likes|cheap)|seo services?"
    r"|garcinia|forex signals?|escort service)\b",
    re.IGNORECASE,
)


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """The posts held to be spam, each with the first reason that applies.

    Never those of the team, and what a manager decided is none.
    """
    decided = {
        (row["kind"], row["subject_id"]): row["is_spam"]
        for row in frames["meta.spam_decisions"].to_pylist()
    }
    names = {}
    trusted = {
        subject for (kind, subject), is_spam in decided.items() if kind == "account" and not is_spam
    }
    for account in frames["staging.accounts"].to_pylist():
        names[account["account_id"]] = account["display_name"] or ""
        if account["is_team"]:
            trusted.add(account["account_id"])
    texts = dict(
        zip(
            frames["staging.post_texts"]["post_id"].to_pylist(),
            frames["staging.post_texts"]["text"].to_pylist(),
            strict=True,
        )
    )
    marked_up = dict(
        zip(
            frames["staging.post_texts"]["post_id"].to_pylist(),
            frames["staging.post_texts"]["links"].to_pylist(),
            strict=True,
        )
    )
    posts = sorted(
        (
            post
            for post in frames["staging.posts"].to_pylist()
            if post["author_account_id"] is not None and post["author_account_id"] not in trusted
        ),
        key=lambda post: (
            post["created_at"] is None,
            str(post["created_at"]),
            post["post_id"],
        ),
    )
    links_in = {
        post["post_id"]: (
            *LINK.findall(texts.get(post["post_id"]) or ""),
            *(marked_up.get(post["post_id"]) or ()),
        )
        for post in posts
    }
    early = _early_links(posts, links_in)
    by_text: dict[str, set[str]] = defaultdict(set)
    threads_of_text: dict[tuple[str, str], set[str]] = defaultdict(set)
    folded: dict[str, str] = {}
    linking: set[str] = set()
    bare_links: set[str] = set()
    for post in posts:
        original = texts.get(post["post_id"]) or ""
        if links_in[post["post_id"]]:
            linking.add(post["post_id"])
        # A newcomer's question that cites its sources is long; spam is little but its link.
        if (
            LINK.search(original)
            and len(fold(LINK.sub("", original[:READ_CHARACTERS]))) < LONG_TEXT
        ):
            bare_links.add(post["post_id"])
        text = fold(original[:READ_CHARACTERS]) if len(original) >= LONG_TEXT else ""
        if len(text) >= LONG_TEXT:
            folded[post["post_id"]] = text
            by_text[text].add(post["author_account_id"])
            threads_of_text[text, post["author_account_id"]].add(post["thread_id"])
    by_link: dict[str, set[str]] = defaultdict(set)
    # Markup links to the community's own pages too: only links that are read count for many.
    readable = _early_links(posts, {post: LINK.findall(texts.get(post) or "") for post in links_in})
    for post in posts:
        for link in readable.get(post["post_id"], ()):
            by_link[link].add(post["author_account_id"])
    found = {}
    for post in posts:
        author, text = post["author_account_id"], folded.get(post["post_id"], "")
        links = early.get(post["post_id"], ())
        decision = decided.get(("post", post["post_id"]))
        if decision is not None:
            if decision:
                found[post["post_id"]] = "decided"
        elif is_advertising_name(names.get(author, "")):
            found[post["post_id"]] = "link in name"
        elif links and WARES.search(texts.get(post["post_id"]) or ""):
            found[post["post_id"]] = "wares"
        elif text and len(by_text[text]) >= MANY:
            found[post["post_id"]] = "same text by many"
        elif post["post_id"] in bare_links and any(
            len(by_link[link]) >= MANY for link in readable.get(post["post_id"], ())
        ):
            found[post["post_id"]] = "same link by many"
        elif len(threads_of_text[text, author]) >= MANY and post["post_id"] in linking:
            found[post["post_id"]] = "same link often"
    for post_id in _links_for_wares(posts, linking, texts):
        if ("post", post_id) not in decided:
            found.setdefault(post_id, "links for wares")
    rows = sorted(found.items())
    return pa.table(
        {
            "post_id": pa.array([row[0] for row in rows], pa.string()),
            "reason": pa.array([row[1] for row in rows], pa.string()),
        }
    )


def is_advertising_name(name: str) -> bool:
    """Whether a shown name carries a link or names wares."""
    return LINK.search(name) is not None or WARES.search(name) is not None


def fold(text: str) -> str:
    """The letters and digits of a text, without case, accents and spacing."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return NEITHER_LETTER_NOR_DIGIT.sub("", plain)


def _early_links(
    posts: list[dict[str, Any]], links_in: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Post: the links in it, for the first posts of each author."""
    seen: dict[str, int] = defaultdict(int)
    found = {}
    for post in posts:
        seen[post["author_account_id"]] += 1
        if seen[post["author_account_id"]] <= FIRST_POSTS and links_in[post["post_id"]]:
            found[post["post_id"]] = tuple(
                sorted({link.rstrip(".,;/") for link in links_in[post["post_id"]]})
            )
    return found


def _links_for_wares(
    posts: list[dict[str, Any]], linking: set[str], texts: Mapping[str, str | None]
) -> list[str]:
    """The posts with links of authors who mostly write such, and mostly for wares.

    One who sells sells everything: the robot beside the pills needs no word of its own.
    """
    by_author: dict[str, list[str]] = defaultdict(list)
    for post in posts:
        by_author[post["author_account_id"]].append(post["post_id"])
    found = []
    for written in by_author.values():
        linked = [post_id for post_id in written if post_id in linking]
        wares = [post_id for post_id in linked if WARES.search(texts.get(post_id) or "")]
        if (
            len(linked) >= MANY
            and 2 * len(linked) >= len(written)
            and 2 * len(wares) >= len(linked)
        ):
            found += linked
    return found
