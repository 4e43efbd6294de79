"""The ledger, the only thing that cannot be rebuilt: copied, put back, written out, adopted."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from pathlib import Path

from invoke.context import Context
from invoke.tasks import task

import line
from ledger import Ledger
from publisher.rows import issue_of
from tasks.running import flags, found_place, say, told


@task(name="backup", help=flags("community", to="the file to write"))
@told
def ledger_backup(c: Context, to: str, community: str | None = None) -> None:
    """Copy the ledger, the only thing that cannot be rebuilt, to another file."""
    place = found_place(community, is_read=False)
    with Ledger.open(place.ledger_path, place.settings.community.id) as ledger:
        ledger.backup(Path(to), now=datetime.now(UTC))
    say(f"ledger: a complete copy lies in {to}; keep it where only you can read it")


@task(name="restore", help=flags("community", read="the backup to put in the ledger's place"))
@told
def ledger_restore(c: Context, read: str, community: str | None = None) -> None:
    """Put a backup in the ledger's place; whoever was forgotten since is forgotten again."""
    place = found_place(community, is_read=False)
    ledger, again, replaced = Ledger.restore(
        Path(read), place.ledger_path, place.settings.community.id, now=datetime.now(UTC)
    )
    ledger.close()
    say(f"ledger: {read} is the ledger now")
    if again:
        say(f"ledger: {again} fingerprints of forgotten people were newer; forgotten again in it")
    if replaced:
        say(f"ledger: the one before lies in {replaced}; destroy it when it is not needed")
    say("ledger: what was said and sent since the backup is not in it: read the replies again, and")
    say("ledger: before anything is sent, ./do ledger.adopt; then ./do build")


@task(name="export", help=flags("community", to="the JSON file to write"))
@told
def ledger_export(c: Context, to: str, community: str | None = None) -> None:
    """Write everything in the ledger as JSON, for you to read or take elsewhere."""
    place = found_place(community, is_read=False)
    with Ledger.open(place.ledger_path, place.settings.community.id) as ledger:
        rows = ledger.export(Path(to))
    say(f"ledger: {rows:,} rows in {to}; keep it where only you can read it")


@task(name="adopt", help=flags("community", sent_through="the last issue that may have left"))
@told
def ledger_adopt(c: Context, community: str | None = None, sent_through: str | None = None) -> None:
    """Let a restored ledger send; what may have left before counts as perhaps sent."""
    place = found_place(community, is_read=False)
    now = datetime.now(UTC)
    issue = sent_through or issue_of(now, place.settings.community.time_zone)
    with line.opened(place) as (_, ledger):
        ledger.adopt(host=socket.gethostname(), sent_through=issue, now=now)
    say(f"ledger: adopted; this one sends from now on, letters up to {issue} count as perhaps sent")
