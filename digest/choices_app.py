"""The choices endpoint: a small ASGI application beside the site, for those who run a server.

Looking changes nothing, because programs that check mails open every link: GET and HEAD show,
only POST acts. One POST is enough for mail programs that offer to unsubscribe (RFC 8058). Nothing
is remembered of who looks: no cookies, no log of links, no referrer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from digest.choices import FREQUENCIES, NO_TO, WISHES, Chosen, choose, chosen
from digest.choices_words import LANGUAGES, WORDS, language_of
from digest.codes import Codes, Keys
from ledger import PURPOSES, Ledger

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
_LONGEST_BODY = 4096
_ONE_CLICK = ("List-Unsubscribe", "One-Click")

OpenLedger = Callable[[], AbstractContextManager[Ledger]]


@dataclass(frozen=True)
class Host:
    """Whose letters the choices are about."""

    community_name: str
    manager_email: str
    theme: Path


def choices_app(host: Host, keys: Keys, open_ledger: OpenLedger) -> Starlette:
    """The application: GET /CODE shows, POST /CODE acts; every other address is unknown.

    open_ledger: opens the ledger anew for each request, so that tasks may write to it meanwhile.
    """
    answering = _Answering(host, keys, open_ledger)
    return Starlette(
        routes=[
            Route("/style.css", answering.style, methods=["GET"]),
            Route("/robots.txt", answering.robots, methods=["GET"]),
            Route("/{code}", answering.show, methods=["GET"]),
            Route("/{code}", answering.act, methods=["POST"]),
        ],
        exception_handlers={404: answering.unknown, 405: answering.unknown},
    )


class _Answering:
    def __init__(self, host: Host, keys: Keys, open_ledger: OpenLedger) -> None:
        self._host = host
        self._keys = keys
        self._open = open_ledger
        self._codes = Codes(keys, ())
        self._known: frozenset[str] = frozenset()
        pages = Environment(
            loader=FileSystemLoader(host.theme / "choices"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._page = pages.get_template("choices.html")
        self._style = (host.theme / "static" / "style.css").read_text(encoding="utf-8")

    async def style(self, request: Request) -> Response:
        return Response(
            self._style, media_type="text/css", headers={"Cache-Control": "max-age=300"}
        )

    async def robots(self, request: Request) -> Response:
        return PlainTextResponse("User-agent: *\nDisallow: /\n")

    async def show(self, request: Request) -> Response:
        now = datetime.now(UTC)
        found = await run_in_threadpool(self._look, request.path_params["code"], now)
        return self._shown(request, found)

    async def act(self, request: Request) -> Response:
        wish = _wish(await _body(request))
        now = datetime.now(UTC)
        found, is_done = await run_in_threadpool(
            self._choose, request.path_params["code"], wish, now
        )
        return self._shown(request, found, is_done=is_done)

    async def unknown(self, request: Request, problem: Exception) -> Response:
        return self._shown(request, None)

    def _look(self, code: str, now: datetime) -> Chosen | None:
        with self._open() as ledger:
            account_id = self._account(ledger, code)
            return chosen(ledger, account_id, now) if account_id else None

    def _choose(self, code: str, wish: str | None, now: datetime) -> tuple[Chosen | None, bool]:
        with self._open() as ledger:
            account_id = self._account(ledger, code)
            if account_id is None:
                return None, False
            is_done = wish is not None and choose(ledger, account_id, wish, now)
            return chosen(ledger, account_id, now), is_done

    def _account(self, ledger: Ledger, code: str) -> str | None:
        """Whose code it is, of those who got a letter; they are read again when there are more."""
        accounts = frozenset(ledger.accounts_with_mail())
        if accounts != self._known:
            self._codes, self._known = Codes(self._keys, sorted(accounts)), accounts
        signed = self._codes.read(code.lower())
        return signed.account_id if signed and signed.account_id in accounts else None

    def _shown(
        self, request: Request, found: Chosen | None, *, is_done: bool = False
    ) -> HTMLResponse:
        language = language_of(
            request.query_params.get("lang"), request.headers.get("accept-language")
        )
        words = WORDS[language]
        name = self._host.community_name
        if found is None:
            title, lines, groups = words["unknown title"], [words["unknown"]], []
        else:
            title = words["title"].format(community=name)
            lines, groups = [_now(found, words)], _groups(found, words)
        text = self._page.render(
            language=language,
            languages=LANGUAGES,
            words=words,
            community=name,
            title=title,
            lines=lines,
            groups=groups,
            done=words["done"] if is_done else "",
            form=f"?lang={language}",
            manager=self._host.manager_email if found else "",
            yes_again=words["yes again"].split("{manager}"),
            # Below /CODE the style lies beside it; an unknown address may be deeper.
            root="" if request.url.path.count("/") <= 1 else "/",
        )
        return HTMLResponse(text, status_code=200 if found else 404, headers=HEADERS)


def _now(found: Chosen, words: Mapping[str, str]) -> str:
    if not found.gets_letters:
        return words["stopped"]
    if found.is_paused:
        until = found.paused_until
        return words["paused"].format(day=f"{until:%Y-%m-%d}") if until else words["paused on"]
    return words[f"{found.frequency} now"]


def _groups(found: Chosen, words: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    purposes = dict(zip(PURPOSES, words["purposes"].split("|"), strict=True))

    def buttons(wishes: Iterable[str]) -> list[tuple[str, str]]:
        return [
            (wish, words["no"].format(purpose=purposes[NO_TO[wish]]) if wish in NO_TO
             else words[wish])
            for wish in wishes if wish in found.wishes
        ]  # fmt: skip

    groups = [
        (words["how often"], buttons((*FREQUENCIES, "pause", "resume"))),
        (words["other"], buttons(NO_TO)),
        ("", buttons(["stop"])),
    ]
    return [(heading, of) for heading, of in groups if of]


async def _body(request: Request) -> bytes:
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > _LONGEST_BODY:
                return b""
    except ClientDisconnect:
        return b""
    return body


def _wish(body: bytes) -> str | None:
    """What a form, or a mail program's one click, asks for."""
    text = body.decode("utf-8", "replace")
    name, click = _ONE_CLICK
    # RFC 8058 allows both ways to encode a form.
    if f'name="{name}"' in text and click in text:
        return "stop"
    fields = parse_qs(text, max_num_fields=10) if text.count("&") < 10 else {}
    if fields.get(name) == [click]:
        return "stop"
    wishes = fields.get("wish", [])
    return wishes[0] if len(wishes) == 1 and wishes[0] in WISHES else None
