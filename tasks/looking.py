"""The pages, in a browser on this machine."""

from __future__ import annotations

from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

import line
from publisher.preview import serve_folder
from tasks.running import flags, found_place, say, told


@task(help=flags("output", port="on this machine only"))
@told
def serve(c: Context, port: int = 8000, output: str | None = None) -> None:
    """Serve the site on this machine, to look at it in a browser; Ctrl-C ends it."""
    folder = Path(output) if output else line.HOME / "output"
    _serve(folder, int(port), "the site")


@task(help=flags("community", port="on this machine only"))
@told
def office(c: Context, port: int = 8001, community: str | None = None) -> None:
    """Serve the private pages on this machine, for you alone; Ctrl-C ends it."""
    place = found_place(community, is_read=False)
    _serve(place.build / "office", int(port), "the office")


def _serve(folder: Path, port: int, what: str) -> None:
    if not (folder / "index.html").exists():
        raise Exit(f"{folder}: no pages there yet; run ./do build first", code=1)
    say(f"{what}: http://127.0.0.1:{port}/, Ctrl-C ends it")
    serve_folder(folder, port)
