"""Discourse: the database in a backup, `dump.sql` or `dump.sql.gz`.

Ids are those of the answers of its API, so both are one source: an account is known by its folded
user name. Private messages are topics of another kind; of them only who wrote to whom is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import msgspec

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.platforms.discourse_members import Members, is_true
from importers.platforms.discourse_posts import Words, kind_of, reason_to_skip
from importers.platforms.discourse_topics import Topics
from importers.platforms.forum_rows import ForumDump, ForumRow, is_dump_of
from importers.reading.quotes import without_bbcode_quotes
from importers.reading.sql import DumpRow, rows
from importers.reading.text import clean_text, html_to_text, mentions_in, tidy
from importers.records import (
    Message,
    Post,
    Reaction,
    Record,
    Skipped,
    Space,
    Thread,
    Tie,
    Visibility,
)

PLATFORM = "discourse"
HOW_TO_EXPORT = "Discourse: Admin, Backups, Backup without uploads"
TABLES = {
    "posts": ("id", "topic_id", "post_number", "raw", "cooked", "reply_to_post_number"),
    "topics": ("id", "title", "archetype", "category_id"),
    "users": ("id", "username", "trust_level"),
    "categories": ("id", "name", "read_restricted"),
}
LIKE = 2
"""Among the types of actions on posts; the others are flags and bookmarks."""
HEARTS = ("heart", "like", "+1")
"""Reactions that are likes already."""
GROUPS: dict[int, Visibility] = {0: "public", 1: "members"}
POSTS_TRIED = 20_000
"""How many posts are searched for the forum's host."""

_AVATAR_HOST = re.compile(r"/user_avatar/([a-z0-9-]+(?:\.[a-z0-9-]+)+)/")
_BARE_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}")


def identify(file: ExportFile) -> bool:
    """Whether the dump holds Discourse's tables."""
    return is_dump_of(file, TABLES)


def instance(file: ExportFile) -> str | None:
    """The host that the settings force, or the one in most addresses of avatars in quotations."""
    hosts: Counter[str] = Counter()
    tried = 0
    try:
        for row in rows(file, tables=frozenset(["posts", "site_settings"])):
            if not isinstance(row, DumpRow):
                continue
            if row.table == "posts" and tried < POSTS_TRIED:
                tried += 1
                hosts.update(_AVATAR_HOST.findall(str(row.values.get("cooked"))))
            elif row.values.get("name") == "force_hostname":
                stated = str(row.values.get("value")).strip().lower()
                if _BARE_HOST.fullmatch(stated):
                    return stated
    except ExportProblem:
        # Reading says where the dump breaks off.
        pass
    return hosts.most_common(1)[0][0] if hosts else None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated in UTC; the latest moment in the dump counts."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """Accounts, categories, groups, threads, posts, likes, ties, who wrote to whom."""
    dump = ForumDump(file, TABLES)
    forum = _Forum()
    members, topics = forum.members, forum.topics
    dump.gather(
        {
            "anonymous_users": members.remember_anonymous,
            "categories": topics.remember_category,
            "category_groups": topics.remember_category_group,
            "discourse_reactions_reactions": forum.remember_reaction,
            "groups": forum.remember_group,
            "posts": topics.remember_post,
            "site_settings": topics.remember_setting,
            "tags": topics.remember_tag,
            "topic_allowed_users": topics.remember_recipient,
            "topic_tags": topics.remember_tagging,
            "topics": topics.remember_topic,
            "user_custom_fields": members.remember_answer,
            "user_emails": members.remember_email,
            "user_fields": members.remember_question,
            "user_profiles": members.remember_profile,
            "users": members.remember_user,
        }
    )
    yield from dump.records(
        {
            "categories": forum.category,
            "groups": forum.group,
            "group_users": forum.membership,
            "topics": forum.topic,
            "posts": forum.post,
            "post_actions": forum.like,
            "discourse_reactions_reaction_users": forum.reaction,
            "muted_users": forum.mute,
            "ignored_users": forum.ignore,
            "user_followers": forum.follow,
            "users": forum.account,
        }
    )
    dump.finish()


class _Forum:
    """What the rows of one table must know of another's."""

    def __init__(self) -> None:
        self.members = Members()
        self.topics = Topics()
        self._automatic: set[str] = set()
        self._reactions: dict[str, str] = {}

    def remember_group(self, row: ForumRow) -> None:
        group_id = row.id("id")
        if group_id is not None and is_true(row, "automatic"):
            self._automatic.add(group_id)

    def remember_reaction(self, row: ForumRow) -> None:
        reaction_id, name = row.id("id"), row.line("reaction_value")
        if reaction_id is not None and name is not None:
            self._reactions[reaction_id] = name

    def account(self, row: ForumRow) -> Iterator[Record]:
        account = self.members.account(row)
        yield account if account is not None else row.broken("id and username")

    def category(self, row: ForumRow) -> Iterator[Record]:
        category_id = row.id("id")
        if category_id is None:
            yield row.broken("id")
            return
        yield Space(
            native_id=category_id,
            name=row.line("name"),
            kind="category",
            parent_id=row.id("parent_category_id"),
            description=html_to_text(row.text("description")),
            visibility=self.topics.visibility(category_id),
            created_at=row.date_time("created_at"),
        )

    def group(self, row: ForumRow) -> Iterator[Record]:
        group_id = row.id("id")
        if group_id is None or group_id in self._automatic:
            yield row.skipped("role")
            return
        level = row.number("visibility_level")
        yield Space(
            native_id=f"group:{group_id}",
            name=row.line("full_name") or row.line("name"),
            kind="group",
            description=html_to_text(row.text("bio_cooked")),
            visibility="unknown" if level is None else GROUPS.get(level, "private"),
            created_at=row.date_time("created_at"),
        )

    def membership(self, row: ForumRow) -> Iterator[Record]:
        member, group_id = self.members.id(row.id("user_id")), row.id("group_id")
        if group_id is None or group_id in self._automatic:
            yield row.skipped("role")
        elif member is None:
            yield row.broken("a known user_id")
        else:
            yield Tie(
                from_id=member,
                to_id=f"group:{group_id}",
                kind="membership",
                created_at=row.date_time("created_at"),
            )

    def topic(self, row: ForumRow) -> Iterator[Record]:
        topic_id = row.id("id")
        if topic_id is None:
            yield row.broken("id")
        elif topic_id in self.topics.private:
            yield row.skipped("private")
        elif topic_id in self.topics.deleted:
            yield row.skipped("deleted")
        else:
            category_id = row.id("category_id")
            is_unlisted = is_true(row, "visible") is False
            visibility = self.topics.visibility(category_id) if category_id else "unknown"
            yield Thread(
                native_id=topic_id,
                space_id=category_id,
                author_id=self.members.id(row.id("user_id")),
                title=row.line("title"),
                kind="discussion",
                created_at=row.date_time("created_at", must=True),
                visibility="private" if is_unlisted else visibility,
                topics=self.topics.tags(topic_id),
                view_count=row.count("views"),
                is_closed=bool(is_true(row, "closed") or is_true(row, "archived")),
            )

    def post(self, row: ForumRow) -> Iterator[Record]:
        post_id, topic_id = row.id("id"), row.id("topic_id")
        if post_id is None or topic_id is None:
            yield row.broken("id and topic_id")
            return
        facts = {
            "post_type": row.number("post_type"),
            "post_number": row.number("post_number"),
            "hidden": is_true(row, "hidden"),
        }
        if reason := reason_to_skip(facts):
            yield Skipped(reason=reason, place=f"post {post_id}")
            return
        if topic_id in self.topics.private:
            yield self._message(row, post_id, topic_id)
            return
        created_at = row.date_time("created_at", must=True)
        edited_at = _edited_at(row)
        deleted_at = row.date_time("deleted_at") or self.topics.deleted.get(topic_id)
        if deleted_at is None and is_true(row, "user_deleted"):
            deleted_at = edited_at or created_at
        yield _worded(
            row,
            Post(
                native_id=post_id,
                thread_id=topic_id,
                parent_id=self.topics.post_id(topic_id, row.number("reply_to_post_number")),
                author_id=self.members.id(row.id("user_id")),
                kind=kind_of(facts),
                created_at=created_at,
                edited_at=edited_at,
                deleted_at=deleted_at,
                like_count=row.count("like_count"),
            ),
        )

    def _message(self, row: ForumRow, post_id: str, topic_id: str) -> Record:
        user_id = row.id("user_id")
        sender = self.members.id(user_id)
        if sender is None or (user_id or "").startswith("-"):
            return Skipped(reason="system message", place=f"post {post_id}")
        listed = (self.members.id(other) for other in self.topics.readers(topic_id))
        recipients = tuple(dict.fromkeys(one for one in listed if one and one != sender))
        if not recipients:
            return Skipped(reason="no recipient", place=f"post {post_id}")
        return Message(
            native_id=post_id,
            sender_id=sender,
            recipient_ids=recipients,
            created_at=row.date_time("created_at", must=True),
        )

    def like(self, row: ForumRow) -> Iterator[Record]:
        if row.number("post_action_type_id") != LIKE:
            yield row.skipped("flag")
        elif row.text("deleted_at"):
            yield row.skipped("taken back")
        else:
            yield self._reaction(row, "like")

    def reaction(self, row: ForumRow) -> Iterator[Record]:
        kind = self._reactions.get(row.id("reaction_id") or "", "reaction")
        if kind in HEARTS:
            yield row.skipped("like")
        else:
            yield self._reaction(row, kind)

    def _reaction(self, row: ForumRow, kind: str) -> Record:
        post_id = row.id("post_id")
        if post_id is None:
            return row.broken("post_id")
        return Reaction(
            post_id=post_id,
            actor_id=self.members.id(row.id("user_id")),
            kind=kind,
            created_at=row.date_time("created_at"),
        )

    def mute(self, row: ForumRow) -> Iterator[Record]:
        yield self._block(row, "muted_user_id")

    def ignore(self, row: ForumRow) -> Iterator[Record]:
        yield self._block(row, "ignored_user_id")

    def _block(self, row: ForumRow, column: str) -> Record:
        one, other = self.members.id(row.id("user_id")), self.members.id(row.id(column))
        if one is None or other is None:
            return row.broken(f"a known user_id and {column}")
        since = row.date_time("created_at")
        return Tie(from_id=one, to_id=other, kind="block", created_at=since)

    def follow(self, row: ForumRow) -> Iterator[Record]:
        one, other = self.members.id(row.id("follower_id")), self.members.id(row.id("user_id"))
        if one is None or other is None:
            yield row.broken("a known follower_id and user_id")
            return
        since = row.date_time("created_at")
        yield Tie(from_id=one, to_id=other, kind="follow", created_at=since)


def _edited_at(row: ForumRow) -> datetime | None:
    """When the words last changed; `updated_at` changes with every like."""
    version = row.number("version")
    return row.date_time("last_version_at") if version is not None and version > 1 else None


def _worded(row: ForumRow, post: Post) -> Post:
    """The post with its words, as the API shows them; without those that were deleted."""
    if post.deleted_at is not None:
        return post
    if cooked := row.text("cooked"):
        words = Words(cooked)
        return msgspec.structs.replace(
            post,
            quoted=words.quoted,
            mentioned=words.mentioned,
            text_format="html",
            text_original=words.original,
            text=words.text,
        )
    raw = row.text("raw")
    own, quoted = without_bbcode_quotes(clean_text(raw or ""))
    return msgspec.structs.replace(
        post,
        quoted=quoted,
        mentioned=mentions_in(own),
        text_format="markdown",
        text_original=raw,
        text=tidy(own) or None,
    )
