"""The pages, in a browser on this machine."""

from __future__ import annotations

import threading
from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

import line
import telling
from publisher import swap, watching
from publisher.kept_desk import kept_desk
from publisher.preview import serve_folder, site_server
from tasks.running import MISTAKES, flags, found_place, say, told


@task(
    help=flags(
        "community", "output",
        port="on this machine only",
        watch="publish again when content/, theme/ or a text was changed",
    )
)  # fmt: skip
@told
def serve(
    c: Context,
    port: int = 8000,
    output: str | None = None,
    community: str | None = None,
    watch: bool = True,
) -> None:
    """Serve the site on this machine; an open page follows each new one; Ctrl-C ends it."""
    place = found_place(community, output=output, is_read=False)
    if swap.shown_site(place.output) is None:
        _serve(place.output, int(port), "the site")
        return
    with site_server(place.output, int(port)) as server:
        over = threading.Event()
        answering = threading.Thread(target=server.serve_forever)
        answering.start()
        say(f"the site: http://127.0.0.1:{server.server_port}/, Ctrl-C ends it")
        try:
            if watch:
                watching.watch(line.made_from(place), lambda: _publish(place), over.wait)
            else:
                answering.join()
        except KeyboardInterrupt:
            over.set()
        finally:
            server.shutdown()
            answering.join()


def _publish(place: line.Place) -> None:
    try:
        published = line.publish_again(place)
    except MISTAKES as mistake:
        say(f"serve: {mistake}")
        return
    say(published.summary if published else "serve: nothing has been built; run ./do build")


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
