"""What Facebook's and its scrapers' files have in common: ids, the page itself, titles, links."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from importers.records import Account, Space

REACTIONS = ("like", "love", "wow", "haha", "sad", "angry", "care", "thankful", "pride")

TITLE_LENGTH = 80

_PAGE_POST = re.compile(r"([0-9]+)_[0-9]+")
_SPOILED = re.compile(r"[0-9]+(?:[.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_ADDRESSED_POST = re.compile(r"[0-9]+|pfbid[0-9A-Za-z]+")
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


class Repairs:
    """Repairs values and counts the texts it changed."""

    def __init__(self) -> None:
        self.count = 0

    def value(self, value: object) -> object:
        """A decoded JSON value with every string in it repaired, keys too; lists are changed."""
        outermost: list[Any] = [value]
        waiting: list[list[Any] | dict[Any, Any]] = [outermost]
        while waiting:
            holder = waiting.pop()
            inside = list(holder.items()) if isinstance(holder, dict) else enumerate(holder)
            for key, item in inside:
                if isinstance(item, str):
                    holder[key] = self._text(item)
                elif isinstance(item, dict):
                    holder[key] = {repaired(name): part for name, part in item.items()}
                    waiting.append(holder[key])
                elif isinstance(item, list):
                    waiting.append(item)
        return outermost[0]

    def _text(self, text: str) -> str:
        written = repaired(text)
        self.count += written != text
        return written


def permalink_ids(url: str | None) -> tuple[str | None, str | None]:
    """The page's and the post's id in a post's address, each None where it is not in it.

    A post's id is digits, or what newer addresses have instead, 'pfbid0…'.
    """
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None, None
    asked = parse_qs(parts.query)
    page_id, post_id = (
        next((asked[name][0] for name in names if name in asked), None)
        for names in (("id",), ("story_fbid", "fbid", "v"))
    )
    path = [part for part in parts.path.split("/") if part]
    if len(path) > 1:
        page_id = page_id or path[0]
        post_id = post_id or path[-1]
    return (
        page_id if page_id and _DIGITS.fullmatch(page_id) else None,
        post_id if post_id and _ADDRESSED_POST.fullmatch(post_id) else None,
    )


def short_name_in(url: str | None) -> str | None:
    """The page's short name in the address of one of its posts; None where it is not in it."""
    try:
        path = [part for part in urlsplit((url or "").strip()).path.split("/") if part]
    except ValueError:
        return None
    if len(path) < 3 or path[1] not in ("posts", "videos", "photos") or path[0].isdecimal():
        return None
    return path[0].lower()
