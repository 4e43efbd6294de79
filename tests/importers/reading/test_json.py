"""JSON as exports hold it: rows with brackets missing, one a line, one document, all damaged."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.errors import ExportProblem, TooLarge, WrongText
from importers.importer import ExportFile
from importers.reading.jsonkeys import beginning_of
from importers.reading.jsonstream import Found, document, lines, objects
from importers.reading.limits import Limits
from importers.reading.notes import Note
from importers.records import Skipped


def a_file(folder: Path, content: str | bytes, name: str = "f.json") -> ExportFile:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return ExportFile(path, name, "0")


def has_id(value: dict[str, Any]) -> bool:
    return "id" in value


def ids(items: list[Found | Skipped | Note]) -> list[Any]:
    return [item.value["id"] for item in items if isinstance(item, Found)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('([{"id":1},{"id":2},{"id":3}])', id="as it should be"),
        pytest.param('([{"id":1}{"id":2},{"id":3}])', id="comma missing"),
        pytest.param('([{"id":1}]{"id":2}] {"id":3}])', id="closed too early"),
        pytest.param('([{"id":1}[{"id":2}, [{"id":3}]])', id="opened again, closed twice"),
        pytest.param(' (\n[ {"id":1} ,\n{"id":2}\n{"id":3}\n]\n)\n ', id="blanks"),
        pytest.param('\ufeff[{"id":1},{"id":2},{"id":3},]', id="mark and last comma"),
    ],
)
def test_row_is_read_whatever_stands_between_its_objects(tmp_path: Path, text: str) -> None:
    items = list(objects(a_file(tmp_path, text), is_record=has_id))
    assert ids(items) == [1, 2, 3]
    assert len(items) == 3


def test_what_stands_inside_strings_is_never_touched(tmp_path: Path) -> None:
    html = '<style>a{}b{}</style> }{ }]{ }[{ ]] [{}]{} "q" \\ ([ {"id": 9} ])'
    text = "([" + json.dumps({"id": 1, "html": html}) + json.dumps({"id": 2}) + "])"
    items = list(objects(a_file(tmp_path, text), is_record=has_id))
    assert ids(items) == [1, 2]
    assert isinstance(items[0], Found)
    assert items[0].value["html"] == html


@given(
    rows=st.lists(st.dictionaries(st.text(max_size=8), st.text(max_size=20)), max_size=6),
    between=st.sampled_from(["", ",", "]", "][", ",[", "]\n,"]),
)
def test_any_row_comes_back_whole(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]], between: str
) -> None:
    """Whatever the texts hold, the objects come back as they were written."""
    text = "([" + between.join(json.dumps(row, ensure_ascii=True) for row in rows) + "])"
    file = a_file(tmp_path_factory.mktemp("row"), text)
    found = [item for item in objects(file, is_record=has_id) if not isinstance(item, Note)]
    assert [item.value for item in found if isinstance(item, Found)] == rows
    assert len(found) == len(rows)


def test_broken_record_costs_one_record_and_its_inner_objects_are_none(tmp_path: Path) -> None:
    text = (
        '[{"id":1},{"id":2,"t":"a "b" c","inner":[{"c":1},{"c":2}]},{"id":3},'
        '{"id":4,"t":"open},{"id":5},{"id":6}]'
    )
    items = list(objects(a_file(tmp_path, text), is_record=has_id))
    assert ids(items) == [1, 3, 5, 6]
    broken = [item for item in items if isinstance(item, Skipped)]
    assert [(item.reason, item.place) for item in broken] == [
        ("broken", "character 10"),
        ("broken", f"character {text.index('{' + chr(34) + 'id' + chr(34) + ':4')}"),
    ]
    assert broken[0].detail == "not JSON (expecting ',' delimiter); this record is left out"


@pytest.mark.parametrize("cut", range(12, 200, 7))
def test_cut_file_gives_its_complete_records_and_one_line(tmp_path: Path, cut: int) -> None:
    rows = [{"id": number, "t": "x" * 20, "inner": [{"c": 1}]} for number in range(6)]
    text = json.dumps(rows)
    assert cut < len(text)
    items = list(objects(a_file(tmp_path, text[:cut]), is_record=has_id))
    ends = [text.index(json.dumps(row)) + len(json.dumps(row)) for row in rows]
    complete = [row["id"] for row, end in zip(rows, ends, strict=True) if end <= cut]
    assert ids(items) == complete
    (told,) = [item for item in items if not isinstance(item, Found)]
    if isinstance(told, Skipped):
        assert told.detail == "the file ends in the middle of this record; export it again"
    else:
        assert told.line == "ends without its closing bracket: it may have been cut short"


def test_row_longer_than_the_window_is_read(tmp_path: Path) -> None:
    rows = [{"id": number, "t": "ä" * 400_000} for number in range(8)]
    packed = gzip.compress(json.dumps(rows, ensure_ascii=False).encode())
    assert ids(list(objects(a_file(tmp_path, packed), is_record=has_id))) == list(range(8))


def test_not_a_number_is_unknown_and_control_characters_are_kept(tmp_path: Path) -> None:
    (item,) = objects(
        a_file(tmp_path, '[{"id":NaN,"x":-Infinity,"t":"a\x01\nb"}]'), is_record=has_id
    )
    assert isinstance(item, Found)
    assert item.value == {"id": None, "x": None, "t": "a\x01\nb"}


def test_nesting_that_no_export_has_is_refused_with_a_line(tmp_path: Path) -> None:
    deep = '{"a":' * 2000 + "1" + "}" * 2000
    file = a_file(tmp_path, '[{"id":1},' + deep + ',{"id":2}]')
    got: list[Found | Skipped | Note] = []
    with pytest.raises(TooLarge, match=r"^f\.json: character 10: nested more deeply"):
        got.extend(objects(file, is_record=has_id))
    assert ids(got) == [1]
    with pytest.raises(TooLarge, match="nested more deeply"):
        document(a_file(tmp_path, "[" * 100_000))
    (broken,) = lines(a_file(tmp_path, deep))
    assert isinstance(broken, Skipped)
    assert broken.detail == "nested too deeply to be read"


def test_object_larger_than_the_limit_is_refused(tmp_path: Path) -> None:
    small = Limits(record_bytes=1024 * 1024)
    content = '[{"id":1,"t":"' + "x" * (4 * 1024 * 1024)
    with pytest.raises(TooLarge, match="an object of more than 1 MiB"):
        list(objects(a_file(tmp_path, content), is_record=has_id, limits=small))
    with pytest.raises(TooLarge, match="one JSON document of more than 1 MiB"):
        document(a_file(tmp_path, content), limits=small)
    with pytest.raises(TooLarge, match="a line of more than 1 MiB"):
        list(lines(a_file(tmp_path, content), limits=small))


def test_lines_lose_only_the_broken_ones(tmp_path: Path) -> None:
    content = (
        b'\xef\xbb\xbf{"id":1}\r\n\n{"id":}\n[]\n{"id":2,"t":"\xff\x01"}\n{"id":3,"t":NaN}\n{"id":'
    )
    items = list(lines(a_file(tmp_path, content)))
    assert ids(items) == [1, 2, 3]
    assert [(item.place, item.detail) for item in items if isinstance(item, Skipped)] == [
        ("line 3", "not JSON (expecting value); the line is left out"),
        ("line 4", "found list, expected an object in braces"),
        ("line 7", "the file ends in the middle of this line; export or copy it again"),
    ]
    assert Note(line="some characters are damaged (not UTF-8); they show as �") in items


def test_document_says_where_it_breaks(tmp_path: Path) -> None:
    assert document(a_file(tmp_path, '\ufeff{"a": [1, "\x02"]}')) == {"a": [1, "\x02"]}
    with pytest.raises(WrongText, match=r"^f\.json: line 2: not JSON from here on .*: cut short"):
        document(a_file(tmp_path, '{"a":\n[1, 2'))


def test_cut_gzip_of_lines_gives_the_lines_before(tmp_path: Path) -> None:
    content = "".join(json.dumps({"id": number}) + "\n" for number in range(100_000))
    file = a_file(tmp_path, gzip.compress(content.encode())[:-5000], "f.jsonl.gz")
    got: list[Found | Skipped | Note] = []
    with pytest.raises(ExportProblem, match=r"^f\.jsonl\.gz: byte \d+ unpacked: the gzip ends"):
        got.extend(lines(file))
    assert ids(got) == list(range(len(got)))
    assert len(got) > 1000


@pytest.mark.parametrize(
    ("text", "opening", "paths", "is_row"),
    [
        ('{"a": {"b": [{"c": "d:"}]}, "e": 1}', "{", {"a", "a.b", "a.b.c", "e"}, False),
        ('{"a": 1}\n{"b": 2}', "{", {"a"}, True),
        ('([{"a": "x\\":", "b"', "([{", {"a"}, True),
        ('[{"a": 1}]', "[{", {"a"}, True),
        ('{"a": [1, "b", {"c": 1', "{", {"a", "a.c"}, False),
        ("plain text {", "", set(), False),
        ("[1, 2]", "", set(), False),
    ],
)
def test_first_keys_tell_the_platform(
    text: str, opening: str, paths: set[str], is_row: bool
) -> None:
    found = beginning_of(text)
    assert (found.opening, set(found.paths), found.is_row) == (opening, paths, is_row)
