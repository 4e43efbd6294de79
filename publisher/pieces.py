"""A page read piece by piece: a piece that stood on another page word for word is read once.

The head, the foot and the frame of all pages are the same, so most of a page is known already. A
page is cut where no sentence can go on, at a line that begins with a tag that is no part of one; so
the pieces hold the same sentences as the whole. Whatever is not plain markup (a comment, a script,
a tag in the middle of an attribute, a person's place that is open at a cut) is not cut: then the
page is read whole, by a parser of HTML.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

INLINE = frozenset({"a", "abbr", "b", "cite", "code", "em", "i", "q", "span", "strong", "text"})
"""Tags in the middle of a sentence: what stands before and behind belongs together."""
PROSE_ATTRIBUTES = frozenset({"title", "alt", "content", "aria-label", "value"})
CODE_ATTRIBUTES = frozenset({"href", "src", "id", "lang"})
LINK_ATTRIBUTES = frozenset({"href", "src"})
PERSON_SLOT = "name"
"""The class of an element that holds a person's name and nothing else."""

_CUT = re.compile(rf"\n[ \t]*(?=</?(?!(?:{'|'.join(sorted(INLINE))})\b)[a-zA-Z])")
_TOKEN = re.compile(
    r"<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)"
    r"(?P<attributes>(?:\s+[^\s=<>\"'/]+(?:=\"[^\"<>]*\")?)*)\s*/?>|(?P<text>[^<>]+)"
)
_ATTRIBUTE = re.compile(r"([^\s=<>\"'/]+)(?:=\"([^\"<>]*)\")?")
_DOCTYPE = "<!DOCTYPE html>"
_RAW = frozenset(
    {"script", "style", "textarea", "template", "iframe", "noscript", "xmp", "plaintext", "noembed"}
)
"""Elements whose content is no markup, or none that is shown."""


@dataclass
class Read:
    """What stands in a page or a piece of it."""

    texts: list[str]
    """Its sentences, across the tags within them, and what is read aloud of attributes."""
    code: list[str]
    """What only programs read."""
    links: list[str]
    slots: list[str]
    """What stands in persons' places."""


class Attributes(NamedTuple):
    """What the attributes of one tag hold."""

    texts: tuple[str, ...]
    code: tuple[str, ...]
    links: tuple[str, ...]
    is_slot: bool
    """Whether the tag opens a person's place."""


def pieces(page: str) -> list[str]:
    """The page, cut where no sentence goes on."""
    return _CUT.split(page)


def read_piece(piece: str) -> Read | None:
    """What stands in a piece; None when it is not plain markup."""
    read = Read([""], [], [], [])
    slot: tuple[str, int] | None = None  # Its tag, and how many of these are open.
    slot_words = ""
    at = len(_DOCTYPE) if piece.startswith(_DOCTYPE) else 0
    while at < len(piece):
        token = _TOKEN.match(piece, at)
        if token is None:
            return None
        at = token.end()
        if (text := token["text"]) is not None:
            words = html.unescape(text)
            read.texts[-1] += words
            slot_words += words if slot else ""
            continue
        tag = token["tag"].lower()
        if tag in _RAW:
            return None
        if tag not in INLINE:
            read.texts.append("")
        if token["end"]:
            if slot and slot[0] == tag:
                slot = (tag, slot[1] - 1) if slot[1] > 1 else None
                if slot is None:
                    read.slots.append(" ".join(slot_words.split()))
            continue
        if slot and slot[0] == tag:
            slot = (tag, slot[1] + 1)
        if written := token["attributes"]:
            found = _attributes(written)
            read.texts[:0] = found.texts
            read.code += found.code
            read.links += found.links
            if found.is_slot:
                if slot:
                    return None
                slot, slot_words = (tag, 1), ""
    if slot:
        return None
    read.texts = [text for text in read.texts if text and not text.isspace()]
    return read


@lru_cache(maxsize=50_000)
def _attributes(written: str) -> Attributes:
    """What a tag's attributes hold."""
    found = [(name.lower(), html.unescape(value)) for name, value in _ATTRIBUTE.findall(written)]
    is_spoken = all(name != "http-equiv" for name, _ in found)
    texts, code, links, is_slot = [], [], [], False
    for name, value in found:
        if name in PROSE_ATTRIBUTES and is_spoken:
            texts.append(value)
        elif name in PROSE_ATTRIBUTES or name in CODE_ATTRIBUTES:
            code.append(value)
        if name in LINK_ATTRIBUTES:
            links.append(value)
        if name == "class":
            is_slot = is_slot or PERSON_SLOT in value.split()
    return Attributes(tuple(texts), tuple(code), tuple(links), is_slot)
