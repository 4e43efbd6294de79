"""The entries of ZIP and tar archives, one by one, with what makes an entry unsafe.

Nothing is ever extracted by name: the caller copies an entry's bytes to a name of its own.
"""

from __future__ import annotations

import lzma
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from importers.errors import ExportProblem, TooLarge
from importers.reading.bytes import CHUNK, head, open_bytes
from importers.reading.limits import MIB, Limits

_ZIP_MAGIC = b"PK\x03\x04"
_ZIP_END = b"PK\x05\x06"
_ZIP64_END = b"PK\x06\x06"
_LONGEST_ZIP_END = 22 + 20 + 56 + 65535
_LARGEST_DIRECTORY = 64 * MIB
_OFFICE_PARTS = frozenset(["[Content_Types].xml", "mimetype"])

_PACKINGS = frozenset([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])

_TAR_MAGIC = b"ustar"
_TAR_MAGIC_AT = 257

_DAMAGE = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError,
    # What zipfile and tarfile let through of damaged headers; bz2 raises OSError for damaged bytes.
    struct.error, ValueError, OverflowError, IndexError, NotImplementedError, RecursionError,
    OSError,
)  # fmt: skip
_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST_NAME = 1024
_LARGEST_TAR_HEADER = 1 * MIB
_TAR_HEADERS = frozenset([
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
])  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One file in an archive."""

    name: str
    """As the archive writes it, with / between folders and without control characters."""
    problem: str | None
    """Why it is refused, in words; None when it may be read."""
    stream: IO[bytes] | None = None
    """Its bytes, to be read before the next entry; None when it is refused."""

    def pieces(self) -> Iterator[bytes]:
        """Its bytes piece by piece; raises ExportProblem where they are damaged."""
        if self.stream is None:
            return
        while True:
            try:
                data = self.stream.read(CHUNK)
            except _DAMAGE as error:
                raise ExportProblem(self.name, f"is damaged ({_why(error)})") from error
            if not data:
                return
            yield data


def is_archive(path: Path) -> bool:
    """Whether the file is a ZIP or a tar, gzipped or not, told from its first bytes."""
    start = head(path, 512)
    return start.startswith(_ZIP_MAGIC) or _is_tar(start)


def entries(path: Path, name: str, limits: Limits) -> Iterator[Entry]:
    """The files of an archive; folders are left out.

    name: the archive, as the manager knows it.
    Raises ExportProblem for a damaged or locked archive, after the entries that could be read.
    """
    is_tar = _is_tar(head(path, 512))
    listed = _tar_entries(path, name, limits) if is_tar else _zip_entries(path, name)
    try:
        yield from listed
    except _DAMAGE as error:
        raise ExportProblem(
            name,
            f"the archive is damaged ({_why(error)}); what came before was read. "
            "Download or copy it again",
        ) from error


def is_office_document(path: Path) -> bool:
    """Whether a ZIP is in truth a spreadsheet or a text document."""
    if not head(path, 4).startswith(_ZIP_MAGIC):
        return False
    try:
        _refuse_large_directory(path, path.name)
        with zipfile.ZipFile(path) as archive:
            return not _OFFICE_PARTS.isdisjoint(archive.namelist())
    except (*_DAMAGE, ExportProblem):
        return False


def _is_tar(start: bytes) -> bool:
    return start[_TAR_MAGIC_AT : _TAR_MAGIC_AT + len(_TAR_MAGIC)] == _TAR_MAGIC


def _zip_entries(path: Path, name: str) -> Iterator[Entry]:
    _refuse_large_directory(path, name)
    with zipfile.ZipFile(path) as archive:
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            # A link is a file whose Unix mode, in the upper half, says so; it wants to be followed.
            is_link = stat.S_ISLNK(info.external_attr >> 16)
            if info.is_dir() and not is_link:
                continue
            # orig_filename: zipfile cuts a name at its first NUL.
            problem = "is a link" if is_link else _unsafe(info.orig_filename)
            if info.flag_bits & 1:
                problem = "is locked with a password; unpack it yourself"
            elif info.compress_type not in _PACKINGS:
                # LZMA among them: its header may ask for gigabytes before the first byte.
                problem = f"is packed in a way that is not opened here ({info.compress_type})"
            name = printable(info.orig_filename.replace("\\", "/"))
            if problem:
                yield Entry(name, problem)
                continue
            try:
                stream = archive.open(info)
            except _DAMAGE as error:
                yield Entry(name, f"is damaged ({_why(error)})")
                continue
            with stream:
                yield Entry(name, None, stream)


def _refuse_large_directory(path: Path, name: str) -> None:
    """Nothing; raises TooLarge when the list of entries alone would fill the memory."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        stream.seek(max(0, size - _LONGEST_ZIP_END))
        end = stream.read()
    directory_bytes = 0
    if (at := end.rfind(_ZIP_END)) >= 0 and len(end) >= at + 16:
        (directory_bytes,) = struct.unpack_from("<L", end, at + 12)
    if (at := end.rfind(_ZIP64_END)) >= 0 and len(end) >= at + 48:
        (directory_bytes,) = struct.unpack_from("<Q", end, at + 40)
    if min(directory_bytes, size) > _LARGEST_DIRECTORY:
        raise TooLarge(
            name,
            f"its list of files takes more than {_LARGEST_DIRECTORY // MIB} MiB, as no honest "
            "export's does; not opened",
        )


class _BoundedHeader(tarfile.TarInfo):
    """An entry's header; tarfile would read a long name of any length into memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _BoundedHeader:
        """The header in these bytes; raises ReadError when it asks for more than one is worth."""
        header = super().frombuf(buf, encoding, errors)
        if header.type in _TAR_HEADERS and header.size > _LARGEST_TAR_HEADER:
            raise tarfile.ReadError(f"a name of {header.size} bytes")
        return header


def _tar_entries(path: Path, name: str, limits: Limits) -> Iterator[Entry]:
    # As a stream: never jumps about in the file, so a gzipped one is inflated and counted once.
    with (
        open_bytes(path, name=name, limits=limits) as stream,
        tarfile.open(fileobj=stream, mode="r|", errorlevel=1, tarinfo=_BoundedHeader) as archive,
    ):
        for info in archive:
            if info.isdir():
                continue
            problem = _unsafe(info.name) if info.isreg() else "is a link or a device"
            shown = printable(info.name.replace("\\", "/"))
            yield Entry(shown, problem, None if problem else archive.extractfile(info))


def _unsafe(name: str) -> str | None:
    """Why an entry's name cannot be an honest one; None when it can."""
    written = name.replace("\\", "/")
    if "\0" in written:
        return "has a NUL in its name"
    if written.startswith("/") or _DRIVE.match(written):
        return "has an absolute name"
    if ".." in PurePosixPath(written).parts:
        return "has a name that leads out of the archive"
    if len(written) > _LONGEST_NAME:
        return f"has a name of {len(written)} characters"
    return None


def _why(error: Exception) -> str:
    return printable(str(error) or type(error).__name__)


def printable(name: str) -> str:
    """A name that is safe to print: no control characters, not endless."""
    shown = "".join(character if character.isprintable() else "?" for character in name)
    return shown if len(shown) <= 200 else shown[:197] + "..."
