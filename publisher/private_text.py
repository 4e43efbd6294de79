"""Addresses, numbers and links in running text: how to find them, and the text without them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

EMAIL = re.compile(
    r"[\w.!#$%&*+/=?^`{|}~-]{1,64}@(?:[\w](?:[\w-]{0,61}[\w])?\.)+[^\W\d_]{2,24}"
    r"|\b[\w.+-]{2,64}\s?[\[(]\s?at\s?[\])]\s?[\w-]{2,63}(?:\s?[\[(]\s?dot\s?[\])]\s?|\.)[a-z]{2,12}\b",
    re.IGNORECASE,
)
"""An e-mail address, also as 'ana (at) example.org'."""

PHONE = re.compile(
    r"(?<![\w.,/#=-])(?<!\d:)(?:\+|00)\d(?:[\s().\u2009/-]{0,2}\d){7,13}(?![\w-])"
    r"|(?<![\w.,/#=-])(?<!\d:)\(?0\d{1,5}\)?(?:[\s./-]{1,2}\d{2,6}){1,5}(?![\w-])"
    r"|(?<![\w.,/#=-])(?<!\d:)\(?\d{3}\)?[\s.-]{1,2}\d{3}[\s.-]\d{4}(?![\w-])"
)
"""A telephone number as people write one: with + or 00, with a leading 0, or the American way."""

FEWEST_DIGITS = 8
"""Of a telephone number."""

MENTION = re.compile(r"(?<![\w@/.&=])@([\w](?:[\w.-]{0,62}[\w])?)")
"""A handle behind an @; group 1 is the handle."""

URL = re.compile(r"(?:https?://|www\.)[^\s<>\"']+", re.IGNORECASE)

_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
# Direction overrides turn a harmless text round; zero-width signs hide a name from a search.
# The joiners U+200C and U+200D stay: Persian and Indic scripts are written with them.
_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")


def plain(text: str) -> str:
    """The text in one line, without control signs, direction overrides or hidden spaces."""
    kept = "".join(
        " " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign
        for sign in _HIDDEN.sub("", text)
        if unicodedata.category(sign) not in ("Cs", "Co", "Cn")
    )
    return " ".join(kept.split())


def find_phones(text: str) -> Iterator[re.Match[str]]:
    """The telephone numbers in the text; days, years and version numbers are not."""
    for match in PHONE.finditer(text):
        digits = sum(sign.isdigit() for sign in match.group())
        if FEWEST_DIGITS <= digits <= 15 and not _DAY.fullmatch(match.group().strip()):
            yield match


def web_address(url: str | None) -> str:
    """The address where it leads into the web; else empty: an export may hold one that runs."""
    return url if url and re.match(r"https?://", url, re.IGNORECASE) else ""


def contacts(text: str) -> Iterator[str]:
    """The e-mail addresses and telephone numbers in the text."""
    for match in (*EMAIL.finditer(text), *find_phones(text)):
        yield match.group()


def without_contacts(text: str) -> str:
    """The text with addresses, numbers and links replaced by what they are."""
    text = URL.sub("[a link]", text)
    text = EMAIL.sub("[an address]", text)
    for match in reversed(list(find_phones(text))):
        text = text[: match.start()] + "[a number]" + text[match.end() :]
    return text


def beginning(text: str, *, length: int = 280) -> str:
    """The first sentences of the text, at most `length` letters, cut between words."""
    if len(text) <= length:
        return text
    head = text[: length + 1]
    ends = [found.end() for found in re.finditer(r"[.!?…。！？](?=\s|$)|[。！？]", head)]
    if ends and ends[-1] >= length // 2:
        return head[: ends[-1]].rstrip()
    cut = head.rsplit(" ", 1)[0] if " " in head else head[:length]
    return cut.rstrip(" ,;:-–—") + "…"
