"""Texts about members of The Mending Table, written into a folder, and approvals of them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from ledger.reviews import APPROVALS, text_sha256
from publisher.site import Published
from publisher.written import Kind, read_text
from tests.publisher.mending_table import ago, people

if TYPE_CHECKING:
    from tests.publisher.conftest import Press

SPOTLIGHT = """\
Member: discourse:moira_mends
Title: {name} draws the stitches
Quote: She drew it, and the zip runs.
Quote by: discourse:m7

Ask her with a picture, and a picture comes back.

## What are you busy with?

A tweed jacket with *no* lining left.

## What may people ask you?

Anything about zips. [My notes](https://zips.example/notes).

## Who here helped you?

{helper}, in my first winter.
"""
STORY = """\
Members: discourse:m2, discourse:m6
Title: How Idris and Teodor met
Both: One has the valves, one the sockets.
Introduced: March

## Idris

He wrote about chairs. I asked about a radio.

## Teodor

I had the socket in a drawer.
"""
CIRCLE = """\
title: Darning by lamplight
members: [discourse:m1, discourse:m2, discourse:m6, discourse:m7]
starts: 2026-12-05T13:00
ends: 2026-12-05T16:00
where: The back room, behind the bakery
about: Bring *one* sock.
bring: A lamp
plan:
  - Everybody threads a needle.
  - Then the stories begin.
"""
MOIRA = "spotlights/moira.md"
BOTH = "stories/idris-and-teodor.md"
DARNING = "circles/darning.yaml"
YES = {
    "m1": ("spotlight", "directory and topics", "circle", "search engines"),
    "m2": ("story", "circle", "search engines"),
    "m6": ("story", "circle", "search engines"),
    "m7": ("directory and topics", "circle"),
    "m11": ("spotlight", "search engines"),
}
KINDS: dict[str, Kind] = {"spotlights": "spotlight", "stories": "story"}


def write(folder: Path, path: str, text: str) -> Path:
    """The file below the folder of texts."""
    file = folder / "texts" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def spotlight(*, name: str = "Moira", helper: str = "Luz Quintero") -> str:
    """Moira's text, with its title and who helped her."""
    return SPOTLIGHT.format(name=name, helper=helper)


def approved(folder: Path, *rows: tuple[str, str], at: datetime | None = None) -> pa.Table:
    """Approvals of the texts as they stand now; a row is (path, member)."""
    return pa.Table.from_pylist(
        [
            {
                "kind": KINDS[path.split("/")[0]],
                "subject": path,
                "account_id": f"discourse:mending.example:{member}",
                "text_sha256": text_sha256(
                    read_text(folder / "texts" / path, KINDS[path.split("/")[0]]).said
                ),
                "source": "approve task",
                "decided_at": at or ago(3),
            }
            for path, member in rows
        ],
        APPROVALS,
    )


def show_all(press: Press, **changed: tuple[str, ...]) -> Published:
    """All three texts written and approved, and the site published."""
    write(press.folder, MOIRA, spotlight())
    write(press.folder, BOTH, STORY)
    write(press.folder, DARNING, CIRCLE)
    rows = approved(press.folder, (MOIRA, "m1"), (MOIRA, "m7"), (BOTH, "m2"), (BOTH, "m6"))
    return press.publish(people=people(YES | changed), approvals=rows)
