"""The sample's own site and office in a browser: a page of every kind, by day and by night."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import etree
from playwright.sync_api import Browser, Page, sync_playwright

from tests.publisher.serving import FLAGS, served
from tests.publisher.test_goldens import OFFICE

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
KINDS = (
    "index.html", "report.html", "how-it-works.html", "privacy.html", "404.html",
    "ask/index.html", "ask/[!i]*.html", "people/index.html", "search.html",
    "spotlights/index.html", "spotlights/[!i]*.html",
    "welcomes/index.html", "welcomes/[!i]*.html",
    "stories/index.html", "stories/[!i]*.html", "circles/index.html", "circles/[!i]*.html",
)  # fmt: skip
NAMELESS = re.compile(r"@\w|\bmember-[0-9a-f]{8}\b|&lt;|</?[a-z]+>")
"""What a quotation must not show: a mention, a slug, a tag."""


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Path:
    return (sample_home / "output").resolve()


@pytest.fixture(scope="module")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site is served, with the office below desk/ for these tests alone."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "site").symlink_to(site)
    (folder / "desk").symlink_to(site.parent / "office")
    with served(folder) as url:
        yield url


@pytest.fixture(scope="module")
def pages(site: Path) -> list[str]:
    """One page of every kind; of spotlights and welcomes the one with most on it."""
    found = [max(site.glob(kind), key=lambda file: (file.stat().st_size, file)) for kind in KINDS]
    shown = [f"site/{file.relative_to(site)}" for file in found]
    return shown + [f"desk/{name}.html" for name in OFFICE]


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_every_kind_of_page_passes_the_accessibility_rules(
    browser: Browser, address: str, pages: list[str], scheme: Scheme, width: int
) -> None:
    """axe-core finds nothing on a phone and on a desk, and nobody scrolls sideways."""
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    problems = []
    for path in pages:
        page.goto(f"{address}/{path}")
        _unfold(page)
        problems += [
            f"{path}: {found['id']}: {found['nodes'][0]['html'][:120]}"
            for found in Axe().run(page).response["violations"]
        ]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            problems.append(f"{path}: wider than {width}")
    context.close()
    assert problems == []


def test_no_request_leaves_the_site(browser: Browser, address: str, pages: list[str]) -> None:
    """Each page asks for itself, its stylesheet and its sign, and complains of nothing."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for path in pages:
        # The missing page is shown at any depth, so its links begin at the top of the real site.
        if not path.endswith("404.html"):
            page.goto(f"{address}/{path}")
    context.close()
    assert len(asked) >= len(pages)
    assert [url for url in asked if urlsplit(url).netloc != urlsplit(address).netloc] == []
    assert complaints == []


def test_what_people_said_reads_like_people(site: Path) -> None:
    """No page quotes a tag or a mention, and every spotlight and welcome quotes somebody."""
    silent, broken = [], []
    files = sorted([*site.glob("spotlights/[!i]*.html"), *site.glob("welcomes/[!i]*.html")])
    for file in files:
        said = ["".join(map(str, each.itertext())) for each in _said(file)]
        broken += [f"{file.name}: {words}" for words in said if NAMELESS.search(words)]
        if not any(words.strip() for words in said):
            silent.append(file.name)
    assert len(files) > 20
    assert broken == []
    assert silent == []


def test_whoever_is_thanked_did_what_is_said(site: Path) -> None:
    """Also those whose page is a text of their own: the report and the year say what they did."""
    for name in ("report.html", "our-year.html"):
        tree = etree.parse(site / name, etree.HTMLParser(encoding="utf-8"))
        thanked = [
            each
            for each in tree.iter("li", "p")
            if any("spotlights/" in link.get("href", "") for link in each.iter("a"))
            and each.find(".//a/bdi") is not None
            and (each.tag == "li" or not any(up.tag == "li" for up in each.iterancestors()))
        ]
        assert thanked, name
        for each in thanked:
            line = " ".join("".join(map(str, each.itertext())).split())
            assert re.search(r"[Aa]nswered .+ in “.+”\.", line), line


def test_other_languages_are_marked(site: Path) -> None:
    """The sample speaks Dutch, German and French too, and a reader's voice is told so."""
    marked = {
        each.get("lang")
        for file in site.glob("*/*.html")
        for each in _said(file)
        if each.get("lang")
    }
    assert {"de", "nl"} <= marked
    assert "en" not in marked


def _said(file: Path) -> list[etree._Element]:
    """The elements that hold people's own words."""
    tree = etree.parse(file, etree.HTMLParser(encoding="utf-8"))
    return [each for each in tree.iter("p", "div") if "says" in (each.get("class") or "").split()]


def _unfold(page: Page) -> None:
    """Show some of what is folded; a hundred letters are all made alike."""
    page.evaluate(
        "[...document.querySelectorAll('details')].slice(0, 5).forEach(each => each.open = true)"
    )
