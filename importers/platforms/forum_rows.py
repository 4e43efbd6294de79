"""Rows of a forum's tables out of its SQL dump, whatever the engine, with typed values."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Literal

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.reading.excerpts import excerpt
from importers.reading.moments import from_seconds, utc
from importers.reading.names import plain_line
from importers.reading.notes import Note
from importers.reading.sql import DumpRow, prefixed, rows, table_columns
from importers.reading.text import one_line
from importers.records import Record, Skipped, Tie

# A larger number is a damaged cell, and none of our columns could hold it.
MOST = 10**12
_LONGEST = 14

_HOST = re.compile(r"\s*(?:https?:)?//(?:www\.)?([\w.-]+\.\w+)(?=[/:]|\s*$)", re.IGNORECASE)

Tables = Mapping[str, Collection[str]]
"""Tables an engine has in every version, without their prefix, each with columns it must have."""


class ForumRow:
    """One row; what cannot be read in it is kept in `notes`."""

    def __init__(self, row: DumpRow, table: str) -> None:
        self.table = table
        self.place = f"{table}, line {row.line}"
        self.values = row.values
        self.notes: list[Note] = []

    def id(self, column: str) -> str | None:
        """An id as text; None for 0, which engines write for nobody and nothing."""
        value = self.values.get(column)
        if isinstance(value, float):
            return str(int(value)) if value.is_integer() and abs(value) < MOST else None
        written = str(value).strip() if value is not None else ""
        return written if written not in ("", "0") else None

    def text(self, column: str) -> str | None:
        """A text as it stands; None when it is empty."""
        value = self.values.get(column)
        return str(value) if value not in (None, "") else None

    def line(self, column: str) -> str | None:
        """A name or title that engines keep with HTML entities, on one line."""
        return one_line(self.text(column))

    def plain(self, column: str) -> str | None:
        """A name or title that an engine keeps as it was typed, on one line."""
        return plain_line(self.text(column))

    def number(self, column: str) -> int | None:
        """A whole number; None when it is none."""
        value = self.values.get(column)
        if isinstance(value, str):
            written = value.strip()
            is_number = written.removeprefix("-").isdecimal() and len(written) < _LONGEST
            value = int(written) if is_number else None
        whole = int(value) if isinstance(value, int | float) and abs(value) <= MOST else None
        return whole

    def count(self, column: str) -> int | None:
        """A number that counts something."""
        number = self.number(column)
        return number if number is not None and number >= 0 else None

    def moment(self, column: str, *, must: bool = False) -> datetime | None:
        """The moment of Unix seconds or milliseconds; zero is none.

        A value that is no moment is noted, with `must` also a missing one.
        """
        value = self.values.get(column)
        found = from_seconds(value)
        if found is None and (must or value not in (None, "", 0, "0")):
            self._note(column, value, "Unix seconds")
        return found

    def date_time(self, column: str, *, must: bool = False) -> datetime | None:
        """The moment of a DATETIME in UTC; '0000-00-00 00:00:00' is none."""
        value = self.values.get(column)
        found = utc(value)
        is_empty = value in (None, "", 0) or str(value).startswith("0000-00-00")
        if found is None and (must or not is_empty):
            self._note(column, value, "2021-03-01 09:15:30")
        return found

    def broken(self, lacks: str) -> Skipped:
        """The row left out because it lacks something."""
        return Skipped(reason="broken", place=self.place, detail=f"a row without {lacks}")

    def skipped(self, reason: str) -> Skipped:
        """The row left out on purpose."""
        return Skipped(reason=reason, place=self.place)

    def _note(self, column: str, value: object, expected: str) -> None:
        self.notes.append(
            Note(
                line=f"{self.place}: {column} is {excerpt(value)}, expected {expected}; "
                "the moment counts as unknown"
            )
        )


class ForumDump:
    """A dump whose tables are read by their names without the prefix, in one pass or several.

    A dump that breaks off is read to its end in every pass; `finish` then raises the problem.
    """

    def __init__(self, file: ExportFile, tables: Tables) -> None:
        self._file = file
        self.prefix = prefixed(table_columns(file), tables) or ""
        """What stands before the names of all tables."""
        self._problem: ExportProblem | None = None
        self._noted: set[str] = set()

    def columns(self, table: str) -> tuple[str, ...]:
        """A table's columns; none when the dump does not hold it."""
        return table_columns(self._file).get(self.prefix + table, ())

    def gather(self, readers: Mapping[str, Callable[[ForumRow], None]]) -> None:
        """Nothing; each row has been given to the reader of its table, to be remembered."""
        for item in self._rows(readers):
            if isinstance(item, ForumRow):
                readers[item.table](item)

    def records(
        self, readers: Mapping[str, Callable[[ForumRow], Iterable[Record]]]
    ) -> Iterator[Record]:
        """What the readers make of the rows of their tables, in the file's order."""
        for item in self._rows(readers):
            if isinstance(item, ForumRow):
                yield from readers[item.table](item)
                yield from item.notes
            elif isinstance(item, Skipped) or item.line not in self._noted:
                if isinstance(item, Note):
                    self._noted.add(item.line)
                yield item

    def finish(self) -> None:
        """Nothing; raises ExportProblem when the dump broke off."""
        if self._problem is not None:
            raise self._problem

    def _rows(self, tables: Iterable[str]) -> Iterator[ForumRow | Skipped | Note]:
        names = {self.prefix + table: table for table in tables}
        try:
            for row in rows(self._file, tables=names):
                yield ForumRow(row, names[row.table]) if isinstance(row, DumpRow) else row
        except ExportProblem as problem:
            self._problem = problem


def is_dump_of(file: ExportFile, tables: Tables) -> bool:
    """Whether the file is an SQL dump that holds all these tables under one prefix."""
    return prefixed(table_columns(file), tables) is not None


def stated_host(
    file: ExportFile, tables: Tables, *, setting: tuple[str, str, str], named: str
) -> str | None:
    """The host in the address that a forum's settings name; None when they do not.

    setting: the table of the settings, and its columns for their names and values.
    """
    table, name, value = setting
    prefix = prefixed(table_columns(file), tables)
    if prefix is None:
        return None
    try:
        for row in rows(file, tables=frozenset([prefix + table])):
            if isinstance(row, DumpRow) and row.values.get(name) == named:
                found = _HOST.match(str(row.values.get(value)))
                return found.group(1).lower() if found else None
    except ExportProblem:
        # Reading says where the dump breaks off.
        pass
    return None


def tie(
    row: ForumRow,
    one: str,
    other: str,
    kind: Literal["friend", "follow", "block", "membership"],
    *,
    since: str | None = None,
    to: str = "",
) -> Tie | Skipped:
    """The tie from the account in one column to the account or space in the other.

    since: the column of its moment, in seconds or as a DATETIME.
    to: what stands before the other's number in its native id.
    """
    from_id, to_id = row.id(one), row.id(other)
    if from_id is None or to_id is None:
        return row.broken(f"{one} and {other}")
    created_at = None
    if since:
        is_date_time = "-" in (row.text(since) or "")
        created_at = row.date_time(since) if is_date_time else row.moment(since)
    return Tie(from_id=from_id, to_id=to + to_id, kind=kind, created_at=created_at)
