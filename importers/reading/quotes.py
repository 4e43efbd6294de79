"""Who is quoted in a post, and the post without the quotation, in the ways forums write it."""

from __future__ import annotations

import re

from lxml import etree

from importers.reading.text import words

_OPENS = re.compile(r"\[quote(?:=([^\]\n]{0,120}))?\]", re.IGNORECASE)
_QUOTE_TAG = re.compile(r"\[quote(?:=[^\]\n]{0,120})?\]|\[/quote\]", re.IGNORECASE)
_QUOTE_MARKS = "\"'“”„«»‘’ "
_SAID = re.compile(r"^(.{1,80}?)\s*(?:said|wrote|writes)?\s*:?\s*$", re.IGNORECASE | re.DOTALL)


def without_bbcode_quotes(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its [quote="Ana"]…[/quote] parts, and the authors quoted, outermost only.

    A [quote] that is never closed loses its tag only: what follows may be the author's own words.
    """
    if "[quote" not in text.lower():
        return text, ()
    kept: list[str] = []
    authors: dict[str, None] = {}
    depth = 0
    begin = 0
    for match in _QUOTE_TAG.finditer(text):
        is_opening = not match.group().startswith("[/")
        if is_opening:
            if depth == 0:
                kept.append(text[begin : match.start()])
                begin = match.end()
                if author := _author_in(match.group()):
                    authors[author] = None
            depth += 1
        elif depth > 0:
            depth -= 1
            if depth == 0:
                begin = match.end()
    rest = text[begin:]
    kept.append(_QUOTE_TAG.sub("", rest))
    return "".join(kept), tuple(authors)


def _author_in(tag: str) -> str | None:
    """The name in [quote="Ana, post:3, topic:12"]."""
    match = _OPENS.fullmatch(tag)
    if match is None or match.group(1) is None:
        return None
    name = match.group(1).split(", post:")[0].strip(_QUOTE_MARKS)
    return name or None


def quoting_elements(root: etree._Element) -> list[etree._Element]:
    """The outermost elements that hold a quotation, a cite before a blockquote included."""
    found: list[etree._Element] = []
    for element in root.iter("blockquote", "aside"):
        if element.tag == "aside" and "quote" not in (element.get("class") or "").split():
            continue
        if not any(ancestor in found for ancestor in element.iterancestors()):
            found.append(element)
    return found


def cited_author(blockquote: etree._Element) -> tuple[str | None, etree._Element | None]:
    """The name in a <cite>Ana said:</cite> in or right before a blockquote, and that element."""
    cite = blockquote.find("cite")
    if cite is None:
        before = blockquote.getprevious()
        if before is not None and before.tag != "cite":
            # <p><cite>Ana said:</cite></p> comes too.
            inner = before.find("cite")
            before = inner if inner is not None and not (inner.tail or "").strip() else None
        if before is not None and (before.tail or "").strip():
            before = None
        cite = before
    if cite is None:
        return None, None
    match = _SAID.match(words(cite))
    return (match.group(1).strip() if match else None), cite
