"""A log of any kind, in CSV or JSON lines, whose columns the manager named in community.yaml.

Only author and created_at are needed. Without a thread column, posts that answer one another make
a thread; else those between the same two people; else those under one topic; else the whole log.
Such threads have no opener, so that nobody seems to speak to whoever happens to come first: only a
row of the kind 'opening' makes its author the one who opened the thread.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, Literal, cast, get_args
from zoneinfo import ZoneInfo

from importers.errors import ExportProblem, WrongText
from importers.importer import ColumnMapping, ExportFile
from importers.reading.jsonkeys import beginning
from importers.reading.jsonstream import Found, lines
from importers.reading.mappings import mapping_for
from importers.reading.moments import from_seconds, utc
from importers.reading.notes import Note
from importers.reading.table import TableRow, header_in, read_table
from importers.reading.text import clean_text, mentions_in, one_line
from importers.records import Account, Post, Reaction, Record, Skipped, Thread, Visibility

PLATFORM = "log"

NEEDED = ("author", "created_at")
Kind = Literal["opening", "reply", "comment", "wall", "announcement"]

_LIKES = frozenset(["like", "reaction", "love", "upvote"])
_ACTIONS = frozenset(["join", "joined", "leave", "left", "system", "action"])
_BETWEEN_NAMES = re.compile(r"[;|\n]")


def identify(file: ExportFile) -> bool:
    """Whether the manager mapped the columns of files with this name."""
    return mapping_for(file) is not None


def platform(file: ExportFile) -> str:
    """The platform that the mapping names."""
    return _mapping(file).platform


def instance(file: ExportFile) -> str | None:
    """Never stated."""
    return None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """The posts as they come, then each thread and each account once."""
    log = _Log(file, _mapping(file))
    problem: ExportProblem | None = None
    try:
        for row in log.rows():
            if isinstance(row, Record):
                yield row
            else:
                yield log.post(row)
    except ExportProblem as error:
        problem = error
    yield from log.threads()
    yield from log.accounts()
    if problem is not None:
        raise problem


def _mapping(file: ExportFile) -> ColumnMapping:
    mapping = mapping_for(file)
    if mapping is None:
        raise ExportProblem(file.name, "no mapping in community.yaml fits this file's name")
    missing = [name for name in NEEDED if not mapping.columns.get(name)]
    if missing:
        raise ExportProblem(
            file.name,
            f"activity_logs in community.yaml does not say which column holds "
            f"{' and '.join(missing)}; add it",
        )
    return mapping


@dataclass(frozen=True)
class _Row:
    place: str
    values: Mapping[str, Any]


@dataclass
class _KnownThread:
    title: str | None
    opener: str | None = None
    first_at: datetime | None = None
    topics: dict[str, None] = field(default_factory=dict)


class _Log:
    def __init__(self, file: ExportFile, mapping: ColumnMapping) -> None:
        self._file = file
        self._columns = mapping.columns
        self._zone = _zone(file, mapping)
        self._visibility = _visibility(file, mapping)
        self._threads: dict[str, _KnownThread] = {}
        self._thread_of_post: dict[str, str] = {}
        self._accounts: dict[str, None] = {}

    def rows(self) -> Iterator[_Row | Skipped | Note]:
        if beginning(self._file).paths:
            for item in lines(self._file):
                yield _Row(item.place, item.value) if isinstance(item, Found) else item
            return
        header = header_in(self._file.head())
        absent = [name for name in self._columns.values() if name not in header]
        if absent:
            raise WrongText(
                self._file.name,
                f"has no column {', '.join(repr(name) for name in absent)}; it has "
                f"{', '.join(header) or 'none'}. Correct activity_logs in community.yaml",
            )
        for row in read_table(self._file.path, name=self._file.name):
            if isinstance(row, TableRow):
                yield _Row(f"line {row.line}", row.values)
            else:
                yield row

    def post(self, row: _Row) -> Post | Reaction | Skipped:
        """The row as a record."""
        author_id = self._text(row, "author")
        if author_id is None:
            return Skipped(reason="no author", place=row.place)
        created_at = self._moment(row)
        if created_at is None:
            written = self._text(row, "created_at")
            return Skipped(
                reason="no date",
                place=row.place,
                detail=f"'{written}' is no moment; expected one like 2026-11-22 18:30 or "
                "2026-11-22T18:30:00Z",
            )
        kind = (self._text(row, "kind") or "reply").lower()
        if kind in _ACTIONS:
            return Skipped(reason="action", place=row.place)
        self._accounts[author_id] = None
        parent_id = self._text(row, "reply_to")
        if kind in _LIKES:
            if parent_id is None:
                return Skipped(reason="no post", place=row.place)
            return Reaction(post_id=parent_id, actor_id=author_id, kind=kind, created_at=created_at)
        addressed = tuple(name for name in self._names(row) if name != author_id)
        self._accounts |= dict.fromkeys(addressed)
        original = self._text(row, "text", is_whole=True)
        text = clean_text(original).strip() if original else None
        native_id = self._text(row, "post_id") or _made_id(
            author_id, created_at.isoformat(), *addressed, parent_id, text
        )
        is_opening = kind == "opening"
        thread_id = self._thread_id(row, native_id, parent_id, {author_id, *addressed})
        self._thread_of_post[native_id] = thread_id
        self._remember(thread_id, row, author_id if is_opening else None, created_at)
        return Post(
            native_id=native_id,
            thread_id=thread_id,
            parent_id=parent_id,
            author_id=author_id,
            addressed=addressed,
            mentioned=mentions_in(text),
            kind=cast(Kind, kind) if kind in get_args(Kind) else "reply",
            created_at=created_at,
            text_original=original,
            text=text or None,
        )

    def threads(self) -> Iterator[Thread]:
        """Each thread, as far as the posts tell."""
        for native_id, known in self._threads.items():
            yield Thread(
                native_id=native_id,
                author_id=known.opener,
                title=known.title,
                kind="discussion",
                created_at=known.first_at,
                visibility=self._visibility,
                topics=tuple(known.topics),
            )

    def accounts(self) -> Iterator[Account]:
        """Everybody who writes or is addressed."""
        for native_id in self._accounts:
            yield Account(native_id=native_id, handle=native_id)

    def _thread_id(self, row: _Row, native_id: str, parent_id: str | None, people: set[str]) -> str:
        if thread := self._text(row, "thread"):
            return thread
        if parent_id is not None:
            return self._thread_of_post.get(parent_id, f"post:{parent_id}")
        if len(people) > 1:
            return "between:" + "+".join(sorted(people))
        if topic := self._text(row, "topic"):
            return f"topic:{topic.casefold()}"
        if "reply_to" in self._columns:
            return f"post:{native_id}"
        return f"log:{PurePosixPath(self._file.name).name}"

    def _remember(
        self, thread_id: str, row: _Row, opener: str | None, created_at: datetime
    ) -> None:
        known = self._threads.setdefault(
            thread_id, _KnownThread(one_line(self._text(row, "thread") or self._text(row, "topic")))
        )
        known.opener = known.opener or opener
        known.first_at = min(filter(None, (known.first_at, created_at)))
        if topic := one_line(self._text(row, "topic")):
            known.topics[topic] = None

    def _moment(self, row: _Row) -> datetime | None:
        value = self._value(row, "created_at")
        is_number = isinstance(value, int | float) or (
            isinstance(value, str) and re.fullmatch(r"\d{9,13}(\.\d+)?", value.strip())
        )
        return from_seconds(value) if is_number else utc(value, zone=self._zone)

    def _names(self, row: _Row) -> list[str]:
        value = self._value(row, "addressed")
        names = value if isinstance(value, list) else _BETWEEN_NAMES.split(str(value or ""))
        return [name for part in names if (name := str(part).strip().removeprefix("@"))]

    def _text(self, row: _Row, ours: str, *, is_whole: bool = False) -> str | None:
        value = self._value(row, ours)
        if value is None or isinstance(value, dict | list | bool):
            return None
        text = str(value)
        return (text if is_whole else text.strip()) if text.strip() else None

    def _value(self, row: _Row, ours: str) -> Any:
        """The cell, or in JSON the value at a path such as 'user.name'."""
        name = self._columns.get(ours)
        if name is None:
            return None
        if name in row.values:
            return row.values[name]
        value: Any = row.values
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        return value


def _zone(file: ExportFile, mapping: ColumnMapping) -> ZoneInfo:
    try:
        return ZoneInfo(mapping.time_zone)
    except (KeyError, ValueError) as error:
        raise ExportProblem(
            file.name,
            f"activity_logs in community.yaml names the time zone '{mapping.time_zone}', which "
            "does not exist; expected one like Europe/Lisbon",
        ) from error


def _visibility(file: ExportFile, mapping: ColumnMapping) -> Visibility:
    if mapping.visibility not in get_args(Visibility):
        raise ExportProblem(
            file.name,
            f"activity_logs in community.yaml gives the visibility '{mapping.visibility}'; "
            f"expected one of {', '.join(get_args(Visibility))}",
        )
    return cast(Visibility, mapping.visibility)


def _made_id(*parts: str | None) -> str:
    """The same id for the same row in every export of the log."""
    joined = "\0".join(part or "" for part in parts)
    return "made:" + hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:20]
