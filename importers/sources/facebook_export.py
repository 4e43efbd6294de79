"""A page's "Download your information", as JSON: its posts, who follows it, its events.

Visitors' comments are not in this export; the comments and reactions in it are the page's own, left
elsewhere. Posts have no ids, so theirs are made from what they hold. Followers are names only.
Messages are private and stay out. Facebook stored UTF-8 as Latin-1; each string is repaired.
The HTML form of the export is answered with how to ask for this one.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, cast

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.reading.excerpts import excerpt
from importers.reading.facebook import page_records, repaired_all, title_of, without_token
from importers.reading.jsonstream import Found, JsonObject, objects
from importers.reading.moments import from_seconds, utc
from importers.reading.names import name_id, plain_line
from importers.reading.text import clean_text, tidy
from importers.records import Account, Event, Post, Record, Skipped, Thread, Tie

PLATFORM = "facebook"
PAGE = "page"
"""The page's native id: the export does not state its own."""

# The lists an export's files are made of; each ended in a number that grew over the years.
_LIST = re.compile(
    rb'\{\s*"(followers|following|friends|comments|your_events|videos|profile|event_responses'
    rb"|events_invited|page_likes|pages_followed|photos|albums|stories|group_posts|group_comments)"
    rb'_v[0-9]+"\s*:'
)
_POST = re.compile(rb'\[?\s*\{\s*"(?:timestamp|attachments|data|title|media|tags|place)"\s*:')
_ACTIVITY = re.compile(rb'"(?:post|update_timestamp|comment|reaction|media|external_context)"\s*:')
_LABELS = re.compile(rb'"label_values"\s*:')
_MESSAGES = re.compile(rb'"participants"\s*:\s*\[.*"sender_name"\s*:', re.DOTALL)
_HTML = re.compile(rb"<html[\s>].*\b(?:_a6-g|_a706|_3-95|_2ph-|uiBoxWhite)\b", re.DOTALL)
# facebook-mendingtable-2026-11-15.zip, facebook-mendingtable-15_11_2026-x7Qp3sYd.zip
_ARCHIVE = re.compile(
    r"(?:^|/)facebook-([\w.]+)-(?:([0-9]{4}-[0-9]{2}-[0-9]{2})|([0-9]{2}_[0-9]{2}_[0-9]{4}))"
)
_NO_LINK = re.compile(r"https?://0\.0\.0\.0(?:/|$)")

JSON_ADVICE = (
    "the HTML form of Facebook's export, expected the JSON form; ask for it at Facebook: Settings, "
    "Your information, Download your information, Format: JSON, then drop that archive in here"
)


def identify(file: ExportFile) -> bool:
    """Whether the file has the shape of one in the export, or came in an archive of that name."""
    if _is_html(file) or _is_readable(file):
        return True
    head = _head(file)
    is_json = head[:1] in (b"{", b"[")
    # Saved Graph API answers may lie in the same folder; another importer reads them.
    return is_json and _ARCHIVE.search(file.name) is not None and b'"created_time"' not in head


def _is_readable(file: ExportFile) -> bool:
    """Whether the file has the shape of the lists, posts, actions or messages we know."""
    head = _head(file)
    if _LIST.match(head) or (head[:1] == b"{" and _MESSAGES.search(head)):
        return True
    if b'"timestamp"' not in head or not _POST.match(head):
        return False
    return _ACTIVITY.search(head) is not None or _LABELS.search(head) is not None


def _is_html(file: ExportFile) -> bool:
    head = _head(file)
    if head[:1] != b"<":
        return False
    is_named = _ARCHIVE.search(file.name) is not None and file.name.lower().endswith(".html")
    return is_named or _HTML.search(head) is not None


def _head(file: ExportFile) -> bytes:
    return file.head().removeprefix(b"\xef\xbb\xbf").lstrip()


def instance(file: ExportFile) -> str | None:
    """The page's short name, which Facebook puts into the archive's name; None when it was renamed.

    The name in the profile's file would name that one file's source only, so it is not used.
    """
    found = _ARCHIVE.search(file.name)
    return found.group(1).lower() if found else None


def exported_at(file: ExportFile) -> datetime | None:
    """The day in the archive's name; None when it was renamed."""
    found = _ARCHIVE.search(file.name)
    if found is None:
        return None
    written, day_first = found.group(2), found.group(3)
    return utc(written or "-".join(reversed(day_first.split("_"))))


def read(file: ExportFile) -> Iterator[Record]:
    """The page's posts as threads, its followers as ties, its events; the rest as Skipped."""
    if _is_html(file):
        raise ExportProblem(file.name, JSON_ADVICE)
    if not _is_readable(file):
        # Settings, advertising, searches: an archive holds dozens of files that are no talk.
        yield Skipped(reason="other")
        return
    ordinals: Counter[str] = Counter()
    is_told = False
    for found in objects(file, is_record=_is_record):
        if not isinstance(found, Found):
            yield found
            continue
        for record in _records(cast(JsonObject, repaired_all(found.value)), found.place, ordinals):
            if not is_told and not isinstance(record, Skipped):
                is_told = True
                if not (isinstance(record, Account) and record.native_id == PAGE):
                    yield from page_records(PAGE)
            yield record


def _is_record(value: JsonObject) -> bool:
    """Whether an object is one of a list's, not part of one; to go on behind a damaged one."""
    return ("timestamp" in value and ("data" in value or "attachments" in value)) or any(
        base in READERS for base in map(_base, value)
    )


def _records(value: JsonObject, place: str, ordinals: Counter[str]) -> Iterator[Record]:
    """The records of one object of the file: a list under its name, or one post or action."""
    lists = [(base, value[key]) for key in value if (base := _base(key)) in READERS]
    if "participants" in value and "messages" in value:
        yield from (Skipped(reason="private") for _ in _objects(value["messages"]))
    elif lists and "timestamp" not in value:
        for base, items in lists:
            if base == "profile":
                yield from READERS[base](items if isinstance(items, dict) else {}, place)
                continue
            for number, item in enumerate(_objects(items), start=1):
                yield from READERS[base](item, f"{base} {number}")
    elif _is_elsewhere(value):
        yield Skipped(reason="elsewhere")
    elif "timestamp" in value and "label_values" not in value:
        yield from _post(value, place, ordinals)
    else:
        yield Skipped(reason="other")


def _post(value: JsonObject, place: str, ordinals: Counter[str]) -> Iterator[Record]:
    created_at = from_seconds(value.get("timestamp"))
    if created_at is None:
        yield Skipped(
            reason="no date",
            place=place,
            detail=f"timestamp is {excerpt(value.get('timestamp'))}, expected seconds since 1970",
        )
        return
    parts = _objects(value.get("data"))
    attached = [
        item
        for attachment in _objects(value.get("attachments"))
        for item in _objects(attachment.get("data"))
    ]
    media = [item["media"] for item in attached if isinstance(item.get("media"), dict)]
    links = [link for item in attached if (link := _link(item.get("external_context")))]
    original = next((part["post"] for part in parts if _is_text(part.get("post"))), None)
    # A post without words of its own often has them at its photo; else they are there twice.
    said = (
        original
        or next(
            (
                text
                for item in media
                for key in ("description", "title")
                if _is_text(text := item.get(key))
            ),
            None,
        )
        or next((item["text"] for item in attached if _is_text(item.get("text"))), None)
    )
    text = tidy(clean_text(said)) if said else None
    title = plain_line(value.get("title"))
    uris = [str(item.get("uri", "")) for item in media]
    native_id = _made_id([str(value["timestamp"]), original or "", *uris, *links], ordinals)
    edits = [edit for part in parts if (edit := from_seconds(part.get("update_timestamp")))]
    yield Thread(
        native_id=native_id,
        space_id=PAGE,
        author_id=PAGE,
        title=title_of(text) or title,
        kind="page post",
        created_at=created_at,
        visibility="public",
    )
    yield Post(
        native_id=native_id,
        thread_id=native_id,
        author_id=PAGE,
        kind="opening",
        created_at=created_at,
        edited_at=max(edits, default=None),
        text_original=said,
        text=text,
    )


def _made_id(parts: list[str], ordinals: Counter[str]) -> str:
    """An id made from what a post holds: the same in every export and every part of one.

    Posts that are alike in everything are told apart by their count.
    """
    ordinals["|".join(parts)] += 1
    text = "|".join([*parts, str(ordinals["|".join(parts)] - 1)])
    return hashlib.sha1(text.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def _follower(value: JsonObject, place: str) -> Iterator[Record]:
    name = plain_line(value.get("name"))
    if name is None:
        yield Skipped(reason="no name", place=place)
        return
    yield Account(native_id=name_id(name), name=name)
    yield Tie(
        from_id=name_id(name),
        to_id=PAGE,
        kind="follow",
        created_at=from_seconds(value.get("timestamp")),
    )


def _event(value: JsonObject, place: str) -> Iterator[Record]:
    title = plain_line(value.get("name"))
    starts_at = from_seconds(value.get("start_timestamp"))
    if title is None and starts_at is None:
        yield Skipped(reason="broken", place=place, detail="an event without name and start")
        return
    where = value.get("place")
    identity = f"{value.get('name')}|{value.get('start_timestamp')}"
    yield Event(
        native_id=hashlib.sha1(
            identity.encode("utf-8", "replace"), usedforsecurity=False
        ).hexdigest(),
        space_id=PAGE,
        organiser_id=PAGE,
        title=title,
        place=plain_line(where.get("name")) if isinstance(where, dict) else None,
        starts_at=starts_at,
        ends_at=from_seconds(value.get("end_timestamp")),
        created_at=from_seconds(value.get("create_timestamp")),
    )


def _profile(value: JsonObject, place: str) -> Iterator[Record]:
    """The page by its name; nothing else of the profile is kept."""
    name = value.get("name")
    full_name = plain_line(name.get("full_name") if isinstance(name, dict) else name)
    if full_name:
        yield from page_records(PAGE, full_name)
    else:
        yield Skipped(reason="other", place=place)


def _skipped(reason: str) -> Callable[[JsonObject, str], Iterator[Record]]:
    def read_one(value: JsonObject, place: str) -> Iterator[Record]:
        yield Skipped(reason=reason)

    return read_one


READERS: dict[str, Callable[[JsonObject, str], Iterator[Record]]] = {
    "followers": _follower,
    "your_events": _event,
    "profile": _profile,
    "comments": _skipped("elsewhere"),
    "following": _skipped("elsewhere"),
    "pages_followed": _skipped("elsewhere"),
    "page_likes": _skipped("elsewhere"),
    "group_posts": _skipped("elsewhere"),
    "group_comments": _skipped("elsewhere"),
    "event_responses": _skipped("elsewhere"),
    "events_invited": _skipped("elsewhere"),
    "friends": _skipped("private"),
    "stories": _skipped("story"),
    "videos": _skipped("media"),
    "photos": _skipped("media"),
    "albums": _skipped("media"),
}
"""What becomes of the objects of each list, by the list's name without its number."""


def _base(key: str) -> str:
    return re.sub(r"_v[0-9]+$", "", key)


def _is_elsewhere(value: JsonObject) -> bool:
    """Whether an object tells what the page did at others: a comment, a reaction."""
    return any("comment" in part or "reaction" in part for part in _objects(value.get("data")))


def _link(context: object) -> str | None:
    """The address a post shares; some hold '' or http://0.0.0.0/ instead of one."""
    url = context.get("url") if isinstance(context, dict) else None
    if not isinstance(url, str) or not url.strip() or _NO_LINK.match(url):
        return None
    return without_token(url)


def _objects(value: object) -> list[JsonObject]:
    """The objects of a list; a list of them, or one by itself, or nothing."""
    if isinstance(value, dict):
        return [value]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
