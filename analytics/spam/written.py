"""Posts and their authors as the rule for spam reads them, from the warehouse's frames."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

import pyarrow as pa

from analytics.spam.signs import ANY_LINK, signs_of_texts
from analytics.spam.texts import host_of, letters_of, links_of

BATCH = 20_000


@dataclass(slots=True)
class Written:
    """A post, without its words."""

    post_id: str
    author: str
    """The account; a post of nobody known counts as somebody's only one."""
    thread_id: str | None
    kind: str | None
    created_at: datetime | None
    links: tuple[str, ...] = ()
    """To other places than the community's own."""
    signs: frozenset[str] = frozenset()
    letters: int = 0


@dataclass(slots=True)
class Author:
    """What is known of who wrote a post."""

    posts: list[Written] = field(default_factory=list)
    """In the order of time, undated ones last."""
    answered_by: set[str] = field(default_factory=set)


def read_posts(frames: Mapping[str, pa.Table], ignored: frozenset[str]) -> list[Written]:
    """All posts but those of accounts to be ignored, with the signs of their own words."""
    posts: dict[str, Written] = {}
    once: dict[str, str] = {}
    for post_id, account, thread_id, kind, created_at in rows_of(
        frames["staging.posts"], "post_id", "author_account_id", "thread_id", "kind", "created_at"
    ):
        author = account or f"nobody:{post_id}"
        if author not in ignored:
            # Each name of an author or a thread is held once, not once for each post.
            thread = thread_id and once.setdefault(thread_id, thread_id)
            posts[post_id] = Written(
                post_id,
                once.setdefault(author, author),
                thread,
                kind and sys.intern(kind),
                created_at,
            )
    own = _own_hosts(frames)
    seen: dict[frozenset[str], frozenset[str]] = {}
    texts = rows_of(frames["staging.post_texts"], "post_id", "text", "links")
    while batch := list(islice(texts, BATCH)):
        known = [
            (posts[post_id], text or "", links or ())
            for post_id, text, links in batch
            if post_id in posts
        ]
        has_link = ANY_LINK.may_be_in([text for _, text, _ in known])
        for (post, text, marked_up), may in zip(known, has_link, strict=True):
            links = links_of(text if may else "", marked_up)
            post.links = tuple(link for link in links if host_of(link) not in own)
            post.letters = letters_of(text)
        signs_of = signs_of_texts([(text, post.links) for post, text, _ in known])
        for (post, _, _), found in zip(known, signs_of, strict=True):
            signs = frozenset(found)
            post.signs = seen.setdefault(signs, signs)
    return list(posts.values())


def authors_of(frames: Mapping[str, pa.Table], posts: list[Written]) -> dict[str, Author]:
    """Everybody who wrote, with their posts and with who answered them."""
    authors: dict[str, Author] = defaultdict(Author)
    for post in sorted(posts, key=_in_time):
        authors[post.author].posts.append(post)
    wrote = {post.post_id: post.author for post in posts}
    for answering, parent_id, addressed in rows_of(
        frames["staging.posts"], "author_account_id", "parent_post_id", "addressed_account_ids"
    ):
        if answering is None:
            continue
        for answered in (wrote.get(parent_id), *(addressed or ())):
            if answered in authors and answered != answering:
                authors[answered].answered_by.add(answering)
    return dict(authors)


def rows_of(table: pa.Table, *columns: str) -> Iterator[tuple[Any, ...]]:
    """What the columns hold, row by row, read a batch at a time: a whole frame in Python would
    fill the memory.
    """
    for batch in table.select(columns).to_batches(max_chunksize=BATCH):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _own_hosts(frames: Mapping[str, pa.Table]) -> frozenset[str]:
    """Where the community itself stands."""
    return frozenset(
        host_of(url.lower())
        for name in ("staging.threads", "staging.accounts")
        for url in frames[name]["url"].to_pylist()
        if url
    )


def _in_time(post: Written) -> tuple[bool, datetime | int, str]:
    return (post.created_at is None, post.created_at or 0, post.post_id)
