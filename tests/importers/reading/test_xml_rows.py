"""Rows of XML dumps: whole ones are read, damage costs one, nothing is expanded or fetched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from importers.errors import ExportProblem, TooLarge
from importers.reading import xml
from importers.reading.notes import Note
from importers.reading.xml import XmlRow, read_rows, root_name
from importers.records import Skipped


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "rows.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def values(path: Path) -> list[dict[str, str]]:
    return [row.values for row in read_rows(path, name="rows.xml") if isinstance(row, XmlRow)]


def test_a_row_keeps_its_line_and_its_attributes(tmp_path: Path) -> None:
    path = written(
        tmp_path, '<?xml version="1.0"?>\n<r>\n  <row Id="1" T="a&#xA;&lt;b&gt;" />\n</r>'
    )
    assert list(read_rows(path, name="rows.xml")) == [XmlRow(3, {"Id": "1", "T": "a\n<b>"})]


@pytest.mark.parametrize(
    "text", ["<r/>", "<r></r>", "\ufeff<r />\n", "<!-- <row /> --><r></r>"],
    ids=["closed", "empty", "mark and blanks", "a row in a comment"],
)  # fmt: skip
def test_a_file_without_rows_is_no_problem(tmp_path: Path, text: str) -> None:
    assert values(written(tmp_path, text)) == []


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    path = written(
        tmp_path,
        f'<!DOCTYPE r [<!ENTITY l0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">\n'
        '<!ENTITY r \'<row T="smuggled" />\'>]>\n<r><row T="&l9;&f;" /></r>',
    )
    rows = list(read_rows(path, name="rows.xml"))
    assert rows == [
        XmlRow(3, {"T": "&l9;&f;"}),
        Note(line="2 entities of the file's own were not expanded; they stay as written"),
    ]


def test_characters_that_xml_forbids_are_replaced_and_counted(tmp_path: Path) -> None:
    path = written(tmp_path, '<r><row T="a\x01b&#0;c&#xFFFE;d&#x1F600;" /></r>')
    assert list(read_rows(path, name="rows.xml")) == [
        XmlRow(1, {"T": "a�b�c�d😀"}),
        Note(line="3 characters that XML forbids were replaced by �"),
    ]


def test_a_damaged_row_costs_itself(tmp_path: Path) -> None:
    path = written(
        tmp_path, '<r>\n<row Id="1"/>\n<row Id="2\n<row Id="3" Id="3"/>\n<row Id="4"/></r>'
    )
    assert list(read_rows(path, name="rows.xml")) == [
        XmlRow(2, {"Id": "1"}),
        Skipped(
            reason="broken",
            place="line 3",
            detail='not a well-formed <row>, expected name="value" pairs and />',
        ),
        Skipped(
            reason="broken",
            place="line 4",
            detail='not a well-formed <row>, expected name="value" pairs and />',
        ),
        XmlRow(5, {"Id": "4"}),
    ]


def test_a_cut_file_gives_its_whole_rows_and_one_line(tmp_path: Path) -> None:
    whole = '<r>\n<row Id="1" />\n<row Id="2" />\n</r>\n'
    for length in range(whole.index("/>") + 2, whole.index("</r>") + 3):
        path = written(tmp_path, whole[:length])
        found: list[object] = []
        with pytest.raises(
            ExportProblem,
            match=r"^rows.xml: line \d: the file ends before </r>; complete rows read: [12]\. "
            "Copy or download it again$",
        ):
            found.extend(read_rows(path, name="rows.xml"))
        for row in read_rows_until_problem(path):
            assert isinstance(row, XmlRow)


def read_rows_until_problem(path: Path) -> list[object]:
    rows: list[object] = []
    try:
        for row in read_rows(path, name="rows.xml"):
            rows.append(row)
    except ExportProblem:
        pass
    return rows


def test_an_endless_row_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "LONGEST_ROW", 1000)
    path = written(tmp_path, '<r><row T="' + "x" * 5000)
    with pytest.raises(TooLarge, match=r"rows.xml: line 1: more than .* without a tag"):
        list(read_rows(path, name="rows.xml"))


def test_rows_that_cross_chunks_are_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "<r>" + "".join(f'\n<row Id="{n}" T="&lt;{n}&gt;" />' for n in range(40)) + "</r>"
    path = written(tmp_path, text)
    expected = values(path)
    for size in (1, 2, 7, 64):
        monkeypatch.setattr(xml, "CHUNK", size)
        assert values(path) == expected


@given(
    st.lists(
        st.dictionaries(st.from_regex("[A-Z][a-z]{0,5}", fullmatch=True), st.text(), max_size=4),
        max_size=5,
    )
)
def test_what_lxml_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]
) -> None:
    root = etree.Element("posts")
    expected = []
    for row in rows:
        element = etree.SubElement(root, "row")
        kept = {key: text for key, text in row.items() if is_xml(text)}
        for key, text in kept.items():
            element.set(key, text)
        expected.append(kept)
    path = tmp_path_factory.mktemp("xml") / "rows.xml"
    path.write_bytes(etree.tostring(root, encoding="utf-8", pretty_print=True))
    assert values(path) == expected


def is_xml(text: str) -> bool:
    return xml._FORBIDDEN.search(text) is None


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("xml") / "rows.xml"
    path.write_bytes(b"<r>" + data + b'<row Id="1"/></r>')
    root_name(data)
    for row in read_rows_until_problem(path):
        assert isinstance(row, XmlRow | Skipped | Note)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<posts>', "posts"),
        (b'<!-- x --><!DOCTYPE posts [<!ENTITY a "b">]>\n<posts />', "posts"),
        ("<posts>".encode("utf-16"), "posts"),
        (b'{"posts": 1}', None),
        (b"", None),
    ],
    ids=["declaration", "doctype", "utf-16", "json", "empty"],
)
def test_the_outermost_element_is_named(head: bytes, expected: str | None) -> None:
    assert root_name(head) == expected
