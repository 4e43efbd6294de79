"""The pages, in a browser on this machine."""

from __future__ import annotations

from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

import line
import telling
from publisher.kept_desk import kept_desk
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


@task(help=flags("community", done="the card you have dealt with", later="not this week"))
@told
def desk(
    c: Context, community: str | None = None, done: str | None = None, later: str | None = None
) -> None:
    """List what stands on your desk, or put a card away: done, or next week."""
    place = found_place(community, is_read=False)
    if done and later:
        raise Exit("desk: a card is either done or for later")
    shown = kept_desk(place.build)
    if shown is None:
        raise Exit("desk: there is none yet; run ./do build first")
    key = done or later
    if not key:
        for told_line in telling.told_desk(shown):
            say(told_line)
        return
    card = shown.card(key)
    if card is None:
        known = ", ".join(each.key for each in shown.cards if each.key) or "none"
        raise Exit(f"desk: no card is called {key}; on the desk: {known}")
    with line.opened(place) as (_, ledger):
        line.put_card_away(place, ledger, card, "done" if done else "later")
    say(f"desk: {card.title}: {'done' if done else 'next week'}")


def _serve(folder: Path, port: int, what: str) -> None:
    if not (folder / "index.html").exists():
        raise Exit(f"{folder}: no pages there yet; run ./do build first", code=1)
    say(f"{what}: http://127.0.0.1:{port}/, Ctrl-C ends it")
    serve_folder(folder, port)
