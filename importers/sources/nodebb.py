"""NodeBB: a pg_dump of its PostgreSQL database, which keeps keys with values rather than tables.

`legacy_hash` holds objects as JSON (user:1, topic:1, post:1, category:1), `legacy_zset` lists with
a number (whom one follows and since when), `legacy_set` sets (who voted for a post).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime

from importers.importer import ExportFile
from importers.platforms.board_posts import markdown_words
from importers.platforms.forum_people import Authors, Profiles, three_numbers
from importers.platforms.forum_rows import ForumDump, ForumRow, is_dump_of
from importers.platforms.nodebb_objects import (
    Object,
    author_of,
    is_group,
    moment_in,
    not_nought,
    object_in,
    state_of,
    when_deleted,
)
from importers.reading.excerpts import excerpt
from importers.reading.json_values import a_count, a_text, an_id
from importers.reading.moments import from_seconds
from importers.reading.names import plain_line
from importers.reading.text import html_to_text
from importers.records import (
    Account,
    Message,
    Post,
    Reaction,
    Record,
    Role,
    Skipped,
    Space,
    Thread,
    Tie,
    Visibility,
)

PLATFORM = "nodebb"
HOW_TO_EXPORT = "dump the PostgreSQL database with pg_dump"
TABLES = {
    "legacy_hash": ("_key", "data"),
    "legacy_zset": ("_key", "value", "score"),
    "legacy_object": ("_key", "type"),
}
ADMINISTRATORS, MODERATORS = "administrators", "Global Moderators"
_CATEGORY_RIGHT = re.compile(r"group:cid:(\d+):privileges:groups:((?:topics:)?read):members")
_CATEGORY_MODERATORS = re.compile(r"group:cid:\d+:privileges:moderate:members")
_MEMBERS = re.compile(r"group:(.+):members")
_OF_USER = re.compile(r"(?:(following):(\d+)|uid:(\d+):(blocked_uids|upvote|downvote))")
_VOTERS = re.compile(r"pid:(\d+):(upvote|downvote)")
_TAGS = re.compile(r"topic:(\d+):tags")
_ROOM = re.compile(r"chat:room:(\d+):uids")


def identify(file: ExportFile) -> bool:
    """Whether the dump holds NodeBB's tables of keys."""
    return is_dump_of(file, TABLES)


def instance(file: ExportFile) -> str | None:
    """Never stated: the forum's address stands in its configuration file."""
    return None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated in UTC; the latest moment in the dump counts."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """Accounts, categories, groups, topics, posts, votes, follows, blocked, who wrote to whom."""
    dump = ForumDump(file, TABLES)
    board = _Board()
    dump.gather(
        {
            "legacy_hash": board.remember_object,
            "legacy_set": board.remember_set,
            "legacy_zset": board.remember_list,
        }
    )
    yield from dump.records(
        {"legacy_hash": board.object, "legacy_set": board.set_member, "legacy_zset": board.listed}
    )
    dump.finish()


class _Board:
    """What the row of one key must know of another's."""

    def __init__(self) -> None:
        self._authors = Authors()
        self._profiles = Profiles()
        self._readers_of: dict[str, dict[str, set[str]]] = {}
        """The groups that have each right to read in a category."""
        self._disabled: set[str] = set()
        self._roles: dict[str, Role] = {}
        self._openings: set[str] = set()
        self._deleted_at: dict[str, datetime | None] = {}
        self._tags: dict[str, list[str]] = {}
        self._groups: set[str] = set()
        self._rooms: dict[str, list[str]] = {}
        self._open_rooms: set[str] = set()
        self._dated_votes: set[tuple[str, str]] = set()
        self._readers: dict[str, Callable[[str, Object, ForumRow], Iterator[Record]]] = {
            "user": self._account,
            "category": self._category,
            "group": self._group,
            "topic": self._topic,
            "post": self._post,
            "message": self._message,
        }

    def remember_object(self, row: ForumRow) -> None:
        kind, native_id, value = object_in(row)
        if value is None:
            return
        if kind == "topic":
            if first := an_id(value.get("mainPid")):
                self._openings.add(first)
            if value.get("deleted") in (1, "1"):
                self._deleted_at[native_id] = when_deleted(value)
        elif kind == "category":
            if value.get("disabled") in (1, "1"):
                self._disabled.add(native_id)
        elif kind == "user":
            self._profiles.saw(from_seconds(value.get("lastonline")))
            month, day, year = three_numbers(value.get("birthday"), "/")
            self._profiles.born(native_id, year, month, day)
        elif kind == "group" and is_group(native_id, value):
            self._groups.add(native_id)
        elif kind == "chat:room" and value.get("public") in (1, "1"):
            self._open_rooms.add(native_id)

    def remember_set(self, row: ForumRow) -> None:
        match, member = _TAGS.fullmatch(row.text("_key") or ""), row.plain("member")
        if match and member:
            self._tags.setdefault(match.group(1), []).append(member)

    def remember_list(self, row: ForumRow) -> None:
        key, value = row.text("_key") or "", row.text("value")
        if value is None:
            return
        if match := _CATEGORY_RIGHT.fullmatch(key):
            rights = self._readers_of.setdefault(match.group(1), {})
            rights.setdefault(match.group(2), set()).add(value)
        elif match := _ROOM.fullmatch(key):
            self._rooms.setdefault(match.group(1), []).append(value)
        elif key == f"group:{ADMINISTRATORS}:members":
            self._roles[value] = "staff"
        elif key == f"group:{MODERATORS}:members" or _CATEGORY_MODERATORS.fullmatch(key):
            self._roles.setdefault(value, "moderator")
        elif (match := _OF_USER.fullmatch(key)) and match.group(4) in ("upvote", "downvote"):
            self._dated_votes.add((value, match.group(3)))

    def object(self, row: ForumRow) -> Iterator[Record]:
        """What an object of a kind that we know says; the others are no content."""
        kind, native_id, value = object_in(row)
        if kind is None or (kind == "post" and native_id.startswith("queue:")):
            if kind is not None:
                yield row.skipped("unapproved")
            return
        if value is None:
            yield Skipped(
                reason="broken",
                place=row.place,
                detail=f"the data of {kind}:{native_id} is {excerpt(row.text('data'))}, "
                "expected a JSON object",
            )
        elif kind in self._readers and (native_id.isdecimal() or kind == "group"):
            yield from self._readers[kind](native_id, value, row)

    def _account(self, uid: str, value: Object, row: ForumRow) -> Iterator[Record]:
        if uid == "0":
            return
        username = plain_line(value.get("username"))
        yield Account(
            native_id=uid,
            handle=a_text(value.get("userslug")) or username,
            name=plain_line(value.get("fullname")) or username,
            email=(a_text(value.get("email")) or "").strip().lower() or None,
            joined_at=moment_in(value, "joindate", row),
            last_seen_at=moment_in(value, "lastonline", row),
            location=plain_line(value.get("location")),
            bio=markdown_words(a_text(value.get("aboutme"))).text,
            role=self._roles.get(uid),
            state=state_of(value),
            is_minor=self._profiles.is_minor(uid),
        )

    def _category(self, cid: str, value: Object, row: ForumRow) -> Iterator[Record]:
        if value.get("link"):
            yield row.skipped("link")
            return
        parent = an_id(value.get("parentCid"))
        yield Space(
            native_id=cid,
            name=plain_line(value.get("name")),
            kind="category",
            parent_id=None if parent == "0" else parent,
            description=html_to_text(a_text(value.get("description"))),
            visibility=self._visibility(cid),
        )

    def _visibility(self, cid: str | None) -> Visibility:
        """As narrow as the narrower of the rights to see a category and to read its topics."""
        if cid in self._disabled:
            return "private"
        rights = self._readers_of.get(cid or "")
        if not rights:
            return "unknown"
        groups = set.intersection(*rights.values())
        if "guests" in groups:
            return "public"
        return "members" if "registered-users" in groups else "private"

    def _group(self, name: str, value: Object, row: ForumRow) -> Iterator[Record]:
        if name not in self._groups:
            return
        yield Space(
            native_id=f"group:{name}",
            name=plain_line(value.get("name")) or name,
            kind="group",
            description=plain_line(value.get("description")),
            visibility="private" if value.get("hidden") in (1, "1") else "unknown",
            created_at=moment_in(value, "createtime", row),
        )

    def _topic(self, tid: str, value: Object, row: ForumRow) -> Iterator[Record]:
        if tid in self._deleted_at:
            yield row.skipped("deleted")
            return
        cid, author_id = an_id(value.get("cid")), author_of(value)
        tags = (a_text(value.get("tags")) or "").split(",")
        names = [name for tag in tags if (name := plain_line(tag))] + self._tags.get(tid, [])
        yield Thread(
            native_id=tid,
            space_id=cid,
            author_id=author_id,
            title=plain_line(value.get("title")),
            kind="discussion",
            created_at=moment_in(value, "timestamp", row, must=True),
            visibility=self._visibility(cid),
            topics=tuple(dict.fromkeys(names)),
            view_count=a_count(value.get("viewcount")),
            is_closed=value.get("locked") in (1, "1"),
        )

    def _post(self, pid: str, value: Object, row: ForumRow) -> Iterator[Record]:
        tid = an_id(value.get("tid"))
        if tid is None:
            yield row.broken("tid")
            return
        author_id, accounts = self._authors.of(author_of(value), a_text(value.get("handle")))
        yield from accounts
        deleted_at = when_deleted(value) if value.get("deleted") in (1, "1") else None
        deleted_at = deleted_at or self._deleted_at.get(tid)
        original = None if deleted_at else a_text(value.get("content"))
        words = markdown_words(original)
        is_opening, replied_to = pid in self._openings, an_id(value.get("toPid"))
        yield Post(
            native_id=pid,
            thread_id=tid,
            parent_id=None if is_opening else not_nought(replied_to) or words.answers,
            author_id=author_id,
            quoted=words.quoted,
            mentioned=words.mentioned,
            kind="opening" if is_opening else "reply",
            created_at=moment_in(value, "timestamp", row, must=True),
            edited_at=moment_in(value, "edited", row),
            deleted_at=deleted_at,
            text_format="markdown",
            text_original=original or None,
            text=words.text,
        )

    def _message(self, mid: str, value: Object, row: ForumRow) -> Iterator[Record]:
        sender, room = not_nought(an_id(value.get("fromuid"))), an_id(value.get("roomId")) or ""
        recipients = tuple(uid for uid in self._rooms.get(room, ()) if uid != sender)
        if value.get("system") in (1, "1") or room in self._open_rooms:
            yield row.skipped("open chat" if room in self._open_rooms else "system message")
        elif sender is None or not recipients:
            yield row.skipped("no recipient" if sender else "no sender")
        else:
            yield Message(
                native_id=mid,
                sender_id=sender,
                recipient_ids=recipients,
                created_at=moment_in(value, "timestamp", row, must=True),
            )

    def set_member(self, row: ForumRow) -> Iterator[Record]:
        """A vote that no dated list of its giver holds."""
        match, uid = _VOTERS.fullmatch(row.text("_key") or ""), row.text("member")
        if match and uid and (match.group(1), uid) not in self._dated_votes:
            kind = "like" if match.group(2) == "upvote" else "down"
            yield Reaction(post_id=match.group(1), actor_id=uid, kind=kind)

    def listed(self, row: ForumRow) -> Iterator[Record]:
        """Whom somebody follows or blocks, what they voted for, a group's members."""
        key, value, moment = (
            row.text("_key") or "",
            row.text("value"),
            from_seconds(row.values.get("score")),
        )
        if value is None:
            return
        if match := _OF_USER.fullmatch(key):
            one, kind = match.group(2) or match.group(3), match.group(1) or match.group(4)
            if kind in ("upvote", "downvote"):
                vote = "like" if kind == "upvote" else "down"
                yield Reaction(post_id=value, actor_id=one, kind=vote, created_at=moment)
            else:
                yield Tie(
                    from_id=one,
                    to_id=value,
                    kind="follow" if kind == "following" else "block",
                    created_at=moment,
                )
        elif (match := _MEMBERS.fullmatch(key)) and match.group(1) in self._groups:
            yield Tie(
                from_id=value,
                to_id=f"group:{match.group(1)}",
                kind="membership",
                created_at=moment,
            )
