"""Posts of a mapped log in JSON lines, by chunks of lines that are alike.

A chunk in which anything is out of the ordinary is read row by row, so that both ways give the
same.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import timedelta

import pyarrow as pa
import pyarrow.compute as pc

from importers.importer import ExportFile, Rows
from importers.platforms.log_columns import (
    EPOCH,
    PostColumns,
    each_once,
    post_columns,
    posts_of,
)
from importers.platforms.log_posts import LogPosts, is_post, post_kind
from importers.reading.jsonstream import Found
from importers.reading.limits import Limits
from importers.reading.line_columns import LineColumns, Value, chunks_of_lines
from importers.reading.mapped_rows import MappedFile, MappedRow, address_in
from importers.reading.names import plain_line
from importers.reading.notes import Note
from importers.records import Record

NEEDED = frozenset(["post_id", "author", "thread", "created_at"])
"""Without one of them, a post's id or thread depends on other posts."""
READ = NEEDED | {
    "reply_to", "author_name", "author_email", "kind", "title", "topic", "space", "text",
    "addressed",
}  # fmt: skip
_MOST_UNTOLD = 100_000


def can_be_bulk(rows: MappedFile) -> bool:
    """Whether each line states its post's id and thread, and nothing lies deeper in it."""
    columns = rows.mapping.columns
    is_flat = all(column and "." not in column for column in columns.values())
    return NEEDED <= columns.keys() <= READ and is_flat and rows.are_lines()


def posts_in_bulk(file: ExportFile, rows: MappedFile, log: LogPosts) -> Iterator[Record | Rows]:
    """The posts in the order of the file; the log knows of people and threads afterwards."""
    limits = Limits()
    columns = LineColumns(rows.mapping.columns.values())
    bulk = _Bulk(rows, log)
    damaged: Note | None = None
    try:
        for lines in chunks_of_lines(file, limits):
            if (values := columns.of(lines)) and (found := bulk.posts(values)):
                yield found
                continue
            bulk.tell()
            bulk.tell_threads_of_posts()
            for item in lines.found(file.name, limits):
                if isinstance(item, Found):
                    columns.met(item.value)
                    row = MappedRow(item.place, item.value)
                    yield from rows.date_order(row)
                    yield log.post(row)
                elif isinstance(item, Note):
                    damaged = item
                else:
                    yield item
    finally:
        bulk.tell()
    if damaged is not None:
        yield damaged


class _Bulk:
    """Posts by columns; what they tell of people and threads goes to the log."""

    def __init__(self, rows: MappedFile, log: LogPosts) -> None:
        self._rows = rows
        self._log = log
        self._columns = rows.mapping.columns
        self._authors: dict[Hashable, str] = {}
        self._untold: list[pa.RecordBatch] = []
        """Thread and moment of the posts of which the log does not know yet."""
        self._named: dict[tuple[str | None, ...], None] = {}
        """Threads with their titles, topics and spaces, as the posts tell."""
        self._opened: dict[tuple[str, str], None] = {}
        """Threads with those who opened them."""
        self._posts: list[pa.RecordBatch] = []
        """Id and thread of all posts."""

    def posts(self, values: Mapping[str, Sequence[Value]]) -> Rows | None:
        """The rows of a chunk, whose values are by the file's names; None: not all are alike."""
        ours = {name: values[column] for name, column in self._columns.items()}
        columns = post_columns(ours, self._rows, is_post=is_post)
        if columns is None:
            return None
        authors = self._met(columns)
        self._remember(columns, authors)
        kinds = each_once(columns.kind, lambda kind: post_kind(kind or ""))
        posts = posts_of(columns, authors, kinds)
        self._untold.append(posts.select(["thread_id", "created_at"]))
        self._posts.append(posts.select(["native_id", "thread_id"]))
        if len(self._named) + len(self._opened) > _MOST_UNTOLD:
            self.tell()
        return Rows("posts", posts)

    def tell(self) -> None:
        """Nothing; the log knows of threads what it would have learnt from single posts."""
        for thread_id, title, topic, space in self._named:
            titles = (title, thread_id, topic)
            self._log.remember(thread_id or "", titles=titles, topic=topic, space=space)
        if self._untold:
            posts = pa.Table.from_batches(self._untold)
            # Not in parallel: the threads come in the order of their first posts.
            groups = posts.group_by("thread_id", use_threads=False)
            first = groups.aggregate([("created_at", "min")])
            moments = first["created_at_min"].cast(pa.int64()).to_pylist()
            for thread_id, moment in zip(first["thread_id"].to_pylist(), moments, strict=True):
                created_at = None if moment is None else EPOCH + timedelta(microseconds=moment)
                self._log.remember(thread_id, titles=(thread_id,), created_at=created_at)
        for thread_id, opener in self._opened:
            self._log.remember(thread_id, opener=opener)
        self._untold.clear()
        self._named.clear()
        self._opened.clear()

    def tell_threads_of_posts(self) -> None:
        """Nothing; the log knows which thread each post is in."""
        for posts in self._posts:
            ids, threads = (column.to_pylist() for column in posts.columns)
            self._log.thread_of_post.update(zip(ids, threads, strict=True))
        self._posts.clear()

    def _met(self, columns: PostColumns) -> pa.StringArray:
        """The native ids of the authors."""
        if self._columns.keys().isdisjoint(("author_name", "author_email")):
            return each_once(columns.author, self._author)
        told = (columns.author, columns.author_name, columns.author_email)
        people = list(zip(*(column.to_pylist() for column in told), strict=True))
        for person in dict.fromkeys(people):
            if person not in self._authors:
                author, name, email = person
                self._authors[person] = self._log.met(
                    author, name=plain_line(name), email=address_in(email)
                )
        return pa.array([self._authors[person] for person in people], pa.string())

    def _author(self, author: str | None) -> str:
        if author not in self._authors:
            self._authors[author] = self._log.met(author or "")
        return self._authors[author]

    def _remember(self, columns: PostColumns, authors: pa.StringArray) -> None:
        if self._columns.keys() & {"title", "topic", "space"}:
            told = (columns.thread, columns.title, columns.topic, columns.space)
            self._named |= dict.fromkeys(zip(*(column.to_pylist() for column in told), strict=True))
        is_opening = pc.equal(columns.kind, "opening")
        if is_opening.true_count:
            threads, people = (
                column.filter(is_opening).to_pylist() for column in (columns.thread, authors)
            )
            self._opened |= dict.fromkeys(zip(threads, people, strict=True))
