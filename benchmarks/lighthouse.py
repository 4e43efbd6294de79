"""Lighthouse on a finished site, as a phone on a slow line sees it: the median of five runs.

    python -m benchmarks.lighthouse output

Needs Node with `npm install lighthouse`, found by `npx`, and a Chromium; the site is served to this
machine alone, compressed as hosts do it. https://developer.chrome.com/docs/lighthouse
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

RUNS = 5
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_PACKED = (".html", ".css", ".js", ".svg", ".json")


def main(site: Path) -> None:
    """Print one line per page: its path and the median of each category, 0 to 100."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"{'page':48}", *(f"{name:>15}" for name in CATEGORIES))
    for page in _pages(site):
        address = f"http://127.0.0.1:{server.server_port}/{page.relative_to(site)}"
        runs = [_scores(address) for _ in range(RUNS)]
        medians = (statistics.median(run[name] for run in runs) for name in CATEGORIES)
        print(f"{page.relative_to(site)!s:48}", *(f"{each:15.0f}" for each in medians), flush=True)
    server.shutdown()


def _pages(site: Path) -> list[Path]:
    """Home, report, the fullest spotlight that search engines may list, a topic and a welcome."""
    spotlights = [
        file
        for file in site.glob("spotlights/[!i]*.html")
        if "noindex" not in file.read_text(encoding="utf-8")
    ]
    others = [max(site.glob(kind), key=_size) for kind in ("ask/[!i]*.html", "welcomes/[!i]*.html")]
    found = max(spotlights, key=_size, default=None)
    return [site / "index.html", site / "report.html", *([found] if found else []), *others]


def _size(file: Path) -> int:
    return file.stat().st_size


def _scores(address: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = ["npx", "--no-install", "lighthouse", address, "--quiet", "--output=json"]
        flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
        subprocess.run(
            [*command, f"--output-path={report}", flags],
            env={**os.environ, "CHROME_PATH": chromium},
            check=True,
        )
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    for audit in found["audits"].values():
        if audit.get("score") == 0 and audit["scoreDisplayMode"] == "binary":
            print(f"  {address.rpartition('/')[2]}: {audit['id']}", file=sys.stderr)
    return {name: 100 * (found["categories"][name]["score"] or 0) for name in CATEGORIES}


class _Host(SimpleHTTPRequestHandler):
    """Serves files as a host does: compressed, with a time to be kept."""

    def do_GET(self) -> None:
        """Answer with the file, packed where it is text."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file() or file.suffix not in _PACKED:
            super().do_GET()
            return
        body = gzip.compress(file.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=3600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the figures are all that is printed."""


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        raise SystemExit("python -m benchmarks.lighthouse FOLDER: name the finished site")
    main(Path(sys.argv[1]).resolve())
