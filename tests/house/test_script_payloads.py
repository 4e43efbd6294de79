"""Script payloads in everything members write, opened in Chromium: none runs, none fetches.

What the rules hold to be spam stands on no page, so the manager has said of everybody here that
they send none. A slice runs always, more than 5,000 with COMMUNIS_FULL=1; docs/privacy.md says
what came of those.
"""

from __future__ import annotations

import html
import json
import os
import re
from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import line
from analytics.spam.review import Subject, decide
from ledger import Ledger
from tests.house.firing import fire, html_files, letters_as_pages, raw, without_policy
from tests.house.handmade import Home, write_network, write_people
from tests.house.newcomers import HELPERS, LAST_DAY, Newcomer, write_archive, write_newcomers
from tests.house.payloads import ELSEWHERE, address, payloads
from tests.publisher.serving import served

pytestmark = pytest.mark.browser

IS_FULL = bool(os.environ.get("COMMUNIS_FULL"))
PLACES = 7
"""Name, place, bio, title, words, answer and link: one payload in each."""
OF_THREE = 1 + 3 * PLACES
"""So many payloads are those of three newcomers: a topic they share, and each one's own."""
THREES = 280 if IS_FULL else 6
NUMBER = THREES * OF_THREE
LONGEST_NAME = 60
CONTROL = 12
"""Pages of raw output; each holds several payloads."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A community of newcomers who write nothing but payloads, built."""
    home = Home.make(tmp_path_factory.mktemp("payloads") / "home", "payloads")
    write_newcomers(home.exports / "network", _newcomers())
    _write_weavers(home.exports / "bench")
    _say_that_nobody_sends_spam(home)
    home.build()
    return home


def _say_that_nobody_sends_spam(home: Home) -> None:
    """What the manager decides with `invoke spam --ham`."""
    people = [f"n{number}" for number in range(3 * THREES)]
    people += [f"h{number}" for number in range(len(HELPERS))]
    good = [Subject("account", f"ning:network:{each}") for each in people]
    with Ledger.open(line.find_place(home=home.folder).ledger_path, "payloads") as ledger:
        decide(ledger, good, is_spam=False, note=None, now=datetime.now(UTC))


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
                row[key] = said[:LONGEST_NAME] if kind == "members" else f"{said} {row[key]}"
        for number, row in enumerate(rows, start=NUMBER):
            row["url"] = address(number)
        write_archive(folder, kind, rows)


def _newcomers() -> Iterator[Newcomer]:
    numbers = iter(range(NUMBER))
    made = payloads()
    too_long_for_a_name: deque[Callable[[int], str]] = deque()

    def one() -> str:
        payload = too_long_for_a_name.popleft() if too_long_for_a_name else next(made)
        return payload(next(numbers))

    def name() -> str:
        number = next(numbers)
        for payload in made:
            if len(payload(number)) <= LONGEST_NAME:
                return payload(number)
            too_long_for_a_name.append(payload)
        raise AssertionError("there are not so many short payloads")

    topic = ""
    for at in range(3 * THREES):
        # Three share a topic, for a topic of one is none.
        if at % 3 == 0:
            topic = one()
        yield Newcomer(
            name=name(),
            place=one(),
            bio=one(),
            title=one(),
            words=f"{one()} and what do you make of it, now that it lies on my table?",
            answer=f"{one()} is what I would try first, and then I would try it again.",
            topic=topic,
            url=address(next(numbers)),
        )


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
    """As text, but for links that run and for what is no name; of each place 99 in a hundred."""
    shown = {int(found) for found in re.findall(r"\bzp(\d+)z", home.whole_site())}
    for place in range(1, PLACES):
        of_place = {
            number
            for number in range(NUMBER)
            if number % OF_THREE and number % OF_THREE % PLACES == place
        }
        assert len(of_place - shown) <= len(of_place) / 100, place
    topics = set(range(0, NUMBER, OF_THREE))
    assert len(topics & shown) >= 0.8 * len(topics)
    if IS_FULL:
        assert len(shown & set(range(NUMBER))) > 5_000


@pytest.mark.parametrize("part", ["site", "open", "office", "letters"])
def test_nothing_runs_and_nothing_is_fetched(chromium_path: str, folder: Path, part: str) -> None:
    """With the policy, without it, in the office and in letters."""
    pages = [f"{part}/{name}" for name in html_files(folder / part)]
    assert len(pages) >= 5
    if part == "site" and not IS_FULL:
        # Without the policy more can run: there each page is opened on every change.
        pages = pages[::3]
    with served(folder) as url:
        fired = fire(chromium_path, url, pages)
    assert fired.pages == len(pages)
    assert dict(fired.runs) == {}
    assert fired.requests == []
    assert fired.live == 0


def test_unescaped_the_same_payloads_run_and_fetch(chromium_path: str, folder: Path) -> None:
    """The same pages as they would be without escaping: the harness sees runs and requests."""
    pages = [f"raw/{name}" for name in html_files(folder / "raw") if "welcomes/" in name][:CONTROL]
    with served(folder) as url:
        fired = fire(chromium_path, url, pages)
    assert len(fired.runs) > CONTROL
    assert any(ELSEWHERE in request for request in fired.requests)
    assert fired.live > CONTROL
