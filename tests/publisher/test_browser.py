"""The site as a browser shows it: nothing fetched from outside, nothing cut off, open to all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.publisher.conftest import Press
from tests.publisher.serving import FLAGS, served
from tests.publisher.test_office import consents, office

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def office_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with something in it."""
    said = consents(("m1", "match", "yes"), ("m2", "match", "no"))
    return office(tmp_path_factory.mktemp("office"), said)


@pytest.fixture(scope="module")
def address(
    mending_site: Press,
    told_site: Press,
    office_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """Where the sites are served, and the office below desk/ for these tests alone."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "site").symlink_to(mending_site.output.resolve())
    (folder / "told").symlink_to(told_site.output.resolve())
    (folder / "desk").symlink_to(office_folder)
    with served(folder) as url:
        yield url


@pytest.fixture(scope="module")
def pages(mending_site: Press, told_site: Press, office_folder: Path) -> list[str]:
    """One page of every kind; the page for what is missing begins its links elsewhere."""
    root, told = mending_site.output.resolve(), told_site.output.resolve()
    kinds = ("index.html", "report.html", "figures.html", "our-year.html", "board.html",
             "how-it-works.html", "privacy.html",
             "ask/index.html", "ask/old-chairs-*.html", "people/index.html", "search.html",
             "spotlights/index.html", "spotlights/moira-*.html",
             "welcomes/index.html", "welcomes/idris-*.html", "welcomes/zeljko-*.html")  # fmt: skip
    site = [f"site/{next(root.glob(kind)).relative_to(root)}" for kind in kinds]
    told_kinds = ("spotlights/moira-*.html", "stories/index.html", "stories/idris-*.html",
                  "circles/index.html", "circles/darning.html")  # fmt: skip
    site += [f"told/{next(told.glob(kind)).relative_to(told)}" for kind in told_kinds]
    return site + sorted(f"desk/{file.name}" for file in office_folder.glob("*.html"))


def opened(browser: Browser, url: str, scheme: Scheme = "light") -> Page:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    page.goto(url)
    return page


def test_no_request_leaves_the_site(browser: Browser, pages: list[str], address: str) -> None:
    """Every page loads its stylesheet and its sign from the site, and nothing else."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for path in pages:
        page.goto(f"{address}/{path}")
    context.close()
    assert asked
    assert [url for url in asked if not url.startswith(address)] == []
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_passes_the_accessibility_rules(
    browser: Browser, pages: list[str], address: str, scheme: Scheme
) -> None:
    """axe-core finds nothing, in the light and in the dark."""
    problems = []
    page = opened(browser, address, scheme=scheme)
    for path in pages:
        page.goto(f"{address}/{path}")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for found in Axe().run(page).response["violations"]:
            problems.append(f"{path}: {found['id']}: {found['nodes'][0]['html'][:120]}")
    page.context.close()
    assert problems == []


def test_no_page_is_wider_than_its_window(browser: Browser, pages: list[str], address: str) -> None:
    """From 320 pixels on nobody scrolls sideways."""
    wide = []
    page = opened(browser, address)
    for path in pages:
        page.goto(f"{address}/{path}")
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((path, width))
    page.context.close()
    assert wide == []


def test_the_site_opens_from_the_disk(browser: Browser, mending_site: Press) -> None:
    """Without a server too, the theme is applied."""
    file: Path = mending_site.output.resolve() / "index.html"
    page = opened(browser, file.as_uri())
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.context.close()
    assert background == "rgb(247, 243, 234)"


def test_the_skip_link_comes_first_and_leads_to_the_text(browser: Browser, address: str) -> None:
    """With the keyboard alone: one Tab, one Enter, and everything that follows is the text."""
    page = opened(browser, f"{address}/site/index.html")
    page.keyboard.press("Tab")
    first = page.evaluate("[document.activeElement.className, document.activeElement.offsetLeft]")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    in_text = page.evaluate("document.activeElement.closest('main') !== null")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.context.close()
    assert first[0] == "skip"
    assert first[1] >= 0
    assert in_text
    assert outline == "solid"


def test_in_forced_colours_the_crossing_keeps_its_edges(
    browser: Browser, mending_site: Press, address: str
) -> None:
    """Where the system draws all colours, borders show what overlaps."""
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    welcome = next(mending_site.output.resolve().glob("welcomes/idris-*.html"))
    page.goto(f"{address}/site/welcomes/{welcome.name}")
    widths = page.evaluate(
        "['.one', '.both', '.two'].map(each => {"
        " const style = getComputedStyle(document.querySelector(each));"
        " return [style.borderTopWidth, style.borderTopColor !== style.backgroundColor] })"
    )
    context.close()
    assert widths == [["1px", True], ["2px", True], ["1px", True]]


def test_on_paper_everything_is_there_and_nothing_is_dark(browser: Browser, address: str) -> None:
    """Printed at night too: black on white, no menu, tables unfolded."""
    page = opened(browser, f"{address}/site/report.html", scheme="dark")
    page.emulate_media(media="print")
    seen = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor,"
        " getComputedStyle(document.querySelector('.nav')).display,"
        " getComputedStyle(document.body).color]"
    )
    page.context.close()
    assert seen == ["rgb(255, 255, 255)", "none", "rgb(42, 35, 32)"]
