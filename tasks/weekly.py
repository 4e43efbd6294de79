"""The week's work in one command, up to where a person looks."""

from __future__ import annotations

import webbrowser
from datetime import UTC, datetime
from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

import asking
import line
from digest.delivery import newest_issue
from publisher.preview import serve_folder
from tasks.building import built
from tasks.running import flags, found_place, near, say, step, told
from weekly import take_newest


@task(
    help=flags(
        "community", "output", "as_of",
        **{"from": "a folder of downloads, whose new exports are taken"},
        replies="the mailbox with the answers, as ./do replies reads it",
        port="of the office, on this machine only",
        serve="open the office in a browser, or only say where it is",
    )
)  # fmt: skip
@told
def week(
    c: Context,
    from_: str | None = None,
    replies: str | None = None,
    community: str | None = None,
    output: str | None = None,
    as_of: str | None = None,
    port: int = 8001,
    serve: bool = True,
) -> None:
    """Take the newest exports, read the answers, build, open the office; nothing is sent."""
    place = found_place(community, output=output)
    if from_:
        _take(place, Path(from_))
    if replies:
        _read(place, replies)
    office = built(place, as_of)
    with line.opened(place) as (_, ledger):
        issue = newest_issue(ledger)
        waiting = [
            row
            for row in (ledger.mails(issue).to_pylist() if issue else [])
            if row["state"] in ("queued", "deferred")
        ]
    say(f"week: {len(waiting)} letters of {issue or 'no issue'} wait; nothing was sent")
    if waiting and not place.is_sample:
        say("week: look at them in the office, then: ./do send --dry-run, and ./do send")
    if not serve:
        say(f"week: the office is {near(office)}/index.html, for you alone")
        return
    address = f"http://127.0.0.1:{int(port)}/"
    say(f"week: the office is at {address}, for you alone; Ctrl-C ends it")
    webbrowser.open(address)
    serve_folder(office, int(port))


def _take(place: line.Place, downloads: Path) -> None:
    if not downloads.is_dir():
        raise Exit(f"{downloads}: no such folder; --from names where your browser saves", code=1)
    if place.is_sample:
        raise Exit("week: --from takes exports of your own; write a community.yaml first", code=1)
    with line.opened(place) as (warehouse, _), step("take"):
        found = take_newest(place, warehouse, downloads, datetime.now(UTC).date())
    for one in found:
        say(f"week: {one.name}: " + (f"copied to {near(one.to)}" if one.to else
            f"left, {one.why_left}"))  # fmt: skip
    if not found:
        say(f"week: nothing in {near(downloads)} that an importer knows")


def _read(place: line.Place, mailbox: str) -> None:
    with line.opened(place) as (warehouse, ledger):
        if not warehouse.has("derived.member_accounts"):
            say("week: nothing was built yet, so nobody's answers can be read; run it once more")
            return
        found, file = asking.read_mailbox(place, warehouse, ledger, mailbox)
        for told_line in asking.told_replies(found, file):
            say(told_line)
