"""Samples of each source beside the records expected of them.

Layout: `sources/<source>/<case>/input/…` and `sources/<source>/<case>/expected.json`; an optional
`mappings.json` beside them holds the column mappings that a manager would have set.
Rewrite the expectations with `python -m tests.importers.golden [source …]`, then read the diff.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from importers.errors import ExportProblem
from importers.identify import find_importers
from importers.importer import ColumnMapping, ExportFile
from importers.records import Record

SAMPLES = Path(__file__).resolve().parent / "sources"


@dataclass(frozen=True)
class Case:
    """One sample of one source."""

    source: str
    folder: Path

    @property
    def name(self) -> str:
        return f"{self.source}/{self.folder.name}"

    @property
    def expected_path(self) -> Path:
        return self.folder / "expected.json"

    def files(self) -> list[ExportFile]:
        """The sample's files, with the mappings of the case."""
        inputs = self.folder / "input"
        mappings_path = self.folder / "mappings.json"
        mappings: tuple[ColumnMapping, ...] = ()
        if mappings_path.is_file():
            written = json.loads(mappings_path.read_text("utf-8"))
            mappings = tuple(ColumnMapping(**mapping) for mapping in written)
        paths = sorted(path for path in inputs.rglob("*") if path.is_file())
        return [
            ExportFile(
                path,
                path.relative_to(inputs).as_posix(),
                hashlib.sha256(path.read_bytes()).hexdigest(),
                mappings=mappings,
            )
            for path in paths
        ]


def cases(sources: Sequence[str] = ()) -> list[Case]:
    """The cases of these sources, or of all; a folder of a case has an input or an expectation."""
    return [
        Case(source.name, folder)
        for source in sorted(SAMPLES.iterdir())
        if source.is_dir() and (not sources or source.name in sources)
        for folder in sorted(source.iterdir())
        if (folder / "input").is_dir() or (folder / "expected.json").is_file()
    ]


def read_case(case: Case) -> dict[str, Any]:
    """What the importer makes of each file of the case, as plain values."""
    importer = find_importers()[case.source]
    found: dict[str, Any] = {}
    for file in case.files():
        records: list[dict[str, Any]] = []
        problem = None
        try:
            records.extend(plain(record) for record in importer.read(file))
        except ExportProblem as error:
            problem = str(error)
        exported_at = importer.exported_at(file)
        found[file.name] = {
            "instance": importer.instance(file),
            "exported_at": exported_at.isoformat() if exported_at else None,
            "problem": problem,
            "records": records,
        }
    return found


def plain(record: Record) -> dict[str, Any]:
    """The record's kind, and its fields that differ from their defaults."""
    values: dict[str, Any] = {"type": type(record).__name__}
    for field in msgspec.structs.fields(record):
        value = getattr(record, field.name)
        if field.required or value != field.default:
            values[field.name] = msgspec.to_builtins(value)
    return {key: value for key, value in values.items() if value not in ([], {})}


def as_text(found: dict[str, Any]) -> str:
    """The expectation as it is kept: one record a line, so that a diff shows whole records."""
    lines = ["{"]
    for number, (name, file) in enumerate(found.items()):
        head = {key: value for key, value in file.items() if key != "records"}
        opening = json.dumps(head, ensure_ascii=False)[:-1]
        lines.append(f' {json.dumps(name, ensure_ascii=False)}: {opening}, "records": [')
        rows = [f"  {json.dumps(record, ensure_ascii=False)}" for record in file["records"]]
        lines.append(",\n".join(rows))
        lines.append(" ]}" + ("," if number < len(found) - 1 else ""))
    lines.append("}")
    return "\n".join(line for line in lines if line) + "\n"


def rewrite(sources: Sequence[str]) -> Iterator[str]:
    """One line for each expectation written anew."""
    for case in cases(sources):
        text = as_text(read_case(case))
        is_same = case.expected_path.is_file() and case.expected_path.read_text("utf-8") == text
        case.expected_path.write_text(text, "utf-8")
        yield f"{case.name}: {'unchanged' if is_same else 'written'}"


if __name__ == "__main__":
    for line in rewrite(sys.argv[1:]):
        print(line)
