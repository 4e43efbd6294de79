"""A log of any kind, in CSV, JSON or Excel, whose columns the manager named in community.yaml.

Only author and created_at are needed. An author known by an address only gets an id made from it,
which shows nobody the address. Without a thread column, posts that answer one another make
a thread; else those between the same two people; else those under one topic; else the whole log.
Such threads have no opener, so that nobody seems to speak to whoever happens to come first: only a
row of the kind 'opening' makes its author the one who opened the thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from importers.errors import ExportProblem
from importers.importer import ColumnMapping, ExportFile, Rows
from importers.platforms.log_bulk import can_be_bulk, posts_in_bulk
from importers.platforms.log_posts import LogPosts
from importers.reading.mapped_rows import MappedFile
from importers.reading.mappings import mapping_for
from importers.records import Record

PLATFORM = "log"
HOW_TO_EXPORT = "export the same table again under a name that the mapping fits"

NEEDED = ("author", "created_at")


def identify(file: ExportFile) -> bool:
    """Whether the manager mapped the columns of files with this name as those of posts."""
    mapping = mapping_for(file)
    return mapping is not None and mapping.holds == "posts"


def platform(file: ExportFile) -> str:
    """The platform that the mapping names."""
    return _mapping(file).platform


def instance(file: ExportFile) -> str | None:
    """Never stated."""
    return None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """The posts as they come, then each thread, space and account once."""
    for record in _read(file, in_bulk=False):
        assert isinstance(record, Record)
        yield record


def read_in_bulk(file: ExportFile) -> Iterator[Record | Rows]:
    """The same; of JSON lines, posts that are alike come as rows."""
    yield from _read(file, in_bulk=True)


def _read(file: ExportFile, *, in_bulk: bool) -> Iterator[Record | Rows]:
    mapping = _mapping(file)
    missing = [name for name in NEEDED if not mapping.columns.get(name)]
    if missing:
        raise ExportProblem(
            file.name,
            f"activity_logs in community.yaml does not say which column holds "
            f"{' and '.join(missing)}; add it",
        )
    rows = MappedFile(file)
    log = LogPosts(file, rows)
    problem: ExportProblem | None = None
    try:
        if in_bulk and can_be_bulk(rows):
            yield from posts_in_bulk(file, rows, log)
        else:
            yield from _posts(rows, log)
    except ExportProblem as error:
        problem = error
    yield from log.threads()
    yield from log.accounts()
    yield from rows.remarks()
    if problem is not None:
        raise problem


def _posts(rows: MappedFile, log: LogPosts) -> Iterator[Record]:
    for row in rows.rows():
        yield row if isinstance(row, Record) else log.post(row)


def _mapping(file: ExportFile) -> ColumnMapping:
    mapping = mapping_for(file)
    if mapping is None:
        raise ExportProblem(file.name, "no mapping in community.yaml fits this file's name")
    return mapping
