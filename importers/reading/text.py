"""Readable plain text out of what platforms store: HTML, entities, control characters, mentions."""

from __future__ import annotations

import html
import re
from collections.abc import Container

from lxml import etree
from lxml import html as lxml_html

BLOCKS = frozenset(
    "address article aside blockquote details div dl fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section summary table ul".split()
)
LINES = frozenset(["br", "li", "tr", "dt", "dd"])
NEVER_TEXT = frozenset(["script", "style", "template", "iframe", "object", "svg", "noscript"])
QUOTATIONS = frozenset(["blockquote", "q"])

# Tab and newline stay; the rest of C0 and C1, and the Unicode line separators, never belong in text.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\u00a0]+")
_MANY_NEWLINES = re.compile(r"\s*\n\s*\n\s*")
# Not after a word character, so the middle of an e-mail address is no mention.
_MENTION = re.compile(r"(?<![\w@./-])@([^\W_](?:[\w.-]{0,58}\w)?)")


def whole_text(text: str) -> str:
    """The text without lone surrogates, which no file can hold; each becomes a �."""
    if text.isascii():
        return text
    return _LONE_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


def clean_text(text: str) -> str:
    """The text with one kind of line end and without control characters."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", whole_text(text)))


def one_line(text: str | None) -> str | None:
    """A name or a title on one line, entities resolved; None when nothing is left."""
    if not text:
        return None
    return _SPACES.sub(" ", clean_text(html.unescape(text)).replace("\n", " ")).strip() or None


def parse_html(markup: str) -> etree._Element | None:
    """The parsed fragment under one root; None when it holds nothing."""
    markup = clean_text(markup)
    if not markup.strip():
        return None
    try:
        return lxml_html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def html_to_text(markup: str | None) -> str | None:
    """Plain text of an HTML fragment: blocks become lines, quotations of others are left out.

    None when there is no text, which is not the same as no markup.
    """
    if not markup:
        return None
    if "<" not in markup and "&" not in markup:
        return tidy(clean_text(markup)) or None
    root = parse_html(markup)
    return None if root is None else element_text(root)


def element_text(root: etree._Element, *, leave_out: Container[etree._Element] = ()) -> str | None:
    """Plain text of a parsed fragment, without quotations of others and the elements named."""
    pieces: list[str] = []
    skipping: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if skipping is None:
                pieces.append(element.tail or "")
            continue
        if event == "start":
            if skipping is None:
                if _is_left_out(element) or element in leave_out:
                    skipping = element
                    continue
                if element.tag in BLOCKS or element.tag in LINES:
                    pieces.append("\n")
                pieces.append(element.text or "")
            continue
        if skipping is not None and skipping is not element:
            continue
        skipping = None
        if element.tag in BLOCKS:
            pieces.append("\n")
        elif element.tag in ("td", "th"):
            pieces.append(" ")
        if element is not root:
            pieces.append(element.tail or "")
    return tidy("".join(pieces)) or None


def _is_left_out(element: etree._Element) -> bool:
    if element.tag in NEVER_TEXT or element.tag in QUOTATIONS:
        return True
    return element.tag == "aside" and "quote" in (element.get("class") or "").split()


def tidy(text: str) -> str:
    """The text with single spaces, trimmed lines and at most one empty line in a row."""
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _MANY_NEWLINES.sub("\n\n", "\n".join(lines)).strip()


def mentions_in(text: str | None) -> tuple[str, ...]:
    """The handles mentioned with @, as written, without the @, each once, in order."""
    if not text or "@" not in text:
        return ()
    return tuple(dict.fromkeys(match.group(1) for match in _MENTION.finditer(text)))
