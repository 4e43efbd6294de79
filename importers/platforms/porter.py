r"""The tables in Porter's text export.

A table is its name, the line of its columns, its rows and an empty line. Texts stand in quotes and
backslashes before quotes, commas, backslashes and line ends; \N is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.platforms.forum_rows import ForumRow
from importers.reading.bytes import find_encoding, text_chunks
from importers.reading.limits import Limits
from importers.reading.notes import Note
from importers.reading.sql import DumpRow
from importers.reading.window import Window
from importers.records import Record, Skipped

_FIRST_LINE = re.compile(r"\ufeff?\s*(?:Vanilla Export|Nitro Porter Export|Porter Export)\b")
_TABLE = re.compile(r"^Table: ([\w-]{1,64})[ \t]*\r?$", re.MULTILINE)
_COLUMN = re.compile(r"(?:^|,)\s*\"?([\w.-]+)\"?(?::[^,()]*(?:\([^()]*\))?[^,()]*)?")
_FIELD = r'(?:"(?:[^"\\]++|\\.)*+"|[^,"\r\n]*+)'
_ROW = re.compile(rf"({_FIELD}(?:,{_FIELD})*+)\r?\n", re.DOTALL)
_FIELDS = re.compile(rf"({_FIELD}),", re.DOTALL)
_LINE = re.compile(r"([^\n]*+)\n")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_NUMBER = re.compile(r"-?\d{1,18}")


def is_porter_export(file: ExportFile) -> bool:
    """Whether the first line is Porter's, and a table follows."""
    start = file.head().decode("utf-8", errors="replace")
    return _FIRST_LINE.match(start) is not None and _TABLE.search(start) is not None


class PorterExport:
    """The export, whose rows are handed to the reader of their table in one pass or several.

    One that breaks off is read to its end in every pass; `finish` then raises the problem.
    """

    def __init__(self, file: ExportFile) -> None:
        self._file = file
        self._problem: ExportProblem | None = None

    def gather(self, readers: Mapping[str, Callable[[ForumRow], None]]) -> None:
        """Nothing; each row has been given to the reader of its table, to be remembered."""
        for item in self._rows(readers):
            if isinstance(item, ForumRow):
                readers[item.table](item)

    def records(
        self, readers: Mapping[str, Callable[[ForumRow], Iterable[Record]]]
    ) -> Iterator[Record]:
        """What the readers make of the rows of their tables, in the file's order."""
        if line := find_encoding(self._file.path).note():
            yield Note(line=line)
        for item in self._rows(readers):
            if isinstance(item, ForumRow):
                yield from readers[item.table](item)
                yield from item.notes
            else:
                yield item

    def finish(self) -> None:
        """Nothing; raises ExportProblem when the file broke off."""
        if self._problem is not None:
            raise self._problem

    def _rows(self, readers: Mapping[str, object]) -> Iterator[ForumRow | Skipped]:
        window = Window(text_chunks(self._file.path, name=self._file.name))
        try:
            while (table := _next_table(window)) is not None:
                columns = _columns(window)
                for item in _table_rows(window, table, columns):
                    if table in readers:
                        yield ForumRow(item, table) if isinstance(item, DumpRow) else item
        except _CutError:
            self._problem = ExportProblem(
                self._file.name,
                "the file ends in the middle of a row; everything before it was read. "
                "Export or copy the file again",
                place=f"line {window.line}",
            )
        self._problem = window.problem or self._problem


class _CutError(Exception):
    """The file ends within a row."""


def _line(window: Window) -> str | None:
    """The next line; None at the end."""
    while (match := _LINE.match(window.text, window.at)) is None:
        if not window.grow():
            rest = window.text[window.at :]
            window.at = len(window.text)
            return rest or None
    window.at = match.end()
    return match.group(1).removesuffix("\r")


def _next_table(window: Window) -> str | None:
    while (line := _line(window)) is not None:
        if match := _TABLE.fullmatch(line):
            return match.group(1)
    return None


def _columns(window: Window) -> tuple[str, ...]:
    return tuple(_COLUMN.findall(_line(window) or ""))


def _table_rows(
    window: Window, table: str, columns: tuple[str, ...]
) -> Iterator[DumpRow | Skipped]:
    """The rows up to the empty line that ends the table."""
    while True:
        match = _ROW.match(window.text, window.at)
        if match is None:
            if not _is_growing(window):
                if not window.text[window.at :].strip():
                    return
                yield _give_up_line(window, table)
            continue
        if not match.group(1):
            return
        line = window.line
        window.at = match.end()
        fields = _FIELDS.findall(match.group(1) + ",")
        if len(fields) == len(columns):
            yield DumpRow(table, line, dict(zip(columns, map(_value, fields), strict=True)))
        else:
            detail = f"{table}: {len(fields)} values for {len(columns)} columns"
            yield Skipped(reason="broken", place=f"line {line}", detail=detail)


def _is_growing(window: Window) -> bool:
    return len(window.text) - window.at < Limits().record_bytes and window.grow()


def _give_up_line(window: Window, table: str) -> Skipped:
    """A line that begins no row: it is passed over, unless the file ends in it."""
    line = window.line
    end = window.text.find("\n", window.at)
    if end < 0:
        raise _CutError
    window.at = end + 1
    return Skipped(reason="broken", place=f"line {line}", detail=f"{table}: a row that is none")


def _value(field: str) -> str | int | None:
    r"""A quoted text without its backslashes, a bare number as int, \N as None."""
    if field.startswith('"'):
        return _ESCAPE.sub(r"\1", field[1:-1])
    bare = field.strip()
    if bare in ("\\N", "NULL"):
        return None
    return int(bare) if _NUMBER.fullmatch(bare) else bare
