"""What every importer owes, checked for each module in `importers/sources/` on its own samples."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from importers.errors import ExportProblem
from importers.identify import find_importers, identify
from importers.importer import ExportFile
from importers.read import SCHEMAS, Batch, FileReport, read_exports
from importers.reading.notes import Note
from importers.reading.tables import TABLES, Gathering
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
        # A problem is part of the expectation, where its wording is compared.
        with suppress(ExportProblem):
            found.extend((file, record) for record in importer.read(file))
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


ODD_VALUES: tuple[Any, ...] = (
    None, 1, -1.5, True, "", [], {}, "x", [[1]], {"a": 1}, [None], ["a", {"b": 2}], "\ud800",
    "0000-00-00", 10**30,
)  # fmt: skip


def with_odd_values(value: Any, random: Random) -> Any:
    """The value with some parts of it replaced or missing."""
    if random.random() < 0.08:
        return random.choice(ODD_VALUES)
    if isinstance(value, dict):
        return {
            key: with_odd_values(part, random)
            for key, part in value.items()
            if random.random() > 0.04
        }
    return [with_odd_values(part, random) for part in value] if isinstance(value, list) else value


@each_case
def test_odd_values_in_json_are_no_bugs(case: Case, tmp_path: Path) -> None:
    """Whatever stands where something else was expected: records, Skipped or an ExportProblem."""
    importer = find_importers()[case.source]
    random = Random(case.name)
    for file in case.files():
        try:
            value = json.loads(file.head(1 << 20).decode("utf-8"))
        except (UnicodeDecodeError, json.JSONDecodeError):
            continue
        for _ in range(25):
            path = tmp_path / "odd.json"
            path.write_text(json.dumps(with_odd_values(value, random)))
            odd = replace(file, path=path)
            gathering = Gathering("odd:source")
            importer.identify(odd)
            importer.instance(odd)
            with suppress(ExportProblem):
                for record in importer.read(odd):
                    if type(record) in TABLES:
                        gathering.add(record)
            assert sum(batch.num_rows for _, batch in gathering.rest()) == sum(
                gathering.counts.values()
            )


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
