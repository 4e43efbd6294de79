"""Porter's text export: any of some 35 forums, written down in the tables of Vanilla.

Vanilla Porter and Nitro Porter, its successor, both write it; ids are those of the forum itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from importers.importer import ExportFile
from importers.platforms.porter import PorterExport, is_porter_export
from importers.platforms.vanilla import read_forum
from importers.records import Record

PLATFORM = "porter"
HOW_TO_EXPORT = "run Nitro Porter again"


def identify(file: ExportFile) -> bool:
    """Whether the first line is Porter's, and a table follows."""
    return is_porter_export(file)


def instance(file: ExportFile) -> str | None:
    """Never stated."""
    return None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated; the latest moment in the file counts."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """Accounts, categories, groups, threads, posts, reactions, ties, who wrote to whom."""
    return read_forum(PorterExport(file))
