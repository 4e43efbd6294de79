"""bbPress 2 and BuddyPress: a dump of the WordPress database they live in.

Forums, topics and replies are rows of `posts` with types of their own; other posts of the site are
left out. WordPress without either plugin is not claimed. A post without its moment in UTC has it
in the site's own time, whose zone the options name.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.platforms.board_posts import html_words
from importers.platforms.buddypress import BuddyPress
from importers.platforms.forum_people import Authors, Profiles
from importers.platforms.forum_rows import ForumDump, ForumRow, stated_host
from importers.platforms.wordpress_site import Site
from importers.reading.sql import DumpRow, prefixed, rows, table_columns
from importers.reading.text import html_to_text
from importers.records import (
    Account,
    Post,
    Reaction,
    Record,
    Space,
    Thread,
    Visibility,
)

PLATFORM = "bbpress"
HOW_TO_EXPORT = "dump the WordPress database as SQL, with phpMyAdmin or mysqldump"
TABLES = {
    "posts": ("ID", "post_author", "post_date_gmt", "post_type", "post_status", "post_parent"),
    "users": ("ID", "user_login", "user_registered"),
}
BUDDYPRESS = ("bp_activity", "bp_groups", "bp_friends", "bp_xprofile_data")
FORUM, TOPIC, REPLY = "forum", "topic", "reply"
TYPES = frozenset([FORUM, TOPIC, REPLY])
UNSEEN = {
    "pending": "unapproved",
    "draft": "draft",
    "auto-draft": "draft",
    "inherit": "revision",
    "future": "scheduled",
    "spam": "spam",
    "orphan": "orphan",
}
TRASH = "trash"
FORUM_VISIBILITIES: dict[str, Visibility] = {"private": "members", "hidden": "private"}


def identify(file: ExportFile) -> bool:
    """Whether this is a WordPress dump that holds BuddyPress's tables or bbPress's posts."""
    prefix = prefixed(table_columns(file), TABLES)
    if prefix is None:
        return False
    columns = table_columns(file)
    return any(prefix + table in columns for table in BUDDYPRESS) or _has_forum(file, prefix)


def _has_forum(file: ExportFile, prefix: str) -> bool:
    try:
        return any(
            isinstance(row, DumpRow) and row.values.get("post_type") in TYPES
            for row in rows(file, tables=frozenset([f"{prefix}posts"]))
        )
    except ExportProblem:
        return False


def instance(file: ExportFile) -> str | None:
    """The site's host."""
    setting = ("options", "option_name", "option_value")
    return stated_host(file, TABLES, setting=setting, named="siteurl")


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated in UTC; the latest moment in the dump counts."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """Accounts, forums, groups, topics, replies, updates, friends, who wrote to whom."""
    dump = ForumDump(file, TABLES)
    board = _Board(dump.prefix)
    site, buddies = board.site, board.buddies
    dump.gather(
        {
            "bp_activity": buddies.remember_activity,
            "bp_groups": buddies.remember_group,
            "bp_messages_recipients": buddies.remember_recipient,
            "bp_xprofile_data": buddies.remember_answer,
            "bp_xprofile_fields": buddies.remember_question,
            "options": site.remember_option,
            "postmeta": site.remember_post_fact,
            "posts": board.remember_post,
            "term_relationships": site.remember_tagging,
            "term_taxonomy": site.remember_taxonomy,
            "terms": site.remember_term,
            "usermeta": site.remember_user_fact,
        }
    )
    buddies.tell_profiles()
    yield from dump.records(
        {
            "users": board.account,
            "posts": board.post,
            "postmeta": board.favourite,
            "usermeta": board.favourites,
            "bp_groups": buddies.group,
            "bp_groups_members": buddies.membership,
            "bp_activity": buddies.activity,
            "bp_friends": buddies.friendship,
            "bp_follow": buddies.follow,
            "bp_messages_messages": buddies.message,
        }
    )
    dump.finish()


class _Board:
    """What the rows of one table must know of another's."""

    def __init__(self, prefix: str) -> None:
        self._authors = Authors()
        self._profiles = Profiles()
        self.site = Site(prefix, self._profiles)
        self.buddies = BuddyPress(self._profiles)
        self._forums: dict[str, tuple[str | None, str | None]] = {}
        """Parent and status of each forum."""
        self._topics: dict[str, tuple[str | None, str | None]] = {}
        """Forum and status of each topic."""

    def remember_post(self, row: ForumRow) -> None:
        native_id, kind = row.id("ID"), row.text("post_type")
        if native_id is None:
            return
        known = (row.id("post_parent"), row.text("post_status"))
        if kind == FORUM:
            self._forums[native_id] = known
        elif kind == TOPIC:
            self._topics[native_id] = known

    def account(self, row: ForumRow) -> Iterator[Record]:
        user_id = row.id("ID")
        if user_id is None:
            yield row.broken("ID")
            return
        role, is_blocked = self.site.role(user_id)
        state = self.site.state(row, is_blocked=is_blocked)
        seen = (self.buddies.last_seen.get(user_id), self.site.last_seen(user_id))
        yield Account(
            native_id=user_id,
            # The name in addresses is the one that mentions use.
            handle=row.text("user_nicename") or row.text("user_login"),
            name=row.line("display_name") or row.line("user_login"),
            email=(row.text("user_email") or "").strip().lower() or None,
            joined_at=row.date_time("user_registered"),
            last_seen_at=max((moment for moment in seen if moment), default=None),
            location=self._profiles.place(user_id),
            bio=self._profiles.bio(user_id),
            role=role,
            state=state,
            is_minor=self._profiles.is_minor(user_id),
            answers=self._profiles.answers(user_id, self.buddies.questions),
        )

    def post(self, row: ForumRow) -> Iterator[Record]:
        native_id, kind = row.id("ID"), row.text("post_type")
        if native_id is None:
            yield row.broken("ID")
        elif kind == FORUM:
            yield from self._forum(row, native_id)
        elif kind == TOPIC:
            yield from self._topic(row, native_id)
        elif kind == REPLY:
            yield from self._reply(row, native_id)
        else:
            yield row.skipped("site content")

    def _forum(self, row: ForumRow, native_id: str) -> Iterator[Record]:
        status = row.text("post_status") or ""
        if status in UNSEEN or status == TRASH:
            yield row.skipped(UNSEEN.get(status, "deleted"))
            return
        group_id = self.site.group_of(native_id)
        yield Space(
            native_id=native_id,
            name=row.line("post_title"),
            kind="forum",
            parent_id=f"group-{group_id}" if group_id else row.id("post_parent"),
            description=html_to_text(row.text("post_content")),
            visibility=self._visibility(native_id),
            created_at=self.site.moment(row, "post_date"),
        )

    def _visibility(self, forum_id: str | None) -> Visibility:
        """As narrow as the narrowest on the way up; unknown for a forum that is not here."""
        found: Visibility = "unknown"
        met: set[str] = set()
        while forum_id is not None and forum_id in self._forums and forum_id not in met:
            met.add(forum_id)
            parent_id, status = self._forums[forum_id]
            shown = FORUM_VISIBILITIES.get(status or "", "public")
            if shown == "private" or found != "members":
                found = shown
            if found == "private":
                break
            forum_id = parent_id
        return found

    def _topic(self, row: ForumRow, native_id: str) -> Iterator[Record]:
        status, forum_id = row.text("post_status") or "", row.id("post_parent")
        if status in UNSEEN:
            yield row.skipped(UNSEEN[status])
            return
        author_id, accounts = self._authors.of(
            row.id("post_author"), self.site.anonymous(native_id)
        )
        yield from accounts
        if status != TRASH:
            yield Thread(
                native_id=native_id,
                space_id=forum_id,
                author_id=author_id,
                title=row.line("post_title"),
                kind="discussion",
                created_at=self.site.moment(row, "post_date"),
                visibility=self._visibility(forum_id),
                topics=self.site.tags(native_id),
                is_closed=status == "closed",
            )
        yield self._written(row, native_id, native_id, author_id, is_deleted=status == TRASH)

    def _reply(self, row: ForumRow, native_id: str) -> Iterator[Record]:
        status = row.text("post_status") or ""
        topic_id = row.id("post_parent") or self.site.topic_of(native_id)
        _, topic_status = self._topics.get(topic_id or "", (None, None))
        if topic_id is None:
            yield row.broken("post_parent")
        elif status in UNSEEN or topic_status in UNSEEN:
            yield row.skipped(UNSEEN.get(status) or UNSEEN[topic_status or ""])
        else:
            name = self.site.anonymous(native_id)
            author_id, accounts = self._authors.of(row.id("post_author"), name)
            yield from accounts
            is_deleted = TRASH in (status, topic_status)
            yield self._written(row, native_id, topic_id, author_id, is_deleted=is_deleted)

    def _written(
        self,
        row: ForumRow,
        native_id: str,
        topic_id: str,
        author_id: str | None,
        *,
        is_deleted: bool,
    ) -> Post:
        original = None if is_deleted else row.text("post_content")
        words = html_words(original)
        created_at = self.site.moment(row, "post_date", must=True)
        changed_at = self.site.moment(row, "post_modified")
        edited_at = changed_at if changed_at != created_at else None
        trashed_at = self.site.trashed_at(native_id) or self.site.trashed_at(topic_id)
        return Post(
            native_id=native_id,
            thread_id=topic_id,
            parent_id=self.site.replied_to(native_id),
            author_id=author_id,
            quoted=words.quoted,
            mentioned=words.mentioned,
            kind="opening" if native_id == topic_id else "reply",
            created_at=created_at,
            edited_at=edited_at,
            deleted_at=(trashed_at or edited_at or created_at) if is_deleted else None,
            text_format="html",
            text_original=original,
            text=words.text,
        )

    def favourite(self, row: ForumRow) -> Iterator[Record]:
        """A topic that somebody keeps, as bbPress 2.6 and later write it."""
        topic_id, user_id = row.id("post_id"), row.id("meta_value")
        if row.text("meta_key") == "_bbp_favorite" and topic_id is not None:
            yield Reaction(post_id=topic_id, actor_id=user_id, kind="favourite")

    def favourites(self, row: ForumRow) -> Iterator[Record]:
        """The topics that somebody keeps, as bbPress before 2.6 wrote them."""
        for topic_id in self.site.favourites_in(row):
            yield Reaction(post_id=topic_id, actor_id=row.id("user_id"), kind="favourite")
