"""A network whose newcomers say what a test puts into their mouths: each gets a page of their own.

Everybody who is named here said yes to every page, so that whatever may be shown of them is shown.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledger import PURPOSES
from tests.house.handmade import stamp, write_csv

HELPERS = ("Ada Quill", "Bram Osier", "Cleo Fennel", "Dirk Yarrow", "Edda Sorrel", "Finn Tansy")
LAST_DAY = 120


@dataclass(frozen=True)
class Newcomer:
    """One newcomer's name and words, and the first answer they got; each exactly as it stands."""

    name: str
    place: str
    bio: str
    title: str
    words: str
    answer: str
    topic: str
    url: str = ""


def write_newcomers(
    folder: Path, newcomers: Iterable[Newcomer], *, others: Iterable[dict[str, Any]] = ()
) -> None:
    """The network's archive, and the list of who said yes.

    others: members' objects beside them, who said yes to nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    members = [_member(f"h{at}", name, -40.0) for at, name in enumerate(HELPERS)]
    discussions = []
    for number, each in enumerate(newcomers):
        # All within the four weeks in which somebody is new.
        day = LAST_DAY - 20 + number % 180 / 10
        members.append(
            _member(f"n{number}", each.name, day, location=each.place)
            | {
                "profileQuestions": {
                    "About me": html.escape(each.bio),
                    "What do you make?": html.escape(each.topic),
                }
            }
        )
        discussions.append(
            {
                "id": f"9:Topic:{number}",
                "contributorName": f"n{number}",
                "title": each.title,
                "description": f"<p>{html.escape(each.words)}</p>",
                "createdDate": stamp(day),
                "category": each.topic,
                "tags": [each.topic],
                "url": each.url or f"https://bench.example.org/forum/topics/{number}",
                "comments": [
                    {
                        "id": f"9:Comment:{number}",
                        "contributorName": f"h{number % len(HELPERS)}",
                        "description": f"<p>{html.escape(each.answer)}</p>",
                        "createdDate": stamp(day + 0.1),
                    }
                ],
            }
        )
    yes: list[list[object]] = [
        [f"ning:{member['contributorName']}", ";".join(PURPOSES), "2026-03-01", "yes"]
        for member in members
    ]
    write_csv(folder / "people.csv", ["handle", "purposes", "date", "answer"], yes)
    write_archive(folder, "members", [*members, *others])
    write_archive(folder, "discussions", discussions)


def write_archive(folder: Path, kind: str, rows: list[dict[str, Any]]) -> None:
    """One file of a network's archive."""
    (folder / f"ning-{kind}.json").write_text("(" + json.dumps(rows) + ")", encoding="utf-8")


def _member(native_id: str, name: str, day: float, *, location: str = "") -> dict[str, Any]:
    return {
        "contributorName": native_id,
        "fullName": name,
        "email": f"{native_id}@mail.example.org",
        "createdDate": stamp(day),
        "level": "member",
        "state": "active",
        "location": location,
    }
