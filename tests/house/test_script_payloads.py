"""Script payloads in everything members write, opened in Chromium: none runs, none fetches.

A slice runs always, 5,016 with COMMUNIS_FULL=1; docs/privacy.md says what came of those.
"""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.house.firing import fire, html_files, letters_as_pages, raw, without_policy
from tests.house.handmade import Home, write_network, write_people
from tests.house.newcomers import LAST_DAY, Newcomer, write_archive, write_newcomers
from tests.house.payloads import ELSEWHERE, address, mark, payloads
from tests.publisher.serving import FLAGS, served

pytestmark = pytest.mark.browser

IS_FULL = bool(os.environ.get("COMMUNIS_FULL"))
NUMBER = 5_016 if IS_FULL else 132
PLACES = 7
"""Name, place, bio, title, words, answer and link: one payload in each."""
OF_THREE = 1 + 3 * PLACES
"""So many payloads are those of three newcomers: a topic they share, and each one's own."""
CONTROL = 12
"""Pages of raw output; each holds several payloads."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A community of newcomers who write nothing but payloads, built."""
    home = Home.make(tmp_path_factory.mktemp("payloads") / "home", "payloads")
    write_newcomers(home.exports / "network", _newcomers())
    _write_weavers(home.exports / "bench")
    home.build()
    return home


def _write_weavers(folder: Path) -> None:
    """A network whose members are introduced to one another; names, titles, words are payloads."""
    write_network(folder, days=LAST_DAY - 1)
    write_people(folder)
    made = (payload(number) for number, payload in enumerate(payloads(seed=2), start=NUMBER))
    for kind, keys in (("members", ("fullName",)), ("discussions", ("title", "description"))):
        rows = json.loads((folder / f"ning-{kind}.json").read_text(encoding="utf-8")[1:-1])
        for row in rows:
            for key in keys:
                said = html.escape(next(made)) if key == "description" else next(made)
                row[key] = said[:60] if kind == "members" else f"{said} {row[key]}"
        for number, row in enumerate(rows, start=NUMBER):
            row["url"] = address(number)
        write_archive(folder, kind, rows)


def _newcomers() -> Iterator[Newcomer]:
    made = enumerate(payloads())

    def one() -> str:
        number, payload = next(made)
        return payload(number)

    topic = ""
    for at in range(NUMBER // OF_THREE * 3):
        # Three share a topic, for a topic of one is none.
        if at % 3 == 0:
            topic = one()
        name, place, bio, title, words, answer = (one() for _ in range(6))
        number, _ = next(made)
        yield Newcomer(
            name=name[:60],
            place=place,
            bio=bio,
            title=title,
            words=f"{words} and what do you make of it, now that it lies on my table?",
            answer=f"{answer} is what I would try first, and then I would try it again.",
            topic=topic,
            url=address(number),
        )


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def folder(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, the site without its policy, the office, the letters, and the site unescaped."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "site").symlink_to(home.site)
    without_policy(home.site, folder / "open")
    build = home.build_folder("payloads")
    without_policy(build / "office", folder / "office")
    letters_as_pages(build / "outbox", folder / "letters")
    raw(home.site, folder / "raw")
    return folder


def test_payloads_of_every_place_are_shown(home: Home) -> None:
    """Most of what was written stands in the site as text; what is held to be spam does not."""
    shown = {int(found) for found in re.findall(r"\bzp(\d+)z", home.whole_site())}
    own = [number for number in range(NUMBER) if number % OF_THREE]
    for place in range(PLACES - 1):
        of_place = {number for number in own if (number % OF_THREE - 1) % PLACES == place}
        assert len(shown & of_place) >= len(of_place) * 0.7, (place, len(shown & of_place))
    topics = set(range(0, NUMBER, OF_THREE))
    assert len(shown & topics) >= len(topics) // 2
    assert mark(0) in home.whole_site()


@pytest.mark.parametrize("part", ["site", "open", "office", "letters"])
def test_nothing_runs_and_nothing_is_fetched(browser: Browser, folder: Path, part: str) -> None:
    """With the policy, without it, in the office and in letters."""
    pages = [f"{part}/{name}" for name in html_files(folder / part)]
    assert len(pages) >= 5
    if part == "site" and not IS_FULL:
        # Without the policy more can run: there each page is opened on every change.
        pages = pages[::3]
    with served(folder) as url:
        fired = fire(browser, url, pages)
    assert fired.pages == len(pages)
    assert dict(fired.runs) == {}
    assert fired.requests == []
    assert fired.live == 0


def test_unescaped_the_same_payloads_run_and_fetch(browser: Browser, folder: Path) -> None:
    """The same pages as they would be without escaping: the harness sees runs and requests."""
    pages = [f"raw/{name}" for name in html_files(folder / "raw") if "welcomes/" in name][:CONTROL]
    with served(folder) as url:
        fired = fire(browser, url, pages)
    assert len(fired.runs) > CONTROL
    assert any(ELSEWHERE in request for request in fired.requests)
    assert fired.live > CONTROL
