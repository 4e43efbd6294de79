"""A page's "Download your information", as JSON: its posts, who follows it, its events.

Visitors' comments are not in this export; the comments and reactions in it are the page's own, left
elsewhere, and so do not say on what. Posts have no ids, so theirs are made from what they hold, the
same in every download and every part of one. Followers and those who write messages are names only;
of a message only who wrote whom and when is read. Facebook stored UTF-8 as Latin-1; each string is
repaired. The HTML form of the export is answered with how to ask for this one.
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
from importers.platforms.facebook import Repairs, page_records, title_of, without_token
from importers.platforms.facebook_download import archive_day, archive_page, shape_of
from importers.reading.excerpts import excerpt
from importers.reading.jsonstream import Found, JsonObject, objects
from importers.reading.moments import from_seconds
from importers.reading.names import name_id, plain_line
from importers.reading.notes import Note
from importers.reading.text import clean_text, tidy
from importers.records import Account, Event, Message, Post, Record, Skipped, Thread, Tie

PLATFORM = "facebook"
HOW_TO_EXPORT = "Facebook, as the page: Settings, Download profile information, in the format JSON"
PAGE = "page"
"""The page's native id: the export does not state its own."""
WRONG_FORM = (
    "the HTML form of Facebook's export, expected the JSON form; ask for it at Facebook: Settings, "
    "Your information, Download your information, Format: JSON, then drop that archive in here"
)

_NO_LINK = re.compile(r"https?://0\.0\.0\.0(?:/|$)")
# What the label before a reaction is called; its value is in the same language.
_REACTION_LABELS = frozenset(
    ["reaction", "reactie", "reaktion", "réaction", "reacción", "reação", "reacție", "reazione"]
)


def identify(file: ExportFile) -> bool:
    """Whether the file has the shape of one in the export, or came in an archive of that name."""
    return shape_of(file) is not None


def instance(file: ExportFile) -> str | None:
    """The page's id when its folder is named by it, else its short name in the archive's name.

    None when the archive was renamed. The name in the profile's file would name that one file's
    source only, so it is not used.
    """
    if file.folder and re.fullmatch(r"[0-9]{5,}", file.folder):
        return file.folder
    return archive_page(file.name)


def exported_at(file: ExportFile) -> datetime | None:
    """The day in the archive's name; None when it was renamed."""
    return archive_day(file.name)


def read(file: ExportFile) -> Iterator[Record]:
    """The page's posts as threads, its followers as ties, its events; the rest as Skipped."""
    shape = shape_of(file)
    if shape == "html":
        raise ExportProblem(file.name, WRONG_FORM)
    if shape == "companion":
        # Settings, advertising, fundraisers: an archive holds dozens of files that are no talk.
        yield Skipped(reason="companion")
        return
    repairs = Repairs()
    ordinals: Counter[str] = Counter()
    is_told = False
    for found in objects(file, is_record=_is_record):
        if not isinstance(found, Found):
            yield found
            continue
        value = cast(JsonObject, repairs.value(found.value))
        for record in _records(value, found.place, ordinals):
            if not is_told and not isinstance(record, Skipped | Message):
                is_told = True
                if not (isinstance(record, Account) and record.native_id == PAGE):
                    yield from page_records(PAGE)
            yield record
    if repairs.count:
        yield Note(
            line=f"{repairs.count} texts were stored garbled (UTF-8 as Latin-1) and repaired"
        )


def _is_record(value: JsonObject) -> bool:
    """Whether an object is one of a list's, not part of one; to go on behind a damaged one."""
    return ("timestamp" in value and ("data" in value or "attachments" in value)) or any(
        base in READERS for base in map(_base, value)
    )


def _records(value: JsonObject, place: str, ordinals: Counter[str]) -> Iterator[Record]:
    """The records of one object of the file: a list under its name, or one post or action."""
    lists = [(base, value[key]) for key in value if (base := _base(key)) in READERS]
    if "participants" in value and "messages" in value:
        yield from _messages(value, ordinals)
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
        yield Skipped(reason="companion")


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
    # Folders were renamed over the years and differ between downloads; a file's name does not.
    files = [str(item.get("uri", "")).rsplit("/", 1)[-1] for item in media]
    native_id = _made_id([str(value["timestamp"]), original or "", *files, *links], ordinals)
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


def _messages(value: JsonObject, ordinals: Counter[str]) -> Iterator[Record]:
    """Who wrote whom and when, in one of the files that a conversation is spread over."""
    named = [plain_line(one.get("name")) for one in _objects(value.get("participants"))]
    people = list(dict.fromkeys(name_id(name) for name in named if name))
    path = value.get("thread_path")
    # The folder in front changes when a conversation is archived.
    conversation = path.rsplit("/", 1)[-1] if isinstance(path, str) else "|".join(sorted(people))
    for number, message in enumerate(_objects(value["messages"]), start=1):
        sender = plain_line(message.get("sender_name"))
        recipients = tuple(one for one in people if sender and one != name_id(sender))
        if sender is None or not recipients:
            yield Skipped(reason="private", place=f"message {number}")
            continue
        moment = message.get("timestamp_ms")
        yield Message(
            native_id=_made_id([conversation, str(moment), sender], ordinals),
            sender_id=name_id(sender),
            recipient_ids=recipients,
            created_at=from_seconds(moment),
        )


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
        yield Skipped(reason="companion", place=place)


def _skipped(reason: str) -> Callable[[JsonObject, str], Iterator[Record]]:
    def read_one(value: JsonObject, place: str) -> Iterator[Record]:
        yield Skipped(reason=reason)

    return read_one


READERS: dict[str, Callable[[JsonObject, str], Iterator[Record]]] = {
    "followers": _follower,
    "your_events": _event,
    "events_hosted": _event,
    "events_you_hosted": _event,
    "hosted_events": _event,
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
    labels = (plain_line(part.get("label")) for part in _objects(value.get("label_values")))
    if any(label and label.casefold() in _REACTION_LABELS for label in labels):
        return True
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
