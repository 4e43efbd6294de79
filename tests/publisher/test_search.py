"""The search: it finds what the pages say, runs nothing that people wrote, and can be left out."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from publisher import publish
from tests.publisher import mending_table
from tests.publisher.conftest import Press
from tests.publisher.serving import FLAGS, served

MARKER = b"pagefind_dcd"
"""Pagefind writes it before what it packed."""
PAYLOAD = "<img src=x onerror=\"document.title='ran'\"><script>document.title='ran'</script> bulbs"


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield chromium
        chromium.close()


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def searched(browser: Browser, address: str, words: str) -> tuple[Page, list[str], list[str]]:
    """The search page with its results, what it asked for, and what it complained of."""
    page = browser.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{address}/search.html")
    page.fill("#q", words)
    page.press("#q", "Enter")
    # Not wait_for_function: the page's policy lets no text become a program.
    page.locator(".found:not(:empty)").wait_for()
    return page, asked, complaints


@pytest.mark.browser
def test_a_word_leads_to_its_page(browser: Browser, mending_site: Press) -> None:
    """Only the site is asked, and the policy of the page is enough."""
    with served(mending_site.output.resolve()) as address:
        page, asked, complaints = searched(browser, address, "capacitors")
        found = page.locator(".results a").first
        assert "idris-okello" in (found.get_attribute("href") or "")
        assert page.locator(".results mark").first.inner_text().startswith("capacitors")
        assert page.url.endswith("?q=capacitors")
        found.click()
        assert page.locator("h1").inner_text() == "Welcome, Idris Okello"
        page.close()
    assert [url for url in asked if not url.startswith(address)] == []
    assert complaints == []


@pytest.mark.browser
def test_what_people_wrote_is_found_as_text(browser: Browser, press: Press) -> None:
    """Markup in a title and a bio stands in an excerpt as letters and does nothing."""
    press.publish(mending_table.Warehouse(titles={"t5": PAYLOAD}, bios={"m2": PAYLOAD}))
    with served(press.output.resolve()) as address:
        page, _, complaints = searched(browser, address, "onerror")
        page.wait_for_selector(".results li")
        assert "onerror" in page.locator(".results").inner_text()
        assert page.locator(".results img, .results script").count() == 0
        assert page.title() != "ran"
        page.close()
    assert complaints == []


@pytest.mark.browser
def test_nothing_found_is_said(browser: Browser, mending_site: Press) -> None:
    """And what to do then."""
    with served(mending_site.output.resolve()) as address:
        page, *_ = searched(browser, address, "xylophone quartz")
        assert "Nothing found." in page.locator(".found").inner_text()
        page.close()


@pytest.mark.browser
def test_without_a_script_the_page_leads_on(browser: Browser, mending_site: Press) -> None:
    """No form that does nothing: one sentence and two lists."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with served(mending_site.output.resolve()) as address:
        page.goto(f"{address}/search.html")
        assert page.locator("form.search").is_hidden()
        assert "lists of people and topics" in page.locator("main").inner_text()
        page.click("text=Everybody who likes to be asked")
        assert page.url.endswith("/people/index.html")
    context.close()


def test_the_index_holds_nothing_but_what_its_pages_say(mending_site: Press) -> None:
    """Each part of it, unpacked, is made of words of the page it leads to."""
    site = mending_site.output.resolve()
    fragments = sorted((site / "pagefind" / "fragment").iterdir())
    assert len(fragments) > 15
    for file in fragments:
        held = json.loads(gzip.decompress(file.read_bytes()).removeprefix(MARKER))
        page = site / held["url"].lstrip("/")
        page = page / "index.html" if page.is_dir() else page
        text = letters(html.unescape(re.sub(r"<[^>]*>", "", page.read_text("utf-8"))))
        assert [word for word in re.findall(r"\w+", held["content"]) if word not in text] == []


def test_only_what_the_search_page_needs_is_shipped(mending_site: Press) -> None:
    """Pagefind's own interfaces are left out."""
    names = {file.name for file in (mending_site.output / "pagefind").iterdir()}
    assert "pagefind.js" in names
    assert not [name for name in names if "ui" in name or "highlight" in name]


def test_an_unchanged_site_keeps_its_index(press: Press) -> None:
    """The same pages give the same site, index and all."""
    first = press.publish()
    assert press.publish().site == first.site


def test_a_site_without_a_search_has_no_script(press: Press) -> None:
    """`search: false` takes the page, its place in the menu and the index away."""
    publish(
        press.rows(),
        community=mending_table.COMMUNITY,
        build=press.build,
        output=press.output,
        content=press.content,
        theme=press.theme,
        with_search=False,
    )
    site: Path = press.output.resolve()
    assert not (site / "search.html").exists()
    assert not (site / "pagefind").exists()
    assert "search.html" not in press.text("index.html")
    assert "<script" not in press.all_text()
