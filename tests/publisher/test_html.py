"""All pages as the Nu HTML checker reads them, by the rules of the HTML standard."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.checker import complaints, find_checker
from tests.conftest import ROOT
from tests.publisher.conftest import Press
from tests.publisher.test_office import consents, office


@pytest.fixture(scope="module")
def checker() -> Path:
    found = find_checker(ROOT / "build" / "checker")
    if isinstance(found, str):
        pytest.skip(found)
    return found


def test_every_page_is_valid(
    checker: Path, mending_site: Press, told_site: Press, sample_home: Path, tmp_path: Path
) -> None:
    """No error on the small sites, the sample's, and in their offices."""
    shutil.copytree(mending_site.output.resolve(), tmp_path / "site")
    shutil.copytree(told_site.output.resolve(), tmp_path / "told")
    shutil.copytree((sample_home / "output").resolve(), tmp_path / "sample")
    shutil.copytree(next((sample_home / "build").glob("*/office")), tmp_path / "sample-office")
    shutil.copytree(office(tmp_path / "desk", consents()), tmp_path / "office")
    assert len(list(tmp_path.rglob("*.html"))) > 130
    assert complaints(checker, tmp_path) == []


def test_the_checker_sees_what_is_wrong(checker: Path, tmp_path: Path) -> None:
    """A page with an unclosed element and no title does not pass."""
    (tmp_path / "a.html").write_text("<!DOCTYPE html><html lang=en><p><b>never closed</p>")
    assert len(complaints(checker, tmp_path)) >= 1
