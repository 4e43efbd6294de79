"""vBulletin 3 and 4: forums, threads, posts, visitor messages and social groups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from importers.platforms.board_posts import bbcode_words
from importers.platforms.forum_people import Authors
from importers.platforms.forum_rights import Rights
from importers.platforms.forum_rows import ForumRow, tie
from importers.platforms.vbulletin_people import GUESTS, MAY_VIEW, REGISTERED
from importers.reading.text import html_to_text, one_line
from importers.records import Post, Record, Space, Thread, Visibility

UNAPPROVED, DELETED = 0, 2
REDIRECT = 10
"""The value of `open` for what points to a moved thread."""
ACTIVE = 1
"""A bit of a forum's `options`."""
# A group may be joined freely, after being let in, or by invitation only.
GROUPS: dict[str, Visibility] = {
    "public": "public",
    "moderated": "private",
    "inviteonly": "private",
}


class ForumBoard:
    """What the rows of one table must know of another's."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._prefixes = prefixes
        self._authors = Authors()
        self._rights = Rights(guests=GUESTS, members=REGISTERED)
        self._openings: set[str] = set()
        self._hidden: dict[str, int] = {}
        self._deleted_at: dict[tuple[str, str], datetime | None] = {}
        self._edited_at: dict[str, datetime | None] = {}
        self._groups: dict[str, str] = {}
        self._group_openings: set[str] = set()
        self._walls: set[str] = set()

    def remember_forum(self, row: ForumRow) -> None:
        """Nothing; where a forum lies and whether it is closed to all."""
        forum_id, options = row.id("forumid"), row.number("options")
        if forum_id is not None:
            is_locked = row.text("password") is not None or (
                options is not None and not options & ACTIVE
            )
            self._rights.put(forum_id, _parent(row), is_locked=is_locked)

    def remember_right(self, row: ForumRow) -> None:
        """Nothing; what a group may do in a forum, or everywhere when the row is a group's."""
        bits = row.number("forumpermissions")
        if bits is not None:
            may_see = bool(bits & MAY_VIEW)
            self._rights.say(row.id("forumid"), row.id("usergroupid"), may_see=may_see)

    def remember_thread(self, row: ForumRow) -> None:
        """Nothing; the thread's first post, and whether readers see it."""
        thread_id, visible = row.id("threadid"), row.number("visible")
        if first := row.id("firstpostid"):
            self._openings.add(first)
        if thread_id is not None and visible in (UNAPPROVED, DELETED):
            self._hidden[thread_id] = visible

    def remember_deletion(self, row: ForumRow) -> None:
        """Nothing; when a post or a thread was deleted."""
        kind, native_id = row.text("type"), row.id("primaryid")
        if kind is not None and native_id is not None:
            self._deleted_at[kind, native_id] = row.moment("dateline")

    def remember_edit(self, row: ForumRow) -> None:
        """Nothing; when a post was edited last."""
        if (post_id := row.id("postid")) is not None:
            self._edited_at[post_id] = row.moment("dateline")

    def remember_discussion(self, row: ForumRow) -> None:
        """Nothing; the group of a discussion and its first message."""
        discussion_id, group_id = row.id("discussionid"), row.id("groupid")
        if discussion_id is not None and group_id is not None:
            self._groups[discussion_id] = group_id
        if first := row.id("firstpostid"):
            self._group_openings.add(first)

    def forum(self, row: ForumRow) -> Iterator[Record]:
        """The forum as a space."""
        forum_id = row.id("forumid")
        if forum_id is None:
            yield row.broken("forumid")
            return
        yield Space(
            native_id=forum_id,
            name=one_line(html_to_text(row.text("title"))),
            kind="category" if _parent(row) is None else "forum",
            parent_id=_parent(row),
            description=html_to_text(row.text("description")),
            visibility=self._rights.visibility(forum_id),
        )

    def thread(self, row: ForumRow) -> Iterator[Record]:
        """The thread, if readers see it."""
        thread_id, is_open = row.id("threadid"), row.number("open")
        if thread_id is None:
            yield row.broken("threadid")
        elif is_open == REDIRECT:
            yield row.skipped("moved")
        elif thread_id in self._hidden:
            is_deleted = self._hidden[thread_id] == DELETED
            yield row.skipped("deleted" if is_deleted else "unapproved")
        else:
            author_id, accounts = self._authors.of(row.id("postuserid"), row.line("postusername"))
            yield from accounts
            forum_id = row.id("forumid")
            yield Thread(
                native_id=thread_id,
                space_id=forum_id,
                author_id=author_id,
                title=row.line("title"),
                kind="discussion",
                created_at=row.moment("dateline", must=True),
                visibility=self._rights.visibility(forum_id),
                topics=topics_of(row, self._prefixes),
                view_count=row.count("views"),
                is_closed=None if is_open is None else is_open == 0,
            )

    def post(self, row: ForumRow) -> Iterator[Record]:
        """The post; of a deleted one only that it was there."""
        post_id, thread_id = row.id("postid"), row.id("threadid")
        if post_id is None or thread_id is None:
            yield row.broken("postid and threadid")
            return
        visible = self._hidden.get(thread_id, row.number("visible"))
        if visible == UNAPPROVED:
            yield row.skipped("unapproved")
            return
        author_id, accounts = self._authors.of(row.id("userid"), row.line("username"))
        yield from accounts
        created_at = row.moment("dateline", must=True)
        is_deleted = visible == DELETED
        original = None if is_deleted else row.text("pagetext")
        words = bbcode_words(original)
        is_opening = post_id in self._openings
        # Who answers nobody in particular is written down below the thread's first post.
        replied_to = row.id("parentid")
        if is_opening or replied_to in self._openings:
            replied_to = None
        yield Post(
            native_id=post_id,
            thread_id=thread_id,
            parent_id=replied_to or words.answers,
            author_id=author_id,
            quoted=words.quoted,
            mentioned=words.mentioned,
            kind="opening" if is_opening else "reply",
            created_at=created_at,
            edited_at=self._edited_at.get(post_id),
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

    def visitor_message(self, row: ForumRow) -> Iterator[Record]:
        """A message on a member's profile, which is that member's wall."""
        native_id, owner = row.id("vmid"), row.id("userid")
        if native_id is None or owner is None:
            yield row.broken("vmid and userid")
        elif reason := _hidden_by(row):
            yield row.skipped(reason)
        else:
            if owner not in self._walls:
                self._walls.add(owner)
                yield Thread(native_id=f"wall-{owner}", author_id=owner, kind="wall")
            author_id, accounts = self._authors.of(row.id("postuserid"), row.line("postusername"))
            yield from accounts
            yield _message(
                row,
                native_id=f"vm-{native_id}",
                thread_id=f"wall-{owner}",
                author_id=author_id,
                addressed=owner if owner != author_id else None,
            )

    def group(self, row: ForumRow) -> Iterator[Record]:
        """A social group as a space."""
        group_id = row.id("groupid")
        if group_id is None:
            yield row.broken("groupid")
            return
        yield Space(
            native_id=f"group-{group_id}",
            name=row.line("name"),
            kind="group",
            description=bbcode_words(row.text("description")).text,
            visibility=GROUPS.get(row.text("type") or "", "unknown"),
            created_at=row.moment("dateline"),
        )

    def membership(self, row: ForumRow) -> Iterator[Record]:
        """That somebody belongs to a social group."""
        if row.text("type") not in (None, "member"):
            yield row.skipped("not joined")
            return
        yield tie(row, "userid", "groupid", "membership", since="dateline", to="group-")

    def group_message(self, row: ForumRow) -> Iterator[Record]:
        """A message in a social group; the first of a discussion brings the thread."""
        native_id, discussion = row.id("gmid"), row.id("discussionid")
        group = self._groups.get(discussion or "", row.id("groupid"))
        if native_id is None or (discussion is None and group is None):
            yield row.broken("gmid and discussionid")
            return
        if reason := _hidden_by(row):
            yield row.skipped(reason)
            return
        thread_id = f"discussion-{discussion}" if discussion else f"group-{group}"
        author_id, accounts = self._authors.of(row.id("postuserid"), row.line("postusername"))
        yield from accounts
        is_opening = native_id in self._group_openings
        if is_opening or (discussion is None and thread_id not in self._walls):
            self._walls.add(thread_id)
            yield Thread(
                native_id=thread_id,
                space_id=f"group-{group}" if group else None,
                author_id=author_id if is_opening else None,
                title=row.line("title") if is_opening else None,
                kind="discussion" if is_opening else "wall",
                created_at=row.moment("dateline") if is_opening else None,
            )
        yield _message(
            row,
            native_id=f"gm-{native_id}",
            thread_id=thread_id,
            author_id=author_id,
            kind="opening" if is_opening else "reply" if discussion else "wall",
        )


def topics_of(row: ForumRow, prefixes: dict[str, str]) -> tuple[str, ...]:
    """A thread's prefix and its tags."""
    prefix = prefixes.get(row.text("prefixid") or "")
    tags = (one_line(tag) for tag in (row.text("taglist") or "").split(","))
    return tuple(dict.fromkeys(name for name in (prefix, *tags) if name))


def _parent(row: ForumRow) -> str | None:
    """The forum above; -1 stands for none."""
    parent = row.id("parentid")
    return None if parent == "-1" else parent


def _hidden_by(row: ForumRow) -> str | None:
    """Why readers do not see a message on a wall or in a group; None when they do."""
    return {"deleted": "deleted", "moderation": "unapproved"}.get(row.text("state") or "")


def _message(
    row: ForumRow,
    *,
    native_id: str,
    thread_id: str,
    author_id: str | None,
    addressed: str | None = None,
    kind: Literal["opening", "reply", "wall"] = "wall",
) -> Post:
    original = row.text("pagetext")
    words = bbcode_words(original)
    return Post(
        native_id=native_id,
        thread_id=thread_id,
        author_id=author_id,
        addressed=(addressed,) if addressed else (),
        quoted=words.quoted,
        mentioned=words.mentioned,
        kind=kind,
        created_at=row.moment("dateline", must=True),
        text_format="bbcode",
        text_original=original,
        text=words.text,
    )
