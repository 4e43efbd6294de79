"""Rows of a table whose columns the manager named: CSV, JSON of four shapes, Excel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast, get_args
from zoneinfo import ZoneInfo

from importers.errors import ExportProblem, WrongText
from importers.importer import ColumnMapping, ExportFile
from importers.reading.dates import BY_ITS_ROWS, ORDERS, Dates, needs_order
from importers.reading.excerpts import excerpt
from importers.reading.jsonkeys import NOT_JSON, Beginning, beginning
from importers.reading.jsonstream import Found, JsonObject, document, lines, objects
from importers.reading.mappings import mapping_for
from importers.reading.notes import Note
from importers.reading.sheets import is_workbook, rows_of, sheet_names, table_of
from importers.reading.table import Cells, TableRow, unique_names
from importers.records import Skipped, Visibility

IDS = frozenset(["post_id", "author", "thread", "reply_to", "member_id", "handle"])
MOMENTS = ("created_at", "joined_at", "last_seen_at")
# What is left of a long number in a spreadsheet: its last digits are lost, so it is nobody's id.
ROUNDED = re.compile(r"\d(?:[.,]\d{1,20})?[Ee]\+\d{2}")
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")


@dataclass(frozen=True)
class MappedRow:
    """One row, under the file's own names."""

    place: str
    values: Mapping[str, Any]

    def at(self, column: str) -> Any:
        """The cell, or in JSON the value at a path such as 'user.name'; None when there is none."""
        if column in self.values:
            return self.values[column]
        value: Any = self.values
        for part in column.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        return value


class MappedFile:
    """A file with its mapping: its rows, and what they hold under our names."""

    def __init__(self, file: ExportFile) -> None:
        self.mapping = _mapping(file)
        self._file = file
        self._columns = self.mapping.columns
        self.visibility = _visibility(file, self.mapping)
        self._dates = Dates(_zone(file, self.mapping), _date_order(file, self.mapping))
        self._is_order_learnt = False
        self._unread = 0
        self._first_unread = ""
        self._rounded = 0

    def rows(self) -> Iterator[MappedRow | Skipped | Note]:
        """Every row in the order of the file.

        Raises WrongText when the mapping does not fit the file.
        """
        for row in self._raw():
            if isinstance(row, MappedRow):
                yield from self.date_order(row)
            yield row

    def date_order(self, row: MappedRow) -> Iterator[Note]:
        """A line on how the file's dates are read, before the first row that depends on it.

        Then the whole file is looked through, once; most files write dates that need no order.
        """
        columns = [self._columns[ours] for ours in MOMENTS if self._columns.get(ours)]
        if self._is_order_learnt or not any(needs_order(row.at(column)) for column in columns):
            return
        self._is_order_learnt = True
        with suppress(ExportProblem):
            for other in self._raw():
                if isinstance(other, MappedRow):
                    for column in columns:
                        self._dates.learn(other.at(column), other.place)
        if line := self._dates.note():
            yield Note(line=line)

    def are_lines(self) -> bool:
        """Whether the file holds JSON, one object a line."""
        keys = NOT_JSON if is_workbook(self._file.path) else beginning(self._file)
        return bool(keys.paths) and not self.mapping.rows and self._is_one_a_line(keys)

    def moment_of(self, value: object) -> datetime | None:
        """The moment in UTC of a date that needs no order; None for any other."""
        return None if needs_order(value) else self._dates.moment(value)

    def remarks(self) -> Iterator[Note]:
        """A line on the dates that could not be read, and one on ids that were rounded."""
        if self._rounded:
            yield Note(
                line=f"ids that a spreadsheet rounded, such as 1.22E+17, count as unknown: "
                f"{self._rounded}; use the file as it was before it was opened there"
            )
        if self._unread:
            yield Note(
                line=f"dates that cannot be read count as unknown: {self._unread}, the first in "
                f"{self._first_unread}; expected one like 2026-11-22 18:30"
            )

    def text(self, row: MappedRow, ours: str, *, is_whole: bool = False) -> str | None:
        """What the row holds there; None when that is nothing, or no text."""
        column = self._columns.get(ours)
        value = None if column is None else row.at(column)
        if value is None or isinstance(value, dict | list | bool):
            return None
        text = str(value)
        if ours in IDS and ROUNDED.fullmatch(text.strip()):
            self._rounded += 1
            return None
        return (text if is_whole else text.strip()) if text.strip() else None

    def email(self, row: MappedRow, ours: str) -> str | None:
        """The address, folded."""
        return address_in(self.text(row, ours))

    def moment(self, row: MappedRow, ours: str) -> datetime | None:
        """The moment in UTC; one that cannot be read is unknown, and counted."""
        value = self.value(row, ours)
        moment = self._dates.moment(value)
        if moment is None and value not in (None, "", 0) and str(value).strip():
            self._unread += 1
            self._first_unread = self._first_unread or f"{row.place}: {excerpt(value)}"
        return moment

    def value(self, row: MappedRow, ours: str) -> Any:
        """What the row holds under one of our names."""
        column = self._columns.get(ours)
        return None if column is None else row.at(column)

    def _raw(self) -> Iterator[MappedRow | Skipped | Note]:
        keys = NOT_JSON if is_workbook(self._file.path) else beginning(self._file)
        items = self._in_json(keys) if keys.paths else self._in_table()
        for item in items:
            if isinstance(item, Found):
                yield MappedRow(item.place, item.value)
            elif isinstance(item, TableRow):
                yield MappedRow(f"line {item.line}", item.values)
            else:
                yield item

    def _in_table(self) -> Iterator[TableRow | Skipped | Note]:
        sheet = self.mapping.sheet or None
        name = self._file.name
        if sheet and sheet not in (names := sheet_names(self._file.path, name=name)):
            raise WrongText(
                name,
                f"has no sheet '{sheet}'; it has {', '.join(filter(None, names)) or 'none'}. "
                "Correct activity_logs in community.yaml",
            )
        first = next(
            (
                row
                for row in rows_of(self._file.path, name=name, sheet=sheet)
                if isinstance(row, Cells)
            ),
            None,
        )
        header = unique_names(first.cells) if first else ()
        self._refuse_absent([one for one in self._named() if one not in header], header)
        yield from table_of(self._file.path, name=name, sheet=sheet)

    def _in_json(self, keys: Beginning) -> Iterator[Found | Skipped | Note]:
        if self.mapping.rows:
            yield from self._in_document()
        elif keys.opening != "{":
            yield from objects(self._file, is_record=self._is_record)
        elif self._is_one_a_line(keys):
            yield from lines(self._file)
        else:
            raise WrongText(
                self._file.name,
                f"is one JSON object with the keys {', '.join(sorted(keys.paths)[:12])}; say in "
                "rows, under activity_logs in community.yaml, which of them holds the rows",
            )

    def _is_one_a_line(self, keys: Beginning) -> bool:
        is_row = keys.is_row or any(column in keys.paths for column in self._named())
        return keys.opening == "{" and is_row

    def _in_document(self) -> Iterator[Found | Skipped | Note]:
        """The objects of the list inside; of a damaged file those that are whole."""
        path = self.mapping.rows
        try:
            value = document(self._file)
        except ExportProblem:
            yield from objects(self._file, is_record=self._is_record)
            return
        found = list(rows_at(value, path))
        if not found and not is_list_at(value, path):
            raise WrongText(
                self._file.name,
                f"holds no list at '{path}'; correct rows under activity_logs in community.yaml",
            )
        for number, row in enumerate(found, start=1):
            yield Found(row, f"row {number}")

    def _is_record(self, value: JsonObject) -> bool:
        return any(column.split(".")[0] in value for column in self._named())

    def _named(self) -> list[str]:
        return [*self._columns.values(), *self.mapping.answers]

    def _refuse_absent(self, absent: list[str], header: tuple[str, ...]) -> None:
        if absent:
            raise WrongText(
                self._file.name,
                f"has no column {', '.join(repr(name) for name in absent)}; it has "
                f"{', '.join(header) or 'none'}. Correct activity_logs in community.yaml",
            )


def address_in(text: str | None) -> str | None:
    """The e-mail address that the text is, folded; None when it is none or more than one."""
    return text.lower() if text and len(text) < 255 and _EMAIL.fullmatch(text) else None


def rows_at(value: Any, path: str) -> Iterator[JsonObject]:
    """The objects in the list at a path; lists on the way are followed item by item."""
    found = _at(value, path)
    for one in found:
        for row in one if isinstance(one, list) else [one]:
            if isinstance(row, dict):
                yield row


def is_list_at(value: Any, path: str) -> bool:
    """Whether there is a list at the path, if only an empty one."""
    return any(isinstance(one, list) for one in _at(value, path))


def _at(value: Any, path: str) -> list[Any]:
    found = [value]
    for part in path.split("."):
        inner = [row for one in found for row in (one if isinstance(one, list) else [one])]
        found = [one[part] for one in inner if isinstance(one, dict) and part in one]
    return found


def _mapping(file: ExportFile) -> ColumnMapping:
    mapping = mapping_for(file)
    if mapping is None:
        raise ExportProblem(file.name, "no mapping in community.yaml fits this file's name")
    return mapping


def _zone(file: ExportFile, mapping: ColumnMapping) -> ZoneInfo:
    try:
        return ZoneInfo(mapping.time_zone)
    except (KeyError, ValueError, OSError) as error:
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


def _date_order(file: ExportFile, mapping: ColumnMapping) -> str:
    if mapping.date_order not in (BY_ITS_ROWS, *ORDERS):
        raise ExportProblem(
            file.name,
            f"activity_logs in community.yaml gives the date_order '{mapping.date_order}'; "
            f"expected one of {', '.join((BY_ITS_ROWS, *ORDERS))}",
        )
    return mapping.date_order
