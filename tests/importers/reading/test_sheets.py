"""Workbooks read like CSV files: ids stay whole or are told, times are text, bombs stay shut."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from importers.errors import ExportProblem, TooLarge
from importers.importer import ExportFile
from importers.reading.limits import Limits
from importers.reading.notes import Note
from importers.reading.sheets import first_rows, is_workbook, rows_of, sheet_names, table_of
from importers.reading.table import Cells, TableRow


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def cells(path: Path, sheet: str | None = None) -> list[tuple[str, ...]]:
    return [
        row.cells for row in rows_of(path, name="x.xlsx", sheet=sheet) if isinstance(row, Cells)
    ]


def export(path: Path) -> ExportFile:
    return ExportFile(path=path, name=path.name, sha256=path.name)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12, "12"),
        (12.0, "12"),
        (-3, "-3"),
        (0.25, "0.25"),
        (999_999_999_999_999, "999999999999999"),
        (1_234_567_890_123_451, "1234567890123451"),
        (1_234_567_890_123_450, "1.23456789012345E+15"),
        (122_158_123_456_789_012, "1.22158123456789E+17"),
        (122_158_000_000_000_000, "1.22158E+17"),
        ("122158123456789012", "122158123456789012"),
        (True, "TRUE"),
        (datetime(2017, 1, 19, 9, 3, 47), "2017-01-19T09:03:47"),
        (datetime(2017, 1, 19, 9, 3, 59, 999_900), "2017-01-19T09:04:00"),
        (date(2017, 1, 19), "2017-01-19"),
        (time(9, 3), "09:03:00"),
        (timedelta(minutes=90), "1:30:00"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_a_cell_is_text(tmp_path: Path, value: object, text: str) -> None:
    assert cells(workbook(tmp_path / "x.xlsx", Sheet=[["name", value]])) == [("name", text)]


def test_rows_have_their_number_in_the_sheet(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", Sheet=[[], ["id", "name"], [], ["7", "Ana"], ["8"]])
    rows = list(table_of(path, name="x.xlsx"))
    assert rows == [
        TableRow(4, {"id": "7", "name": "Ana"}),
        TableRow(5, {"id": "8", "name": ""}),
    ]


def test_each_sheet_is_read_by_its_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", One=[["a"]], Empty=[], Two=[["b"]])
    assert sheet_names(path, name="x.xlsx") == ("One", "Two")
    assert [cells(path, sheet) for sheet in (None, "One", "Two")] == [[("a",)], [("a",)], [("b",)]]


def test_hidden_sheets_are_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", One=[["a"]], Two=[["b"]])
    book = openpyxl.load_workbook(path)
    book["Two"].sheet_state = "hidden"
    book.save(path)
    assert sheet_names(path, name="x.xlsx") == ("One",)
    assert list(rows_of(path, name="x.xlsx")) == [
        Note(
            line="1 hidden sheets were not read; show them and save the file again if they hold "
            "something"
        ),
        Cells(1, ("a",)),
    ]


def test_a_csv_file_is_read_the_same_way(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("id;name\n7;Ana\n", encoding="utf-8")
    assert not is_workbook(path)
    assert sheet_names(path, name="x.csv") == ("",)
    assert first_rows(export(path), rows=1) == (("id", "name"),)
    assert list(table_of(path, name="x.csv")) == [TableRow(2, {"id": "7", "name": "Ana"})]


def test_the_first_rows_tell_a_workbook_apart(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", One=[["id", "name"], ["7", "Ana"]], Two=[["b"]])
    assert is_workbook(path)
    assert first_rows(export(path), rows=1) == (("id", "name"),)


def test_a_text_document_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    assert not is_workbook(path)
    assert first_rows(export(path), rows=1) == ()


def damaged(tmp_path: Path) -> Path:
    path = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook><sheets><sheet")
    return path


def test_a_damaged_workbook_is_one_line(tmp_path: Path) -> None:
    path = damaged(tmp_path)
    assert first_rows(export(path), rows=1) == ()
    with pytest.raises(
        ExportProblem,
        match=r"^x.xlsx: the workbook is damaged or locked \(.*\); open it, save it as CSV or as "
        r"XLSX without a password, and drop that in here$",
    ):
        list(rows_of(path, name="x.xlsx"))


def test_a_damaged_part_is_told_of_the_workbook(tmp_path: Path) -> None:
    """A part whose checksum is wrong: the line names the file the manager knows."""
    path = tmp_path / "part.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    path.write_bytes(path.read_bytes().replace(b"<workbook/>", b"<warkbook/>"))
    with pytest.raises(
        ExportProblem,
        match=r"^x.xlsx: its part xl/workbook.xml is damaged \(.*\); open it, save it as CSV and "
        r"drop that in here$",
    ):
        list(rows_of(path, name="x.xlsx"))


def test_a_damaged_old_workbook_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "old.xls"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xfe" * 600 + "Workbook".encode("utf-16-le")
    )
    assert is_workbook(path)
    with pytest.raises(ExportProblem, match=r"^x.xls: the workbook is damaged"):
        list(rows_of(path, name="x.xls"))


def test_a_workbook_that_swells_is_not_opened(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", One=[["a" * 50] for _ in range(2000)])
    with pytest.raises(TooLarge, match=r"^x.xlsx: swells more than 2-fold when unpacked"):
        list(rows_of(path, name="x.xlsx", limits=Limits(ratio=2, ratio_from_bytes=1000)))


def test_a_sheet_that_spans_too_far_is_not_opened(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.active["XFD1048576"] = 1
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(
        TooLarge,
        match=r"^x.xlsx: a sheet spans 1048576 rows and 16384 columns, more than 20000000 cells; "
        "save it as CSV$",
    ):
        list(rows_of(tmp_path / "x.xlsx", name="x.xlsx"))
