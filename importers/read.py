"""Exports in, record batches out: the one door between files and the warehouse.

Files are read in a process of its own with limits on memory, time and files, without network where
the system allows it. A file that kills that process costs itself; the others go on.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, cast

import pyarrow as pa

from importers.errors import ReaderDied
from importers.identify import find_importers, importer_version
from importers.importer import ExportFile
from importers.reading.files import SetAside, find_files
from importers.reading.limits import Limits
from importers.reading.mappings import mapping_for
from importers.reading.reader import Reader
from importers.reading.tables import SCHEMAS, latest_moment
from importers.reading.wire import file_to_message, moment_from

__all__ = ["SCHEMAS", "Batch", "FileReport", "Limits", "find_files", "read_exports"]


@dataclass(frozen=True)
class Batch:
    """Rows of one table out of one file."""

    table: str
    """A key of SCHEMAS."""
    rows: pa.RecordBatch
    """Columns as SCHEMAS[table]."""


@dataclass(frozen=True)
class FileReport:
    """What became of one file; read = emitted + the sum of skipped."""

    name: str
    sha256: str
    platform: str | None = None
    source: str | None = None
    """'platform:instance'; None when no importer reads the file."""
    exported_at: datetime | None = None
    """As the file states it, else the latest moment in it; None when it holds none."""
    read: int = 0
    emitted: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    """Lines for a person."""
    tables: dict[str, int] = field(default_factory=dict)
    """Rows emitted by table."""
    importer: str | None = None
    """The importer's name and a version that changes with its code, its mapping and the source."""
    error: str | None = None
    """Why nothing could be read, in one line."""

    @property
    def key(self) -> str:
        """What `known` holds of a file that need not be read again."""
        return f"{self.sha256} {self.importer}"


@dataclass(frozen=True)
class _Claim:
    """A file with the importer that reads it."""

    file: ExportFile
    importer: str
    platform: str
    instance: str | None
    exported_at: datetime | None
    also_known_as: tuple[str, ...] = ()
    """Other names of the instance that the file states."""


def read_exports(
    files: Iterable[ExportFile],
    *,
    default_instance: str,
    known: Container[str] = frozenset(),
    work: Path,
    limits: Limits | None = None,
    progress: Callable[[str], None] = lambda line: None,
    now: datetime | None = None,
    with_messages: bool = False,
) -> Iterator[Batch | FileReport]:
    """Each file's batches, then its report, in the order of the files.

    default_instance: names the source of a file that states none and lies in no folder.
    known: `FileReport.key` of files read before; they are passed over without a report.
    work: the reading process's current folder. progress: is told each file's name. now: moments
    later than this are absurd and become unknown; by default the clock's. with_messages: whether
    who wrote whom privately, and when, is kept; else it is counted as skipped(private).
    A file of no known kind, an empty one, one that several importers claim, or one that kills the
    reading process gives a report with an error; the others go on. Of a whole download in a form
    that is not read, one report has the line for all its files.
    """
    now = now or datetime.now(UTC)
    found = list(files)
    refused: set[str] = set()
    with contextlib.closing(Reader(work, limits or Limits())) as reader:
        identified = [_identify(reader, file) for file in found]
        sources = _sources(
            [claim for claim in identified if isinstance(claim, _Claim)], default_instance
        )
        for claim in identified:
            if isinstance(claim, FileReport):
                yield claim
                continue
            source = sources[claim.file.sha256]
            report = FileReport(
                claim.file.name,
                claim.file.sha256,
                claim.platform,
                source,
                claim.exported_at,
                importer=_importer_name(claim, source, with_messages),
            )
            if report.key not in known:
                progress(claim.file.name)
                for item in _read(reader, claim, report, now, with_messages):
                    if isinstance(item, FileReport):
                        yield _told_once(item, claim, refused)
                    else:
                        yield item


def _told_once(report: FileReport, claim: _Claim, refused: set[str]) -> FileReport:
    """The report; of a download in its importer's wrong form, only the first with the line."""
    if report.error is None:
        return report
    wrong_form = getattr(find_importers()[claim.importer], "WRONG_FORM", None)
    if wrong_form is None or report.error != f"{report.name}: {wrong_form}":
        return report
    outermost, *inside = PurePosixPath(report.name).parts
    # Loose files were most likely taken out of one download.
    download = outermost if inside else ""
    if download in refused:
        return replace(report, error=None, read=1, skipped={"wrong form": 1})
    refused.add(download)
    return replace(report, error=f"{outermost}: {wrong_form}")


def _identify(reader: Reader, file: ExportFile) -> _Claim | FileReport:
    if isinstance(file, SetAside):
        return FileReport(
            file.name,
            file.sha256,
            read=sum(file.skipped.values()),
            skipped=file.skipped,
            error=file.problem,
        )
    if not file.head(1):
        return FileReport(
            file.name,
            file.sha256,
            error=f"{file.name}: the file is empty; export or copy it again",
        )
    try:
        answer = reader.ask({"do": "identify", "file": file_to_message(file)}, file.name)
    except ReaderDied as death:
        answer = {"error": str(death)}
    if "error" in answer:
        return FileReport(file.name, file.sha256, error=answer["error"])
    return _Claim(
        file,
        answer["importer"],
        answer["platform"],
        answer["instance"],
        moment_from(answer["exported_at"]),
        tuple(answer.get("also_known_as", ())),
    )


def _sources(claims: Sequence[_Claim], default_instance: str) -> Mapping[str, str]:
    """The source of each file, by its sha256.

    An export's parts belong together although only some of them state where they come from: a
    silent file takes what the files of its platform in its folder, or in one above it, agree on.
    A name that one file states beside its instance is that instance in every file.
    """
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        for name in claim.also_known_as if claim.instance else ():
            named[claim.platform, name].add(cast(str, claim.instance))
    claims = [_under_one_name(claim, named) for claim in claims]
    stated: dict[tuple[str, PurePosixPath], set[str]] = defaultdict(set)
    for claim in claims:
        if claim.instance:
            for folder in _own_folders(claim.file):
                stated[claim.platform, folder].add(claim.instance)
    sources: dict[str, str] = {}
    for claim in claims:
        near = [stated.get((claim.platform, folder), set()) for folder in _own_folders(claim.file)]
        agreed = next((next(iter(instances)) for instances in near if len(instances) == 1), None)
        instance = claim.instance or agreed or claim.file.folder or default_instance
        sources[claim.file.sha256] = f"{claim.platform}:{instance}"
    return sources


def _under_one_name(claim: _Claim, named: Mapping[tuple[str, str], set[str]]) -> _Claim:
    """The claim, its instance as the files call it that know both its names."""
    instances = named.get((claim.platform, claim.instance or ""), set())
    return replace(claim, instance=next(iter(instances))) if len(instances) == 1 else claim


def _own_folders(file: ExportFile) -> list[PurePosixPath]:
    """The folders and archives around a file, nearest first, without the exports' own root."""
    folders = list(PurePosixPath(file.name).parents)
    return folders[:-1] or folders


def _importer_name(claim: _Claim, source: str, with_messages: bool) -> str:
    """The importer with all that decides how it reads this file."""
    decides = (importer_version(claim.importer), source, mapping_for(claim.file), with_messages)
    digest = hashlib.sha256(repr(decides).encode()).hexdigest()
    return f"{claim.importer} {digest[:12]}"


def _read(
    reader: Reader, claim: _Claim, report: FileReport, now: datetime, with_messages: bool
) -> Iterator[Batch | FileReport]:
    order = {
        "do": "read",
        "file": file_to_message(claim.file),
        "importer": claim.importer,
        "source": report.source,
        "now": now.isoformat(),
        "with_messages": with_messages,
    }
    tables: Counter[str] = Counter()
    latest = report.exported_at
    result: dict[str, Any] = {}
    importer = report.importer
    try:
        for answer in reader.answers(order, claim.file.name):
            if isinstance(answer, dict):
                result = answer
                continue
            batch = Batch(*answer)
            tables[batch.table] += batch.rows.num_rows
            if report.exported_at is None:
                latest = max(filter(None, (latest, latest_moment(batch.rows))), default=None)
            yield batch
    except ReaderDied as death:
        # Without an importer's name the file is never taken for known, so it is tried again.
        importer = None
        result = {"error": str(death)}
    error: str | None = result.get("error")
    notes = tuple(result.get("notes", ()))
    if error and tables:
        notes += (error,)
        error = None
    skipped: dict[str, int] = result.get("skipped", {})
    emitted = sum(tables.values())
    yield replace(
        report,
        exported_at=latest,
        read=emitted + sum(skipped.values()),
        emitted=emitted,
        skipped=skipped,
        notes=notes,
        tables=dict(sorted(tables.items())),
        importer=importer,
        error=error,
    )
