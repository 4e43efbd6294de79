"""Pages shown to this machine only, while the manager looks at them."""

from __future__ import annotations

import contextlib
import functools
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def serve_folder(folder: Path, port: int) -> None:
    """Nothing, once the manager ends it; until then the folder's pages are served on loopback."""
    # The link is followed at every request, so a new build shows without a restart.
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(folder))
    with (
        ThreadingHTTPServer(("127.0.0.1", port), handler) as server,
        contextlib.suppress(KeyboardInterrupt),
    ):
        server.serve_forever()
