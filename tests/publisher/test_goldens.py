"""Every kind of page as a whole, to be read by a person when it changes.

`pytest tests/publisher/test_goldens.py --snapshot-update` writes them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.publisher.conftest import Press
from tests.publisher.test_office import consents, office

PAGES = {
    "home": "index.html",
    "spotlights": "spotlights/index.html",
    "spotlight": "spotlights/moira-fraser-*.html",
    "welcomes": "welcomes/index.html",
    "welcome": "welcomes/idris-okello-*.html",
    "report": "report.html",
    "how it works": "how-it-works.html",
    "privacy": "privacy.html",
    "missing": "404.html",
    "feed": "feed.atom",
    "sitemap": "sitemap.xml",
    "robots": "robots.txt",
}
TOLD = {
    "home": "index.html",
    "spotlight": "spotlights/moira-fraser-*.html",
    "spotlights": "spotlights/index.html",
    "story": "stories/idris-and-teodor.html",
    "stories": "stories/index.html",
    "circle": "circles/darning.html",
    "circles": "circles/index.html",
    "calendar": "circles/darning.ics",
    "feed": "feed.atom",
}
OFFICE = ("index", "matches", "newcomers", "people", "outbox", "imports")


class Page(SingleFileSnapshotExtension):
    """One readable file per page."""

    _write_mode = WriteMode.TEXT
    file_extension = "golden"


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Page)


@pytest.mark.parametrize("kind", PAGES)
def test_page(kind: str, mending_site: Press, golden: SnapshotAssertion) -> None:
    """A page of the public site is, byte for byte, what was read and approved."""
    file = next(mending_site.output.resolve().glob(PAGES[kind]))
    assert file.read_text(encoding="utf-8") == golden


@pytest.mark.parametrize("kind", TOLD)
def test_told_page(kind: str, told_site: Press, golden: SnapshotAssertion) -> None:
    """A page people tell themselves is, byte for byte, what was read and approved."""
    file = next(told_site.output.resolve().glob(TOLD[kind]))
    assert file.read_text(encoding="utf-8") == golden


@pytest.mark.parametrize("page", OFFICE)
def test_office_page(page: str, tmp_path: Path, golden: SnapshotAssertion) -> None:
    """A page of the office is, byte for byte, what was read and approved."""
    folder = office(tmp_path, consents(("m1", "match", "yes"), ("m2", "match", "no")))
    assert (folder / f"{page}.html").read_text(encoding="utf-8") == golden
