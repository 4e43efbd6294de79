"""Reads a site without a pause while another process publishes it: by the link, and by crawling.

    python -m tests.publisher.reading_process OUTPUT ONE OTHER

ONE and OTHER are finished sites with the pages that may be read. When its standard input ends, it
prints what it saw as JSON.
"""

from __future__ import annotations

import json
import re
import sys
import threading
from dataclasses import asdict, dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urljoin

from publisher.preview import site_server


@dataclass
class Seen:
    """What was read, and what should not have been."""

    reads: int = 0
    crawls: int = 0
    """Those that came to their end."""
    told_again: int = 0
    """Crawls that were told to start again."""
    versions: list[str] = field(default_factory=list)
    """Which of the two whole crawls saw, once each."""
    problems: list[str] = field(default_factory=list)


def main(output: Path, one: Path, other: Path) -> None:
    """Read until the input ends."""
    sites = {"one": _pages(one), "other": _pages(other)}
    over = threading.Event()
    threading.Thread(target=_await_end, args=[over], daemon=True).start()
    seen = Seen()
    with site_server(output, 0) as server:
        answering = threading.Thread(target=server.serve_forever)
        answering.start()
        while not over.is_set():
            _by_link(output, sites, seen)
            _by_crawling(server.server_port, sites, seen)
        server.shutdown()
        answering.join()
    print(json.dumps(asdict(seen)))


def _await_end(over: threading.Event) -> None:
    sys.stdin.read()
    over.set()


def _pages(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*.html")}


def _by_link(output: Path, sites: dict[str, dict[str, bytes]], seen: Seen) -> None:
    one, other = sites.values()
    for path in one.keys() & other.keys():
        try:
            content = (output / path).read_bytes()
        except OSError as problem:
            seen.problems.append(f"missing by the link: {problem}")
            continue
        seen.reads += 1
        if content not in (one[path], other[path]):
            seen.problems.append(f"half by the link: {path}, {len(content)} bytes")


def _by_crawling(port: int, sites: dict[str, dict[str, bytes]], seen: Seen) -> None:
    """One crawl from the front door, along all links to pages."""
    connection = HTTPConnection("127.0.0.1", port)
    waiting, known = ["/"], {"/"}
    possible = set(sites)
    while waiting:
        address = waiting.pop()
        connection.request("GET", address)
        answer = connection.getresponse()
        content = answer.read()
        if answer.status == 302:
            waiting.append(urljoin(address, answer.headers["Location"]))
            continue
        if answer.status == 410:
            seen.told_again += 1
            return
        path = address.split("/", 2)[2]
        if answer.status != 200:
            seen.problems.append(f"{answer.status} by crawling: {address}")
            continue
        seen.reads += 1
        # The server adds one line to each page; all else is the page as it was published.
        page = re.sub(rb'<script src="/communis/reload.js" defer></script>\n', b"", content)
        page = page.replace(b"script-src 'self'; ", b"", 1)
        matching = {
            name
            for name, pages in sites.items()
            if pages.get(path, b"").replace(b"script-src 'self'; ", b"", 1) == page
        }
        if not matching:
            seen.problems.append(f"half by crawling: {path}")
        elif not (possible := possible & matching):
            seen.problems.append(f"two versions in one crawl: {path}")
            return
        for link in re.findall(rb'href="([^"#:]+\.html)"', content):
            found = urljoin(address, link.decode())
            if found not in known:
                known.add(found)
                waiting.append(found)
    connection.close()
    seen.crawls += 1
    seen.versions = sorted({*seen.versions, *(possible if len(possible) == 1 else ())})


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
