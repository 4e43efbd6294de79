"""What Facebook's and its scrapers' files have in common: ids, the page itself, titles, links."""

from __future__ import annotations

import re

from importers.records import Account, Space

REACTIONS = ("like", "love", "wow", "haha", "sad", "angry", "care", "thankful", "pride")

TITLE_LENGTH = 80

_PAGE_POST = re.compile(r"([0-9]+)_[0-9]+")
_SPOILED = re.compile(r"[0-9]+(?:[.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_TOKEN = re.compile(r"([?&#])(?:access_token|appsecret_proof)=[^&#\s]*&?", re.IGNORECASE)


def page_of(post_id: str | None) -> str | None:
    """The page's id in a post's id, 'PAGE_POST'; None when it is none."""
    found = _PAGE_POST.fullmatch(post_id or "")
    return found.group(1) if found else None


def is_spoiled(native_id: str) -> bool:
    """Whether a spreadsheet turned the id into a rounded number, such as 1.22158E+17."""
    return _SPOILED.fullmatch(native_id) is not None


SPOILED_ADVICE = (
    "a spreadsheet rounded this id, so it fits no post any more; "
    "export again and do not open the file in a spreadsheet before"
)


def page_records(page_id: str, name: str | None = None) -> tuple[Account, Space]:
    """The page as an account, which writes and is spoken to, and as the space of its threads."""
    return (
        Account(native_id=page_id, name=name, role="page", url=page_url(page_id)),
        Space(native_id=page_id, name=name, kind="page", visibility="public"),
    )


def page_url(page_id: str) -> str | None:
    """The page's address; None when its id is not known."""
    return f"https://www.facebook.com/{page_id}" if page_id.isdecimal() else None


def post_url(post_id: str) -> str | None:
    """A post's address, made from 'PAGE_POST'."""
    page, _, post = post_id.partition("_")
    return f"https://www.facebook.com/{page}/posts/{post}" if page_of(post_id) else None


def without_token(url: str | None) -> str | None:
    """The address without the key of whoever saved it."""
    return _TOKEN.sub(r"\1", url).rstrip("?&#") if url else None


def title_of(text: str | None) -> str | None:
    """A title for a post that has none: its first line, cut at a word."""
    lines = (text or "").strip().splitlines()
    if not lines:
        return None
    line = " ".join(lines[0].split())
    if len(line) <= TITLE_LENGTH:
        return line or None
    return line[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"


def repaired(text: str) -> str:
    """The text as it was written, when UTF-8 was stored as if it were Latin-1; else unchanged.

    Facebook's own exports write 'Ã³' for 'ó'; newer ones mix such strings with right ones, so each
    string is tried by itself.
    """
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def repaired_all(value: object) -> object:
    """A decoded JSON value with every string in it repaired, keys too."""
    if isinstance(value, str):
        return repaired(value)
    if isinstance(value, list):
        return [repaired_all(item) for item in value]
    if isinstance(value, dict):
        return {repaired(key): repaired_all(item) for key, item in value.items()}
    return value
