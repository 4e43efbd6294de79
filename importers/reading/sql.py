"""Rows out of SQL dumps: MySQL and MariaDB, PostgreSQL, SQLite. Nothing in them is ever executed.

Known are the dumps of mysqldump, phpMyAdmin, Adminer, phpBB's own backup, pg_dump with COPY or
with INSERTs, and SQLite's `.dump`. A statement that cannot be read costs itself: reading goes on at
the next line that begins a statement.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Container, Iterator, Mapping
from contextlib import suppress

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.reading.notes import Note
from importers.reading.sql_opening import is_dump
from importers.reading.sql_statements import Dump, DumpRow
from importers.records import Skipped

__all__ = ["DumpRow", "is_dump", "prefixed", "rows", "table_columns"]

KEPT_SCANS = 8


def table_columns(file: ExportFile) -> Mapping[str, tuple[str, ...]]:
    """All tables of a dump with their columns; none at all for a file that is no dump.

    The answer is kept, because every importer of dumps asks for it.
    """
    try:
        stat = file.path.stat()
        key = (file.sha256, str(file.path), stat.st_size, stat.st_mtime_ns)
    except OSError:
        return {}
    if key not in _scans:
        _scans[key] = _scanned(file) if is_dump(file) else {}
        while len(_scans) > KEPT_SCANS:
            _scans.popitem(last=False)
    _scans.move_to_end(key)
    return _scans[key]


_scans: OrderedDict[tuple[str, str, int, int], Mapping[str, tuple[str, ...]]] = OrderedDict()


def rows(file: ExportFile, *, tables: Container[str]) -> Iterator[DumpRow | Skipped | Note]:
    """The rows of these tables in the order of the file.

    Raises ExportProblem where the file ends early or is damaged, after all rows that are whole.
    """
    return Dump(file).rows(tables)


def prefixed(
    columns: Mapping[str, tuple[str, ...]], required: Mapping[str, Collection[str]]
) -> str | None:
    """The prefix under which all these tables with all these columns exist; None when none is.

    A dump may hold several installations: the shortest prefix is the answer, which may be "".
    """
    first = next(iter(required))
    found = (table.removesuffix(first) for table in columns if table.endswith(first))
    for prefix in sorted(found, key=lambda prefix: (len(prefix), prefix)):
        if all(
            set(names) <= set(columns.get(prefix + table, ())) and prefix + table in columns
            for table, names in required.items()
        ):
            return prefix
    return None


def _scanned(file: ExportFile) -> Mapping[str, tuple[str, ...]]:
    dump = Dump(file)
    # Reading says where it breaks off; here counts what was found before.
    with suppress(ExportProblem):
        for _ in dump.rows(frozenset()):
            pass
    return dump.columns
