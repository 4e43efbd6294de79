"""Which importer reads a file: every module in `importers/sources/` is asked, one must answer."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast

from importers import sources
from importers.errors import AmbiguousExport, BadImporter, UnknownExport
from importers.importer import ExportFile, Importer

OFFERS = ("PLATFORM", "HOW_TO_EXPORT", "identify", "instance", "exported_at", "read")
"""The names an importer must have; see `importers/importer.py`."""

ROOM = Path(__file__).resolve().parent


@cache
def find_importers() -> Mapping[str, Importer]:
    """The importers by name, found by scanning the folder; in the order of their names.

    Raises BadImporter when a module there lacks one of the names an importer must have.
    """
    found: dict[str, Importer] = {}
    for module_info in sorted(pkgutil.iter_modules(sources.__path__), key=lambda info: info.name):
        module = importlib.import_module(f"importers.sources.{module_info.name}")
        missing = [name for name in OFFERS if not hasattr(module, name)]
        if missing:
            raise BadImporter(module_info.name, missing)
        found[module_info.name] = cast(Importer, module)
    return found


def identify(file: ExportFile) -> str:
    """The name of the one importer that claims the file.

    Raises AmbiguousExport when several do, UnknownExport when none does.
    """
    claims = [name for name, importer in find_importers().items() if importer.identify(file)]
    if len(claims) > 1:
        raise AmbiguousExport(file.name, importers=claims)
    if not claims:
        raise UnknownExport(file.name, looks_like=looks_like(file))
    return claims[0]


@cache
def importer_version(importer: str) -> str:
    """Twelve hex digits that change when the importer or what it reads with changes."""
    digest = hashlib.sha256()
    own = ROOM / "sources" / f"{importer}.py"
    shared = sorted([*(ROOM / "reading").glob("*.py"), *(ROOM / "platforms").glob("*.py")])
    for path in [own, ROOM / "records.py", *shared]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


_MAGIC = (
    (b"PGDMP", "a PostgreSQL dump in its own format"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word document"),
    (b"%PDF", "a PDF"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"BZh", "a bzip2 archive"),
)
_BEGINNINGS = (
    ("<!doctype html", "a web page"),
    ("<html", "a web page"),
    ("<?xml", "an XML file"),
    ("<rss", "an RSS file"),
    ("-- ", "an SQL dump"),
    ("create table", "an SQL dump"),
    ("from ", "a mailbox"),
    ("window.ytd", "an X (Twitter) archive"),
    ("{", "a JSON object of an unknown platform"),
    ("[", "a JSON list of an unknown platform"),
    ("([", "a JSON list of an unknown platform"),
)


def looks_like(file: ExportFile) -> str:
    """What kind of file this seems to be, in words for the manager."""
    start = file.head(4096)
    if not start:
        return "an empty file"
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            return kind
    text = start.decode("utf-8", errors="replace").lstrip("\ufeff").lstrip()
    if start.count(0) > len(start) // 100:
        return "a binary file"
    for beginning, kind in _BEGINNINGS:
        if text.lower().startswith(beginning):
            return kind
    first_line = text.splitlines()[0] if text else ""
    for separator in (",", ";", "\t"):
        if separator in first_line:
            columns = [column.strip(' "') for column in first_line.split(separator)][:6]
            return "a table with the columns " + ", ".join(columns)[:120]
    return "a text of an unknown kind"
