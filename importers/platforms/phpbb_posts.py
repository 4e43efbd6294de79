"""What a post of phpBB says, in the three ways its versions keep posts.

Since 3.2 a post is XML in which the marks that people typed stand beside what they mean, as <r> or,
without any markup, as <t>. Before, it was BBCode whose tags end in a mark of their own, with
smilies and links already turned into HTML. Imported posts are often plain.
"""

from __future__ import annotations

import html
import re
from typing import Literal

from lxml import etree

from importers.platforms.board_posts import Words, bbcode_words
from importers.reading.text import clean_text, html_to_text, mentions_in, tidy

_MARKS = frozenset(["s", "e", "i"])
"""What was typed for the markup itself: [b], the > of a quotation."""
_LEFT_OUT = frozenset(["QUOTE", "IMG", "ATTACHMENT", "MEDIA", "FLASH"])
_BLOCKS = frozenset(["p", "LI", "LIST", "CODE", "HR", "TR", "TABLE"])
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)

_SMILEY = re.compile(r"<!-- s[^<>]{0,40} --><img [^<>]{0,300}?alt=\"([^\"<>]{0,40})\"[^<>]{0,300}>")
_HTML = re.compile(r"<!--[^<>]{0,40}-->|</?[a-z][^<>]{0,2000}>")


def phpbb_words(
    original: str | None, uid: str | None
) -> tuple[Words, Literal["html", "bbcode", "text"]]:
    """The words of a post and the format of the original.

    uid: the mark at the end of the post's BBCode tags, before 3.2.
    """
    if not original:
        return Words(), "text"
    if original.startswith(("<r>", "<t>", "<r ", "<t ", "<r/", "<t/")):
        return _marked_words(original), "html"
    return bbcode_words(_plain_bbcode(original, uid)), "bbcode"


def described(original: str | None, uid: str | None = None) -> str | None:
    """A forum's description as text."""
    return phpbb_words(original, uid)[0].text


def _plain_bbcode(original: str, uid: str | None) -> str:
    """BBCode as people typed it, still with HTML entities."""
    written = original
    if uid and re.fullmatch(r"\w{1,12}", uid):
        # [b:1a2b3c4d], [/list:u:1a2b3c4d], [quote=&quot;Ana&quot;:1a2b3c4d]
        written = re.sub(rf"(?::[a-z])?:{uid}\]", "]", written).replace("[/*]", "")
    written = _SMILEY.sub(r"\1", written)
    written = re.sub(r"<br ?/?>", "\n", written)
    return _HTML.sub("", written)


def _marked_words(original: str) -> Words:
    try:
        root = etree.fromstring(clean_text(original).encode(), _PARSER)
    except etree.XMLSyntaxError:
        return Words(text=html_to_text(original))
    quotes = [quote for quote in root.iter("QUOTE") if _is_outermost(quote)]
    authors = (html.unescape(quote.get("author") or "").strip() for quote in quotes)
    answered = quotes[0].get("post_id") if quotes else None
    names = (mention.get("name") or "" for mention in root.iter("MENTION", "SMENTION"))
    prose = _text(root, with_code=False)
    return Words(
        text=_text(root, with_code=True),
        quoted=tuple(dict.fromkeys(filter(None, authors))),
        mentioned=tuple(dict.fromkeys(filter(None, [*names, *mentions_in(prose)]))),
        answers=answered if answered and answered.isdecimal() else None,
    )


def _is_outermost(quote: etree._Element) -> bool:
    return next(quote.iterancestors("QUOTE"), None) is None


def _text(root: etree._Element, *, with_code: bool) -> str | None:
    pieces: list[str] = []
    skipping: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and skipping is None:
            if _is_left_out(element, with_code=with_code):
                skipping = element
            else:
                pieces.append("\n" if element.tag in _BLOCKS else "")
                pieces.append(element.text or "")
        elif event == "end" and skipping in (None, element):
            skipping = None
            pieces.append("\n" if element.tag in _BLOCKS else "")
            pieces.append(element.tail or "" if element is not root else "")
    return tidy(clean_text("".join(pieces))) or None


def _is_left_out(element: etree._Element, *, with_code: bool) -> bool:
    if element.tag in _MARKS or element.tag in _LEFT_OUT:
        return True
    return element.tag in ("C", "CODE") and not with_code
