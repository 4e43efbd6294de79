"""SMF 2.0 and 2.1: a dump of its MySQL database.

SMF moves what is deleted to a board of its own, if the settings say so; what lies there counts as
deleted. A thread has no title but that of its first post. Who may see a board stands at the board.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from importers.importer import ExportFile
from importers.platforms.forum_people import Authors
from importers.platforms.forum_rows import ForumDump, ForumRow, is_dump_of, stated_host
from importers.platforms.smf_people import People, listed
from importers.platforms.smf_posts import smf_words
from importers.reading.moments import utc
from importers.records import (
    Event,
    Message,
    Post,
    Reaction,
    Record,
    Space,
    Thread,
    Visibility,
)

PLATFORM = "smf"
HOW_TO_EXPORT = "dump the database as SQL, with phpMyAdmin or mysqldump"
TABLES = {
    "members": ("id_member", "member_name", "real_name", "date_registered", "is_activated"),
    "boards": ("id_board", "id_cat", "id_parent", "member_groups"),
    "topics": ("id_topic", "id_board", "id_first_msg"),
    "messages": ("id_msg", "id_topic", "id_member", "poster_time", "body"),
}
GUESTS, MEMBERS = "-1", "0"


def identify(file: ExportFile) -> bool:
    """Whether the dump holds SMF's tables."""
    return is_dump_of(file, TABLES)


def instance(file: ExportFile) -> str | None:
    """The host in the address of the first theme."""
    return stated_host(file, TABLES, setting=("themes", "variable", "value"), named="theme_url")


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated in UTC; the latest moment in the dump counts."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """Accounts, boards, threads, posts, likes, buddies, ignored, messages without words, events."""
    dump = ForumDump(file, TABLES)
    board = _Board()
    dump.gather(
        {
            "boards": board.remember_board,
            "custom_fields": board.people.remember_question,
            "members": board.people.remember_visit,
            "moderators": board.people.remember_moderator,
            "pm_recipients": board.remember_recipient,
            "settings": board.remember_setting,
            "themes": board.people.remember_answer,
            "topics": board.remember_topic,
        }
    )
    dump.gather({"messages": board.remember_opening})
    yield from dump.records(
        {
            "members": board.people.account,
            "categories": board.category,
            "boards": board.board,
            "topics": board.topic,
            "messages": board.post,
            "user_likes": board.like,
            "personal_messages": board.message,
            "calendar": board.event,
        }
    )
    dump.finish()


class _Board:
    """What the rows of one table must know of another's."""

    def __init__(self) -> None:
        self._authors = Authors()
        self.people = People()
        self._settings: dict[str, str] = {}
        self._groups: dict[str, frozenset[str]] = {}
        self._denied: dict[str, frozenset[str]] = {}
        self._recipients: dict[str, list[str]] = {}
        self._boards_of_topics: dict[str, str | None] = {}
        self._unapproved: set[str] = set()
        self._moved: set[str] = set()
        """Topics that only say where another went."""
        self._openings: dict[str, tuple[str | None, datetime | None, str | None]] = {}
        """Title, moment and guest's name by the first post's id."""

    def remember_setting(self, row: ForumRow) -> None:
        name, value = row.text("variable"), row.text("value")
        if name in ("recycle_enable", "recycle_board", "allow_guestAccess") and value:
            self._settings[name] = value

    def remember_board(self, row: ForumRow) -> None:
        board_id = row.id("id_board")
        if board_id is not None:
            self._groups[board_id] = listed(row.text("member_groups"))
            self._denied[board_id] = listed(row.text("deny_member_groups"))

    def remember_recipient(self, row: ForumRow) -> None:
        message_id, member_id = row.id("id_pm"), row.id("id_member")
        if message_id is not None and member_id is not None:
            self._recipients.setdefault(message_id, []).append(member_id)

    def remember_topic(self, row: ForumRow) -> None:
        topic_id, first = row.id("id_topic"), row.id("id_first_msg")
        if topic_id is None:
            return
        self._boards_of_topics[topic_id] = row.id("id_board")
        if first is not None:
            self._openings[first] = (None, None, None)
        if row.number("approved") == 0:
            self._unapproved.add(topic_id)
        if row.id("id_redirect_topic"):
            self._moved.add(topic_id)

    def remember_opening(self, row: ForumRow) -> None:
        message_id = row.id("id_msg")
        if message_id is not None and message_id in self._openings:
            if row.text("icon") == "moved" and (topic_id := row.id("id_topic")) is not None:
                self._moved.add(topic_id)
            name = None if row.id("id_member") else row.line("poster_name")
            self._openings[message_id] = (row.line("subject"), row.moment("poster_time"), name)

    def category(self, row: ForumRow) -> Iterator[Record]:
        category_id = row.id("id_cat")
        if category_id is None:
            yield row.broken("id_cat")
            return
        yield Space(native_id=f"cat:{category_id}", name=row.line("name"), kind="category")

    def board(self, row: ForumRow) -> Iterator[Record]:
        board_id = row.id("id_board")
        if board_id is None:
            yield row.broken("id_board")
            return
        category_id = row.id("id_cat")
        yield Space(
            native_id=board_id,
            name=row.line("name"),
            kind="link" if row.text("redirect") else "forum",
            parent_id=row.id("id_parent") or (f"cat:{category_id}" if category_id else None),
            description=smf_words(row.text("description")).text,
            visibility=self._visibility(board_id),
        )

    def _visibility(self, board_id: str | None) -> Visibility:
        groups = self._groups.get(board_id or "")
        if groups is None or board_id is None:
            return "unknown"
        groups -= self._denied[board_id]
        if GUESTS in groups and self._settings.get("allow_guestAccess") != "0":
            return "public"
        return "members" if {GUESTS, MEMBERS} & groups else "private"

    def _is_deleted(self, board_id: str | None) -> bool:
        is_kept = self._settings.get("recycle_enable") == "1"
        return is_kept and board_id == self._settings.get("recycle_board")

    def topic(self, row: ForumRow) -> Iterator[Record]:
        topic_id, board_id = row.id("id_topic"), row.id("id_board")
        if topic_id is None:
            yield row.broken("id_topic")
        elif topic_id in self._moved:
            yield row.skipped("moved")
        elif self._is_deleted(board_id):
            yield row.skipped("deleted")
        elif topic_id in self._unapproved:
            yield row.skipped("unapproved")
        else:
            first = self._openings.get(row.id("id_first_msg") or "", (None, None, None))
            title, created_at, guest = first
            author_id, accounts = self._authors.of(row.id("id_member_started"), guest)
            yield from accounts
            yield Thread(
                native_id=topic_id,
                space_id=board_id,
                author_id=author_id,
                title=title,
                kind="discussion",
                created_at=created_at,
                visibility=self._visibility(board_id),
                view_count=row.count("num_views"),
                is_closed=(row.number("locked") or 0) > 0,
            )

    def post(self, row: ForumRow) -> Iterator[Record]:
        message_id, topic_id = row.id("id_msg"), row.id("id_topic")
        if message_id is None or topic_id is None:
            yield row.broken("id_msg and id_topic")
            return
        is_waiting = row.number("approved") == 0 or topic_id in self._unapproved
        if is_waiting or topic_id in self._moved:
            yield row.skipped("unapproved" if is_waiting else "moved")
            return
        author_id, accounts = self._authors.of(row.id("id_member"), row.line("poster_name"))
        yield from accounts
        created_at, edited_at = row.moment("poster_time", must=True), row.moment("modified_time")
        is_deleted = self._is_deleted(self._boards_of_topics.get(topic_id, row.id("id_board")))
        original = None if is_deleted else row.text("body")
        words = smf_words(original)
        is_opening = message_id in self._openings
        yield Post(
            native_id=message_id,
            thread_id=topic_id,
            parent_id=None if is_opening else words.answers,
            author_id=author_id,
            quoted=words.quoted,
            mentioned=words.mentioned,
            kind="opening" if is_opening else "reply",
            created_at=created_at,
            edited_at=edited_at,
            deleted_at=(edited_at or created_at) if is_deleted else None,
            text_format="bbcode",
            text_original=original,
            text=words.text,
            like_count=row.count("likes"),
        )

    def like(self, row: ForumRow) -> Iterator[Record]:
        post_id = row.id("content_id")
        if row.text("content_type") != "msg":
            yield row.skipped("no post")
        elif post_id is None:
            yield row.broken("content_id")
        else:
            yield Reaction(
                post_id=post_id, actor_id=row.id("id_member"), created_at=row.moment("like_time")
            )

    def message(self, row: ForumRow) -> Iterator[Record]:
        message_id, sender = row.id("id_pm"), row.id("id_member_from")
        if message_id is None:
            yield row.broken("id_pm")
            return
        listed = self._recipients.get(message_id, [])
        recipients = tuple(dict.fromkeys(other for other in listed if other != sender))
        if sender is None or not recipients:
            yield row.skipped("no recipient" if sender else "no sender")
            return
        yield Message(
            native_id=message_id,
            sender_id=sender,
            recipient_ids=recipients,
            created_at=row.moment("msgtime", must=True),
        )

    def event(self, row: ForumRow) -> Iterator[Record]:
        event_id, board_id = row.id("id_event"), row.id("id_board")
        if event_id is None:
            yield row.broken("id_event")
            return
        yield Event(
            native_id=event_id,
            space_id=board_id,
            organiser_id=row.id("id_member"),
            title=row.line("title"),
            place=row.line("location"),
            starts_at=_day(row, "start"),
            ends_at=_day(row, "end"),
            visibility=self._visibility(board_id),
        )


def _day(row: ForumRow, which: str) -> datetime | None:
    """The moment of a date and, since 2.1, a time in a zone of its own."""
    day, time = row.text(f"{which}_date"), row.text(f"{which}_time")
    if day is None:
        return None
    try:
        zone = ZoneInfo(row.text("timezone") or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = ZoneInfo("UTC")
    return utc(f"{day} {time}" if time else day, zone=zone)
