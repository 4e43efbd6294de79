"""Flarum 1 and later: a dump of its MySQL or MariaDB database.

Spaces are the tags with a place in the list; the others are topics. A discussion carries several,
and whoever may not see one of them does not see it. A private discussion with recipients, by the
well-known addition, is kept as who wrote to whom.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from importers.importer import ExportFile
from importers.platforms.flarum_posts import flarum_words
from importers.platforms.forum_people import Profiles
from importers.platforms.forum_rows import ForumDump, ForumRow, is_dump_of, tie
from importers.records import (
    Account,
    AccountState,
    Message,
    Post,
    Reaction,
    Record,
    Role,
    Space,
    Thread,
    Visibility,
)

PLATFORM = "flarum"
HOW_TO_EXPORT = "dump the database as SQL, with phpMyAdmin or mysqldump"
TABLES = {
    "users": ("id", "username", "joined_at", "is_email_confirmed"),
    "discussions": ("id", "title", "first_post_id", "comment_count"),
    "posts": ("id", "discussion_id", "number", "type", "content"),
}
GUESTS, MEMBERS = "2", "3"
ROLES: dict[str, Role] = {"1": "staff", "4": "moderator"}
NARROWEST: tuple[Visibility, ...] = ("private", "members", "unknown", "public")
_VIEW = re.compile(r"(?:tag(\d+)\.)?(?:viewForum|viewDiscussions)")


def identify(file: ExportFile) -> bool:
    """Whether the dump holds Flarum's tables."""
    return is_dump_of(file, TABLES)


def instance(file: ExportFile) -> str | None:
    """Never stated: the forum's address stands in its configuration file."""
    return None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated in UTC; the latest moment in the dump counts."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """Accounts, tags, discussions, posts, likes, follows, ignored, who wrote to whom."""
    dump = ForumDump(file, TABLES)
    board = _Board()
    dump.gather(
        {
            "discussion_tag": board.remember_tagging,
            "discussions": board.remember_discussion,
            "group_permission": board.remember_right,
            "group_user": board.remember_role,
            "reactions": board.remember_reaction,
            "recipients": board.remember_recipient,
            "tags": board.remember_tag,
            "users": board.remember_visit,
        }
    )
    yield from dump.records(
        {
            "users": board.account,
            "tags": board.tag,
            "discussions": board.discussion,
            "posts": board.post,
            "post_likes": board.like,
            "post_reactions": board.reaction,
            "user_followers": board.follow,
            "ignored_user": board.block,
        }
    )
    dump.finish()


class _Board:
    """What the rows of one table must know of another's."""

    def __init__(self) -> None:
        self._profiles = Profiles()
        self._roles: dict[str, Role] = {}
        self._names: dict[str, str] = {}
        self._parents: dict[str, str | None] = {}
        """Of the tags that are spaces."""
        self._restricted: set[str] = set()
        self._granted: dict[str, set[str]] = {}
        self._tags: dict[str, list[str]] = {}
        self._openings: set[str] = set()
        self._hidden_at: dict[str, datetime] = {}
        self._unapproved: set[str] = set()
        self._recipients: dict[str, list[str]] = {}
        self._reactions: dict[str, str] = {}

    def remember_visit(self, row: ForumRow) -> None:
        self._profiles.saw(row.date_time("last_seen_at"))

    def remember_role(self, row: ForumRow) -> None:
        user_id, role = row.id("user_id"), ROLES.get(row.id("group_id") or "")
        if user_id is not None and role is not None and self._roles.get(user_id) != "staff":
            self._roles[user_id] = role

    def remember_right(self, row: ForumRow) -> None:
        """Guests' rights are everybody's; members have them too."""
        group, match = row.id("group_id"), _VIEW.fullmatch(row.text("permission") or "")
        if match and group in (GUESTS, MEMBERS):
            groups = (GUESTS, MEMBERS) if group == GUESTS else (MEMBERS,)
            self._granted.setdefault(match.group(1) or "", set()).update(groups)

    def remember_tag(self, row: ForumRow) -> None:
        tag_id, name = row.id("id"), row.plain("name")
        if tag_id is None:
            return
        if name is not None:
            self._names[tag_id] = name
        if row.values.get("position") is not None or row.id("parent_id"):
            self._parents[tag_id] = row.id("parent_id")
        if row.number("is_restricted") == 1:
            self._restricted.add(tag_id)

    def remember_tagging(self, row: ForumRow) -> None:
        discussion_id, tag_id = row.id("discussion_id"), row.id("tag_id")
        if discussion_id is not None and tag_id is not None:
            self._tags.setdefault(discussion_id, []).append(tag_id)

    def remember_discussion(self, row: ForumRow) -> None:
        native_id, hidden_at = row.id("id"), row.date_time("hidden_at")
        if first := row.id("first_post_id"):
            self._openings.add(first)
        if native_id is not None and hidden_at is not None:
            self._hidden_at[native_id] = hidden_at
        if native_id is not None and row.number("is_approved") == 0:
            self._unapproved.add(native_id)

    def remember_recipient(self, row: ForumRow) -> None:
        discussion_id, user_id = row.id("discussion_id"), row.id("user_id")
        if discussion_id is not None:
            listed = self._recipients.setdefault(discussion_id, [])
            if user_id is not None and row.date_time("removed_at") is None:
                listed.append(user_id)

    def remember_reaction(self, row: ForumRow) -> None:
        number, name = row.id("id"), row.plain("identifier")
        if number is not None and name is not None:
            self._reactions[number] = name

    def account(self, row: ForumRow) -> Iterator[Record]:
        user_id = row.id("id")
        if user_id is None:
            yield row.broken("id")
            return
        yield Account(
            native_id=user_id,
            handle=row.plain("username"),
            name=row.plain("nickname") or row.plain("username"),
            email=(row.text("email") or "").strip().lower() or None,
            joined_at=row.date_time("joined_at"),
            last_seen_at=row.date_time("last_seen_at"),
            bio=row.plain("bio"),
            role=self._roles.get(user_id),
            state=self._state(row),
        )

    def _state(self, row: ForumRow) -> AccountState:
        until = row.date_time("suspended_until")
        if until is not None and self._profiles.is_after_all(until):
            return "suspended"
        return "pending" if row.number("is_email_confirmed") == 0 else "active"

    def tag(self, row: ForumRow) -> Iterator[Record]:
        tag_id = row.id("id")
        if tag_id is None:
            yield row.broken("id")
        elif tag_id not in self._parents:
            yield row.skipped("tag")
        else:
            yield Space(
                native_id=tag_id,
                name=row.plain("name"),
                kind="tag",
                parent_id=self._parents[tag_id],
                description=row.plain("description"),
                visibility=self._visibility([tag_id]),
            )

    def _visibility(self, tags: list[str]) -> Visibility:
        """What the narrowest of the tags allows; a restricted one follows its own words only."""
        if not self._granted:
            return "private" if self._restricted.intersection(tags) else "unknown"
        shown = [self._granted.get("", set())]
        shown += [self._granted.get(tag, set()) for tag in tags if tag in self._restricted]
        kinds = [_open_to(groups) for groups in shown]
        return min(kinds, key=NARROWEST.index)

    def discussion(self, row: ForumRow) -> Iterator[Record]:
        native_id = row.id("id")
        if native_id is None:
            yield row.broken("id")
        elif native_id in self._recipients:
            yield row.skipped("private message")
        elif native_id in self._hidden_at or native_id in self._unapproved:
            yield row.skipped("deleted" if native_id in self._hidden_at else "unapproved")
        else:
            tags = self._tags.get(native_id, [])
            is_locked = row.number("is_locked")
            is_private = row.number("is_private") == 1
            yield Thread(
                native_id=native_id,
                space_id=self._space(tags),
                author_id=row.id("user_id"),
                title=row.plain("title"),
                kind="discussion",
                created_at=row.date_time("created_at", must=True),
                visibility="private" if is_private else self._visibility(tags),
                topics=tuple(self._names[tag] for tag in tags if tag in self._names),
                view_count=row.count("view_count"),
                is_closed=None if is_locked is None else is_locked == 1,
            )

    def _space(self, tags: list[str]) -> str | None:
        """The tag with a place in the list, rather one that lies in another."""
        spaces = [tag for tag in tags if tag in self._parents]
        return next((tag for tag in spaces if self._parents[tag]), next(iter(spaces), None))

    def post(self, row: ForumRow) -> Iterator[Record]:
        post_id, thread_id = row.id("id"), row.id("discussion_id")
        if post_id is None or thread_id is None:
            yield row.broken("id and discussion_id")
            return
        if row.text("type") != "comment":
            yield row.skipped("action")
            return
        if thread_id in self._recipients:
            yield self._message(row, post_id, self._recipients[thread_id])
            return
        if row.number("is_approved") == 0 or thread_id in self._unapproved:
            yield row.skipped("unapproved")
            return
        deleted_at = row.date_time("hidden_at") or self._hidden_at.get(thread_id)
        original = None if deleted_at else row.text("content")
        words = flarum_words(original)
        is_opening = post_id in self._openings
        yield Post(
            native_id=post_id,
            thread_id=thread_id,
            parent_id=None if is_opening else words.answers,
            author_id=row.id("user_id"),
            quoted=words.quoted,
            mentioned=words.mentioned,
            kind="opening" if is_opening else "reply",
            created_at=row.date_time("created_at", must=True),
            edited_at=row.date_time("edited_at"),
            deleted_at=deleted_at,
            text_format="html",
            text_original=original,
            text=words.text,
        )

    def _message(self, row: ForumRow, post_id: str, listed: list[str]) -> Record:
        sender = row.id("user_id")
        recipients = tuple(dict.fromkeys(user_id for user_id in listed if user_id != sender))
        if sender is None or not recipients:
            return row.skipped("no recipient" if sender else "no sender")
        return Message(
            native_id=post_id,
            sender_id=sender,
            recipient_ids=recipients,
            created_at=row.date_time("created_at", must=True),
        )

    def like(self, row: ForumRow) -> Iterator[Record]:
        yield _reaction(row, "like")

    def reaction(self, row: ForumRow) -> Iterator[Record]:
        yield _reaction(row, self._reactions.get(row.id("reaction_id") or "", "reaction"))

    def follow(self, row: ForumRow) -> Iterator[Record]:
        yield tie(row, "user_id", "followed_user_id", "follow")

    def block(self, row: ForumRow) -> Iterator[Record]:
        yield tie(row, "user_id", "ignored_user_id", "block")


def _open_to(groups: set[str]) -> Visibility:
    if GUESTS in groups:
        return "public"
    return "members" if MEMBERS in groups else "private"


def _reaction(row: ForumRow, kind: str) -> Record:
    post_id = row.id("post_id")
    if post_id is None:
        return row.broken("post_id")
    return Reaction(
        post_id=post_id,
        actor_id=row.id("user_id"),
        kind=kind,
        created_at=row.date_time("created_at"),
    )
