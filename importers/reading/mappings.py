"""Which of the manager's column mappings a file falls under."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from importers.importer import ColumnMapping, ExportFile


def mapping_for(file: ExportFile) -> ColumnMapping | None:
    """The first mapping whose glob fits the file's own name; None when none does."""
    name = PurePosixPath(file.name).name
    return next((mapping for mapping in file.mappings if fnmatchcase(name, mapping.file)), None)
