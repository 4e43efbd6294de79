"""What a forum post says: its own words, whom it quotes and mentions, and which post it answers.

Bodies come as BBCode (vBulletin, XenForo, MyBB), HTML (bbPress) or Markdown (NodeBB).
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from importers.reading.quotes import cited_author, quoting_elements, without_bbcode_quotes
from importers.reading.text import clean_text, element_text, mentions_in, parse_html, tidy


@dataclass(frozen=True)
class Words:
    """A post's body, taken apart."""

    text: str | None = None
    quoted: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    answers: str | None = None
    """The native id of the post quoted first, when the quotation names it."""


_QUOTE = re.compile(r"\[quote=([^\]\n]{1,160}+)\]", re.IGNORECASE)
# [quote=Ana;12] and ;n12 · [quote="Ana, post: 12, member: 3"] · [quote='Ana' pid='12' dateline=…]
_POST_QUOTED = re.compile(r"(?:;n?|, ?post: ?| pid=['\"]?)(\d{1,12})(?![\w;])", re.IGNORECASE)
_AFTER_NAME = re.compile(r"(?:;n?\d+|, ?(?:post|member): ?\d+.*|['\"]? (?:pid|dateline)=.*)$")
_NAME_TAG = re.compile(r"\[(user|mention)=['\"]?\d+['\"]?\]@?([^\[\]]{1,80})\[/\1\]", re.IGNORECASE)
_NAME_IN_MARKS = re.compile(r"(?<!\w)@[\"'`]([^\"'`\n@]{1,60})[\"'`]")
_NOT_PROSE = re.compile(
    r"\[(code|php|html|icode|plain|noparse)(?:=[^\]\n]{0,80})?\]", re.IGNORECASE
)
_MEDIA = re.compile(
    r"\[(img|attach|media|video|youtube)(?:[ =][^\]\n]{0,160}+)?+\][^\[\]]{0,500}+\[/\1\]",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\[\*\]")
_TAG = re.compile(
    r"\[/?(?:b|i|u|s|sub|sup|h|h[1-6]|hr|left|center|right|justify|align|indent|color|colour|size|font"
    r"|list|li|ol|ul|table|tr|td|th|url|email|img|attach|media|video|youtube|spoiler|ispoiler"
    r"|heading|highlight|code|php|html|icode|plain|noparse|node|thread|post|user|mention|quote"
    r"|background|hide|tt|move|float|noembed)(?:[ =][^\]\n]{0,300}+)?+\]",
    re.IGNORECASE,
)
_MARKDOWN_QUOTE = re.compile(r"^ {0,3}>.*$", re.MULTILINE)
# NodeBB puts '@ana said in [title](/post/12):' before what it quotes.
_SAID = re.compile(
    r"^@([\w.-]{1,60})\s+\[?said(?:\s+in\s+\[[^\n]{0,300}\]\([^()\n]{0,300}\)|\]\([^()\n]{0,300}\))?\s*:\s*$",
    re.MULTILINE,
)
_POST_LINK = re.compile(r"/post/(\d{1,12})\b")
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^\s()]{1,1000}(?: \"[^\"\n]{0,200}\")?\)")
_LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\([^\s()]{1,1000}(?: \"[^\"\n]{0,200}\")?\)")
_FENCE = re.compile(r"^```[^\n]*\n.*?^```[^\n]*$", re.MULTILINE | re.DOTALL)
_EMPHASIS = re.compile(r"(\*\*|__|~~|`)(?=\S)(.{1,300}?)(?<=\S)\1")
_FENCE_LINE = re.compile(r"^ {0,3}```.*$", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6} +", re.MULTILINE)


def bbcode_words(original: str | None) -> Words:
    """The words of a post in BBCode, as vBulletin, XenForo and MyBB write it."""
    if not original:
        return Words()
    own, quotations = without_bbcode_quotes(clean_text(original))
    first = _QUOTE.search(original) if quotations else None
    answered = _POST_QUOTED.search(first.group(1)) if first else None
    named = [match.group(2).strip() for match in _NAME_TAG.finditer(own)]
    prose = _without_code(_NAME_TAG.sub(" ", own))
    named += [match.group(1).strip() for match in _NAME_IN_MARKS.finditer(prose)]
    return Words(
        text=_bbcode_text(own),
        quoted=tuple(dict.fromkeys(filter(None, map(_quoted_name, quotations)))),
        mentioned=tuple(dict.fromkeys([*filter(None, named), *mentions_in(prose)])),
        answers=answered.group(1) if answered else None,
    )


def _quoted_name(written: str) -> str | None:
    return html.unescape(_AFTER_NAME.sub("", written)).strip("\"' ") or None


def _bbcode_text(own: str) -> str | None:
    bare = _ITEM.sub("\n", _MEDIA.sub(" ", own))
    return tidy(html.unescape(_TAG.sub("", bare))) or None


def _without_code(text: str) -> str:
    """The text without [code]…[/code] and its like; one never closed goes on to the end."""
    if not _NOT_PROSE.search(text):
        return text
    kept: list[str] = []
    lower = text.lower()
    at = 0
    while opening := _NOT_PROSE.search(text, at):
        kept.append(text[at : opening.start()])
        closing = f"[/{opening.group(1).lower()}]"
        end = lower.find(closing, opening.end())
        if end < 0:
            return "".join(kept)
        at = end + len(closing)
    return "".join(kept) + text[at:]


def html_words(original: str | None) -> Words:
    """The words of a post in HTML."""
    root = parse_html(original) if original else None
    if root is None:
        return Words()
    quoting = quoting_elements(root)
    cited = [cited_author(element) for element in quoting]
    left_out = frozenset([*quoting, *(cite for _, cite in cited if cite is not None)])
    text = element_text(root, leave_out=left_out)
    code = frozenset(root.iter("code", "pre"))
    prose = element_text(root, leave_out=left_out | code) if code else text
    return Words(
        text=text,
        quoted=tuple(dict.fromkeys(name for name, _ in cited if name)),
        mentioned=mentions_in(prose),
    )


def markdown_words(original: str | None) -> Words:
    """The words of a post in Markdown, as NodeBB writes it."""
    if not original:
        return Words()
    whole = clean_text(original)
    said = list(_SAID.finditer(whole))
    link = _POST_LINK.search(said[0].group()) if said else None
    own = _MARKDOWN_QUOTE.sub("", _SAID.sub("", whole))
    prose = _FENCE.sub(" ", own) if "```" in own else own
    bare = _LINK.sub(r"\1", _PICTURE.sub("", _FENCE_LINE.sub("", own)))
    return Words(
        text=tidy(_EMPHASIS.sub(r"\2", _HEADING.sub("", bare))) or None,
        quoted=tuple(dict.fromkeys(match.group(1) for match in said)),
        mentioned=mentions_in(prose),
        answers=link.group(1) if link else None,
    )
