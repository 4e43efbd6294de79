"""The newest exports out of a folder of downloads, each to where its like lie already."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analytics.build import import_store
from analytics.warehouse import Warehouse
from line import Place, inspect_exports

_LARGEST = 20 * 2**30
"""Bytes; nothing of a forum is larger, and looking into a disk image takes a day."""


@dataclass(frozen=True)
class Taken:
    """One file of the downloads, and what became of it."""

    name: str
    to: Path | None = None
    """Where a copy lies now; None: it was left."""
    why_left: str = ""


def take_newest(place: Place, warehouse: Warehouse, downloads: Path, today: date) -> list[Taken]:
    """What became of each file and folder in `downloads`, by name; what is no export is not listed.

    A file that an importer knows and that was not imported yet is copied into the exports, beside
    the files of the same platform, because the folder tells which site an export is of. A file that
    is known already is left. The downloads stay as they are.
    """
    known = import_store(warehouse).imports()
    hashes = {one.sha256 for one in known}
    homes: dict[str, Path] = {}
    for one in sorted(known, key=lambda each: str(each.exported_at)):
        # The folder below the exports, as the file's own name tells it.
        folder = Path(one.name).parts[0] if len(Path(one.name).parts) > 1 else ""
        if one.platform:
            homes[one.platform] = place.exports[0] / folder
    return [
        taken
        for path in sorted(downloads.iterdir())
        if not path.name.startswith(".") and not path.is_symlink()
        for taken in _take(place, path, hashes, homes, today)
    ]


def _take(
    place: Place, path: Path, hashes: Iterable[str], homes: dict[str, Path], today: date
) -> Iterator[Taken]:
    if path.is_file() and (path.stat().st_size > _LARGEST or path.stat().st_size == 0):
        return
    if path.is_file() and _sha256(path) in hashes:
        yield Taken(path.name, why_left="imported before")
        return
    found = [one for one in inspect_exports(place, path) if one.importer and not one.is_set_aside]
    platforms = {one.source.partition(":")[0] for one in found if one.source}
    if not found:
        return
    if len(platforms) > 1:
        yield Taken(path.name, why_left=f"of several platforms: {', '.join(sorted(platforms))}")
        return
    home = homes.get(next(iter(platforms), ""), place.exports[0])
    target = home / path.name
    if target.exists():
        target = home / f"{today.isoformat()}-{path.name}"
    if target.exists():
        yield Taken(path.name, why_left=f"there is a {target.name} already")
        return
    home.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name("." + target.name)
    if path.is_dir():
        shutil.copytree(path, unfinished)
    else:
        shutil.copy2(path, unfinished)
    unfinished.rename(target)
    yield Taken(path.name, to=target)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
