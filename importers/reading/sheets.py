"""Rows of spreadsheets, and of CSV files the same way, so that an importer may be given either.

A workbook is measured before it is opened: what it unpacks to is counted, and so are the cells its
farthest row and column span, because a sheet is held in memory as a whole. Macros, formulas,
charts and hidden sheets are never looked at; a formula's cell has the value it had when saved.
"""

from __future__ import annotations

import mmap
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from importers.errors import ExportProblem, TooLarge
from importers.importer import ExportFile
from importers.reading.archive import Entry, entries, is_office_document
from importers.reading.bytes import head, refuse_bomb
from importers.reading.limits import Limits
from importers.reading.notes import Note
from importers.reading.table import Cells, TableRow, cells_in, read_cells, table_rows
from importers.records import Skipped

MOST_CELLS = 20_000_000
"""Of one sheet, empty ones included: about what fits the reading process's memory."""
KEPT_ROWS = 64
"""How many of a workbook's first rows are kept at once for those who ask for some."""
EXACT_DIGITS = 15
"""A spreadsheet keeps no more of a number and writes zeros for the rest."""

_Cell = int | float | str | bool | time | date | datetime | timedelta

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How the parts of an old Excel file are named inside it; a Word document has others.
_OLE_WORKBOOK = re.compile(b"|".join(name.encode("utf-16-le") for name in ("Workbook", "Book")))
_XLSX_WORKBOOK = "xl/workbook.xml"
_CELL_NAME = re.compile(rb"""\sr\s?=\s?["']([A-Z]{1,3})([0-9]{1,7})["']""")
_LONGEST_CELL_NAME = 20


def is_workbook(path: Path) -> bool:
    """Whether the file is an Excel workbook, old or new, told from its content."""
    if head(path, len(_OLE_MAGIC)) == _OLE_MAGIC:
        with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as m:
            return _OLE_WORKBOOK.search(m) is not None
    if not is_office_document(path):
        return False
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(path) as archive:
        return _XLSX_WORKBOOK in archive.namelist()
    return False


def first_rows(file: ExportFile, *, rows: int) -> tuple[tuple[str, ...], ...]:
    """The first rows with something in them, of a CSV file or of a workbook's first sheet.

    Fewer when there are no more, or a CSV file's first bytes do not reach so far; none when a
    workbook is damaged, which reading it tells. For telling files apart: never raises.
    """
    start = file.head()
    if not start.startswith((b"PK\x03\x04", _OLE_MAGIC)):
        return cells_in(start, rows=rows)
    kept = -(-rows // KEPT_ROWS) * KEPT_ROWS
    return _first_rows(file.path, file.sha256, kept)[:rows]


@lru_cache(maxsize=8)
def _first_rows(path: Path, sha256: str, rows: int) -> tuple[tuple[str, ...], ...]:
    """Kept, because every importer asks about the same file. sha256: tells changed files apart."""
    if not is_workbook(path):
        return ()
    with suppress(ExportProblem):
        found = (row for row in rows_of(path, name=path.name) if isinstance(row, Cells))
        return tuple(row.cells for row in islice(found, rows))
    return ()


def sheet_names(path: Path, *, name: str) -> tuple[str, ...]:
    """The visible sheets with cells in them, in the workbook's order; ('',) for a CSV file.

    name: the file as the manager knows it. Raises as `rows_of`.
    """
    if not is_workbook(path):
        return ("",)
    with _workbook(path, name, Limits()) as workbook:
        return tuple(
            sheet
            for sheet in _visible(workbook)
            if workbook.get_sheet_by_name(sheet).start is not None
        )


def rows_of(
    path: Path, *, name: str, sheet: str | None = None, limits: Limits | None = None
) -> Iterator[Cells | Skipped | Note]:
    """Every row that is not empty, the header too, of a workbook's sheet or of a CSV file.

    sheet: one of `sheet_names`, by default the first. A row's line is its number in the sheet.
    Cells are text: whole numbers without a point, moments in ISO form, an empty cell is ''. A
    number too long for a spreadsheet to keep, such as an id, comes as 1.22158123456789E+17, which
    says that its last digits are lost.
    Raises TooLarge for a workbook beyond the limits, ExportProblem for a damaged or locked one.
    """
    if not is_workbook(path):
        yield from read_cells(path, name=name)
        return
    with _workbook(path, name, limits or Limits()) as workbook:
        names = _visible(workbook)
        hidden = [one for one in workbook.sheet_names if one not in names]
        if hidden and sheet in (None, *names[:1]):
            yield Note(
                line=f"{len(hidden)} hidden sheets were not read; show them and save the file "
                "again if they hold something"
            )
        if names:
            yield from _rows(workbook.get_sheet_by_name(sheet or names[0]))


def table_of(
    path: Path, *, name: str, sheet: str | None = None, limits: Limits | None = None
) -> Iterator[TableRow | Skipped | Note]:
    """Every row below the header, by the header's names, as `read_table` gives those of a CSV."""
    return table_rows(rows_of(path, name=name, sheet=sheet, limits=limits))


def _rows(sheet: CalamineSheet) -> Iterator[Cells]:
    for line, values in enumerate(sheet.iter_rows(), start=1):
        cells = tuple(_text(value) for value in values)
        if any(cell.strip() for cell in cells):
            yield Cells(line, cells)


def _text(value: _Cell) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        # Days are kept as fractions, so a second may come as 59.999999.
        return (value + timedelta(milliseconds=1)).replace(microsecond=0).isoformat()
    if isinstance(value, str):
        return value.replace("\0", "")
    return str(value) if isinstance(value, timedelta) else value.isoformat()


def _number(value: int | float) -> str:
    """The number as text; one with more digits than a spreadsheet keeps in the rounded form.

    Excel fills up with zeros, so a long number that does not end in one was never rounded; beyond
    2**53 no number is exact.
    """
    if isinstance(value, float) and not value.is_integer():
        return repr(value)
    whole = int(value)
    is_long = abs(whole) >= 10**EXACT_DIGITS
    if is_long and (abs(whole) > 2**53 or whole % 10 == 0):
        return _rounded(whole)
    return str(whole)


def _rounded(number: int) -> str:
    """The number as a spreadsheet shows one it rounded: 1.22158123456789E+17."""
    digits, _, exponent = f"{number:.{EXACT_DIGITS - 1}E}".partition("E")
    return f"{digits.rstrip('0').rstrip('.')}E{exponent}"


def _visible(workbook: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]


@contextmanager
def _workbook(path: Path, name: str, limits: Limits) -> Iterator[CalamineWorkbook]:
    """The workbook, opened once it was measured; its faults are told in one line."""
    if head(path, len(_OLE_MAGIC)) != _OLE_MAGIC:
        _measure(path, name, limits)
    try:
        with path.open("rb") as stream, CalamineWorkbook.from_filelike(stream) as workbook:
            yield workbook
    except CalamineError as error:
        raise ExportProblem(
            name,
            f"the workbook is damaged or locked ({_one_line(error)}); open it, save it as CSV or "
            "as XLSX without a password, and drop that in here",
        ) from error
    except BaseException as error:
        # The parser's own mistakes leave it as an exception that is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise ExportProblem(
            name,
            f"the workbook is damaged ({_one_line(error)}); open it, save it as CSV and drop that "
            "in here",
        ) from error


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:120]


def _measure(path: Path, name: str, limits: Limits) -> None:
    """Nothing; raises TooLarge when the workbook would not fit, ExportProblem when it is broken."""
    packed = max(1, path.stat().st_size)
    unpacked = 0
    for entry in entries(path, name, limits):
        if entry.problem:
            raise ExportProblem(name, f"its part {entry.name} {entry.problem}; not opened")
        is_sheet = entry.name.endswith(".xml") and "sharedStrings" not in entry.name
        rest = b""
        last_row = last_column = 0
        for data in _pieces(entry, name):
            unpacked += len(data)
            refuse_bomb(name, unpacked, packed, limits)
            if not is_sheet:
                continue
            for column, row in _CELL_NAME.findall(rest + data):
                last_row = max(last_row, int(row))
                last_column = max(last_column, _column_number(column))
            rest = data[-_LONGEST_CELL_NAME:]
        if last_row * last_column > MOST_CELLS:
            raise TooLarge(
                name,
                f"a sheet spans {last_row} rows and {last_column} columns, more than "
                f"{MOST_CELLS} cells; save it as CSV",
            )


def _pieces(part: Entry, name: str) -> Iterator[bytes]:
    """The part's bytes; what is wrong with them is said of the workbook."""
    try:
        yield from part.pieces()
    except ExportProblem as problem:
        raise ExportProblem(
            name,
            f"its part {part.name} {problem.what}; open it, save it as CSV and drop that in here",
        ) from problem


@lru_cache(maxsize=4096)
def _column_number(letters: bytes) -> int:
    """A column's number by its letters: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
