"""A finished site told from everything else: made by us, scanned, and unchanged since."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from publisher.errors import NotFinished
from publisher.swap import note_of, shown_site

RED = "scan-is-red.txt"
"""Lies in the build folder while the last publication was stopped by the scan."""


class _Noted(msgspec.Struct):
    """Of the note beside a site: what its files came to when it was scanned."""

    digest: str


def finished_site(output: Path) -> Path:
    """The site that the output shows: finished, scanned, and byte for byte what was scanned.

    Raises NotFinished for anything else, and while the last publication was stopped by the scan.
    """
    site = shown_site(output)
    if site is None:
        raise NotFinished(output, "is no site that ./do build finished")
    red = site.parent / RED
    if red.exists():
        raise NotFinished(
            output,
            f"is older than the last build, in which the scan found {red.read_text().strip()}",
        )
    if digest_of(site) != msgspec.json.decode(note_of(site).read_bytes(), type=_Noted).digest:
        raise NotFinished(output, f"was changed in {site} since it was scanned")
    return site


def digest_of(site: Path, known: Mapping[str, str] = MappingProxyType({})) -> str:
    """One digest of all files. known: the SHA-256 of those that need not be read, by path."""
    digest = hashlib.sha256()
    for name in sorted(files_of(site)):
        of_file = known.get(name) or hashlib.sha256((site / name).read_bytes()).hexdigest()
        digest.update(f"{name}\0{of_file}".encode())
    return digest.hexdigest()


def files_of(site: Path) -> Iterator[str]:
    """The paths of all files below the site, as the pages write them."""
    for folder, _, names in os.walk(site):
        inside = os.path.relpath(folder, site).replace(os.sep, "/")
        yield from (name if inside == "." else f"{inside}/{name}" for name in names)


def note_red(build: Path, leaks: int) -> None:
    """Nothing; it is noted that the scan stopped a publication, and nothing of what it found."""
    (build / RED).write_text(f"{leaks} private {'thing' if leaks == 1 else 'things'}\n")


def note_green(build: Path) -> None:
    """Nothing; the scan let the last publication through."""
    (build / RED).unlink(missing_ok=True)
