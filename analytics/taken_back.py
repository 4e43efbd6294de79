"""Which files the manager has taken back: they stay out of the store until brought back.

One small file in the import store, `taken-back.json`, written whole or not at all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

RECORD = "taken-back.json"


@dataclass(frozen=True)
class TakenBack:
    """One file that was imported and taken back."""

    sha256: str
    name: str
    """As the manager knew it when it was imported."""
    run: str
    """The import it came with: the moment that began, in ISO form."""
    taken_back_at: str
    """When the manager took it back, in ISO form."""


@dataclass(frozen=True)
class KnownFiles:
    """What need not be read: files in the store, and files taken back."""

    keys: frozenset[str]
    """ "<sha256> <importer and version>" of what is in the store."""
    taken_back: Mapping[str, TakenBack]
    """By sha256."""
    met: dict[str, TakenBack] = field(default_factory=dict)
    """Those taken back that were asked about, so they still lie in the exports; by sha256."""

    def __contains__(self, key: object) -> bool:
        sha256 = str(key).partition(" ")[0]
        if sha256 in self.taken_back:
            self.met[sha256] = self.taken_back[sha256]
            return True
        return key in self.keys

    def lines(self) -> tuple[str, ...]:
        """A line for the manager about each file that lies in the exports and stays out."""
        return tuple(
            f"{one.name}: taken back on {datetime.fromisoformat(one.taken_back_at):%Y-%m-%d}, so "
            "not imported; ./do undo --import --redo brings it back, or take it out of the exports"
            for one in sorted(self.met.values(), key=lambda one: one.name)
        )


def read_record(folder: Path) -> tuple[TakenBack, ...]:
    """The files taken back, in the order in which they were."""
    path = folder / RECORD
    if not path.exists():
        return ()
    return tuple(TakenBack(**facts) for facts in json.loads(path.read_text(encoding="utf-8")))


def write_record(folder: Path, taken_back: Iterable[TakenBack]) -> None:
    """Nothing; the record holds exactly these."""
    path = folder / RECORD
    half = path.with_suffix(".half")
    text = json.dumps([asdict(one) for one in taken_back], indent=1, ensure_ascii=True)
    half.write_text(text, encoding="utf-8")
    sync(half)
    half.replace(path)
    sync(folder)


def sync(path: Path) -> None:
    """Waits until the bytes are on the disk, so that a rename never precedes its content."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
