"""Rows of CSV files as they come: any delimiter, any line ends, ragged, damaged, huge."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from importers.errors import WrongText
from importers.reading.bytes import open_text
from importers.reading.limits import MIB
from importers.reading.notes import Note
from importers.records import Skipped

LONGEST_FIELD = 4 * MIB
"""Characters. A quote that is never closed swallows the rest of a file until it reaches this."""
LONGEST_ROW = 4 * LONGEST_FIELD
"""Characters of a row with line ends in its cells, by the same reasoning."""
MOST_READ_AGAIN = 128 * MIB
"""Of quotes that do not close in one file: characters read in vain; then its rows are lost."""
COST_OF_LINE = 20
"""A line read in vain takes as long as so many characters."""

# One limit for the whole process is all the csv module offers; its own is 128 KiB.
csv.field_size_limit(LONGEST_FIELD)

DELIMITERS = ",;\t|"
_EXCEL_DELIMITER = re.compile(r'\ufeff?"?sep=(.)"?\s*$', re.IGNORECASE)


@dataclass(frozen=True)
class Cells:
    """One row as it stands: the line it starts on and its cells."""

    line: int
    cells: tuple[str, ...]
    is_open: bool = False
    """The file ends right after it, without a line end: maybe in the middle of it."""


@dataclass(frozen=True)
class TableRow:
    """One row under the table's header; a cell the row is too short for is ''."""

    line: int
    values: dict[str, str]

    def value(self, *names: str) -> str | None:
        """The first of these columns that holds something, trimmed; None when none does."""
        for name in names:
            if found := self.values.get(name, "").strip():
                return found
        return None


def header_in(head: bytes) -> tuple[str, ...]:
    """The names in a CSV file's header, from its first bytes; () when there are none.

    Names are trimmed; the delimiter is the one that cuts the first row into the most cells.
    """
    rows = cells_in(head, rows=1)
    return unique_names(rows[0]) if rows else ()


def cells_in(head: bytes, *, rows: int) -> tuple[tuple[str, ...], ...]:
    """The first rows of a CSV file from its first bytes; fewer when they do not reach so far."""
    is_wide = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = head.decode("utf-16" if is_wide else "utf-8-sig", "replace")
    lines = _Lines(io.StringIO(text, newline=""), most_read_again=8 * len(head))
    whole = (row for row in _rows(lines) if isinstance(row, Cells))
    return tuple(row.cells for row in itertools.islice(whole, rows))


def read_cells(
    path: Path, *, name: str, escape: str | None = None
) -> Iterator[Cells | Skipped | Note]:
    """Every row that is not empty, the header too, in the order of the file.

    escape: what stands before a quote within a cell, where quotes are not doubled.

    A row with a quote that is not closed comes as Skipped('broken'); reading goes on at the line
    after the one it starts on. Raises WrongText where ever more quotes do not close.
    """
    stream, encoding = open_text(path, name=name)
    if line := encoding.note():
        yield Note(line=line)
    with stream:
        lines = _Lines(stream, most_read_again=MOST_READ_AGAIN, escape=escape)
        yield from _rows(lines)
    if lines.is_given_up:
        raise WrongText(
            name,
            "so many quotes are opened and not closed that rows cannot be told apart from here on; "
            "export it again",
            place=f"line {lines.number}",
        )


def read_table(path: Path, *, name: str) -> Iterator[TableRow | Skipped | Note]:
    """Every row below the header, by the header's names, in the order of the file.

    A row with too few cells lacks the last ones; one with too many is Skipped('broken') unless
    those are empty. Of two columns with one name, the first keeps it and the next is 'name (2)'.
    """
    return table_rows(read_cells(path, name=name))


def table_rows(
    rows: Iterable[Cells | Skipped | Note],
) -> Iterator[TableRow | Skipped | Note]:
    """The rows below the first one, by the names in it; as `read_table` gives them."""
    header: tuple[str, ...] | None = None
    for row in rows:
        if not isinstance(row, Cells):
            yield row
        elif header is None:
            header = unique_names(row.cells)
        elif any(row.cells[len(header) :]):
            yield Skipped(
                reason="broken",
                place=f"line {row.line}",
                detail=f"{len(row.cells)} cells, expected {len(header)}; "
                "is there a delimiter or a quote that was not escaped?",
            )
        elif row.is_open and len(row.cells) < len(header):
            yield Skipped(
                reason="broken",
                place=f"line {row.line}",
                detail=f"the file ends after {len(row.cells)} of {len(header)} cells; "
                "copy or export it again",
            )
        else:
            cells = row.cells + ("",) * (len(header) - len(row.cells))
            yield TableRow(row.line, dict(zip(header, cells, strict=False)))


def unique_names(names: Sequence[str]) -> tuple[str, ...]:
    """The names trimmed, a repeated one followed by its count: 'Reach', 'Reach (2)'."""
    seen: dict[str, int] = {}
    unique = []
    for name in (name.strip().strip("\ufeff\u200b").strip() for name in names):
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(unique)


class _Lines:
    """A file's lines, remembering those of the row being read so that they can be read again."""

    def __init__(self, stream: TextIO, *, most_read_again: int, escape: str | None = None) -> None:
        self._stream = stream
        self._escape = escape
        self.most_read_again = most_read_again
        self._ahead: deque[str] = deque()
        self.of_row: list[str] = []
        self.number = 1
        """The line that the row being read starts on."""
        self.read_again = 0
        """Characters that were read a second time so far."""
        self.is_given_up = False
        """Whether more than allowed had to be read again."""
        self._length = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.peek()
        if not line:
            raise StopIteration
        if self.of_row and self._length + len(line) > LONGEST_ROW:
            raise csv.Error("row of too many lines")
        self._length += len(line)
        self.of_row.append(self._ahead.popleft())
        return line

    def peek(self) -> str:
        """The next line, to look at before it is read; empty at the end of the file."""
        if not self._ahead and (line := self._stream.readline(LONGEST_FIELD)):
            # Some exporters pad with NULs; no text holds one.
            line = line.replace("\0", "") or "\n"
            self._ahead.append(line.replace(f'{self._escape}"', '""') if self._escape else line)
        return self._ahead[0] if self._ahead else ""

    def finish_row(self) -> None:
        """The next row starts on the next line."""
        self.number += len(self.of_row)
        self.of_row = []
        self._length = 0

    def go_back(self) -> None:
        """Everything after the first line of this row is read again."""
        self.read_again += self._length + COST_OF_LINE * (len(self.of_row) - 1)
        self._ahead.extendleft(reversed(self.of_row[1:]))
        self.of_row = self.of_row[:1]


def _rows(lines: _Lines) -> Iterator[Cells | Skipped]:
    while lines.peek() and not lines.peek().strip("\ufeff \r\n"):
        next(lines)
    delimiter = _delimiter(lines.peek())
    if _EXCEL_DELIMITER.match(lines.peek()):
        next(lines)
    lines.finish_row()
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        cells: list[str] | None = None
        with suppress(csv.Error):
            try:
                cells = next(reader)
            except StopIteration:
                return
        if cells is None or _is_damaged(lines.of_row, delimiter, is_last=not lines.peek()):
            lines.go_back()
            if lines.read_again > lines.most_read_again:
                lines.is_given_up = True
                return
            yield Skipped(
                reason="broken",
                place=f"line {lines.number}",
                detail='a " is opened and not closed where the cell ends, or the file ends here',
            )
            reader = csv.reader(lines, delimiter=delimiter)
        elif any(cell.strip() for cell in cells):
            is_open = not lines.peek() and not lines.of_row[-1].endswith(("\n", "\r"))
            yield Cells(lines.number, tuple(cells), is_open)
        lines.finish_row()


def _is_damaged(lines: Sequence[str], delimiter: str, *, is_last: bool) -> bool:
    """Whether the quotes of a row do not close where a cell ends; only the strict reader tells.

    In a row of one line a stray quote stands for itself. In a row of several lines it means that
    one opened too early and the next rows were swallowed.
    """
    if len(lines) == 1 and not is_last:
        return False
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return len(lines) > 1 or "unexpected end of data" in str(error)
    return False


def _delimiter(header: str) -> str:
    """The delimiter that Excel states in a 'sep=' line, else the one that cuts the most cells."""
    if match := _EXCEL_DELIMITER.match(header):
        return match.group(1)
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([header], delimiter=mark), ())))
