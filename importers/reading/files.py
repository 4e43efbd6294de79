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
from importers.reading.archive import (
    Entry,
    entries,
    is_archive,
    is_office_document,
    printable,
)
from importers.reading.bytes import CHUNK, is_gzip, open_bytes, refuse_bomb
from importers.reading.limits import Limits

MEDIA = frozenset([
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".svg", ".ico",
    ".mp3", ".m4a", ".ogg", ".oga", ".wav", ".aac", ".flac", ".mp4", ".m4v", ".mov", ".avi",
    ".webm", ".mkv", ".mpg", ".mpeg", ".flv", ".3gp", ".swf", ".css", ".woff", ".woff2", ".ttf",
    ".otf", ".eot", ".pdf",
])  # fmt: skip
MOST_REFUSALS = 20
"""Lines about single entries of one archive; the rest are counted."""
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


class _Budget:
    """What may come out of one file in the exports, however many archives lie in it."""

    def __init__(self, name: str, packed: int, limits: Limits) -> None:
        self._name = name
        self._packed = max(1, packed)
        self._limits = limits
        self._unpacked = 0
        self._entries = 0
        self.is_spent = False

    def count_bytes(self, number: int) -> None:
        """Nothing; raises TooLarge once they are too many."""
        self._unpacked += number
        try:
            refuse_bomb(self._name, self._unpacked, self._packed, self._limits)
        except TooLarge:
            self.is_spent = True
            raise

    def count_entry(self) -> None:
        """Nothing; raises TooLarge once they are too many."""
        self._entries += 1
        if self._entries > self._limits.archive_entries:
            self.is_spent = True
            raise TooLarge(
                self._name,
                f"holds more than {self._limits.archive_entries} files, the most we read; "
                "export in smaller parts",
            )


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
                yield from self._top_file(root, printable(root.name), None)
            else:
                yield _refused(root.name, None, f"{root}: no such file or folder; check --exports")

    def _folder(self, root: Path) -> Iterator[ExportFile]:
        for parent, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if not _is_system(name))
            inside = Path(parent).relative_to(root)
            folder = printable(inside.parts[0]) if inside.parts else None
            left_out: list[str] = []
            for name in sorted(names):
                path = Path(parent) / name
                shown = PurePosixPath(*map(printable, (inside / name).parts)).as_posix()
                if _reason_to_leave_out(name):
                    left_out.append(shown)
                elif path.is_file():
                    yield from self._top_file(path, shown, folder)
            if left_out:
                yield _left_out((Path(root.name) / inside).as_posix(), folder, left_out)

    def _top_file(self, path: Path, name: str, folder: str | None) -> Iterator[ExportFile]:
        try:
            budget = _Budget(name, path.stat().st_size, self._limits)
            yield from self._file(path, name, folder, budget)
        except OSError as error:
            yield _refused(name, folder, f"{name}: cannot be read ({error.strerror}); look at it")

    def _file(
        self, path: Path, name: str, folder: str | None, budget: _Budget, depth: int = 0
    ) -> Iterator[ExportFile]:
        try:
            if is_archive(path) and not is_office_document(path):
                yield from self._archive(path, name, folder, budget, depth)
                return
            with open_bytes(path, name=name, limits=self._limits) as stream:
                # What an archive's entry holds was counted when it was unpacked, a gzip's was not.
                is_counted = depth > 0 and is_gzip(path)
                sha256 = _sha256(stream, budget if is_counted else None)
        except TooLarge as problem:
            if budget.is_spent and depth > 0:
                raise
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
        self, path: Path, name: str, folder: str | None, budget: _Budget, depth: int
    ) -> Iterator[ExportFile]:
        if depth >= self._limits.archive_depth:
            raise TooLarge(
                name,
                f"lies inside {depth} archives, the most we open; unpack it yourself",
            )
        left_out: list[str] = []
        refused = 0
        try:
            for entry in entries(path, name, self._limits):
                budget.count_entry()
                shown = f"{name}/{entry.name}"
                problem = entry.problem
                if not problem and _reason_to_leave_out(entry.name):
                    left_out.append(entry.name)
                    continue
                copy = None
                if not problem:
                    try:
                        copy = self._copy(entry, budget)
                    except TooLarge:
                        raise
                    except ExportProblem as damage:
                        problem = damage.what
                if copy:
                    yield from self._file(copy, shown, folder, budget, depth + 1)
                    continue
                refused += 1
                if refused <= MOST_REFUSALS:
                    yield _refused_entry(shown, folder, problem or "")
        except ExportProblem as problem:
            if budget.is_spent and depth > 0:
                raise
            yield _refused(name, folder, str(problem))
        if refused > MOST_REFUSALS:
            number = refused - MOST_REFUSALS
            rest = f"{name}: {number} more entries were refused like these; look into it"
            yield _refused(name, folder, rest)
        if left_out:
            yield _left_out(name, folder, left_out)

    def _copy(self, entry: Entry, budget: _Budget) -> Path:
        """The work copy of an entry."""
        self._unpacked.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        handle, temporary = tempfile.mkstemp(dir=self._unpacked, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as copy:
                for data in entry.pieces():
                    budget.count_bytes(len(data))
                    digest.update(data)
                    copy.write(data)
            path = self._unpacked / digest.hexdigest()
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return path


def _sha256(stream: IO[bytes], budget: _Budget | None = None) -> str:
    digest = hashlib.sha256()
    while data := stream.read(CHUNK):
        if budget:
            budget.count_bytes(len(data))
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
    line = (
        f"{name}: {problem}; refused, the rest of the archive is read; look at it, or export again"
    )
    return _refused(name, folder, line)


def _name_hash(*names: str) -> str:
    """A hash for what has no content of its own, so that it too is told apart by hash."""
    return hashlib.sha256("\0".join(names).encode("utf-8", "surrogateescape")).hexdigest()
