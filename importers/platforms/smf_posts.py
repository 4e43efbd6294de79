"""What a post of SMF says: BBCode with HTML entities, line ends as <br />."""

from __future__ import annotations

import re

from importers.platforms.board_posts import Words, bbcode_words

_LINE_END = re.compile(r"<br ?/?>")
_QUOTE = re.compile(r"\[quote author=([^\]\n]{0,200})\]", re.IGNORECASE)
# link=topic=12.msg34#msg34 date=1600000000, since 2.1 link=msg=34 date=…
_ORIGIN = re.compile(
    r" (?:link=(?:topic=\d{1,12}\.msg|msg=|board=)?(\d{1,12})?\S*)?(?: ?date=\d{1,12})?$",
    re.IGNORECASE,
)
_MEMBER = re.compile(r"\[(/?)member(?==|\])", re.IGNORECASE)
_OTHER_TAG = re.compile(
    r"\[/?(?:nobbc|pre|iurl|ftp|shadow|glow|me|time|anchor|abbr|acronym|bdo|black|white|red|green"
    r"|blue|ltr|rtl|flash)(?:[ =][^\]\n]{0,300})?\]",
    re.IGNORECASE,
)


def smf_words(original: str | None) -> Words:
    """The words of a post; a quotation names the post it was taken from."""
    if not original:
        return Words()
    written = _LINE_END.sub("\n", original)
    written = _QUOTE.sub(_named_quote, written)
    return bbcode_words(_OTHER_TAG.sub("", _MEMBER.sub(r"[\1user", written)))


def _named_quote(match: re.Match[str]) -> str:
    written = " ".join(match.group(1).split())
    origin = _ORIGIN.search(written)
    if origin is None:
        return f"[quote={written}]"
    name = written[: origin.start()]
    return f"[quote={name};{origin.group(1)}]" if origin.group(1) else f"[quote={name}]"
