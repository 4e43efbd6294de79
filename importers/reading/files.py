"""The plain files in the exports: folders walked, archives unpacked, each content once."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from importers.errors import ExportProblem, TooLarge
from importers.importer import ColumnMapping, ExportFile
from importers.reading.archive import Entry, entries, is_archive, is_office_document
from importers.reading.bytes import CHUNK, open_bytes, refuse_bomb
from importers.reading.limits import Limits

MEDIA = frozenset([
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".svg", ".ico",
    ".mp3", ".m4a", ".ogg", ".oga", ".wav", ".aac", ".flac", ".mp4", ".m4v", ".mov", ".avi",
    ".webm", ".mkv", ".mpg", ".mpeg", ".flv", ".3gp", ".swf", ".css", ".woff", ".woff2", ".ttf",
    ".otf", ".eot", ".pdf",
])  # fmt: skip
SYSTEM = frozenset(["__macosx", "thumbs.db", "desktop.ini"])


@dataclass(frozen=True)
class SetAside(ExportFile):
    """Not a file to read but files left out, or an archive or an entry that was refused."""

    skipped: dict[str, int] = field(default_factory=dict)
    """Reason to count: media, system."""
    problem: str | None = None
    """One line when something was refused."""


def find_files(
    roots: Iterable[Path],
    *,
    work: Path,
    mappings: tuple[ColumnMapping, ...] = (),
    limits: Limits | None = None,
) -> Iterator[ExportFile]:
    """The files in the exports in the order of their names, each content once.

    roots: folders, or single files. work: where entries of archives are unpacked, each under the
    hash of its content; the files found stay valid while it stays.
    Media and system files come as one SetAside for each folder or archive; what is refused comes
    as a SetAside with its line. Links to folders are not followed.
    """
    yield from _Walk(work, mappings, limits or Limits()).files(roots)


class _Walk:
    def __init__(self, work: Path, mappings: tuple[ColumnMapping, ...], limits: Limits) -> None:
        self._unpacked = work / "unpacked"
        self._mappings = mappings
        self._limits = limits
        self._seen: set[str] = set()

    def files(self, roots: Iterable[Path]) -> Iterator[ExportFile]:
        for root in roots:
            if root.is_dir():
                yield from self._folder(root)
            elif root.is_file():
                yield from self._file(root, root.name, folder=None, depth=0)
            else:
                yield _refused(root.name, None, f"{root}: no such file or folder; check --exports")

    def _folder(self, root: Path) -> Iterator[ExportFile]:
        for parent, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if not _is_system(name))
            inside = Path(parent).relative_to(root)
            folder = inside.parts[0] if inside.parts else None
            left_out: list[str] = []
            for name in sorted(names):
                path = Path(parent) / name
                if _reason_to_leave_out(name):
                    left_out.append((inside / name).as_posix())
                elif path.is_file():
                    yield from self._file(path, (inside / name).as_posix(), folder=folder, depth=0)
            if left_out:
                yield _left_out((Path(root.name) / inside).as_posix(), folder, left_out)

    def _file(
        self, path: Path, name: str, *, folder: str | None, depth: int
    ) -> Iterator[ExportFile]:
        try:
            if is_archive(path) and not is_office_document(path):
                yield from self._archive(path, name, folder=folder, depth=depth)
                return
            with open_bytes(path, name=name, limits=self._limits) as stream:
                sha256 = _sha256(stream)
        except TooLarge as problem:
            yield _refused(name, folder, str(problem))
            return
        except ExportProblem:
            # A gzip that ends early is still read as far as it goes; its packed bytes name it.
            with path.open("rb") as packed:
                sha256 = _sha256(packed)
        if sha256 not in self._seen:
            self._seen.add(sha256)
            yield ExportFile(path, name, sha256, folder, self._mappings)

    def _archive(
        self, path: Path, name: str, *, folder: str | None, depth: int
    ) -> Iterator[ExportFile]:
        if depth >= self._limits.archive_depth:
            raise TooLarge(
                name,
                f"lies inside {depth} archives, the most we open; unpack it yourself",
            )
        left_out: list[str] = []
        packed = max(1, path.stat().st_size)
        unpacked = 0
        try:
            for entry in entries(path, name, self._limits):
                shown = f"{name}/{entry.name}"
                if entry.problem:
                    yield _refused_entry(shown, folder, entry.problem)
                    continue
                if _reason_to_leave_out(entry.name):
                    left_out.append(entry.name)
                    continue
                try:
                    copy, size = self._copy(entry, name, unpacked, packed)
                except TooLarge:
                    raise
                except ExportProblem as problem:
                    yield _refused_entry(shown, folder, problem.what)
                    continue
                unpacked += size
                yield from self._file(copy, shown, folder=folder, depth=depth + 1)
        except ExportProblem as problem:
            yield _refused(name, folder, str(problem))
        if left_out:
            yield _left_out(name, folder, left_out)

    def _copy(self, entry: Entry, archive: str, unpacked: int, packed: int) -> tuple[Path, int]:
        """The work copy of an entry and its size; all bytes out of one archive count together."""
        self._unpacked.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        size = 0
        handle, temporary = tempfile.mkstemp(dir=self._unpacked, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as copy:
                for data in entry.pieces():
                    size += len(data)
                    refuse_bomb(archive, unpacked + size, packed, self._limits)
                    digest.update(data)
                    copy.write(data)
            path = self._unpacked / digest.hexdigest()
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return path, size


def _sha256(stream: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while data := stream.read(CHUNK):
        digest.update(data)
    return digest.hexdigest()


def _is_system(name: str) -> bool:
    return name.startswith(".") or name.lower() in SYSTEM


def _reason_to_leave_out(name: str) -> str | None:
    path = PurePosixPath(name.replace("\\", "/"))
    if any(_is_system(part) for part in path.parts):
        return "system"
    return "media" if path.suffix.lower() in MEDIA else None


def _left_out(place: str, folder: str | None, names: list[str]) -> SetAside:
    reasons = Counter(_reason_to_leave_out(name) or "media" for name in names)
    name = f"{place} ({len(names)} media and system files)"
    return SetAside(
        Path(place), name, _name_hash(place, *names), folder, skipped=dict(sorted(reasons.items()))
    )


def _refused(name: str, folder: str | None, problem: str) -> SetAside:
    return SetAside(Path(name), name, _name_hash(name, problem), folder, problem=problem)


def _refused_entry(name: str, folder: str | None, problem: str) -> SetAside:
    line = f"{name}: {problem}; refused, the rest of the archive is read"
    return _refused(name, folder, line)


def _name_hash(*names: str) -> str:
    """A hash for what has no content of its own, so that it too is told apart by hash."""
    return hashlib.sha256("\0".join(names).encode("utf-8", "surrogateescape")).hexdigest()
