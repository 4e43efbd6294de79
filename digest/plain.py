"""Other people's text, made fit for a letter: names, titles, sentences, addresses, links."""

from __future__ import annotations

import re
import unicodedata
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from urllib.parse import urlsplit

# Marks that turn the reading direction of what follows; a name could disguise itself with them.
_TURNING = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_LINK = re.compile(r"\S*(?:://|www\.)\S*", re.IGNORECASE)
_ENCODED = re.compile(r"=\?[^?\s]*\?[bq]\?[^?]*\?=", re.IGNORECASE)
# What almost every mail server accepts, and nothing that could end a header or a command early.
_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)


def plain(text: str | None) -> str:
    """The text in one line, without control characters and without encoded words; may be empty.

    Encoded words ("=?utf-8?q?…?=") are decoded first and then cleaned, because Python's e-mail
    package would decode them later, after every check, and a line break inside becomes a header.
    """
    decoded = text or ""
    for _ in range(3):  # An encoded word may hold another one.
        decoded, before = _ENCODED.sub(_decoded, decoded), decoded
        if decoded == before:
            break
    decoded = unicodedata.normalize("NFC", decoded).translate(_TURNING)
    visible = "".join(
        " " if unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") else char
        for char in decoded
    )
    # Whatever still looks like the beginning of an encoded word is not one any more.
    return " ".join(visible.replace("=?", "= ?").split())


def plain_name(text: str | None) -> str | None:
    """A name to call somebody by, at most 60 characters; None when nothing usable is left.

    Links are cut out: a mail program would make them clickable in a heading.
    """
    name = " ".join(_LINK.sub(" ", plain(text)).split())
    if not any(char.isalnum() for char in name):
        return None
    return name if len(name) <= 60 else name[:59].rstrip() + "…"


def cut(text: str, words: int) -> str:
    """At most so many words, ending in … when some were left out."""
    found = text.split()
    if len(found) <= words:
        return text
    kept = " ".join(found[:words])
    # An opened bracket would never close.
    if kept.rfind("(") > kept.rfind(")") and kept.rfind("(") > 0:
        kept = kept[: kept.rfind("(")]
    return kept.rstrip(" .,;:!?") + "…"


def usable_address(text: str | None) -> str | None:
    """The e-mail address when a mail can safely go there, else None."""
    address = (text or "").strip()
    return address if len(address) <= 254 and _ADDRESS.fullmatch(address) else None


def safe_link(url: str | None) -> str | None:
    """The link when it leads to a web page and nowhere else, else None."""
    if not url or any(char.isspace() or not char.isprintable() for char in url) or len(url) > 500:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _decoded(found: re.Match[str]) -> str:
    try:
        return str(make_header(decode_header(found.group())))
    except (HeaderParseError, UnicodeError, LookupError, ValueError):
        return " "
