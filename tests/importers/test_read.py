"""Reading exports from outside: claims, sources, accounting, and files that mean harm."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from importers.identify import identify
from importers.importer import ColumnMapping, ExportFile
from importers.read import SCHEMAS, Batch, FileReport, Limits, find_files, read_exports
from importers.reading.reader import Reader
from importers.reading.wire import file_to_message

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def a_topic(number: int, *, created_at: str = "2026-01-05T10:00:00Z", words: str = "hi") -> Any:
    post = {
        "id": number * 10,
        "topic_id": number,
        "username": f"member{number % 7}",
        "created_at": created_at,
        "post_number": 1,
        "post_type": 1,
        "cooked": f"<p>{words}</p>",
    }
    return {"id": number, "title": "t", "created_at": created_at, "posts": [post]}


def lines_of(topics: Iterable[Any]) -> str:
    return "".join(json.dumps(topic) + "\n" for topic in topics)


def reports_of(
    root: Path, work: Path, *, limits: Limits | None = None, **options: Any
) -> tuple[list[FileReport], dict[str, pa.Table]]:
    """The reports, and the rows by table, of all files below a folder."""
    mappings = options.pop("mappings", ())
    files = find_files([root], work=work, mappings=mappings)
    options.setdefault("default_instance", "here")
    batches: dict[str, list[pa.RecordBatch]] = {}
    reports = []
    for item in read_exports(files, work=work, limits=limits, now=NOW, **options):
        if isinstance(item, Batch):
            batches.setdefault(item.table, []).append(item.rows)
        else:
            reports.append(item)
    return reports, {table: pa.Table.from_batches(rows) for table, rows in batches.items()}


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    return folder


def test_rows_come_with_their_source_and_the_report_adds_up(exports: Path, tmp_path: Path) -> None:
    (exports / "a.jsonl").write_text(lines_of([a_topic(1), a_topic(2)]) + "{broken\n")
    (report,), tables = reports_of(exports, tmp_path / "work")
    assert report.source == "discourse:here"
    assert (report.read, report.emitted, report.skipped) == (7, 6, {"broken": 1})
    assert report.tables == {"accounts": 2, "posts": 2, "threads": 2}
    assert report.exported_at == datetime(2026, 1, 5, 10, tzinfo=UTC)
    assert report.notes[0].startswith("a.jsonl: line 3: not JSON")
    assert tables["posts"].schema == SCHEMAS["posts"]
    assert set(tables["posts"]["source"].to_pylist()) == {"discourse:here"}
    assert tables["posts"]["native_id"].to_pylist() == ["10", "20"]


def test_moments_that_cannot_be_are_unknown_and_said(exports: Path, tmp_path: Path) -> None:
    topics = [a_topic(1, created_at="0009-01-01T00:00:00Z"), a_topic(2, created_at="2099-01-01")]
    (exports / "a.jsonl").write_text(lines_of([*topics, a_topic(3)]))
    (report,), tables = reports_of(exports, tmp_path / "work")
    assert tables["posts"]["created_at"].to_pylist() == [
        None,
        None,
        datetime(2026, 1, 5, 10, tzinfo=UTC),
    ]
    assert report.notes == (
        "a.jsonl: 4 moments are before 1980 or still to come and count as unknown, the first in "
        "thread 1: 0009-01-01",
    )


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        pytest.param(
            "a.json", b"", "a.json: the file is empty; export or copy it again", id="empty"
        ),
        pytest.param("a.json", b"\0" * 500, "it looks like a binary file", id="NULs"),
        pytest.param("a.sql", b"-- MySQL dump\n", "it looks like an SQL dump", id="SQL"),
        pytest.param("a.csv", b"x,y\n1,2\n", "a table with the columns x, y", id="other table"),
        pytest.param(
            "a.json", b'{"guild": {}}', "a JSON object of an unknown", id="wrong platform"
        ),
        pytest.param("a.gz", gzip.compress(b""), "a.gz: the file is empty", id="empty inside"),
        pytest.param(
            "a.json",
            b'{"post_stream": {"posts": [' + b"[" * 2000,
            "nested more deeply than any honest export",
            id="deep",
        ),
    ],
)
def test_file_that_cannot_be_read_gives_one_line(
    exports: Path, tmp_path: Path, name: str, content: bytes, line: str
) -> None:
    (exports / name).write_bytes(content)
    (exports / "z.jsonl").write_text(lines_of([a_topic(1)]))
    (bad, good), _ = reports_of(exports, tmp_path / "work")
    assert bad.error is not None
    assert bad.error.startswith(f"{name}: ")
    assert line in bad.error
    assert "\n" not in bad.error
    assert good.emitted == 3


def test_unknown_file_is_told_what_to_do(exports: Path, tmp_path: Path) -> None:
    (exports / "a.json").write_text("[1]")
    (report,), _ = reports_of(exports, tmp_path / "work")
    assert report.error == (
        "a.json: no importer reads this file; it looks like a JSON list of an unknown platform. "
        "Take it out of the exports, or ask ./do inspect how to name its columns; "
        "docs/importing.md lists what is read"
    )


def test_several_claims_are_an_error_that_names_them(exports: Path, tmp_path: Path) -> None:
    (exports / "a.jsonl").write_text(lines_of([a_topic(1)]))
    mapping = ColumnMapping("a.jsonl", columns={"author": "x", "created_at": "y"})
    (report,), _ = reports_of(exports, tmp_path / "work", mappings=(mapping,))
    assert report.error == (
        "a.jsonl: 2 importers claim this file (activity_log, discourse), expected one; make one "
        "importer's identify() stricter"
    )


def test_zipped_twice_is_read_once(exports: Path, tmp_path: Path) -> None:
    text = lines_of([a_topic(1)])
    (exports / "a.jsonl").write_text(text)
    with zipfile.ZipFile(exports / "b.zip", "w") as inner:
        inner.writestr("a.jsonl", text)
    with zipfile.ZipFile(exports / "c.zip", "w") as outer:
        outer.write(exports / "b.zip", "b.zip")
    (report,), tables = reports_of(exports, tmp_path / "work")
    assert report.name == "a.jsonl"
    assert tables["posts"].num_rows == 1


def test_known_files_are_passed_over(exports: Path, tmp_path: Path) -> None:
    (exports / "a.jsonl").write_text(lines_of([a_topic(1)]))
    (exports / "b.json").write_text("[1]")
    (first, unknown), _ = reports_of(exports, tmp_path / "work")
    (again,), tables = reports_of(exports, tmp_path / "work", known={first.key, unknown.key})
    assert again.error == unknown.error
    assert not tables
    (elsewhere, _), _ = reports_of(
        exports, tmp_path / "work", known={first.key}, default_instance="other"
    )
    assert elsewhere.source == "discourse:other"


def test_source_is_what_the_file_states_else_its_neighbours_else_its_folder(
    exports: Path, tmp_path: Path
) -> None:
    stated = {
        "post_stream": {"posts": []},
        "id": 1,
        "details": {
            "created_by": {
                "username": "ana",
                "avatar_template": "/user_avatar/forum.example.org/ana/{size}/1.png",
            }
        },
    }
    silent = {"post_stream": {"posts": []}, "id": 2}
    for folder in ("one/t", "one/u", "two"):
        (exports / folder).mkdir(parents=True)
    (exports / "one/t/1.json").write_text(json.dumps(stated))
    (exports / "one/t/2.json").write_text(json.dumps(silent))
    (exports / "one/u/3.json").write_text(json.dumps(silent | {"id": 3}))
    (exports / "two/4.json").write_text(json.dumps(silent | {"id": 4}))
    (exports / "5.json").write_text(json.dumps(silent | {"id": 5}))
    reports, _ = reports_of(exports, tmp_path / "work")
    assert {report.name: report.source for report in reports} == {
        "5.json": "discourse:here",
        "one/t/1.json": "discourse:forum.example.org",
        "one/t/2.json": "discourse:forum.example.org",
        "one/u/3.json": "discourse:forum.example.org",
        "two/4.json": "discourse:two",
    }


def test_platform_of_a_log_is_the_one_its_mapping_names(exports: Path, tmp_path: Path) -> None:
    (exports / "chat.csv").write_text("who,at\nana,2026-01-01\n")
    columns = {"author": "who", "created_at": "at"}
    mapping = ColumnMapping("*.csv", platform="chat", columns=columns)
    (report,), _ = reports_of(exports, tmp_path / "work", mappings=(mapping,))
    assert (report.platform, report.source) == ("chat", "chat:here")
    (remapped,), _ = reports_of(
        exports,
        tmp_path / "work",
        mappings=(ColumnMapping("*.csv", platform="chat", columns={**columns, "text": "who"}),),
        known={report.key},
    )
    assert remapped.emitted == report.emitted


@pytest.mark.parametrize(
    ("mapping", "line"),
    [
        (
            ColumnMapping("*.csv", columns={"author": "who"}),
            "does not say which column holds created_at; add it",
        ),
        (
            ColumnMapping("*.csv", columns={"author": "who", "created_at": "when"}),
            "chat.csv: has no column 'when'; it has who, at. Correct activity_logs",
        ),
        (
            ColumnMapping(
                "*.csv", columns={"author": "who", "created_at": "at"}, time_zone="Mars/Base"
            ),
            "names the time zone 'Mars/Base', which does not exist",
        ),
        (
            ColumnMapping(
                "*.csv", columns={"author": "who", "created_at": "at"}, visibility="open"
            ),
            "gives the visibility 'open'; expected one of public, members, private, unknown",
        ),
    ],
)
def test_wrong_mapping_is_said_in_one_line(
    exports: Path, tmp_path: Path, mapping: ColumnMapping, line: str
) -> None:
    (exports / "chat.csv").write_text("who,at\nana,2026-01-01\n")
    (report,), _ = reports_of(exports, tmp_path / "work", mappings=(mapping,))
    assert report.error is not None
    assert line in report.error


def test_cut_gzip_keeps_what_was_read_and_says_so(exports: Path, tmp_path: Path) -> None:
    text = lines_of(a_topic(number, words="w" * (number % 50)) for number in range(20_000))
    (exports / "a.jsonl.gz").write_bytes(gzip.compress(text.encode())[:-3000])
    (report,), tables = reports_of(exports, tmp_path / "work")
    assert report.error is None
    assert report.notes[-1].startswith("a.jsonl.gz: byte ")
    assert tables["posts"].num_rows == report.tables["posts"] > 1000


def test_file_that_takes_too_long_costs_itself(exports: Path, tmp_path: Path) -> None:
    slow = lines_of(a_topic(number, words="<b>x</b>" * 200) for number in range(30_000))
    (exports / "a.jsonl").write_text(slow)
    (exports / "b.jsonl").write_text(lines_of([a_topic(1)]))
    (slow_report, good), _ = reports_of(exports, tmp_path / "work", limits=Limits(cpu_seconds=1))
    said = slow_report.error or slow_report.notes[-1]
    assert said == (
        "a.jsonl: took more than 1 seconds of processor time; the rest of it is left out. Export "
        "it in smaller parts"
    )
    assert slow_report.importer is None, "so that it is tried again"
    assert good.emitted == 3


def test_file_that_takes_too_much_memory_costs_itself(exports: Path, tmp_path: Path) -> None:
    mib = 1024 * 1024
    (exports / "a.json").write_text(
        json.dumps({"post_stream": {"posts": [{"cooked": "x" * (200 * mib)}]}})
    )
    (exports / "b.jsonl").write_text(lines_of([a_topic(1)]))
    (large, good), _ = reports_of(exports, tmp_path / "work", limits=Limits(memory_bytes=450 * mib))
    said = large.error or large.notes[-1]
    assert said.startswith("a.json: ")
    assert "memory" in said
    assert good.emitted == 3


def test_reading_process_has_no_network_where_the_system_allows_it(tmp_path: Path) -> None:
    reader = Reader(tmp_path, Limits())
    file = ExportFile(tmp_path / "none.json", "none.json", "0")
    (tmp_path / "none.json").write_text("{}")
    try:
        answer = reader.ask({"do": "identify", "file": file_to_message(file)}, "none.json")
        assert "no importer reads this file" in answer["error"]
        assert reader.is_offline in (True, False)
    finally:
        reader.close()


def test_identify_reads_no_more_than_the_beginning(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(lines_of([a_topic(1)]) + "\0" * 100)
    assert identify(ExportFile(path, "a.jsonl", "0")) == "discourse"
