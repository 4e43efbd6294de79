"""Posts that lead to another thread: by its address, or on a page by its whole title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from analytics.models import Column

INPUTS = {
    "staging.post_texts": ("post_id", "text"),
    "marts.posts": ("post_id", "thread_id", "is_counted"),
    "marts.threads": ("thread_id", "title", "url", "is_public", "is_page"),
}
GRAIN = ("post_id", "thread_id")
COLUMNS = {
    "post_id": Column(pa.string(), "a post that passes a thread on"),
    "thread_id": Column(pa.string(), "the public thread it leads to"),
}

ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
NUMBERED = re.compile(r"^https?://([^/]+)/t/(?:[^/]+/)?(\d+)")
"""Discourse writes one thread's address with and without its title in words."""

WORDS_OF_A_TITLE = 4
"""A shorter title may stand in a text by chance."""
LEAST_LETTERS = 16


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """Every post with each other public thread it leads to.

    Titles are looked for in what is written on a page, where nobody can link as on a forum; a title
    that two threads share leads nowhere.
    """
    own_thread = {
        row["post_id"]: row["thread_id"]
        for row in frames["marts.posts"].to_pylist()
        if row["is_counted"]
    }
    by_address: dict[str, str] = {}
    by_title: defaultdict[str, set[str]] = defaultdict(set)
    pages = set()
    for thread in frames["marts.threads"].to_pylist():
        if thread["is_page"]:
            pages.add(thread["thread_id"])
        if not thread["is_public"]:
            continue
        if thread["url"]:
            by_address[address_key(thread["url"])] = thread["thread_id"]
        title = folded(thread["title"] or "")
        if len(title.split()) >= WORDS_OF_A_TITLE and len(title) >= LEAST_LETTERS:
            by_title[title].add(thread["thread_id"])
    titles = {title: next(iter(ids)) for title, ids in by_title.items() if len(ids) == 1}
    beginnings: defaultdict[str, list[str]] = defaultdict(list)
    for title in sorted(titles):
        beginnings[" ".join(title.split()[:WORDS_OF_A_TITLE])].append(title)
    table = frames["staging.post_texts"]
    rows = sorted(
        {
            (post_id, thread_id)
            for post_id, text in zip(
                table["post_id"].to_pylist(), table["text"].to_pylist(), strict=True
            )
            if post_id in own_thread
            for thread_id in (
                *_linked(text, by_address),
                *(_named(text, titles, beginnings) if own_thread[post_id] in pages else ()),
            )
            if thread_id != own_thread[post_id]
        }
    )
    return pa.table(
        {
            "post_id": pa.array([row[0] for row in rows], pa.string()),
            "thread_id": pa.array([row[1] for row in rows], pa.string()),
        }
    )


def address_key(url: str) -> str:
    """What two addresses of one thread have in common."""
    if numbered := NUMBERED.match(url):
        return f"{numbered[1].casefold()}/t/{numbered[2]}"
    return re.sub(r"^https?://|[#?].*$", "", url).rstrip("/.,;:!").casefold()


def folded(text: str) -> str:
    """The words of a text in lower case, one space between them."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _linked(text: str, by_address: Mapping[str, str]) -> Iterator[str]:
    if "http" in text:
        for url in ADDRESS.findall(text):
            if (thread_id := by_address.get(address_key(url))) is not None:
                yield thread_id


def _named(
    text: str, titles: Mapping[str, str], beginnings: Mapping[str, list[str]]
) -> Iterator[str]:
    words = folded(text).split()
    for place in range(len(words) - WORDS_OF_A_TITLE + 1):
        for title in beginnings.get(" ".join(words[place : place + WORDS_OF_A_TITLE]), ()):
            length = len(title.split())
            if " ".join(words[place : place + length]) == title:
                yield titles[title]
