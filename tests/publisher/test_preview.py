"""What `serve` shows: one version to whoever began in it, the newest to everybody else."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from publisher.preview import site_server
from publisher.watching import watch
from tests.publisher import mending_table
from tests.publisher.conftest import Press
from tests.publisher.serving import FLAGS


@contextmanager
def serving(output: Path) -> Iterator[int]:
    """The port on which the sites of the output are served."""
    with site_server(output, 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def asked(port: int, address: str) -> tuple[int, str, str]:
    """Status, Location and body of the answer; the address is sent as it is, dots and all."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, answer.headers.get("Location", ""), body


def test_who_began_in_a_version_stays_in_it(press: Press) -> None:
    """The front door leads to the newest; a page of an older version goes on being the old one."""
    press.publish(mending_table.Warehouse(titles={"t5": "The old bulb"}))
    with serving(press.output) as port:
        status, old, _ = asked(port, "/")
        assert (status, old) == (302, f"/{press.output.resolve().name}/")
        _, page, _ = asked(port, old)
        press.publish(mending_table.Warehouse(titles={"t5": "The new bulb"}))
        assert "The old bulb" in asked(port, page)[2]
        _, new, _ = asked(port, "/")
        assert new != old
        assert "The new bulb" in asked(port, f"{new}index.html")[2]
        # So many later that the old version is not kept: it says so, and gives no other's page.
        for number in range(3):
            press.publish(mending_table.Warehouse(titles={"t5": f"Bulb {number}"}))
        status, _, body = asked(port, page)
        assert status == 410
        assert "start again at /" in body


def test_only_the_server_adds_a_script(mending_site: Press) -> None:
    """The published file has none; the served page has one, and its policy lets just that run."""
    version = mending_site.output.resolve().name
    with serving(mending_site.output) as port:
        page = asked(port, f"/{version}/index.html")[2]
        search = asked(port, f"/{version}/search.html")[2]
        assert '<script src="/communis/reload.js" defer></script>' in page
        assert "default-src 'none'; script-src 'self'; style-src" in page
        assert search.count("script-src") == 1
        assert asked(port, "/communis/newest")[2] == version
    for file in mending_site.output.resolve().rglob("*.html"):
        assert "communis/reload" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("dots", ["..", "%2e%2e", "x/../..", "%2e%2e%2f"])
def test_nothing_beside_the_site_is_served(press: Press, dots: str) -> None:
    """The office and the ledger lie in the same build folder."""
    press.publish()
    (press.build / "office").mkdir()
    (press.build / "office" / "index.html").write_text("<head></head>for the manager alone")
    with serving(press.output) as port:
        version = press.output.resolve().name
        status, _, body = asked(port, f"/{version}/{dots}/office/index.html")
        assert status == 404
        assert "for the manager alone" not in body
        assert asked(port, "/office/index.html")[0] == 302


def test_a_missing_page_leads_back_into_its_version(mending_site: Press) -> None:
    """Its links begin at the top, and the top is this version's."""
    version = mending_site.output.resolve().name
    with serving(mending_site.output) as port:
        status, _, body = asked(port, f"/{version}/nobody/here.html")
        assert status == 404
        links = re.findall(r'(?:href|src)="(/[^"]*)"', body)
        assert links
        assert all(link.startswith((f"/{version}/", "/communis/")) for link in links)


@pytest.mark.browser
def test_an_open_page_follows_the_new_site(press: Press, chromium_path: str) -> None:
    """Nobody touches it: the page in the browser becomes the same page of the new version."""
    press.publish(mending_table.Warehouse(titles={"t5": "The old bulb"}))
    with serving(press.output) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        page = browser.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(f"http://127.0.0.1:{port}/how-it-works.html")
        page.goto(f"http://127.0.0.1:{port}/")
        assert "The old bulb" in page.content()
        press.publish(mending_table.Warehouse(titles={"t5": "The new bulb"}))
        page.wait_for_url(f"**/{press.output.resolve().name}/index.html")
        page.get_by_text("The new bulb").first.wait_for()
        browser.close()
    assert complaints == []


def test_a_change_is_told_once(tmp_path: Path) -> None:
    """After a file was written, and not again while nothing is."""
    file = tmp_path / "page.md"
    file.write_text("one")
    told: list[str] = []
    looks = iter(range(6))

    def is_over(_: float) -> bool:
        look = next(looks)
        if look == 2:
            file.write_text("another")
        return look == 5

    watch([tmp_path], lambda: told.append(file.read_text()), is_over)
    assert told == ["another"]
