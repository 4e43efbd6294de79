"""The scan of `importers/sources/`, and what a file looks like to it."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from importers import sources
from importers.errors import BadImporter
from importers.identify import find_importers, importer_version, looks_like
from importers.importer import ExportFile


@pytest.fixture
def more_sources(tmp_path: Path) -> Iterator[Path]:
    """A folder whose modules are scanned like those in `importers/sources/`."""
    sources.__path__.append(str(tmp_path))
    yield tmp_path
    sources.__path__.remove(str(tmp_path))
    for path in tmp_path.glob("*.py"):
        sys.modules.pop(f"importers.sources.{path.stem}", None)


def test_module_in_the_folder_is_an_importer(more_sources: Path) -> None:
    (more_sources / "wax_tablets.py").write_text(
        "PLATFORM = 'wax'\nHOW_TO_EXPORT = 'melt'\nidentify = instance = exported_at = read = len\n"
    )
    found = find_importers.__wrapped__()
    assert found["wax_tablets"].PLATFORM == "wax"
    assert list(found) == sorted(found)


def test_module_that_lacks_a_name_is_refused(more_sources: Path) -> None:
    (more_sources / "half_done.py").write_text("PLATFORM = 'x'\nidentify = len\n")
    with pytest.raises(
        BadImporter,
        match=r"^importers/sources/half_done\.py lacks HOW_TO_EXPORT, instance, exported_at, read; "
        r"importers/importer\.py says what an importer offers$",
    ):
        find_importers.__wrapped__()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "an empty file"),
        (b"%PDF-1.7", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive or an Office document"),
        (gzip.compress(b"<!DOCTYPE html><html>", mtime=0), "a web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "an XML file"),
        (b"From ana Thu Jan  1", "a mailbox"),
        (b"Name;Mail\nAna;a", "a table with the columns Name, Mail"),
        (b"\0\1\2" * 99, "a binary file"),
        (b"Hello", "a text of an unknown kind"),
    ],
)
def test_unknown_files_are_described(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    assert looks_like(ExportFile(path, "x", "0")) == kind


def test_each_importer_has_a_version_of_its_own() -> None:
    versions = {importer_version(name) for name in find_importers()}
    assert len(versions) == len(find_importers())
