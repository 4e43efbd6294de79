"""Ning: the network archive (`ning-members.json` and its kin) and the CSV of all members.

Every kind comes twice, as `ning-blogs.json` and `ning-blogs-local.json`, which differ in the
addresses of pictures; both are read and meet again by their ids. Nothing in the archive says
whether the network is open to the world, so only groups have a visibility.
People who left are missing among the members; their posts keep the name they are known by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath

from importers.importer import ExportFile
from importers.platforms.ning_members import account, accounts_in_csv, is_member_csv
from importers.platforms.ning_posts import comments, made_id, post_words
from importers.reading.bytes import text_chunks
from importers.reading.json_values import a_text, an_id, objects_in
from importers.reading.jsonkeys import beginning
from importers.reading.jsonstream import Found, JsonObject, objects
from importers.reading.moments import utc
from importers.reading.text import html_to_text, one_line
from importers.records import (
    Account,
    Event,
    Post,
    Record,
    Rsvp,
    Skipped,
    Space,
    Thread,
    Tie,
    Visibility,
)

PLATFORM = "ning"
HOW_TO_EXPORT = "run the Ning Network Archiver; members alone: Members, Export All Member Data"

# The archiver's own file names; members are told from their keys when a file was renamed.
_FILE_NAME = re.compile(r"ning-([a-z]+?)(?:-local)?\.json", re.IGNORECASE)
_KINDS = {
    "members": "member",
    "discussions": "discussion",
    "blogs": "blog",
    "groups": "group",
    "events": "event",
    "photos": "photo",
    "videos": "video",
    "music": "music",
    "notes": "note",
    "pages": "page",
}
_TELLING_KEYS = (
    ("event", ("startDate", "endDate", "organizedBy")),
    ("group", ("groupPrivacy", "allowInvitations", "allowInvitationRequests", "iconUrl")),
    ("blog", ("publishStatus", "publishTime")),
    ("photo", ("photoUrl",)),
    ("video", ("embedCode", "videoAttachmentUrl")),
    ("music", ("audioUrl",)),
    ("member", ("email", "level", "state", "profileQuestions", "profilePhoto")),
    ("discussion", ("category", "groupId", "fileAttachments", "comments")),
)
"""Kind, and the keys that only records of that kind have; the first kind that fits counts."""

_MOMENT_KEY = re.compile(r'"(?:createdDate|updatedDate)"\s*:\s*"([^"]{10,40})"')
_NOT_MEMBERS = frozenset(["banned", "nonmember", "invited", "requested", "pending"])
_NO_CATEGORY = frozenset(["", "uncategorized", "uncategorised"])


def identify(file: ExportFile) -> bool:
    """Whether the first record names its contributor the way Ning does."""
    keys = beginning(file)
    if keys.has("contributorName"):
        return keys.has("createdDate") or keys.has("title") or keys.has("fullName")
    return is_member_csv(file) or _is_empty_kind(file)


def _is_empty_kind(file: ExportFile) -> bool:
    """A network without events still gets its file, with nothing in it."""
    name = PurePosixPath(file.name).name
    return bool(_FILE_NAME.fullmatch(name)) and not file.head(256).strip(b"\xef\xbb\xbf()[] \r\n\t")


def instance(file: ExportFile) -> str | None:
    """Never stated in all files of an archive; a part of them must not get another source."""
    return None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """The records in the order of the file: each thread, its opening, its comments."""
    if is_member_csv(file):
        yield from accounts_in_csv(file)
        return
    named = _FILE_NAME.fullmatch(PurePosixPath(file.name).name)
    kind = _KINDS.get(named.group(1).lower()) if named else None
    archive = _Archive(file, kind)
    for item in objects(file, is_record=_is_record):
        if isinstance(item, Found):
            yield from archive.records(item.value, item.place)
        else:
            yield item


def _is_record(value: JsonObject) -> bool:
    """Whether this is a record, not a comment in one or a member of a group."""
    if "contributorName" not in value:
        return False
    return "title" in value or any(
        key in value for kind, keys in _TELLING_KEYS if kind != "discussion" for key in keys
    )


def _kind_of(value: JsonObject) -> str:
    return next(
        (kind for kind, keys in _TELLING_KEYS if any(key in value for key in keys)),
        "page",
    )


class _Archive:
    """What must be remembered from record to record of one file."""

    def __init__(self, file: ExportFile, kind: str | None) -> None:
        self._file = file
        self._kind = kind
        self._seen_accounts: set[str] = set()
        self._seen_spaces: set[str] = set()
        self._latest: datetime | None = None
        self._is_latest_known = False

    def records(self, value: JsonObject, place: str) -> Iterator[Record]:
        kind = self._kind or _kind_of(value)
        author_id = an_id(value.get("contributorName"))
        if kind == "member":
            if author_id is None:
                yield Skipped(reason="broken", place=place, detail="a member without a name")
                return
            yield account(author_id, value, as_of=self._latest_moment())
            yield from _wall(author_id, value)
            return
        if kind == "blog" and (value.get("publishStatus") or "publish") not in (
            "publish",
            "published",
        ):
            yield Skipped(reason="draft", place=place)
            for _ in objects_in(value.get("comments")):
                yield Skipped(reason="draft", place=place)
            return
        native_id = an_id(value.get("id")) or made_id(
            kind, author_id, a_text(value.get("createdDate")), one_line(a_text(value.get("title")))
        )
        if kind == "group":
            yield from self._group(native_id, value)
        elif kind == "event":
            yield from _event(native_id, author_id, value)
            yield from self._thread(kind, native_id, author_id, value)
        else:
            yield from self._thread(kind, native_id, author_id, value)

    def _latest_moment(self) -> datetime | None:
        """The latest moment in the file: ages count as of it, because nothing states another."""
        if not self._is_latest_known:
            self._is_latest_known = True
            for text in text_chunks(self._file.path, name=self._file.name):
                for match in _MOMENT_KEY.finditer(text):
                    moment = utc(match.group(1))
                    if moment and (self._latest is None or moment > self._latest):
                        self._latest = moment
        return self._latest

    def _thread(
        self, kind: str, native_id: str, author_id: str | None, value: JsonObject
    ) -> Iterator[Record]:
        created_at = utc(value.get("publishTime")) or utc(value.get("createdDate"))
        updated_at = utc(value.get("updatedDate"))
        space_id = an_id(value.get("groupId"))
        if space_id is None and (space := _category(value)):
            space_id = space.native_id
            if space_id not in self._seen_spaces:
                self._seen_spaces.add(space_id)
                yield space
        yield Thread(
            native_id=native_id,
            space_id=space_id,
            author_id=author_id,
            title=one_line(a_text(value.get("title"))),
            kind=kind,
            created_at=created_at,
            url=a_text(value.get("url")),
            visibility="private" if _is_private(value) else "unknown",
            topics=_tags(value),
        )
        words = post_words(value.get("description"))
        yield Post(
            native_id=native_id,
            thread_id=native_id,
            author_id=author_id,
            quoted=words.quoted,
            mentioned=words.mentioned,
            kind="opening",
            created_at=created_at,
            edited_at=updated_at if updated_at != created_at else None,
            text_format="html",
            text_original=words.original,
            text=words.text,
        )
        yield from comments(value, native_id, kind="reply" if kind == "discussion" else "comment")

    def _group(self, native_id: str, value: JsonObject) -> Iterator[Record]:
        yield Space(
            native_id=native_id,
            name=one_line(a_text(value.get("title"))),
            kind="group",
            description=html_to_text(a_text(value.get("description"))),
            visibility=_group_visibility(value),
            created_at=utc(value.get("createdDate")),
        )
        for member in objects_in(value.get("members")):
            member_id = an_id(member.get("contributorName"))
            if member_id is None:
                yield Skipped(reason="no author", place=f"group {native_id}")
                continue
            name = one_line(a_text(member.get("fullName")))
            if name and member_id not in self._seen_accounts:
                self._seen_accounts.add(member_id)
                yield Account(native_id=member_id, handle=member_id, name=name)
            if str(member.get("status") or "member").lower() in _NOT_MEMBERS:
                yield Skipped(reason="no member", place=f"group {native_id}")
            else:
                yield Tie(from_id=member_id, to_id=native_id, kind="membership")
        if objects_in(value.get("comments")):
            wall_id = f"group-wall:{native_id}"
            yield Thread(native_id=wall_id, space_id=native_id, kind="wall")
            yield from comments(value, wall_id, kind="wall")


def _wall(owner_id: str, value: JsonObject) -> Iterator[Record]:
    """The comments on a member's page, which speak to that member."""
    if not objects_in(value.get("comments")):
        return
    wall_id = f"wall:{owner_id}"
    yield Thread(native_id=wall_id, author_id=owner_id, kind="wall")
    yield from comments(value, wall_id, kind="wall", owner_id=owner_id)


def _event(native_id: str, organiser_id: str | None, value: JsonObject) -> Iterator[Record]:
    parts = [one_line(a_text(value.get(key))) for key in ("location", "street", "city")]
    yield Event(
        native_id=native_id,
        organiser_id=organiser_id,
        title=one_line(a_text(value.get("title"))),
        place=", ".join(dict.fromkeys(filter(None, parts))) or None,
        starts_at=utc(value.get("startDate")),
        ends_at=utc(value.get("endDate")),
        created_at=utc(value.get("createdDate")),
        visibility="private" if _is_private(value) else "unknown",
    )
    for guest in objects_in(value.get("attendees")) or objects_in(value.get("members")):
        guest_id = an_id(guest.get("contributorName"))
        status = a_text(guest.get("attendeeStatus")) or a_text(guest.get("status"))
        if guest_id is None or status is None:
            yield Skipped(reason="no author" if guest_id is None else "no status")
        else:
            yield Rsvp(event_id=native_id, account_id=guest_id, status=status.strip().lower())


def _category(value: JsonObject) -> Space | None:
    """The category as a space; it has a name only, which is its id too."""
    name = one_line(a_text(value.get("category")))
    if name is None or name.lower() in _NO_CATEGORY:
        return None
    return Space(native_id=f"category:{name.casefold()}", name=name, kind="category")


def _group_visibility(value: JsonObject) -> Visibility:
    if _is_private(value):
        return "private"
    is_stated = bool(value.get("groupPrivacy")) or "isPrivate" in value
    return "public" if is_stated else "unknown"


def _is_private(value: JsonObject) -> bool:
    if str(value.get("groupPrivacy") or "").lower() == "private":
        return True
    return str(value.get("isPrivate") or "").strip().lower() in ("y", "yes", "true", "1")


def _tags(value: JsonObject) -> tuple[str, ...]:
    tags = value.get("tags")
    if isinstance(tags, str):
        tags = tags.split(",")
    if not isinstance(tags, list):
        return ()
    return tuple(dict.fromkeys(tag for text in tags if (tag := one_line(a_text(text)))))
