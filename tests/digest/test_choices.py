"""The choices endpoint on a real server: looking changes nothing, one POST is enough."""

from __future__ import annotations

import http.client
import os
import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
import uvicorn
from playwright.sync_api import sync_playwright

from digest.choices import WISHES, choose, chosen
from digest.choices_app import Host, choices_app
from digest.choices_words import LANGUAGES, WORDS
from digest.codes import Codes, Keys
from ledger import PURPOSES, Ledger, QueuedMail
from tests.conftest import ROOT

KEYS = Keys.from_text("a:" + "3d" * 32, "knot-tyers")
ACCOUNT = "discourse:knots.example.org:1"
SAID_AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
LOOKS = 10_000 if os.environ.get("COMMUNIS_FULL") else 1_000
FORGERIES = 5_000 if os.environ.get("COMMUNIS_FULL") else 1_000


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Endpoint:
    """A running endpoint and the ledger it writes to."""

    port: int
    ledger_path: Path
    codes: Codes

    @property
    def code(self) -> str:
        return self.codes.code(ACCOUNT)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        talking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        talking.request(method, path, body, headers or {})
        answer = talking.getresponse()
        text = answer.read().decode()
        talking.close()
        return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, text)

    def post(self, **fields: str) -> Answer:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", f"/{self.code}", urlencode(fields).encode(), kind)

    def ledger(self) -> Ledger:
        return Ledger.open(self.ledger_path, "knot-tyers")

    def rows(self) -> list[str]:
        """Everything the ledger holds."""
        with self.ledger() as ledger:
            names = ("consents", "pauses", "letter_frequencies", "blocks", "vetoes", "feedback")
            return [
                repr(row) for name in names for row in ledger.database.rows(f"select * from {name}")
            ]


@pytest.fixture
def endpoint(tmp_path: Path) -> Iterator[Endpoint]:
    """An endpoint for one member with a letter who said yes to everything."""
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path, "knot-tyers") as ledger:
        ledger.queue_mail(
            "2026-W47",
            QueuedMail(
                account_id=ACCOUNT,
                address="1@mail.example.org",
                message_id="<1@knots.example.org>",
                file_name="1.eml",
                content_sha256="x",
                planned_at=SAID_AT,
            ),
            now=SAID_AT,
        )
        ledger.set_consent(
            ACCOUNT, PURPOSES, "yes", source="reply", wording="yes", said_at=SAID_AT,
            is_in_person=True, now=SAID_AT,
        )  # fmt: skip
    host = Host("Knot Tyers", "ilse@knots.example.org", ROOT / "theme")
    app = choices_app(host, KEYS, lambda: Ledger.open(path, "knot-tyers"))
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", access_log=False)
    )
    running = threading.Thread(target=server.run)
    running.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Endpoint(port, path, Codes(KEYS, [ACCOUNT, "discourse:knots.example.org:2"]))
    server.should_exit = True
    running.join()


def test_looking_shows_what_holds_and_what_can_be_chosen(endpoint: Endpoint) -> None:
    """A page with a button for each thing that would change something, and no name or address."""
    answer = endpoint.ask("GET", f"/{endpoint.code}")
    assert answer.status == 200
    assert "You get a letter every week" in answer.text
    for wish in ("fortnightly", "monthly", "pause", "stop", "no-spotlight"):
        assert f'value="{wish}"' in answer.text
    for wish in ("weekly", "resume", "no-match"):
        assert f'value="{wish}"' not in answer.text
    assert "1@mail.example.org" not in answer.text
    assert ACCOUNT not in answer.text


@pytest.mark.slow
def test_no_scanner_opts_anybody_out(endpoint: Endpoint) -> None:
    """Whatever is looked at and however, nothing changes: 10,000 times in the full run."""
    before = endpoint.rows()
    lot = random.Random(5)
    for number in range(LOOKS):
        fields = {"wish": lot.choice(WISHES), "List-Unsubscribe": "One-Click"}
        asked = lot.choice(["", "?" + urlencode(fields), "?lang=de", "/", "?_method=POST"])
        method = lot.choice(["GET", "GET", "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"])
        agent = lot.choice(["Barracuda", "BingPreview/1.0b", "Mozilla/5.0", "curl/8"])
        body = urlencode(fields).encode() if number % 7 == 0 else None
        more = {"X-HTTP-Method-Override": "POST", "User-Agent": agent, "Purpose": "prefetch"}
        endpoint.ask(method, f"/{endpoint.code}{asked}", body, more)
    assert endpoint.rows() == before
    assert endpoint.post(wish="stop").status == 200
    assert endpoint.rows() != before


@pytest.mark.parametrize("kind", ["urlencoded", "multipart"])
def test_one_click_stops_the_letters(endpoint: Endpoint, kind: str) -> None:
    """RFC 8058: one POST as a mail program sends it; no page to confirm, no cookie, no redirect."""
    if kind == "urlencoded":
        answer = endpoint.post(**{"List-Unsubscribe": "One-Click"})
    else:
        body = (
            b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\n'
            b"One-Click\r\n--x--\r\n"
        )
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        answer = endpoint.ask("POST", f"/{endpoint.code}", body, headers)
    assert answer.status == 200
    assert "set-cookie" not in answer.headers
    assert "You get no letters" in answer.text
    with endpoint.ledger() as ledger:
        answers = {row["purpose"]: (row["answer"], row["source"])
                   for row in ledger.consents().to_pylist()}  # fmt: skip
    assert answers["match"] == answers["digest"] == ("no", "choices")
    assert answers["spotlight"] == ("yes", "reply")


@pytest.mark.parametrize("wish", WISHES)
def test_each_button_does_what_it_says(endpoint: Endpoint, wish: str) -> None:
    """After it is pressed the page says so, and the button for what holds now is gone."""
    if wish == "weekly":
        endpoint.post(wish="monthly")
    if wish == "resume":
        endpoint.post(wish="pause")
    answer = endpoint.post(wish=wish)
    assert WORDS["en"]["done"] in answer.text
    assert f'value="{wish}"' not in answer.text
    with endpoint.ledger() as ledger:
        found = chosen(ledger, ACCOUNT, datetime.now(UTC))
    if wish in ("weekly", "fortnightly", "monthly"):
        assert found.frequency == wish
    elif wish in ("pause", "resume"):
        assert found.is_paused == (wish == "pause")
    elif wish == "stop":
        assert not found.gets_letters
    else:
        assert set(PURPOSES) - set(found.yes) == {wish.removeprefix("no-").replace("-", " ")}


def test_a_link_gives_no_yes(endpoint: Endpoint) -> None:
    """Who has a letter that was passed on can take back, and say yes to nothing."""
    endpoint.post(wish="stop")
    before = endpoint.rows()
    for wish in ("yes", "start", "yes-match", "match", ""):
        assert WORDS["en"]["done"] not in endpoint.post(wish=wish).text
    assert endpoint.rows() == before
    answer = endpoint.ask("GET", f"/{endpoint.code}")
    assert "write to" in answer.text
    assert 'value="weekly"' not in answer.text


@pytest.mark.slow
def test_forged_codes_are_unknown(endpoint: Endpoint) -> None:
    """One page for whatever is no code of ours; nothing of it is done, and it repeats nothing."""
    before = endpoint.rows()
    lot = random.Random(3)
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    body = urlencode({"wish": "stop"}).encode()
    pages = set()
    for number in range(FORGERIES):
        head = endpoint.code[:11] if number % 2 else "".join(lot.choices(letters, k=11))
        code = head + "".join(lot.choices(letters, k=26))
        answer = endpoint.ask("POST" if number % 3 else "GET", f"/{code}", body)
        assert answer.status == 404
        pages.add(answer.text)
    other = endpoint.codes.code("discourse:knots.example.org:2")
    for path in (f"/{other}", f"/{endpoint.code}x", "/", "/a/b", "/" + quote("<script>")):
        answer = endpoint.ask("POST", path, body)
        assert answer.status == 404
        assert "script" not in answer.text
    assert len(pages) == 1
    assert endpoint.rows() == before


def test_nothing_leaks(endpoint: Endpoint) -> None:
    """No referrer, no script, no framing, nothing kept or indexed, nothing from elsewhere."""
    for answer in (
        endpoint.ask("GET", f"/{endpoint.code}"),
        endpoint.ask("GET", "/unknown"),
        endpoint.post(wish="pause"),
    ):
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src")
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"
        assert "http" not in answer.text.replace("http-equiv", "")
    assert endpoint.ask("GET", "/style.css").headers["content-type"].startswith("text/css")
    assert "Disallow: /" in endpoint.ask("GET", "/robots.txt").text


def test_a_long_body_is_nothing(endpoint: Endpoint) -> None:
    """A form of a megabyte, or of a thousand fields, is no wish."""
    before = endpoint.rows()
    assert endpoint.post(wish="stop", more="x" * 1_000_000).status == 200
    many = b"&".join(b"wish=stop" for _ in range(400))
    endpoint.ask("POST", f"/{endpoint.code}", many)
    assert endpoint.rows() == before


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_five_languages(endpoint: Endpoint, language: str) -> None:
    """The browser's language, or the one asked for; a button pressed answers in it."""
    words = WORDS[language]
    assert words.keys() == WORDS["en"].keys()
    assert len(words["purposes"].split("|")) == len(PURPOSES)
    headers = {"Accept-Language": f"xx,{language}-XX;q=0.8,en;q=0.5"}
    assert words["nothing happens"] in endpoint.ask("GET", f"/{endpoint.code}", None, headers).text
    asked = endpoint.ask("GET", f"/{endpoint.code}?lang={language}")
    assert words["weekly now"].replace("'", "&#39;") in asked.text
    assert f'action="?lang={language}"' in asked.text


def test_a_no_on_the_page_is_known_at_once(endpoint: Endpoint) -> None:
    """The ledger's last words change, so a letter under way is looked at again."""
    with endpoint.ledger() as ledger:
        before = ledger.last_words()
        endpoint.post(wish="stop")
        assert ledger.last_words() != before


def test_a_wish_nobody_knows_is_none(tmp_path: Path) -> None:
    """What is not on the page is not done."""
    with Ledger.open(tmp_path / "ledger.sqlite", "knot-tyers") as ledger:
        assert not choose(ledger, ACCOUNT, "everything", SAID_AT)


@pytest.mark.browser
def test_it_works_in_a_browser_without_scripts(endpoint: Endpoint, chromium_path: str) -> None:
    """Opened, pressed, read: at 390 pixels, with the site's style, from nowhere else."""
    with sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=chromium_path)
        page = browser.new_context(
            java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="fr-FR"
        ).new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"http://127.0.0.1:{endpoint.port}/{endpoint.code}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == "rgb(247, 243, 234)"
        page.get_by_role("button", name="Une fois par mois").click()
        assert WORDS["fr"]["done"] in page.get_by_role("status").inner_text()
        assert all(url.startswith(f"http://127.0.0.1:{endpoint.port}/") for url in asked)
        if folder := os.environ.get("COMMUNIS_SCREENSHOTS"):
            page.screenshot(path=f"{folder}/choices.png", full_page=True)
        browser.close()
    with endpoint.ledger() as ledger:
        assert ledger.frequency(ACCOUNT) == "monthly"
