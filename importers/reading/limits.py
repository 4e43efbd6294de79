"""How much of the machine one export may take."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The budgets of reading; a file that needs more is refused with one line, never a crash."""

    memory_bytes: int = 1024 * MIB
    """Address space of the reading process, so its resident memory stays below; 285 MiB of it are
    the interpreter's and the libraries'."""
    cpu_seconds: int = 1800
    """Processor time of the reading process for one file."""
    written_bytes: int = 16 * MIB
    """The largest file the reading process may write: it has no reason to write any."""
    open_files: int = 64
    unpacked_bytes: int = 8192 * MIB
    """Of one gzip, or of an archive with all archives in it, counted while it is inflated."""
    ratio: int = 200
    """Unpacked to packed; honest exports stay below 30."""
    ratio_from_bytes: int = 64 * MIB
    """A high ratio is no harm below this size: a file of blanks packs well."""
    archive_entries: int = 200_000
    """Of an archive with all archives in it."""
    archive_depth: int = 3
    """An archive in an archive in an archive is read; a fourth is not."""
    record_bytes: int = 256 * MIB
    """The largest single record, such as one thread with all its posts."""
