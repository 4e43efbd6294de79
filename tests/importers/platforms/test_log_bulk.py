"""A log read in bulk gives what it gives row by row, whatever is in it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.errors import ExportProblem
from importers.importer import ColumnMapping, ExportFile, Rows
from importers.reading import line_columns
from importers.reading.notes import Note
from importers.reading.tables import SCHEMAS, Gathering
from importers.records import Record, Skipped
from importers.sources import activity_log

ALL = ("post_id", "author", "thread", "reply_to", "created_at", "text", "kind", "title", "topic",
       "space", "author_name", "author_email", "addressed")  # fmt: skip

ids = st.sampled_from(["1", "2", "p3", 4, 5.5, " 6 ", "", "1.22E+17", "a+b", None, True, "é", [7]])
people = st.sampled_from(
    ["Ana", "Ben ", "Ana", "cem@mending.example", "", None, 3, "x\u202ey", "1.2e+10", {"a": 1}]
)
moments = st.sampled_from([
    "2025-01-02T03:04:05Z", "2025-01-02T03:04:05+02:00", "2025-01-02 03:04:05", "2025-01-02",
    "2025-01-02T03:04:05.1234567Z", "3/4/2025", "23/4/2025 18:00", "4/23/2025", "1 May 2025",
    "yesterday", "", None, 1735787045, "1735787045", 1735787045.5, 0, "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59-01:00", "1970-01-01T00:00:00Z", True, "2025-01-02T24:00:00Z",
])  # fmt: skip
texts = st.sampled_from([
    "hello", " @Ana and @Ana, @Ben ", "line\r\nend", "a\u202eb", "", "   ", None, 17, "修理 😀",
    "\u3164", "x@y.example", "a\tb", "\u200d", ["no"], "�", "\x00",
])  # fmt: skip
kinds = st.sampled_from(["reply", "opening", "Opening ", "like", "join", "wall", None, "odd", 1])
names = st.sampled_from(["Lamps", "lamps", None, "", "A &amp; B", "12:30", "Two  blanks", 5])

usual = st.fixed_dictionaries({
    "post_id": st.integers(0, 30).map(str),
    "author": st.sampled_from(["Ana", "Ben", "cem@mending.example"]),
    "thread": st.sampled_from(["t1", "t2", "lamps", "12"]),
    "reply_to": st.sampled_from([None, "1", "2"]),
    "created_at": st.sampled_from(["2025-01-02T03:04:05Z", "2024-01-02T03:04:05Z"]),
    "text": st.sampled_from(["hello", "to @Ben", "a\u202eb"]),
})  # fmt: skip
odd = st.fixed_dictionaries(
    {},
    optional={
        "post_id": ids, "author": people, "thread": ids, "reply_to": ids, "created_at": moments,
        "text": texts, "kind": kinds, "title": names, "topic": names, "space": names,
        "author_name": names, "author_email": people, "addressed": people, "likes": ids,
    },
)  # fmt: skip
rows = st.one_of(usual, st.builds(lambda one, other: one | other, usual, odd), odd)
lines = st.one_of(
    rows.map(lambda row: json.dumps(row).encode()),
    rows.map(lambda row: json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")),
    st.sampled_from([
        b"", b"  ", b"[]", b"{}", b"null", b'{"author": "Ana"', b'{"author": "\xff"}', b"{} {}",
        b'{"author":', b'"Ana"}', b'{"text": "\\q"}', b'{"text": "\\ud800"}', b'{"a": NaN}',
        b'{"author": "Ana", "author": "Ben"}', b'{"text": "a\x01b"}', b"{}\r", b" {}", b"{},",
        b'{"thread": 123456789012345678901234567890}', b'{"q\\"": 1}',
        b'{"thread": ' + b"9" * 5000 + b"}", b'{"likes": "\xff"}',
    ]),
)  # fmt: skip


def told(
    found: Iterable[Record | Rows],
) -> tuple[Mapping[str, list[dict[str, Any]]], list[Any], list[str], str]:
    """The rows by table, what was skipped in its order, the notes, and how the file ended."""
    gathering = Gathering("log:here", rows_per_batch=3)
    tables: dict[str, list[dict[str, Any]]] = {}
    skipped: list[Any] = []
    notes: list[str] = []
    end = ""

    def keep(table: str, batch: pa.RecordBatch) -> None:
        assert batch.schema == SCHEMAS[table]
        batch.validate(full=True)
        tables.setdefault(table, []).extend(batch.to_pylist())

    try:
        for one in found:
            if isinstance(one, Rows):
                for ready in gathering.add_rows(one.table, one.columns):
                    keep(*ready)
            elif isinstance(one, Note):
                notes.append(one.line)
            elif isinstance(one, Skipped):
                skipped.append((one.reason, one.place, one.detail))
            elif full := gathering.add(one):
                keep(*full)
    except ExportProblem as problem:
        end = str(problem)
    for last in gathering.rest():
        keep(*last)
    return tables, skipped, notes, end


def both_ways(
    folder: Path, data: bytes, columns: Iterable[str], *, chunk: int, zone: str = "UTC"
) -> tuple[Any, Any]:
    path = folder / "log.jsonl"
    path.write_bytes(data)
    mapping = ColumnMapping(file="*", columns={name: name for name in columns}, time_zone=zone)
    file = ExportFile(path, "log.jsonl", "0" * 64, mappings=(mapping,))
    with patch.object(line_columns, "CHUNK", chunk):
        return told(activity_log.read(file)), told(activity_log.read_in_bulk(file))


@settings(max_examples=120, deadline=None)
@given(
    st.lists(lines, max_size=14),
    st.lists(st.sampled_from(ALL), unique=True).map(
        lambda names: dict.fromkeys(["post_id", "author", "thread", "created_at", *names])
    ),
    st.sampled_from([1, 150, 4096]),
    st.sampled_from([b"\n", b"\r\n"]),
    st.sampled_from([b"", b"\n", b"\xef\xbb\xbf"]),
    st.sampled_from(["UTC", "Europe/Lisbon"]),
)
def test_in_bulk_and_row_by_row_are_the_same(
    tmp_path_factory: Any,
    found: list[bytes],
    columns: Mapping[str, None],
    chunk: int,
    line_end: bytes,
    around: bytes,
    zone: str,
) -> None:
    begin, end = (around, b"") if around.startswith(b"\xef") else (b"", around)
    data = begin + line_end.join([b'{"post_id": "0", "author": "Ana"}', *found]) + end
    one, other = both_ways(tmp_path_factory.mktemp("log"), data, columns, chunk=chunk, zone=zone)
    assert one == other


def a_log(count: int) -> list[dict[str, Any]]:
    return [
        {
            "post_id": f"p{number}",
            "author": f"member{number % 7}",
            "thread": f"t{number % 5}",
            "created_at": f"2025-01-02T03:{number % 60:02}:05Z",
            "text": f"word {number}",
            "likes": number,
        }
        for number in range(count)
    ]


def as_lines(log: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in log)


def test_alike_posts_come_as_rows(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(as_lines(a_log(100)))
    mapping = ColumnMapping(file="*", columns={name: name for name in ALL})
    file = ExportFile(path, "log.jsonl", "0" * 64, mappings=(mapping,))
    with patch.object(line_columns, "CHUNK", 2000):
        found = list(activity_log.read_in_bulk(file))
    in_bulk = sum(one.columns.num_rows for one in found if isinstance(one, Rows))
    # The first chunk tells which other keys are usual.
    assert 70 < in_bulk < 100


def test_a_gzip_that_ends_early_gives_the_same_lines(tmp_path: Path) -> None:
    packed = gzip.compress(as_lines(a_log(12_000)), 1)
    for end in (len(packed) * 2 // 3, len(packed) - 4):
        one, other = both_ways(tmp_path, packed[:end], ALL, chunk=300_000)
        assert one == other
        assert "ends early" in one[-1]


def test_threads_begin_with_their_earliest_post(tmp_path: Path) -> None:
    log = a_log(50)
    log[40] |= {"created_at": "2024-01-02T03:04:05Z"}
    _, (tables, *_) = both_ways(tmp_path, as_lines(log), ALL, chunk=1000)
    moments = {row["native_id"]: row["created_at"] for row in tables["threads"]}
    assert moments["t0"] == datetime.fromisoformat("2024-01-02T03:04:05Z")
    assert list(moments) == ["t0", "t1", "t2", "t3", "t4"]


def test_a_column_that_only_the_plain_way_knows_is_read_that_way(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(as_lines(a_log(10)))
    columns = {name: name for name in (*ALL, "likes")}
    file = ExportFile(path, "log.jsonl", "0" * 64, mappings=(ColumnMapping("*", columns=columns),))
    found = list(activity_log.read_in_bulk(file))
    assert not any(isinstance(one, Rows) for one in found)
    assert found == list(activity_log.read(file))
