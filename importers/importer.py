"""What a file in `importers/sources/` must offer to be an importer.

Each source is a module with these names; `importers.read` finds them by scanning the folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from importers.records import Record

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class ColumnMapping:
    """Which columns of a table hold what; from `activity_logs` in community.yaml."""

    file: str
    """A glob on the file's name, such as 'chat-*.csv'."""
    platform: str = "log"
    columns: Mapping[str, str] = field(default_factory=dict)
    """Ours → the file's; in JSON a path such as 'user.name'."""
    time_zone: str = "UTC"
    visibility: str = "unknown"
    holds: str = "posts"
    """What a row is: one of posts, members."""
    answers: tuple[str, ...] = ()
    """The file's columns whose header is a profile question; of members only."""
    rows: str = ""
    """In a JSON file that is one object, the path of the list of rows: 'data.items'."""
    sheet: str = ""
    """Of a workbook; by default its first."""
    date_order: str = "by its rows"
    """How 3/4/2025 is meant: day first, month first, year first, or as the file's rows show."""


@dataclass(frozen=True)
class ExportFile:
    """One plain file found in the exports, unpacked if it came in an archive."""

    path: Path
    """Where the bytes lie now; a work copy for what was inside an archive."""
    name: str
    """As the manager knows it: 'archive.zip/ning-members.json'. Used in every message."""
    sha256: str
    """Of the bytes: the same file zipped twice is the same file."""
    folder: str | None = None
    """The folder directly below the exports that it came in, if any: names the source in need."""
    mappings: tuple[ColumnMapping, ...] = ()

    def head(self, size: int = 65536) -> bytes:
        """The first bytes, unpacked when the file is gzipped."""
        from importers.reading.bytes import head

        return head(self.path, size)


@dataclass(frozen=True)
class Rows:
    """Many records of one kind at once, in their order.

    An importer of files of millions of alike records may have, beside `read`, a function
    `read_in_bulk(file) -> Iterator[Record | Rows]`, which is then asked instead. It gives what
    `read` gives; a test holds the two against each other.
    """

    table: str
    """A key of SCHEMAS in `importers/reading/tables.py`."""
    columns: pa.RecordBatch
    """As SCHEMAS[table], without the first, the source."""


class Importer(Protocol):
    """The names a module in `importers/sources/` has."""

    PLATFORM: str
    """One word: ning, discourse, stackexchange, facebook, people, log."""
    HOW_TO_EXPORT: str
    """Where on the platform the manager gets the next export; said after 'To fetch it again: '."""

    def identify(self, file: ExportFile) -> bool:
        """Whether this importer reads the file, told from its content."""
        ...

    def instance(self, file: ExportFile) -> str | None:
        """The host or page id the file itself states; None when it does not."""
        ...

    def exported_at(self, file: ExportFile) -> datetime | None:
        """When the export was made, if the file states it; None: the latest moment in it counts."""
        ...

    def read(self, file: ExportFile) -> Iterator[Record]:
        """Everything in the file, in its order; what is left out comes as Skipped."""
        ...
