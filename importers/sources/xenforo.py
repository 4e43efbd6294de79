"""XenForo 1 and 2: a dump of its MySQL database.

Posts have no column for what they answer; quotations name post and author, and the first one says
it. Prefixes, profile fields and reactions are named in the phrases. A private node is one whose
permissions for all are reset, and what is said of a node holds for those below it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime

from importers.importer import ExportFile
from importers.platforms.board_posts import bbcode_words
from importers.platforms.forum_people import Authors, Profiles
from importers.platforms.forum_rights import Rights
from importers.platforms.forum_rows import ForumDump, ForumRow, is_dump_of, stated_host, tie
from importers.platforms.xenforo_walls import Walls, reaction_to
from importers.reading.names import plain_line
from importers.reading.php import strings_in, unserialized
from importers.reading.text import html_to_text
from importers.records import (
    Account,
    AccountState,
    Message,
    Post,
    Record,
    Role,
    Space,
    Thread,
)

PLATFORM = "xenforo"
HOW_TO_EXPORT = "dump the database as SQL, with phpMyAdmin or mysqldump"
TABLES = {
    "user": ("user_id", "username", "register_date", "user_state"),
    "node": ("node_id", "parent_node_id", "node_type_id"),
    "thread": ("thread_id", "node_id", "first_post_id", "discussion_state"),
    "post": ("post_id", "thread_id", "message", "message_state"),
}
GUESTS, REGISTERED = "1", "2"
STATES: dict[str, AccountState] = {
    "valid": "active",
    "email_bounce": "active",
    "email_confirm_edit": "active",
    "email_confirm": "pending",
    "moderated": "pending",
    "rejected": "deleted",
    "disabled": "suspended",
}
KINDS = {"question": "question", "article": "blog", "blog": "blog"}
DENIED = frozenset(["deny", "reset"])
ALLOWED = frozenset(["allow", "content_allow"])
_PHRASE = re.compile(r"(thread_prefix|user_field_title|user_field|reaction_title)[._](\w+)")


def identify(file: ExportFile) -> bool:
    """Whether the dump holds XenForo's tables."""
    return is_dump_of(file, TABLES)


def instance(file: ExportFile) -> str | None:
    """The host in the forum's own address."""
    return stated_host(
        file, TABLES, setting=("option", "option_id", "option_value"), named="boardUrl"
    )


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated in UTC; the latest moment in the dump counts."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """Accounts, nodes, threads, posts, walls, likes, follows, ignored, who wrote to whom."""
    dump = ForumDump(file, TABLES)
    authors = Authors()
    board, walls = _Board(authors), Walls(authors)
    dump.gather(
        {
            "conversation_recipient": board.remember_recipient,
            "deletion_log": board.remember_deletion,
            "node": board.remember_node,
            "permission_entry_content": board.remember_right,
            "phrase": board.remember_phrase,
            "thread": board.remember_thread,
            "user": board.remember_visit,
            "user_ban": board.remember_ban,
            "user_field_value": board.remember_answer,
            "user_profile": board.remember_profile,
        }
    )
    yield from dump.records(
        {
            "user": board.account,
            "user_follow": board.follow,
            "user_ignored": board.block,
            "node": board.node,
            "thread": board.thread,
            "post": board.post,
            "profile_post": walls.post,
            "profile_post_comment": walls.comment,
            "liked_content": board.like,
            "reaction_content": board.reaction,
            "conversation_message": board.message,
        }
    )
    dump.finish()


class _Board:
    """What the rows of one table must know of another's."""

    def __init__(self, authors: Authors) -> None:
        self._authors = authors
        self._rights = Rights(guests=GUESTS, members=REGISTERED)
        self._bans: dict[str, AccountState] = {}
        self._phrases: dict[tuple[str, str], str] = {}
        self._questions: dict[str, str] = {}
        self._profiles = Profiles()
        self._openings: set[str] = set()
        self._hidden: dict[str, str] = {}
        self._deleted_at: dict[tuple[str, str], datetime | None] = {}
        self._recipients: dict[str, list[str]] = {}

    def remember_recipient(self, row: ForumRow) -> None:
        conversation, user_id = row.id("conversation_id"), row.id("user_id")
        if conversation is not None and user_id is not None:
            self._recipients.setdefault(conversation, []).append(user_id)

    def remember_deletion(self, row: ForumRow) -> None:
        kind, native_id = row.text("content_type"), row.id("content_id")
        if kind in ("post", "thread") and native_id is not None:
            self._deleted_at[kind, native_id] = row.moment("delete_date")

    def remember_node(self, row: ForumRow) -> None:
        if (node_id := row.id("node_id")) is not None:
            self._rights.put(node_id, row.id("parent_node_id"))

    def remember_right(self, row: ForumRow) -> None:
        if row.text("content_type") != "node" or row.text("permission_id") != "viewNode":
            return
        node_id, value = row.id("content_id"), row.text("permission_value") or ""
        if node_id is None or row.id("user_id") is not None:
            return
        group = row.id("user_group_id")
        if value in ALLOWED or value in DENIED:
            for one in (group,) if group else (GUESTS, REGISTERED):
                self._rights.say(node_id, one, may_see=value in ALLOWED)

    def remember_phrase(self, row: ForumRow) -> None:
        match = _PHRASE.fullmatch(row.text("title") or "")
        words = row.plain("phrase_text")
        if match and words:
            kind, name = match.groups()
            if kind.startswith("user_field"):
                self._questions.setdefault(name, words)
            else:
                self._phrases.setdefault((kind, name), words)

    def remember_thread(self, row: ForumRow) -> None:
        thread_id, state = row.id("thread_id"), row.text("discussion_state")
        if first := row.id("first_post_id"):
            self._openings.add(first)
        if thread_id is not None and state in ("deleted", "moderated"):
            self._hidden[thread_id] = state

    def remember_visit(self, row: ForumRow) -> None:
        self._profiles.saw(row.moment("last_activity"))

    def remember_ban(self, row: ForumRow) -> None:
        if (user_id := row.id("user_id")) is not None:
            self._bans[user_id] = "suspended" if row.id("end_date") else "banned"

    def remember_answer(self, row: ForumRow) -> None:
        user_id, field_id, value = row.id("user_id"), row.text("field_id"), row.text("field_value")
        if user_id is None or field_id is None or value is None:
            return
        words = ", ".join(strings_in(unserialized(value))) or value
        self._profiles.answer(user_id, field_id, plain_line(words))

    def remember_profile(self, row: ForumRow) -> None:
        user_id = row.id("user_id")
        if user_id is None:
            return
        about = bbcode_words(row.text("about")).text
        self._profiles.tell(user_id, place=row.plain("location"), bio=about)
        born = (row.number(f"dob_{part}") for part in ("year", "month", "day"))
        self._profiles.born(user_id, *born)

    def account(self, row: ForumRow) -> Iterator[Record]:
        user_id = row.id("user_id")
        if user_id is None:
            yield row.broken("user_id")
            return
        yield Account(
            native_id=user_id,
            handle=row.plain("username"),
            name=row.plain("username"),
            email=(row.text("email") or "").strip().lower() or None,
            joined_at=row.moment("register_date"),
            last_seen_at=row.moment("last_activity"),
            location=self._profiles.place(user_id),
            bio=self._profiles.bio(user_id),
            role=_role(row),
            state=self._state(user_id, row),
            is_minor=self._profiles.is_minor(user_id),
            answers=self._profiles.answers(user_id, self._questions),
        )

    def _state(self, user_id: str, row: ForumRow) -> AccountState | None:
        if row.number("is_banned") == 1:
            return self._bans.get(user_id, "banned")
        return STATES.get(row.text("user_state") or "")

    def follow(self, row: ForumRow) -> Iterator[Record]:
        yield tie(row, "user_id", "follow_user_id", "follow", since="follow_date")

    def block(self, row: ForumRow) -> Iterator[Record]:
        yield tie(row, "user_id", "ignored_user_id", "block")

    def node(self, row: ForumRow) -> Iterator[Record]:
        node_id = row.id("node_id")
        kind = (row.text("node_type_id") or "forum").lower()
        if node_id is None:
            yield row.broken("node_id")
        elif kind not in ("category", "forum"):
            yield row.skipped("link" if kind == "linkforum" else "page")
        else:
            yield Space(
                native_id=node_id,
                name=row.plain("title"),
                kind=kind,
                parent_id=row.id("parent_node_id"),
                description=html_to_text(row.text("description")),
                visibility=self._rights.visibility(node_id),
            )

    def thread(self, row: ForumRow) -> Iterator[Record]:
        thread_id, kind = row.id("thread_id"), row.text("discussion_type") or ""
        if thread_id is None:
            yield row.broken("thread_id")
        elif kind == "redirect":
            yield row.skipped("moved")
        elif state := self._hidden.get(thread_id):
            yield row.skipped("deleted" if state == "deleted" else "unapproved")
        else:
            author_id, accounts = self._authors.of(row.id("user_id"), row.plain("username"))
            yield from accounts
            node_id, is_open = row.id("node_id"), row.number("discussion_open")
            yield Thread(
                native_id=thread_id,
                space_id=node_id,
                author_id=author_id,
                title=row.plain("title"),
                kind=KINDS.get(kind, "discussion"),
                created_at=row.moment("post_date", must=True),
                visibility=self._rights.visibility(node_id),
                topics=self._topics(row),
                view_count=row.count("view_count"),
                is_closed=None if is_open is None else is_open == 0,
            )

    def _topics(self, row: ForumRow) -> tuple[str, ...]:
        """The prefix and the tags, which stand in the thread's row as JSON or serialised."""
        prefix = self._phrases.get(("thread_prefix", row.id("prefix_id") or ""))
        names = [prefix] if prefix else []
        written = row.text("tags") or ""
        tags: object = unserialized(written)
        if written.startswith(("{", "[")):
            try:
                tags = json.loads(written)
            except (ValueError, RecursionError):
                tags = None
        for tag in tags.values() if isinstance(tags, dict) else ():
            name = tag.get("tag") if isinstance(tag, dict) else tag
            if isinstance(name, str) and (shown := plain_line(name)):
                names.append(shown)
        return tuple(dict.fromkeys(names))

    def post(self, row: ForumRow) -> Iterator[Record]:
        post_id, thread_id = row.id("post_id"), row.id("thread_id")
        if post_id is None or thread_id is None:
            yield row.broken("post_id and thread_id")
            return
        state = self._hidden.get(thread_id, row.text("message_state"))
        if state == "moderated":
            yield row.skipped("unapproved")
            return
        author_id, accounts = self._authors.of(row.id("user_id"), row.plain("username"))
        yield from accounts
        created_at, edited_at = row.moment("post_date", must=True), row.moment("last_edit_date")
        is_deleted = state == "deleted"
        original = None if is_deleted else row.text("message")
        words = bbcode_words(original)
        is_opening = post_id in self._openings
        yield Post(
            native_id=post_id,
            thread_id=thread_id,
            parent_id=None if is_opening else words.answers,
            author_id=author_id,
            quoted=words.quoted,
            mentioned=words.mentioned,
            kind="opening" if is_opening else "reply",
            created_at=created_at,
            edited_at=edited_at,
            deleted_at=self._when_deleted(post_id, thread_id, created_at) if is_deleted else None,
            text_format="bbcode",
            text_original=original,
            text=words.text,
        )

    def _when_deleted(
        self, post_id: str, thread_id: str, created_at: datetime | None
    ) -> datetime | None:
        """As the log of deletions has it; else the post counts as never seen."""
        own = self._deleted_at.get(("post", post_id))
        return own or self._deleted_at.get(("thread", thread_id)) or created_at

    def like(self, row: ForumRow) -> Iterator[Record]:
        yield reaction_to(row, row.id("like_user_id"), "like", row.moment("like_date"))

    def reaction(self, row: ForumRow) -> Iterator[Record]:
        kind = self._phrases.get(("reaction_title", row.id("reaction_id") or ""))
        if kind is None:
            kind = "like" if row.id("reaction_id") == "1" else f"reaction {row.id('reaction_id')}"
        moment = row.moment("reaction_date")
        yield reaction_to(row, row.id("reaction_user_id"), kind.lower(), moment)

    def message(self, row: ForumRow) -> Iterator[Record]:
        message_id, sender = row.id("message_id"), row.id("user_id")
        recipients = tuple(
            user_id
            for user_id in self._recipients.get(row.id("conversation_id") or "", ())
            if user_id != sender
        )
        if message_id is None:
            yield row.broken("message_id")
        elif sender is None or not recipients:
            yield row.skipped("no recipient" if sender else "no sender")
        else:
            yield Message(
                native_id=message_id,
                sender_id=sender,
                recipient_ids=recipients,
                created_at=row.moment("message_date", must=True),
            )


def _role(row: ForumRow) -> Role | None:
    if row.number("is_admin") == 1 or row.number("is_staff") == 1:
        return "staff"
    return "moderator" if row.number("is_moderator") == 1 else None
