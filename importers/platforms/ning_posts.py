"""Posts of a Ning archive: comments without parents, names instead of handles."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from importers.reading.json_values import a_text, an_id, objects_in
from importers.reading.jsonstream import JsonObject
from importers.reading.moments import utc
from importers.reading.quotes import cited_author, quoting_elements
from importers.reading.text import element_text, names_mentioned_in, parse_html, words
from importers.records import Post, Record

# A member's page, by screen name; /xn/detail/u_NAME is the same in the older form.
_PROFILE_LINK = re.compile(r"(?:/profile/|/xn/detail/u_)([\w.-]+)/?(?:[?#].*)?$")


@dataclass(frozen=True)
class Words:
    """What a post says, and to whom."""

    original: str | None = None
    text: str | None = None
    quoted: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()


def post_words(description: object) -> Words:
    """The text without quotations, the names quoted, and the screen names or names mentioned."""
    original = a_text(description)
    root = parse_html(original) if original else None
    if root is None:
        return Words(original)
    left_out = quoting_elements(root)
    quoted: dict[str, None] = {}
    for element in list(left_out):
        name, cite = cited_author(element)
        if cite is not None:
            left_out.append(cite)
        if name:
            quoted[name] = None
    mentioned: dict[str, None] = {}
    for link in root.iter("a"):
        match = _PROFILE_LINK.search(link.get("href") or "")
        if match and words(link).startswith("@") and not _is_within(link, left_out):
            mentioned[match.group(1)] = None
            left_out.append(link)
    prose = element_text(root, leave_out=frozenset(left_out))
    mentioned |= dict.fromkeys(names_mentioned_in(prose))
    without_links = [element for element in left_out if element.tag != "a"]
    text = element_text(root, leave_out=frozenset(without_links))
    return Words(original, text, tuple(quoted), tuple(mentioned))


def comments(
    value: JsonObject,
    thread_id: str,
    *,
    kind: Literal["reply", "comment", "wall"],
    owner_id: str | None = None,
) -> Iterator[Record]:
    """The comments under a record; on a member's wall they address its owner."""
    for comment in objects_in(value.get("comments")):
        author_id = an_id(comment.get("contributorName"))
        said = post_words(comment.get("description"))
        native_id = an_id(comment.get("id")) or made_id(
            thread_id, author_id, a_text(comment.get("createdDate")), said.text
        )
        yield Post(
            native_id=native_id,
            thread_id=thread_id,
            author_id=author_id,
            addressed=(owner_id,) if owner_id and owner_id != author_id else (),
            quoted=said.quoted,
            mentioned=said.mentioned,
            kind=kind,
            created_at=utc(comment.get("createdDate")),
            text_format="html",
            text_original=said.original,
            text=said.text,
        )


def made_id(*parts: str | None) -> str:
    """An id for what has none: the same for the same thing in both twins and in later exports.

    It is made of plain text, because the addresses of pictures differ between the twins.
    """
    joined = "\0".join(part or "" for part in parts)
    return "made:" + hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:20]


def _is_within(element: etree._Element, others: Sequence[etree._Element]) -> bool:
    return any(ancestor in others for ancestor in element.iterancestors())
