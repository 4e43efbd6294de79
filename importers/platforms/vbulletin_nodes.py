"""vBulletin 5: everything is a node; channels hold threads, threads replies, replies comments.

Title, author and moment stand in `node`, the words in `text`, so what a node says is kept in
memory until its text comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from importers.platforms.board_posts import bbcode_words
from importers.platforms.forum_people import Authors
from importers.platforms.forum_rights import Rights
from importers.platforms.forum_rows import ForumRow, tie
from importers.platforms.vbulletin_forums import topics_of
from importers.platforms.vbulletin_people import GUESTS, MAY_VIEW, REGISTERED
from importers.reading.text import html_to_text
from importers.records import Message, Post, Record, Space, Thread, Visibility

CHANNEL, PRIVATE_MESSAGE = "channel", "privatemessage"
WRITTEN = frozenset(["text", "poll", "gallery", "link", "video", "event"])
"""Classes of nodes that people write into threads."""
LEFT_OUT = {"attach": "media", "photo": "media", "redirect": "moved", "report": "report"}


@dataclass(frozen=True, slots=True)
class _Node:
    """What a written node says of itself."""

    parent_id: str | None
    author_id: str | None
    author_name: str | None
    created_at: datetime | None
    deleted_at: datetime | None
    owner_id: str | None
    """Whose wall it was written on."""
    is_approved: bool


class NodeBoard:
    """What the rows of one table must know of another's."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._prefixes = prefixes
        self._authors = Authors()
        self._rights = Rights(guests=GUESTS, members=REGISTERED)
        self._classes: dict[str, str] = {}
        self._channels: set[str] = set()
        self._nodes: dict[str, _Node] = {}
        self._views: dict[str, int | None] = {}
        self._recipients: dict[str, list[str]] = {}

    def remember_class(self, row: ForumRow) -> None:
        """Nothing; what the numbers of kinds mean."""
        number, name = row.id("contenttypeid"), row.text("class")
        if number is not None and name is not None:
            self._classes[number] = name.lower()

    def remember_right(self, row: ForumRow) -> None:
        """Nothing; what a group may do in a channel and all below it."""
        node_id, bits = row.id("nodeid"), row.number("forumpermissions")
        if node_id is not None and bits is not None:
            self._rights.say(node_id, row.id("usergroupid"), may_see=bool(bits & MAY_VIEW))

    def remember_views(self, row: ForumRow) -> None:
        """Nothing; how often a thread was read."""
        if (node_id := row.id("nodeid")) is not None:
            self._views[node_id] = row.count("count")

    def remember_recipient(self, row: ForumRow) -> None:
        """Nothing; in whose folders a private message lies."""
        node_id, user_id = row.id("nodeid"), row.id("userid")
        if node_id is not None and user_id is not None:
            self._recipients.setdefault(node_id, []).append(user_id)

    def remember_node(self, row: ForumRow) -> None:
        """Nothing; a channel's place in the tree, or what a written node says."""
        node_id, kind = row.id("nodeid"), self._class_of(row)
        if node_id is None:
            return
        if kind == CHANNEL:
            self._channels.add(node_id)
            self._rights.put(node_id, row.id("parentid"))
        elif kind in WRITTEN:
            author_id = row.id("userid")
            created_at = row.moment("publishdate") or row.moment("created")
            is_deleted = row.id("deleteuserid") is not None
            self._nodes[node_id] = _Node(
                parent_id=row.id("parentid"),
                author_id=author_id,
                author_name=None if author_id else row.line("authorname"),
                created_at=created_at,
                deleted_at=(row.moment("unpublishdate") or created_at) if is_deleted else None,
                owner_id=row.id("setfor"),
                is_approved=row.number("approved") != 0,
            )

    def _class_of(self, row: ForumRow) -> str:
        return self._classes.get(row.id("contenttypeid") or "", "")

    def node(self, row: ForumRow) -> Iterator[Record]:
        """A channel as a space, the first node of a thread as the thread, a private message."""
        node_id, kind = row.id("nodeid"), self._class_of(row)
        if node_id is None:
            yield row.broken("nodeid")
        elif kind == CHANNEL:
            yield self._space(row, node_id)
        elif kind == PRIVATE_MESSAGE:
            yield from self._letter(row, node_id)
        elif kind not in WRITTEN:
            yield row.skipped(LEFT_OUT.get(kind, "other node"))
        elif row.id("parentid") in self._channels:
            yield from self._thread(row, node_id)

    def _space(self, row: ForumRow, node_id: str) -> Space:
        return Space(
            native_id=node_id,
            name=row.line("title"),
            kind="channel",
            parent_id=row.id("parentid"),
            description=html_to_text(row.text("description")),
            visibility=self._rights.visibility(node_id),
            created_at=row.moment("publishdate"),
        )

    def _thread(self, row: ForumRow, node_id: str) -> Iterator[Record]:
        node = self._nodes.get(node_id)
        if node is None or not node.is_approved:
            yield row.skipped("unapproved")
        elif node.deleted_at is not None:
            yield row.skipped("deleted")
        else:
            author_id, accounts = self._authors.of(node.author_id, node.author_name)
            yield from accounts
            is_open = row.number("open")
            yield Thread(
                native_id=node_id,
                space_id=node.parent_id,
                author_id=author_id,
                title=row.line("title"),
                kind="wall" if node.owner_id else "discussion",
                created_at=row.moment("publishdate", must=True),
                visibility=self._visibility(node, row),
                topics=topics_of(row, self._prefixes),
                view_count=self._views.get(node_id),
                is_closed=None if is_open is None else is_open == 0,
            )

    def _visibility(self, node: _Node, row: ForumRow) -> Visibility:
        """As the channel's, or narrower when the node itself is open to fewer."""
        if row.number("viewperms") == 0:
            return "private"
        shown = self._rights.visibility(node.parent_id)
        return "members" if row.number("viewperms") == 1 and shown == "public" else shown

    def _letter(self, row: ForumRow, node_id: str) -> Iterator[Record]:
        sender = row.id("userid")
        listed = self._recipients.get(node_id, ())
        recipients = tuple(dict.fromkeys(one for one in listed if one != sender))
        if sender is None or not recipients:
            yield row.skipped("no recipient" if sender else "no sender")
        else:
            yield Message(
                native_id=node_id,
                sender_id=sender,
                recipient_ids=recipients,
                created_at=row.moment("publishdate", must=True),
            )

    def text(self, row: ForumRow) -> Iterator[Record]:
        """The post that a text belongs to."""
        node_id = row.id("nodeid")
        if node_id is None:
            yield row.broken("nodeid")
            return
        node, thread_id = self._nodes.get(node_id), self._thread_of(node_id)
        if node is None or thread_id is None:
            # A private message's words, or those of a channel or of a node that is gone.
            yield row.skipped("no post")
            return
        starter = self._nodes[thread_id]
        if not node.is_approved or not starter.is_approved:
            yield row.skipped("unapproved")
            return
        author_id, accounts = self._authors.of(node.author_id, node.author_name)
        yield from accounts
        deleted_at = node.deleted_at or starter.deleted_at
        original = None if deleted_at else row.text("rawtext")
        words = bbcode_words(original)
        is_opening, is_comment = node_id == thread_id, node.parent_id != thread_id
        owner_id = node.owner_id if node.owner_id != author_id else None
        yield Post(
            native_id=node_id,
            thread_id=thread_id,
            # A reply lies below the thread's first post whomever it answers; a comment does not.
            parent_id=None if is_opening else node.parent_id if is_comment else words.answers,
            author_id=author_id,
            addressed=(owner_id,) if owner_id else (),
            quoted=words.quoted,
            mentioned=words.mentioned,
            kind=_kind(node, is_opening=is_opening, is_comment=is_comment),
            created_at=node.created_at,
            deleted_at=deleted_at,
            text_format="bbcode",
            text_original=original,
            text=words.text,
        )

    def _thread_of(self, node_id: str) -> str | None:
        """The written node right below a channel, from here upwards; None when there is none."""
        step: str | None = node_id
        met: set[str] = set()
        while step is not None and step not in met:
            node = self._nodes.get(step)
            if node is None:
                return None
            if node.parent_id in self._channels:
                return step
            met.add(step)
            step = node.parent_id
        return None

    def membership(self, row: ForumRow) -> Iterator[Record]:
        """That somebody belongs to a channel, such as a social group."""
        yield tie(row, "userid", "nodeid", "membership")


def _kind(
    node: _Node, *, is_opening: bool, is_comment: bool
) -> Literal["opening", "reply", "comment", "wall"]:
    if is_opening:
        return "wall" if node.owner_id else "opening"
    return "comment" if is_comment else "reply"
