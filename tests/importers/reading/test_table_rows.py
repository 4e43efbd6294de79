"""CSV rows: every dialect is read, ragged and damaged rows are told, none is silently wrong."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.errors import WrongText
from importers.reading.notes import Note
from importers.reading.table import (
    LONGEST_FIELD,
    Cells,
    TableRow,
    header_in,
    read_cells,
    read_table,
    unique_names,
)
from importers.records import Skipped


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "table.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def rows(path: Path) -> list[object]:
    return list(read_table(path, name="table.csv"))


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\n1,\xc3\xa9\n",
        b"\xef\xbb\xbfa,b\r\n1,\xc3\xa9",
        b'"a";"b"\r1;\xc3\xa9\r',
        "a\tb\r\n1\té\r\n".encode("utf-16"),
        b"sep=|\r\na|b\r\n1|\xc3\xa9\r\n",
        b"\n\r\n a , b \n\n1,\xc3\xa9\n\n",
        b"a,b\n1\x00,\xc3\xa9\x00\n\x00\x00\n",
    ],
    ids=["plain", "mark", "semicolons", "excel unicode", "sep line", "blank lines", "nuls"],
)
def test_every_dialect_gives_the_same_row(tmp_path: Path, data: bytes) -> None:
    path = written(tmp_path, data)
    assert [row.values for row in rows(path) if isinstance(row, TableRow)] == [{"a": "1", "b": "é"}]
    assert header_in(data) == ("a", "b")


def test_a_cell_keeps_its_line_ends_and_quotes(tmp_path: Path) -> None:
    path = written(tmp_path, 'a,b\r\n1,"x ""y""\r\nz\n"\n2,6" pipe\n')
    assert rows(path) == [
        TableRow(2, {"a": "1", "b": 'x "y"\r\nz\n'}),
        TableRow(5, {"a": "2", "b": '6" pipe'}),
    ]


def test_ragged_rows_are_filled_or_told(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b,c\n1\n1,2,3,,\n1,2,3,4\n1,2\n")
    assert rows(path) == [
        TableRow(2, {"a": "1", "b": "", "c": ""}),
        TableRow(3, {"a": "1", "b": "2", "c": "3"}),
        Skipped(
            reason="broken",
            place="line 4",
            detail="4 cells, expected 3; is there a delimiter or a quote that was not escaped?",
        ),
        TableRow(5, {"a": "1", "b": "2", "c": ""}),
    ]


def test_an_open_quote_costs_its_row_and_not_the_next(tmp_path: Path) -> None:
    path = written(tmp_path, 'a,b\n1,"open\n2,x\n3,"y"\n4,"cut')
    skipped = 'a " is opened and not closed where the cell ends, or the file ends here'
    assert rows(path) == [
        Skipped(reason="broken", place="line 2", detail=skipped),
        TableRow(3, {"a": "2", "b": "x"}),
        TableRow(4, {"a": "3", "b": "y"}),
        Skipped(reason="broken", place="line 5", detail=skipped),
    ]


def test_a_row_cut_by_the_end_of_the_file_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b,c\n1,2,3\n4,5")
    assert rows(path)[-1] == Skipped(
        reason="broken",
        place="line 3",
        detail="the file ends after 2 of 3 cells; copy or export it again",
    )


def test_a_quote_that_swallows_megabytes_costs_its_row(tmp_path: Path) -> None:
    filler = "x" * 999 + "\n"
    path = written(tmp_path, 'a,b\n1,"' + filler * (LONGEST_FIELD // 1000 + 2) + '2,ok"\n3,fine\n')
    found = rows(path)
    assert isinstance(found[0], Skipped)
    assert found[-1] == TableRow(LONGEST_FIELD // 1000 + 5, {"a": "3", "b": "fine"})


def test_a_long_cell_is_kept(tmp_path: Path) -> None:
    path = written(tmp_path, f'a,b\n1,"{"y" * 1_000_000}"\n')
    assert rows(path) == [TableRow(2, {"a": "1", "b": "y" * 1_000_000})]


def test_an_empty_file_has_no_header_and_no_rows(tmp_path: Path) -> None:
    assert rows(written(tmp_path, "")) == []
    assert header_in(b"") == ()


def test_a_value_is_the_first_that_is_not_blank() -> None:
    row = TableRow(2, {"a": " ", "b": " x "})
    assert row.value("a", "missing", "b") == "x"
    assert row.value("a") is None


def test_a_repeated_name_gets_a_number() -> None:
    assert unique_names(["Reach", " Reach ", "Likes"]) == ("Reach", "Reach (2)", "Likes")


CELLS = st.text(
    st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"]), max_size=12
)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_what_the_csv_writer_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, str, str]], end: str
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([("first", "second", "third"), *table])
    path = tmp_path_factory.mktemp("csv") / "table.csv"
    path.write_bytes(text.getvalue().encode())
    found = [row.cells for row in read_cells(path, name="table.csv") if isinstance(row, Cells)]
    assert found[1:] == [row for row in table if any(cell.strip() for cell in row)]


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("csv") / "table.csv"
    path.write_bytes(b"a,b\n" + data)
    header_in(data)
    list(read_table(path, name="table.csv"))


def test_quotes_that_never_close_cost_no_hour(tmp_path: Path) -> None:
    """Every line opens a quote that only the end of the file closes."""
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n" + 'x","\n' * 300_000)
    found: list[Cells | Skipped | Note] = []
    with pytest.raises(WrongText, match="so many quotes are opened and not closed"):
        found.extend(read_cells(path, name="a.csv"))
    assert [row.cells for row in found if isinstance(row, Cells)] == [("a", "b"), ("1", "2")]
