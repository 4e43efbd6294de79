"""Readable plain text out of what platforms store: HTML, entities, control characters, mentions."""

from __future__ import annotations

import html
import re
from collections.abc import Container

from lxml import etree

BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "ul",
])  # fmt: skip
LINES = frozenset(["br", "li", "tr", "dt", "dd"])
NEVER_TEXT = frozenset(["script", "style", "template", "iframe", "object", "svg", "noscript"])
QUOTATIONS = frozenset(["blockquote", "q"])

# Tab and newline stay; the rest of C0 and C1, the noncharacters and lone surrogates never belong
# in text, and the other line ends become newlines.
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
# What turns the direction of the words around it, or is not seen at all: marks, embeddings and
# isolates, zero-width blanks, Hangul fillers, annotations and tags.
_UNSEEN = (
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f"
)
_UNSEEN_YET_PRINTABLE = ("\u034f", "\u3164", "\uffa0")
# Arabic to Tibetan, Burmese, Khmer and Mongolian letters change their form at a joiner.
_JOINED = (
    "\u0600-\u08ff\u0900-\u0fff\u1000-\u109f\u1780-\u18af\ua840-\ua8ff\ufb50-\ufdcf\ufdf0-\ufefc"
)
_EMOJI = "\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff"
_UNCLEAN = re.compile(f"[{_CONTROL}\r\u2028\u2029\ud800-\udfff{_UNSEEN}\u200c\u200d]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_NEUTRAL = re.compile(
    f"[{_CONTROL}{_UNSEEN}]"
    f"|(?<![{_JOINED}])\u200c"
    f"|(?<![{_JOINED}{_EMOJI}])\u200d|(?<=[{_EMOJI}])\u200d(?![{_EMOJI}])"
)
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_TAG = re.compile("<[^<>]*>")
_PARSER_DEPTH = 250
"""libxml2 drops what is nested more deeply than about this, and says so only in its log."""
_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
# Not after a word character, so the middle of an e-mail address is no mention.
_NAME_MENTION = re.compile(r"(?<![\w@./-])@(\w[\w'’.-]*(?:[ \u00a0]\w[\w'’.-]*){0,4})")
_PARTICLES = frozenset([
    "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "e",
    "el", "la", "le", "ter", "van", "von", "y", "zu",
])  # fmt: skip
_MENTION = re.compile(r"(?<![\w@./-])@([^\W_](?:[\w.-]{0,58}\w)?)")


def whole_text(text: str) -> str:
    """The text without lone surrogates, which no file can hold; each becomes a �."""
    if text.isascii():
        return text
    return _LONE_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


def clean_text(text: str) -> str:
    """The text with one kind of line end and without characters that steer or hide.

    Control characters, those that turn the direction of writing, and those of no width go; a joiner
    stays where letters or emoji take another form by it.
    """
    if is_clean(text):
        return text
    return _NEUTRAL.sub("", _LINE_ENDS.sub("\n", whole_text(text)))


def is_clean(text: str) -> bool:
    """Whether `clean_text` has nothing to do."""
    return _is_plain(text) or not _UNCLEAN.search(text)


def _is_plain(text: str) -> bool:
    """Whether nothing in it needs cleaning, told many times faster than by searching."""
    if not (text.isprintable() or text.replace("\n", "").replace("\t", "").isprintable()):
        return False
    return text.isascii() or not any(unseen in text for unseen in _UNSEEN_YET_PRINTABLE)


def one_line(text: str | None) -> str | None:
    """A name or a title on one line, entities resolved; None when nothing is left."""
    if not text:
        return None
    return " ".join(clean_text(html.unescape(text)).split()) or None


def parse_html(markup: str) -> etree._Element | None:
    """The parsed fragment, under the root <body>; None when it holds nothing."""
    markup = clean_text(markup)
    if not markup.strip():
        return None
    document = _parsed(markup)
    if document is None:
        # Nested more deeply than the parser follows: the words are still worth having.
        document = _parsed(html.escape(_TAG.sub(" ", markup), quote=False))
    return None if document is None else document.find("body")


def _parsed(markup: str) -> etree._Element | None:
    try:
        document = etree.fromstring(markup.encode(), _PARSER)
    except etree.XMLSyntaxError:
        return None
    is_cut = markup.count("<") >= _PARSER_DEPTH and any(
        "depth" in entry.message for entry in _PARSER.error_log
    )
    return None if is_cut else document


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
    for event, element in etree.iterwalk(root, events=("start", "end")):
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
    # Cleaned once more: &#x202e; became a character only now.
    return tidy(clean_text("".join(pieces))) or None


def _is_left_out(element: etree._Element) -> bool:
    if element.tag in NEVER_TEXT or element.tag in QUOTATIONS:
        return True
    return element.tag == "aside" and "quote" in (element.get("class") or "").split()


def words(element: etree._Element) -> str:
    """All text in an element, on one line."""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def tidy(text: str) -> str:
    """The text with single spaces, trimmed lines and at most one empty line in a row."""
    lines: list[str] = []
    for line in text.split("\n"):
        trimmed = " ".join(line.split())
        if trimmed or (lines and lines[-1]):
            lines.append(trimmed)
    return "\n".join(lines).strip("\n")


def mentions_in(text: str | None) -> tuple[str, ...]:
    """The handles mentioned with @, as written, without the @, each once, in order."""
    if not text or (first := text.find("@")) < 0:
        return ()
    return tuple(dict.fromkeys(_MENTION.findall(text, first)))


def names_mentioned_in(text: str | None) -> tuple[str, ...]:
    """The full names that may be mentioned with @, for platforms without handles.

    Where a name ends is not marked, so '@Ana Lima I think' gives 'Ana Lima I', then 'Ana Lima':
    whoever knows the members' names takes the first that is one.
    """
    if not text or "@" not in text:
        return ()
    found: dict[str, None] = {}
    for match in _NAME_MENTION.finditer(text):
        written = match.group(1).replace("\u00a0", " ").split(" ")
        length = 1
        while length < len(written) and not written[length - 1].endswith("."):
            if written[length] in _PARTICLES and length + 1 < len(written):
                length += 1
            if written[length][0].islower():
                break
            length += 1
        for words_taken in range(length, min(length, 2) - 1, -1):
            found[" ".join(written[:words_taken]).rstrip(".-'’")] = None
    return tuple(found)
