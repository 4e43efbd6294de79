"""Pages shown to this machine only, while the manager looks at them.

Each finished site is served below its own name (`/site-0007-…/`), and the front door leads to the
newest. All links within a site are relative, so whoever begins in one version stays in it, also
when another is swapped in meanwhile; a version that is kept no more answers 410 and says where to
start again. A page that is open asks which site is the newest, and goes there when it is another:
by a script that only this server adds, and that no published file holds.
"""

from __future__ import annotations

import contextlib
import functools
import re
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

from publisher import swap

OWN = "/communis/"
"""What this server answers itself stands below it."""
_RELOAD = """\
const [, version, ...rest] = location.pathname.split("/");
async function look() {
  try {
    const newest = await (await fetch("/communis/newest", { cache: "no-store" })).text();
    if (newest !== version) {
      const path = `/${newest}/${rest.join("/")}`;
      const found = await fetch(path, { method: "HEAD" });
      location.replace(found.ok ? path + location.hash : `/${newest}/index.html`);
      return;
    }
  } catch { /* The server was ended; it may come again. */ }
  setTimeout(look, 700);
}
look();
"""
_SCRIPT = b'<script src="/communis/reload.js" defer></script>\n</head>'
_POLICY = re.compile(rb"content=\"default-src 'none'; (?![^\"]*script-src)")


def serve_folder(folder: Path, port: int) -> None:
    """Nothing, once the manager ends it; until then the folder's pages are served on loopback."""
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(folder))
    with (
        ThreadingHTTPServer(("127.0.0.1", port), handler) as server,
        contextlib.suppress(KeyboardInterrupt),
    ):
        server.serve_forever()


def site_server(output: Path, port: int) -> ThreadingHTTPServer:
    """A server on loopback of the sites that the output shows, now and later."""
    return ThreadingHTTPServer(("127.0.0.1", port), functools.partial(_Sites, output))


class _Sites(SimpleHTTPRequestHandler):
    """Answers from one version of the site: the one named first in the address."""

    protocol_version = "HTTP/1.1"

    def __init__(self, output: Path, *args: object) -> None:
        self._output = output
        super().__init__(*args)  # type: ignore[arg-type]

    def send_head(self) -> BytesIO | None:
        """The body of the answer, whose head is sent; None when there is none."""
        path = self.path.partition("?")[0]
        if path == f"{OWN}reload.js":
            return self._answer(HTTPStatus.OK, _RELOAD.encode(), "text/javascript")
        shown = swap.shown_site(self._output)
        if shown is None:
            return self._answer(HTTPStatus.SERVICE_UNAVAILABLE, b"No site is shown yet.\n")
        if path == f"{OWN}newest":
            return self._answer(HTTPStatus.OK, shown.name.encode())
        version, _, inside = path.removeprefix("/").partition("/")
        if not swap.SITE.fullmatch(version):
            self._elsewhere(f"/{shown.name}{path}")
            return None
        site = shown.with_name(version)
        if not swap.note_of(site).is_file():
            # Not one of the new site's pages: half of one crawl would be of another site.
            return self._answer(HTTPStatus.GONE, b"This version is gone; start again at /\n")
        if not inside:
            self._elsewhere(f"/{version}/index.html")
            return None
        return self._page(site, inside)

    def _page(self, site: Path, inside: str) -> BytesIO:
        # Below the site and nowhere else, whatever dots the address holds: the office is beside it.
        self.directory = str(site)
        file = Path(self.translate_path(f"/{inside}"))
        if file.is_dir():
            file /= "index.html"
        try:
            content = file.read_bytes()
        except OSError:
            if not swap.note_of(site).is_file():
                return self._answer(HTTPStatus.GONE, b"This version is gone; start again at /\n")
            missing = (site / "404.html").read_bytes()
            # Shown at any depth, so its links begin at the top: of this version.
            missing = re.sub(rb'(href|src)="/(?!/)', rb'\1="/%b/' % site.name.encode(), missing)
            return self._answer(HTTPStatus.NOT_FOUND, _lively(missing), "text/html; charset=utf-8")
        kind = self.guess_type(str(file))
        if kind == "text/html":
            return self._answer(HTTPStatus.OK, _lively(content), "text/html; charset=utf-8")
        return self._answer(HTTPStatus.OK, content, kind)

    def _elsewhere(self, address: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", address)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: HTTPStatus, body: bytes, kind: str = "text/plain") -> BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        return BytesIO(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: who looks at the pages sees what they ask for."""


def _lively(page: bytes) -> bytes:
    """The page with the script that reloads it, and a policy that lets this one script run."""
    page = _POLICY.sub(rb"\g<0>script-src 'self'; ", page, count=1)
    return page.replace(b"</head>", _SCRIPT, 1)
