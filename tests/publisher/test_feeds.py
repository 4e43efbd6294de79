"""The feeds, by the schema of RFC 4287 and by what it says in words."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree

from publisher.page import FEEDS
from tests.publisher.conftest import Press

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng"))))
OWN = "https://friends.mending.example/"
PATHS = [feed.path for feed in FEEDS]


def feed(press: Press, path: str) -> etree._Element:
    return etree.fromstring(press.text(path).encode())


@pytest.mark.parametrize("path", PATHS)
def test_a_feed_keeps_to_the_schema(mending_site: Press, path: str) -> None:
    """Every element and attribute is one that Atom knows, where it may stand."""
    SCHEMA.assertValid(feed(mending_site, path))


def test_the_schema_sees_what_is_wrong(mending_site: Press) -> None:
    """A feed without an id, and one with a date that is none, do not pass."""
    tree = feed(mending_site, "feed.atom")
    tree.remove(next(tree.iterchildren(f"{ATOM}id")))
    assert not SCHEMA.validate(tree)
    tree = feed(mending_site, "feed.atom")
    next(tree.iter(f"{ATOM}updated")).text = "yesterday"
    assert not SCHEMA.validate(tree)


@pytest.mark.parametrize("path", PATHS)
def test_entries_have_ids_of_their_own_and_lead_to_pages(mending_site: Press, path: str) -> None:
    """No id stands twice; each address is absolute and there; days are whole, with a zone."""
    tree = feed(mending_site, path)
    ids = [each.text for each in tree.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids) >= 2
    for link in tree.iter(f"{ATOM}link"):
        address = link.get("href") or ""
        assert address.startswith(OWN)
        target = mending_site.output / address.removeprefix(OWN)
        assert target.is_dir() if address == OWN else target.is_file()
    for updated in tree.iter(f"{ATOM}updated"):
        assert datetime.fromisoformat(updated.text or "").tzinfo is not None


@pytest.mark.parametrize("path", PATHS)
def test_a_feed_names_itself(mending_site: Press, path: str) -> None:
    """Its own address stands in it, and every page tells of it."""
    tree = feed(mending_site, path)
    (own,) = (each.get("href") for each in tree.iter(f"{ATOM}link") if each.get("rel") == "self")
    assert own == OWN + path
    home = mending_site.text("index.html")
    assert re.search(rf'type="application/atom\+xml" title="[^"]+" href="{path}"', home)


def test_the_sitemap_lists_pages_that_are_there_and_may_be_found(mending_site: Press) -> None:
    """Each address leads to a page without noindex that says it is the one."""
    tree = etree.fromstring(mending_site.text("sitemap.xml").encode())
    addresses = [str(each.text) for each in tree.iter("{*}loc")]
    assert OWN in addresses
    assert len(set(addresses)) == len(addresses)
    for address in addresses:
        path = address.removeprefix(OWN)
        page = mending_site.text(path + "index.html" if path.endswith("/") or not path else path)
        assert "noindex" not in page
        assert f'<link rel="canonical" href="{address}">' in page


def test_home_and_report_may_be_found_and_name_only_who_may_be(mending_site: Press) -> None:
    """Luz and Idris stand one click further: they never said yes to search engines."""
    sitemap = mending_site.text("sitemap.xml")
    for path in ("", "report.html"):
        assert f"<loc>{OWN}{path}</loc>" in sitemap
    for page in ("index.html", "report.html"):
        text = mending_site.text(page)
        assert "Moira Fraser" in text
        assert "Luz Quintero" not in text
        assert "Idris Okello" not in text
