"""Posts that lead to another thread: by its address, or on a page by its title, quoted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from analytics.models import Column

INPUTS = {
    "staging.post_texts": ("post_id", "text"),
    "marts.posts": ("post_id", "thread_id", "created_at", "is_counted"),
    "marts.threads": ("thread_id", "title", "url", "created_at", "is_public", "is_page"),
}
GRAIN = ("post_id", "thread_id")
COLUMNS = {
    "post_id": Column(pa.string(), "a post that passes a thread on"),
    "thread_id": Column(pa.string(), "the public thread it leads to"),
}

ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
NUMBERED = re.compile(r"^https?://([^/]+)/t/(?:[^/]+/)?(\d+)")
"""Discourse writes one thread's address with and without its title in words."""

QUOTED = re.compile(
    r"“([^”\n]{2,200})”|„([^“”\n]{2,200})[“”]|«([^»\n]{2,200})»|\"([^\"\n]{2,200})\""
    r"|‘([^‘\n]{2,200}?)’(?!\w)"
)
"""Something between quotation marks, as five languages set them."""
WORDS_OF_A_TITLE = 2
"""A single word may be quoted for itself."""

Begun = tuple[datetime | None, str]
"""When a thread began, and which it is."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """Every post with each other public thread it leads to.

    Titles are looked for in what is written on a page, where nobody can link as on a forum, and
    only in quotation marks: without them they may be words like any others. Of several threads with
    one title the last that had begun is meant.
    """
    own = {row["post_id"]: row for row in frames["marts.posts"].to_pylist() if row["is_counted"]}
    by_address: dict[str, str] = {}
    by_title: defaultdict[str, list[Begun]] = defaultdict(list)
    pages = set()
    for thread in frames["marts.threads"].to_pylist():
        if thread["is_page"]:
            pages.add(thread["thread_id"])
        if not thread["is_public"]:
            continue
        if thread["url"]:
            by_address[address_key(thread["url"])] = thread["thread_id"]
        title = folded(thread["title"] or "")
        if len(title.split()) >= WORDS_OF_A_TITLE and not thread["is_page"]:
            by_title[title].append((thread["created_at"], thread["thread_id"]))
    table = frames["staging.post_texts"]
    rows = sorted(
        {
            (post_id, thread_id)
            for post_id, text in zip(
                table["post_id"].to_pylist(), table["text"].to_pylist(), strict=True
            )
            if (post := own.get(post_id)) is not None
            for thread_id in (
                *_linked(text, by_address),
                *(_named(text, by_title, post["created_at"]) if post["thread_id"] in pages else ()),
            )
            if thread_id != post["thread_id"]
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


def _named(text: str, by_title: Mapping[str, list[Begun]], at: datetime | None) -> Iterator[str]:
    for quoted in (found[found.lastindex or 0] for found in QUOTED.finditer(text)):
        begun = [
            (when or _LONG_AGO, thread_id)
            for when, thread_id in by_title.get(folded(quoted), ())
            if when is None or at is None or when <= at
        ]
        if begun:
            yield max(begun)[1]
