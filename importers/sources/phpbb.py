"""phpBB 3: a dump of its database, or the backup that its own administration writes.

Every board has some forty accounts of search engines; they are robots. Who may read a forum is said
by roles and single rights of groups; where the dump does not hold them, it is unknown. phpBB keeps
no parent of a post, but since 3.2 a quotation names the post it was taken from.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from importers.importer import ExportFile
from importers.platforms.forum_people import Authors
from importers.platforms.forum_rows import ForumDump, ForumRow, is_dump_of, tie
from importers.platforms.phpbb_people import ANONYMOUS, People
from importers.platforms.phpbb_posts import described, phpbb_words
from importers.platforms.phpbb_rights import PhpbbRights, host_named
from importers.records import (
    Account,
    Message,
    Post,
    Reaction,
    Record,
    Space,
    Thread,
    Tie,
)

PLATFORM = "phpbb"
HOW_TO_EXPORT = "phpBB: Administration, Maintenance, Backup; or mysqldump"
TABLES = {
    "posts": ("post_id", "topic_id", "poster_id", "post_text", "bbcode_uid", "post_time"),
    "topics": ("topic_id", "forum_id", "topic_title", "topic_first_post_id"),
    "users": ("user_id", "username", "username_clean", "user_type"),
    "forums": ("forum_id", "parent_id", "forum_name"),
}
UNAPPROVED, DELETED, AWAITING_AGAIN = 0, 2, 3
LEFT_OUT = (UNAPPROVED, AWAITING_AGAIN)
LOCKED, MOVED = 1, 2
SPECIAL, HIDDEN = 3, 2
"""Types of groups: special ones are those that every board has."""
KINDS = {0: "category", 1: "forum", 2: "link"}


def identify(file: ExportFile) -> bool:
    """Whether the dump holds phpBB's tables."""
    return is_dump_of(file, TABLES)


def instance(file: ExportFile) -> str | None:
    """The host in the board's settings."""
    return host_named(file, TABLES)


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated in UTC; the latest moment in the dump counts."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """Accounts, forums, groups, threads, posts, thanks, friends, foes, who wrote to whom."""
    dump = ForumDump(file, TABLES)
    board = _Board()
    dump.gather(
        {
            "acl_groups": board.rights.remember_right,
            "acl_options": board.rights.remember_option,
            "acl_roles_data": board.rights.remember_role,
            "banlist": board.people.remember_ban,
            "forums": board.remember_forum,
            "groups": board.remember_group,
            "privmsgs_to": board.remember_recipient,
            "profile_fields": board.people.remember_field,
            "profile_fields_data": board.people.remember_answers,
            "profile_lang": board.people.remember_question,
            "topics": board.remember_topic,
            "user_group": board.people.remember_member,
            "users": board.people.remember_visit,
        }
    )
    yield from dump.records(
        {
            "users": board.people.account,
            "forums": board.forum,
            "groups": board.group,
            "user_group": board.membership,
            "topics": board.topic,
            "posts": board.post,
            "thanks": board.thanks,
            "zebra": board.zebra,
            "privmsgs": board.message,
        }
    )
    dump.finish()


class _Board:
    """What the rows of one table must know of another's."""

    def __init__(self) -> None:
        self.rights = PhpbbRights()
        self.people = People()
        self._authors = Authors()
        self._special: set[str] = set()
        self._recipients: dict[str, list[str]] = {}
        self._openings: set[str] = set()
        self._hidden_topics: dict[str, tuple[int, datetime | None]] = {}

    def remember_forum(self, row: ForumRow) -> None:
        forum_id = row.id("forum_id")
        if forum_id is not None and row.text("forum_password"):
            self.rights.lock(forum_id)

    def remember_group(self, row: ForumRow) -> None:
        group_id, name = row.id("group_id"), row.text("group_name")
        if group_id is None or name is None or row.number("group_type") != SPECIAL:
            return
        self._special.add(group_id)
        self.rights.name_group(group_id, name)
        self.people.name_group(group_id, name)

    def remember_recipient(self, row: ForumRow) -> None:
        message_id, user_id = row.id("msg_id"), row.id("user_id")
        if message_id is not None and user_id is not None:
            self._recipients.setdefault(message_id, []).append(user_id)

    def remember_topic(self, row: ForumRow) -> None:
        topic_id = row.id("topic_id")
        if first := row.id("topic_first_post_id"):
            self._openings.add(first)
        visibility = _visibility(row, "topic_visibility", "topic_approved")
        if topic_id is not None and visibility != 1:
            deleted_at = row.moment("topic_delete_time") or row.moment("topic_time")
            self._hidden_topics[topic_id] = (visibility, deleted_at)

    def forum(self, row: ForumRow) -> Iterator[Record]:
        forum_id = row.id("forum_id")
        if forum_id is None:
            yield row.broken("forum_id")
            return
        yield Space(
            native_id=forum_id,
            name=row.line("forum_name"),
            kind=KINDS.get(row.number("forum_type") or 0, "forum"),
            parent_id=row.id("parent_id"),
            description=described(row.text("forum_desc"), row.text("forum_desc_uid")),
            visibility=self.rights.visibility(forum_id),
        )

    def group(self, row: ForumRow) -> Iterator[Record]:
        group_id = row.id("group_id")
        if group_id is None:
            yield row.broken("group_id")
        elif group_id in self._special:
            yield row.skipped("role")
        else:
            yield Space(
                native_id=f"group:{group_id}",
                name=row.line("group_name"),
                kind="group",
                description=described(row.text("group_desc"), row.text("group_desc_uid")),
                visibility="private" if row.number("group_type") == HIDDEN else "unknown",
            )

    def membership(self, row: ForumRow) -> Iterator[Record]:
        user_id, group_id = row.id("user_id"), row.id("group_id")
        if user_id is None or group_id is None:
            yield row.broken("user_id and group_id")
        elif group_id in self._special or row.number("user_pending"):
            yield row.skipped("role" if group_id in self._special else "pending")
        else:
            yield Tie(from_id=user_id, to_id=f"group:{group_id}", kind="membership")

    def topic(self, row: ForumRow) -> Iterator[Record]:
        topic_id = row.id("topic_id")
        if topic_id is None:
            yield row.broken("topic_id")
        elif row.id("topic_moved_id") or row.number("topic_status") == MOVED:
            yield row.skipped("moved")
        elif topic_id in self._hidden_topics:
            is_deleted = self._hidden_topics[topic_id][0] == DELETED
            yield row.skipped("deleted" if is_deleted else "unapproved")
        else:
            author_id, accounts = self._author(row, "topic_poster", "topic_first_poster_name")
            yield from accounts
            forum_id = row.id("forum_id")
            yield Thread(
                native_id=topic_id,
                space_id=forum_id,
                author_id=author_id,
                title=row.line("topic_title"),
                kind="discussion",
                created_at=row.moment("topic_time", must=True),
                visibility=self.rights.visibility(forum_id),
                view_count=row.count("topic_views"),
                is_closed=row.number("topic_status") == LOCKED,
            )

    def _author(self, row: ForumRow, poster: str, name: str) -> tuple[str | None, list[Account]]:
        user_id = row.id(poster)
        return self._authors.of(None if user_id == ANONYMOUS else user_id, row.line(name))

    def post(self, row: ForumRow) -> Iterator[Record]:
        post_id, topic_id = row.id("post_id"), row.id("topic_id")
        if post_id is None or topic_id is None:
            yield row.broken("post_id and topic_id")
            return
        visibility = _visibility(row, "post_visibility", "post_approved")
        thread_visibility, thread_deleted_at = self._hidden_topics.get(topic_id, (1, None))
        if visibility in LEFT_OUT or thread_visibility in LEFT_OUT:
            yield row.skipped("unapproved")
            return
        author_id, accounts = self._author(row, "poster_id", "post_username")
        yield from accounts
        created_at, edited_at = row.moment("post_time", must=True), row.moment("post_edit_time")
        is_deleted = DELETED in (visibility, thread_visibility)
        deleted_at = row.moment("post_delete_time") or thread_deleted_at or created_at
        original = None if is_deleted else row.text("post_text")
        words, text_format = phpbb_words(original, row.text("bbcode_uid"))
        is_opening = post_id in self._openings
        yield Post(
            native_id=post_id,
            thread_id=topic_id,
            parent_id=None if is_opening else words.answers,
            author_id=author_id,
            quoted=words.quoted,
            mentioned=words.mentioned,
            kind="opening" if is_opening else "reply",
            created_at=created_at,
            edited_at=edited_at,
            deleted_at=deleted_at if is_deleted else None,
            text_format=text_format,
            text_original=original,
            text=words.text,
        )

    def thanks(self, row: ForumRow) -> Iterator[Record]:
        post_id = row.id("post_id")
        if post_id is None:
            yield row.broken("post_id")
            return
        yield Reaction(
            post_id=post_id,
            actor_id=row.id("user_id"),
            kind="thanks",
            created_at=row.moment("thanks_time"),
        )

    def zebra(self, row: ForumRow) -> Iterator[Record]:
        if row.number("foe"):
            yield tie(row, "user_id", "zebra_id", "block")
        elif row.number("friend"):
            yield tie(row, "user_id", "zebra_id", "follow")
        else:
            yield row.skipped("no tie")

    def message(self, row: ForumRow) -> Iterator[Record]:
        message_id, sender = row.id("msg_id"), row.id("author_id")
        if message_id is None or sender is None:
            yield row.broken("msg_id and author_id")
            return
        # to_address is 'u_3:g_5'; who has deleted the message stands there alone.
        addresses = f"{row.text('to_address') or ''}:{row.text('bcc_address') or ''}".split(":")
        named = [address[2:] for address in addresses if address.startswith("u_")]
        everybody = dict.fromkeys([*named, *self._recipients.get(message_id, ())])
        recipients = tuple(user_id for user_id in everybody if user_id != sender)
        if not recipients:
            yield row.skipped("no recipient")
            return
        yield Message(
            native_id=message_id,
            sender_id=sender,
            recipient_ids=recipients,
            created_at=row.moment("message_time", must=True),
        )


def _visibility(row: ForumRow, column: str, older: str) -> int:
    """1 for what all see; before 3.1 there was only approved or not."""
    for name in (column, older):
        number = row.number(name)
        if number is not None:
            return number
    return 1
