"""A list of members says the same as a workbook, and never shows an address."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from importers.errors import ExportProblem
from importers.importer import ColumnMapping, ExportFile
from importers.records import Account
from importers.sources import member_list

ROWS = [
    ["Name", "Mail", "Since", "Hobby"],
    ["Iris Vega", "iris@wool.example", datetime(2024, 3, 14, 8), "Socks"],
    ["Joos Maat", "JOOS@wool.example", datetime(2024, 3, 2, 9, 30), None],
]
COLUMNS = {"name": "Name", "email": "Mail", "joined_at": "Since"}


def workbook(folder: Path, sheet: str = "") -> ExportFile:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["nothing to see"])
    people = book.create_sheet("People")
    for row in ROWS:
        people.append(row)
    path = folder / "members.xlsx"
    book.save(path)
    mapping = ColumnMapping(
        "*.xlsx", holds="members", columns=COLUMNS, answers=("Hobby",), sheet=sheet,
        time_zone="Europe/Amsterdam",
    )  # fmt: skip
    return ExportFile(path, "members.xlsx", "0", mappings=(mapping,))


def test_a_sheet_is_read_as_a_table(tmp_path: Path) -> None:
    """Its moments are in the mapping's zone, its empty cells unknown."""
    file = workbook(tmp_path, "People")
    assert member_list.identify(file)
    first, second = member_list.read(file)
    assert isinstance(first, Account)
    assert isinstance(second, Account)
    assert (first.name, first.joined_at) == ("Iris Vega", datetime(2024, 3, 14, 7, tzinfo=UTC))
    assert first.answers == {"Hobby": "Socks"}
    assert second.email == "joos@wool.example"
    assert second.answers == {}


@pytest.mark.parametrize(
    ("sheet", "line"),
    [
        ("Persons", "members.xlsx: has no sheet 'Persons'; it has Sheet, People"),
        ("", "members.xlsx: has no column 'Name', 'Mail', 'Since', 'Hobby'; it has nothing to see"),
    ],
)
def test_a_wrong_sheet_is_said_with_those_that_are_there(
    tmp_path: Path, sheet: str, line: str
) -> None:
    with pytest.raises(ExportProblem, match=line):
        list(member_list.read(workbook(tmp_path, sheet)))


def test_a_mapping_that_names_nobody_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("City\nOss\n")
    mapping = ColumnMapping("*.csv", holds="members", columns={"location": "City"})
    file = ExportFile(path, "m.csv", "0", mappings=(mapping,))
    with pytest.raises(ExportProblem, match="add one of member_id, handle, email, name"):
        list(member_list.read(file))


@pytest.mark.parametrize("column", ["id", "user", "name", "mail"])
def test_an_address_is_kept_and_never_shown(tmp_path: Path, column: str) -> None:
    """Wherever it stands, it becomes neither id nor handle nor name."""
    path = tmp_path / "m.csv"
    header = ["id", "user", "name", "mail"]
    cells = ["Iris@Wool.Example" if one == column else "" for one in header]
    path.write_text(f"{','.join(header)}\n{','.join(cells)}\n")
    columns = {"member_id": "id", "handle": "user", "name": "name", "email": "mail"}
    mapping = ColumnMapping("*.csv", holds="members", columns=columns)
    (account,) = member_list.read(ExportFile(path, "m.csv", "0", mappings=(mapping,)))
    assert isinstance(account, Account)
    assert account.email == "iris@wool.example"
    assert "@" not in f"{account.native_id}{account.handle}{account.name}"
    assert account.native_id.startswith("address:")


def test_an_id_that_a_spreadsheet_rounded_is_nobodys(tmp_path: Path) -> None:
    """Two long ids may be one when rounded; the address tells their owners apart."""
    path = tmp_path / "m.csv"
    path.write_text("id,mail\n1.22158E+17,iris@wool.example\n1.22158E+17,joos@wool.example\n")
    mapping = ColumnMapping("*.csv", holds="members", columns={"member_id": "id", "email": "mail"})
    first, second, note = member_list.read(ExportFile(path, "m.csv", "0", mappings=(mapping,)))
    assert isinstance(first, Account)
    assert isinstance(second, Account)
    assert first.native_id != second.native_id
    assert "count as unknown: 2; use the file as it was before" in str(note)
