"""What every importer owes, checked for each module in `importers/sources/` on its own samples."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from importers.errors import ExportProblem
from importers.identify import find_importers, identify
from importers.importer import ExportFile
from importers.read import SCHEMAS, Batch, FileReport, read_exports
from importers.reading.notes import Note
from importers.records import Record, Skipped
from tests.importers.golden import SAMPLES, Case, cases, read_case

CASES = cases()
IMPORTERS = sorted(find_importers())
NOW = datetime(2026, 11, 22, tzinfo=UTC)

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def records_of(case: Case) -> list[tuple[ExportFile, Record]]:
    importer = find_importers()[case.source]
    found: list[tuple[ExportFile, Record]] = []
    for file in case.files():
        try:
            found.extend((file, record) for record in importer.read(file))
        except ExportProblem as problem:
            assert str(problem).startswith(file.name)
    return found


@pytest.mark.parametrize("importer", IMPORTERS)
def test_importer_has_a_sample(importer: str) -> None:
    """An importer without a sample fails, so adding a file adds its tests."""
    assert any(case.source == importer for case in CASES), f"no sample in {SAMPLES.name}/{importer}"


@pytest.mark.parametrize("source", sorted(path.name for path in SAMPLES.iterdir() if path.is_dir()))
def test_sample_has_an_importer(source: str) -> None:
    """A folder of samples is named after an importer that exists."""
    assert source in IMPORTERS or source.startswith("__")


@each_case
def test_sample_and_expectation_come_together(case: Case) -> None:
    """A sample without an expectation fails, and so does an expectation without its sample."""
    names = {file.name for file in case.files()}
    assert names, f"{case.name} has no input"
    assert case.expected_path.is_file(), f"{case.name} has no expected.json"
    assert set(json.loads(case.expected_path.read_text("utf-8"))) == names


@each_case
def test_records_are_as_expected(case: Case) -> None:
    """Each file gives exactly the records beside it, in their order."""
    expected = json.loads(case.expected_path.read_text("utf-8"))
    assert json.loads(json.dumps(read_case(case))) == expected


@each_case
def test_exactly_one_importer_claims_each_sample(case: Case) -> None:
    """Its own importer claims a sample, and all others refuse it."""
    for file in case.files():
        assert identify(file) == case.source


@each_case
def test_reading_twice_gives_the_same(case: Case) -> None:
    assert records_of(case) == records_of(case)


@each_case
def test_records_hold_what_their_fields_promise(case: Case) -> None:
    """Values have the types of the annotations, and moments are in UTC."""
    for file, record in records_of(case):
        kind = type(record)
        assert msgspec.convert(msgspec.to_builtins(record), kind) == record, file.name
        for name in record.__struct_fields__:
            value = getattr(record, name)
            if isinstance(value, datetime):
                assert value.utcoffset() == timedelta(0), f"{file.name}: {name} of {record}"


@each_case
def test_skipped_and_notes_are_for_people(case: Case) -> None:
    """A reason is a word or two; a note is one line."""
    for _, record in records_of(case):
        if isinstance(record, Skipped):
            assert len(record.reason.split()) <= 2
            assert "\n" not in (record.detail or "")
        if isinstance(record, Note):
            assert "\n" not in record.line


@each_case
def test_platform_of_declared_accounts_is_named(case: Case) -> None:
    for _, record in records_of(case):
        for declared in getattr(record, "declares", ()):
            platform, _, handle = declared.partition(":")
            assert platform.isalpha()
            assert handle


def test_accounts_add_up_through_the_reading_process(tmp_path: Path) -> None:
    """Through the limited process: read = emitted + skipped, and the columns are the tables'."""
    files = [file for case in CASES for file in case.files()]
    rows: dict[str, int] = {}
    reported = 0
    for item in read_exports(files, default_instance="here", work=tmp_path, now=NOW):
        if isinstance(item, Batch):
            assert item.rows.schema == SCHEMAS[item.table]
            rows[item.table] = rows.get(item.table, 0) + item.rows.num_rows
            continue
        assert isinstance(item, FileReport)
        reported += 1
        assert item.read == item.emitted + sum(item.skipped.values())
        assert item.emitted == sum(item.tables.values())
        assert {table: rows[table] for table in item.tables} == item.tables
        assert item.source
        assert item.importer
        rows = {}
    assert reported == len(files)
