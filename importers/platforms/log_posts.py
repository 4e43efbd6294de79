"""What the rows of a log tell: posts, the people who write them, the threads they stand in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Literal, cast, get_args

from importers.importer import ExportFile
from importers.reading.mapped_rows import MappedFile, MappedRow, address_in
from importers.reading.names import address_id, plain_line
from importers.reading.text import clean_text, mentions_in, one_line
from importers.records import Account, Post, Reaction, Skipped, Space, Thread

Kind = Literal["opening", "reply", "comment", "wall", "announcement"]

_LIKES = frozenset(["like", "reaction", "love", "upvote"])
_ACTIONS = frozenset(["join", "joined", "leave", "left", "system", "action"])
_TITLES = ("title", "thread", "topic")
"""What a thread is called by, best first."""
_NO_TITLE = re.compile(r"[\d.:_-]+|[0-9a-fA-F-]{16,}")
"""A number or a hash: an id and no title."""
_BETWEEN_NAMES = re.compile(r"[;|\n]")


def is_post(kind: str) -> bool:
    """Whether rows of that kind are posts."""
    return kind not in _LIKES and kind not in _ACTIONS


def post_kind(kind: str) -> Kind:
    """The kind of post that is written so."""
    return cast(Kind, kind) if kind in get_args(Kind) else "reply"


@dataclass
class _KnownThread:
    title: str | None
    space: str | None = None
    opener: str | None = None
    first_at: datetime | None = None
    topics: dict[str, None] = field(default_factory=dict)


class LogPosts:
    """Rows become posts; what they tell of people and threads is remembered."""

    def __init__(self, file: ExportFile, rows: MappedFile) -> None:
        self._whole_log = f"log:{PurePosixPath(file.name).name}"
        self._rows = rows
        self._has_replies = "reply_to" in rows.mapping.columns
        self._threads: dict[str, _KnownThread] = {}
        self.thread_of_post: dict[str, str] = {}
        """By the posts' native ids."""
        self._accounts: dict[str, Account] = {}

    def post(self, row: MappedRow) -> Post | Reaction | Skipped:
        """The row as a record."""
        author = self._rows.text(row, "author")
        if author is None:
            return Skipped(reason="no author", place=row.place)
        kind = (self._rows.text(row, "kind") or "reply").lower()
        if kind in _ACTIONS:
            return Skipped(reason="action", place=row.place)
        parent_id = self._rows.text(row, "reply_to")
        if kind in _LIKES and parent_id is None:
            return Skipped(reason="no post", place=row.place)
        author_id = self.met(
            author,
            name=plain_line(self._rows.text(row, "author_name")),
            email=self._rows.email(row, "author_email"),
        )
        created_at = self._rows.moment(row, "created_at")
        if kind in _LIKES and parent_id is not None:
            return Reaction(post_id=parent_id, actor_id=author_id, kind=kind, created_at=created_at)
        addressed = tuple(
            dict.fromkeys(one for name in self._names(row) if (one := self.met(name)) != author_id)
        )
        original = self._rows.text(row, "text", is_whole=True)
        text = clean_text(original).strip() if original else None
        when = created_at.isoformat() if created_at else self._rows.text(row, "created_at")
        native_id = self._rows.text(row, "post_id") or _made_id(
            author_id, when, *addressed, parent_id, text
        )
        is_opening = kind == "opening"
        thread_id = self._thread_id(row, native_id, parent_id, {author_id, *addressed})
        self.thread_of_post[native_id] = thread_id
        self.remember(
            thread_id,
            titles=[self._rows.text(row, one) for one in _TITLES],
            topic=self._rows.text(row, "topic"),
            space=self._rows.text(row, "space"),
            opener=author_id if is_opening else None,
            created_at=created_at,
        )
        return Post(
            native_id=native_id,
            thread_id=thread_id,
            parent_id=parent_id,
            author_id=author_id,
            addressed=addressed,
            mentioned=mentions_in(text),
            kind=post_kind(kind),
            created_at=created_at,
            text_original=original,
            text=text or None,
        )

    def threads(self) -> Iterator[Space | Thread]:
        """Each space and each thread, as far as the posts tell."""
        spaces = dict.fromkeys(known.space for known in self._threads.values() if known.space)
        for name in spaces:
            yield Space(native_id=_space_id(name), name=name, visibility=self._rows.visibility)
        for native_id, known in self._threads.items():
            yield Thread(
                native_id=native_id,
                space_id=_space_id(known.space) if known.space else None,
                author_id=known.opener,
                title=known.title,
                kind="discussion",
                created_at=known.first_at,
                visibility=self._rows.visibility,
                topics=tuple(known.topics),
            )

    def accounts(self) -> Iterator[Account]:
        """Everybody who writes or is addressed."""
        yield from self._accounts.values()

    def met(self, written: str, *, name: str | None = None, email: str | None = None) -> str:
        """The native id of somebody the row names; what it says of them is remembered."""
        address = address_in(written)
        native_id = address_id(address) if address else written
        known = self._accounts.get(native_id)
        handle = None if address else written
        if known is None or (name and not known.name) or (email and not known.email):
            self._accounts[native_id] = Account(
                native_id=native_id,
                handle=handle,
                name=(known.name if known else None) or name,
                email=(known.email if known else None) or email or address,
            )
        return native_id

    def _thread_id(
        self, row: MappedRow, native_id: str, parent_id: str | None, people: set[str]
    ) -> str:
        if thread := self._rows.text(row, "thread"):
            return thread
        if parent_id is not None:
            return self.thread_of_post.get(parent_id, f"post:{parent_id}")
        if len(people) > 1:
            return "between:" + "+".join(sorted(people))
        if topic := self._rows.text(row, "topic"):
            return f"topic:{topic.casefold()}"
        if self._has_replies:
            return f"post:{native_id}"
        return self._whole_log

    def remember(
        self,
        thread_id: str,
        *,
        titles: Iterable[str | None] = (),
        topic: str | None = None,
        space: str | None = None,
        opener: str | None = None,
        created_at: datetime | None = None,
    ) -> None:
        """Nothing; what a post tells of its thread is known."""
        known = self._threads.get(thread_id)
        if known is None:
            title = next((one for one in titles if one and not _NO_TITLE.fullmatch(one)), None)
            known = self._threads[thread_id] = _KnownThread(one_line(title))
        if space and known.space is None:
            known.space = plain_line(space)
        known.opener = known.opener or opener
        if created_at and (known.first_at is None or created_at < known.first_at):
            known.first_at = created_at
        if topic and (line := one_line(topic)):
            known.topics[line] = None

    def _names(self, row: MappedRow) -> list[str]:
        value = self._rows.value(row, "addressed")
        names = value if isinstance(value, list) else _BETWEEN_NAMES.split(str(value or ""))
        return [name for part in names if (name := str(part).strip().removeprefix("@"))]


def _space_id(name: str) -> str:
    return f"space:{name.casefold()}"


def _made_id(*parts: str | None) -> str:
    """The same id for the same row in every export of the log."""
    joined = "\0".join(part or "" for part in parts)
    return "made:" + hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:20]
