"""ZIP files that are the same byte for byte whenever they are made of the same parts."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

MADE_AT = (2026, 11, 15, 21, 30, 0)
"""Every entry's time; a ZIP knows no time zone."""


def write_zip(path: Path, entries: Mapping[str, bytes]) -> None:
    """Write the entries, in their order, into a ZIP file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, MADE_AT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            # So that it does not depend on the system that writes it.
            entry.create_system = 3
            archive.writestr(entry, content)
