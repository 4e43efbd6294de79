"""One pass over an SQL dump, statement by statement."""

from __future__ import annotations

import re
from collections.abc import Container, Generator, Iterator
from dataclasses import dataclass

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.reading.limits import Limits
from importers.reading.notes import Note
from importers.reading.sql_opening import beginning, dialect_of, encoding_of, pieces
from importers.reading.sql_syntax import (
    BLANK,
    COPY,
    CREATE_TABLE,
    DELIMITER,
    DELIMITER_BACK,
    DOLLARS,
    END_OF_COPY,
    END_OF_COPY_OR_NEXT,
    INSERT,
    NEXT_STATEMENT,
    PROCEDURAL,
    WORD,
    column_of,
    names_in,
    syntax_of,
    unquoted,
)
from importers.reading.sql_values import Unreadable, Value, unescaped, value_of
from importers.reading.window import Window
from importers.records import Skipped

LONGEST_HEADER = 1 << 16
"""The most that a statement says before its rows."""
LONGEST_STATEMENT = 1 << 24
"""The most that a statement without rows may hold; no dump comes near."""
MOST_BROKEN = 1_000
"""Statements that cannot be read; looking for the end of each costs time."""
MOST_TABLES, MOST_COLUMNS = 10_000, 4_000
ENDS = "'-- Dump completed' or '-- PostgreSQL database dump complete'"
_HAS_END = re.compile(r"^-- (?:MySQL dump|MariaDB dump|PostgreSQL database dump)", re.MULTILINE)
_END = re.compile(r"^-- (?:Dump completed|PostgreSQL database dump complete)", re.MULTILINE)


@dataclass(frozen=True)
class DumpRow:
    """One row of one table."""

    table: str
    """As the dump writes it, without quotes and schema."""
    line: int
    """Where the row begins in the file."""
    values: dict[str, Value]
    """By column. Whole numbers of an INSERT are int, all else is text, also in COPY; NULL is None;
    bytes that are no text are not in it."""


class _Broken(Exception):
    """A statement cannot be read from here on."""


class _Cut(Exception):
    """The file ends within a statement."""


class Dump:
    """One pass over a dump."""

    def __init__(self, file: ExportFile) -> None:
        self._name = file.name
        self._encoding = encoding_of(file)
        self._window = Window(pieces(file, self._encoding))
        start = beginning(file)
        self._dialect = dialect_of(start)
        self._syntax = syntax_of(self._dialect)
        self._has_end = _HAS_END.search(start[:2000]) is not None
        self._broken = 0
        self.columns: dict[str, tuple[str, ...]] = {}

    def rows(self, tables: Container[str]) -> Iterator[DumpRow | Skipped | Note]:
        """The rows of these tables; `columns` fills with all tables on the way."""
        if line := self._encoding.note():
            yield Note(line=line)
        window = self._window
        try:
            while self._find_statement():
                try:
                    yield from self._statement(tables)
                except _Broken as broken:
                    yield self._skipped(str(broken))
                    self._go_to_next_statement()
        except _Cut:
            raise window.problem or ExportProblem(
                self._name,
                "the file ends in the middle of a statement; everything before it was read. "
                "Export or copy the file again",
                place=f"line {window.line}",
            ) from None
        if window.problem is not None:
            raise window.problem
        if self._has_end and not _END.search(window.text[-2000:]):
            yield Note(line=f"the last line is not {ENDS}, so the dump may be cut off")

    def _skipped(self, what: str) -> Skipped:
        """A statement that is left out; raises ExportProblem when there are too many of them."""
        place = f"line {self._window.line}"
        self._broken += 1
        if self._broken > MOST_BROKEN:
            raise ExportProblem(
                self._name,
                f"more than {MOST_BROKEN} statements cannot be read; the rest is left out. "
                "Export it again",
                place=place,
            )
        return Skipped(reason="broken", place=place, detail=what)

    def _find_statement(self) -> bool:
        """Whether there is another statement; moves to it."""
        window = self._window
        while True:
            match = BLANK.match(window.text, window.at)
            window.at = match.end() if match else window.at
            rest = window.text[window.at : window.at + 2]
            is_whole = len(rest) == 2 and not rest.startswith(("--", "#", "\\", "/*"))
            if is_whole or len(window.text) - window.at > LONGEST_STATEMENT:
                return True
            if not window.grow():
                if rest == "/*":
                    self._end_or_break()
                return len(rest) > 0 and not rest.startswith(("--", "#", "\\"))

    def _statement(self, tables: Container[str]) -> Iterator[DumpRow | Skipped]:
        window = self._window
        window.ensure(LONGEST_HEADER)
        text, at = window.text, window.at
        if match := INSERT.match(text, at):
            window.at = match.end()
            table, columns = self._table(match)
            yield from self._insert(table, columns, is_wanted=table in tables)
        elif match := COPY.match(text, at):
            window.at = match.end()
            table, columns = self._table(match)
            yield from self._copy(table, columns, is_wanted=table in tables)
        elif match := CREATE_TABLE.match(text, at):
            self._create_table(unquoted(match.group(1)), match.end() - at)
        elif DELIMITER.match(text, at):
            self._skip_delimited()
        elif WORD.match(text, at):
            self._skip_to_end()
        else:
            raise _Broken("text where a statement was expected")

    def _table(self, match: re.Match[str]) -> tuple[str, tuple[str, ...] | None]:
        """The table that an INSERT or a COPY fills, and its columns when they are known."""
        table = unquoted(match.group(1))
        if match.group(2):
            columns = names_in(match.group(2))
            if table not in self.columns:
                self._keep(table, columns)
            return table, columns
        return table, self.columns.get(table)

    def _keep(self, table: str, columns: tuple[str, ...]) -> None:
        if len(self.columns) < MOST_TABLES and len(columns) <= MOST_COLUMNS:
            self.columns[table] = columns

    def _insert(
        self, table: str, columns: tuple[str, ...] | None, *, is_wanted: bool
    ) -> Iterator[DumpRow | Skipped]:
        window, syntax = self._window, self._syntax
        if is_wanted and columns is None:
            yield self._nameless(table)
        delimiter = ","
        while delimiter == ",":
            if not is_wanted or columns is None:
                skipped = syntax.rows.match(window.text, window.at)
                window.at = skipped.end() if skipped else window.at
            match = syntax.row.match(window.text, window.at)
            if match is None:
                self._grow_row(table)
                continue
            if is_wanted and columns is not None:
                tokens = syntax.value.findall(window.text, match.start(1), match.end(1))
                line = window.line_of(match.start(1) - 1)
                yield self._row(table, line, columns, tokens)
            window.at = match.end()
            delimiter = match.group(2)
        if not delimiter:
            self._skip_to_end()

    def _grow_row(self, table: str) -> None:
        """Nothing; sees more of a row that is cut by the end of the window."""
        window = self._window
        if self._syntax.cut_row.match(window.text, window.at) is None:
            # Not shown: it may hold an address or a password.
            raise _Broken(f"{table}: a row that is none; the rest of its statement is left out")
        if len(window.text) - window.at > Limits().record_bytes:
            raise _Broken(f"{table}: a row of more than {Limits().record_bytes} characters")
        if not window.grow():
            raise _Cut

    def _nameless(self, table: str) -> Skipped:
        return Skipped(
            reason="broken",
            place=f"line {self._window.line}",
            detail=f"{table}: rows, but neither CREATE TABLE nor a list names their columns; "
            "export with the structure",
        )

    def _row(
        self, table: str, line: int, columns: tuple[str, ...], tokens: list[str]
    ) -> DumpRow | Skipped:
        if len(tokens) != len(columns):
            return _misshapen(table, line, columns, len(tokens))
        values: dict[str, Value] = {}
        for column, token in zip(columns, tokens, strict=True):
            try:
                values[column] = value_of(token, self._dialect)
            except Unreadable:
                continue
        return DumpRow(table, line, values)

    def _copy(
        self, table: str, columns: tuple[str, ...] | None, *, is_wanted: bool
    ) -> Iterator[DumpRow | Skipped]:
        window = self._window
        if is_wanted and columns is None:
            yield self._nameless(table)
            is_wanted = False
        ending = END_OF_COPY if is_wanted else END_OF_COPY_OR_NEXT
        while True:
            last = window.text.rfind("\n", window.at) + 1
            end = ending.search(window.text, window.at, max(last - 1, window.at))
            if is_wanted and columns is not None and last > window.at:
                place = end.start() if end else last
                if not (yield from self._copied(table, columns, place)):
                    return
            elif last > window.at:
                window.at = last
            if end is not None:
                window.at = end.end()
                return
            if len(window.text) - window.at > Limits().record_bytes:
                raise _Broken(f"{table}: a row of more than {Limits().record_bytes} characters")
            if not window.grow():
                raise _Cut

    def _copied(
        self, table: str, columns: tuple[str, ...], end: int
    ) -> Generator[DumpRow | Skipped, None, bool]:
        """The rows up to a place; the window moves behind them.

        Returns whether they end there: False when the next statement begins among them.
        """
        window = self._window
        first = window.line
        for number, line in enumerate(window.text[window.at : end].split("\n")[:-1], first):
            fields = line.removesuffix("\r").split("\t")
            if len(fields) == len(columns):
                values = {
                    column: None if field == "\\N" else unescaped(field)
                    for column, field in zip(columns, fields, strict=True)
                }
                yield DumpRow(table, number, dict(values))
            elif NEXT_STATEMENT.match(line):
                return False
            else:
                yield _misshapen(table, number, columns, len(fields))
            window.at += len(line) + 1
        return True

    def _create_table(self, table: str, header: int) -> None:
        """Nothing; keeps the names of the columns."""
        window = self._window
        while True:
            columns = self._defined(window.at + header)
            if columns is not None:
                break
            if len(window.text) - window.at > LONGEST_STATEMENT or not window.grow():
                self._end_or_break()
        self._keep(table, columns)
        self._skip_to_end()

    def _defined(self, place: int) -> tuple[str, ...] | None:
        """The columns between the brackets that open before `place`; None when they do not end."""
        text, part = self._window.text, self._syntax.part
        columns: list[str | None] = []
        definition: list[str] = []
        depth = 1
        while depth > 0:
            match = part.match(text, place)
            if match is None:
                return None
            token, place = match.group(), match.end()
            if token.startswith(("--", "/*")):
                continue
            depth += (token == "(") - (token == ")")
            if depth == 0 or (depth == 1 and token == ","):
                columns.append(column_of("".join(definition)))
                definition = []
            else:
                definition.append(token)
        return tuple(filter(None, columns))

    def _skip_to_end(self) -> None:
        """Nothing; moves behind the semicolon that ends the statement."""
        window = self._window
        while (end := self._end_of_statement()) is None:
            if len(window.text) - window.at > LONGEST_STATEMENT or not window.grow():
                self._end_or_break()
        if not PROCEDURAL.match(window.text, window.at) and NEXT_STATEMENT.search(
            window.text, window.at + 1, end
        ):
            raise _Broken("a statement that does not end")
        window.at = end + 1

    def _end_of_statement(self) -> int | None:
        """Where the semicolon stands; None when it is not in the window."""
        text, place = self._window.text, self._window.at
        while True:
            match = self._syntax.to_end.match(text, place)
            place = match.end() if match else place
            opening = DOLLARS.match(text, place)
            if opening is None:
                return place if text[place : place + 1] == ";" else None
            closing = text.find(opening.group(), opening.end())
            if closing < 0:
                return None
            place = closing + len(opening.group())

    def _skip_delimited(self) -> None:
        """Nothing; moves behind triggers and procedures, which have other delimiters."""
        window = self._window
        window.at += len("DELIMITER")
        while (match := DELIMITER_BACK.search(window.text, window.at)) is None:
            window.at = max(window.at, window.text.rfind("\n"))
            if not window.grow():
                raise _Cut
        window.at = match.end()

    def _end_or_break(self) -> None:
        """Nothing; raises _Broken when another statement follows, else _Cut."""
        window = self._window
        if NEXT_STATEMENT.search(window.text, window.at + 1):
            raise _Broken("a statement that does not end")
        raise _Cut

    def _go_to_next_statement(self) -> None:
        """Nothing; moves to the next line that begins a statement, or to the end."""
        window = self._window
        window.at += 1
        while (match := NEXT_STATEMENT.search(window.text, window.at)) is None:
            window.at = max(window.at, window.text.rfind("\n"))
            if not window.grow():
                window.at = len(window.text)
                return
        window.at = match.start()


def _misshapen(table: str, line: int, columns: tuple[str, ...], found: int) -> Skipped:
    return Skipped(
        reason="broken",
        place=f"line {line}",
        detail=f"{table}: {found} values for {len(columns)} columns",
    )
