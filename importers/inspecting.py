"""What a file is, without taking it in: who reads it and what it holds, or a mapping to begin with.

Files are read in the limited process, as a build reads them; nothing is kept.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from importers.errors import ReaderDied
from importers.identify import find_importers
from importers.importer import ColumnMapping, ExportFile
from importers.read import Batch, FileReport, read_exports
from importers.reading.files import SetAside
from importers.reading.limits import Limits
from importers.reading.mappings import mapping_for
from importers.reading.reader import Reader
from importers.reading.wire import file_to_message

MAPPED = frozenset(["activity_log", "member_list"])
"""The importers that read by a mapping, in the zone it names."""


@dataclass(frozen=True)
class Proposed:
    """How the columns of an unknown table may be mapped."""

    yaml: str
    """To paste into community.yaml."""
    examples: tuple[str, ...]
    """The first records as they would be read, addresses masked."""
    unsure: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    """Columns that would be left out."""


@dataclass(frozen=True)
class Inspected:
    """What is known about one file."""

    name: str
    importer: str | None = None
    source: str | None = None
    """'platform:instance'; the instance as the file states it, else as the next build would."""
    exported_at: datetime | None = None
    """As the file states it, else the latest moment in it."""
    records: dict[str, int] = field(default_factory=dict)
    """How many of each table."""
    skipped: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    encoding: str | None = None
    """None for what is no text."""
    time_zone: str | None = None
    """Of the times that name none; None when the format leaves no doubt, or names none."""
    problem: str | None = None
    """Why it cannot be read."""
    proposed: Proposed | None = None
    why_none: str | None = None
    """Why no mapping can be proposed for a file that nobody reads."""
    is_set_aside: bool = False
    """Media and system files left out, or an archive or an entry that was refused."""


def inspect_files(
    files: Iterable[ExportFile],
    *,
    default_instance: str,
    work: Path,
    limits: Limits | None = None,
    now: datetime | None = None,
) -> Iterator[Inspected]:
    """What each file is, in the order of the files; arguments as for `read_exports`."""
    found = list(files)
    by_hash = {file.sha256: file for file in found}
    reports = read_exports(
        found, default_instance=default_instance, work=work, limits=limits, now=now
    )
    with contextlib.closing(Reader(work, limits or Limits())) as reader:
        for report in reports:
            if isinstance(report, Batch):
                continue
            file = by_hash[report.sha256]
            if isinstance(file, SetAside):
                yield replace(_told(report), is_set_aside=True)
            else:
                yield _described(reader, file, _told(report))


def _told(report: FileReport) -> Inspected:
    return Inspected(
        name=report.name,
        importer=report.importer.split()[0] if report.importer else None,
        source=report.source,
        exported_at=report.exported_at,
        records=report.tables,
        skipped=report.skipped,
        notes=report.notes,
        problem=report.error,
    )


def _described(reader: Reader, file: ExportFile, told: Inspected) -> Inspected:
    try:
        answer = reader.ask({"do": "propose", "file": file_to_message(file)}, file.name)
    except ReaderDied:
        # What made the process end is told by reading it already, or is no proposal's business.
        return told
    return replace(
        told,
        encoding=answer.get("encoding"),
        time_zone=_zone(file, told.importer),
        proposed=_proposed(answer["proposal"]) if answer.get("proposal") else None,
        why_none=answer.get("why_none"),
    )


def _zone(file: ExportFile, importer: str | None) -> str | None:
    """The zone taken where a file names none: the mapping's, or the one that the importer holds as
    a constant; None when it holds none.
    """
    mapping = mapping_for(file)
    if importer is None:
        return None
    if importer in MAPPED and mapping is not None:
        return mapping.time_zone
    held = (one for one in vars(find_importers()[importer]).values() if isinstance(one, ZoneInfo))
    return next((zone.key for zone in held), None)


def _proposed(answer: dict[str, Any]) -> Proposed:
    values = answer["mapping"]
    mapping = ColumnMapping(**{**values, "answers": tuple(values["answers"])})
    return Proposed(
        yaml=as_yaml(mapping),
        examples=tuple(answer["examples"]),
        unsure=tuple(answer["unsure"]),
        unused=tuple(answer["unused"]),
    )


def as_yaml(mapping: ColumnMapping) -> str:
    """The mapping as community.yaml has it, without what is as by default."""
    entry: dict[str, Any] = {
        "file": mapping.file,
        "platform": mapping.platform,
        "holds": mapping.holds,
        "columns": dict(mapping.columns),
        "answers": list(mapping.answers),
        "rows": mapping.rows,
        "sheet": mapping.sheet,
        "time_zone": mapping.time_zone,
        "visibility": mapping.visibility if mapping.holds == "posts" else "",
    }
    given = {key: value for key, value in entry.items() if value}
    return yaml.safe_dump(
        {"activity_logs": [given]}, sort_keys=False, allow_unicode=True, width=1000
    )
