"""Whether two folders of pages say the same: as parsed, blank space aside, attributes in order."""

from __future__ import annotations

from pathlib import Path

from lxml import etree


def different_pages(ours: Path, peer: Path, count: int) -> list[str]:
    """The names of the peer's pages that are another here, or are not here.

    Raises AssertionError when the peer did not write as many as it should.
    """
    pages = sorted(peer.glob("*.html"))
    assert len(pages) == count, f"{peer}: {len(pages)} pages, expected {count}"
    return [
        page.name
        for page in pages
        if not (ours / page.name).exists() or normalised(ours / page.name) != normalised(page)
    ]


def normalised(page: Path) -> list[str]:
    """Tags, attributes and words in the order of the page."""
    parser = etree.HTMLParser(encoding="utf-8")
    found: list[str] = []
    for event, element in etree.iterwalk(etree.parse(page, parser), events=("start", "end")):
        if event == "start":
            found.append(str(element.tag))
            found += [f"{name}={value}" for name, value in sorted(element.attrib.items())]
            words = element.text
        else:
            found.append(f"/{element.tag}")
            words = element.tail
        found += (words or "").split()
    return found
