"""Spotlights of invented people out of a seed, as rows that several site builders can read.

Each has words of their own, two answers they gave, what they may be asked about, and a newcomer
they answered who is named too. All words are English, so no text is marked as another language.
"""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

AS_OF = datetime(2026, 11, 22, 18, tzinfo=UTC)
FIRST = tuple(
    a + b
    for a in ("Ba", "De", "Fi", "Go", "Ju", "Ka", "Le", "Mi", "No", "Ta")
    for b in ("len", "rik", "sa", "vin", "mona", "dor", "pia", "tje", "ro", "wen")
)
LAST = tuple(
    a + b
    for a in ("Ast", "Bren", "Cal", "Dorn", "Eld", "Fen", "Gar", "Hol", "Ist", "Jor")
    for b in ("rup", "veld", "mark", "sen", "ova", "aki", "ley", "ström", "ez", "ano")
)
PLACES = ("Leiden", "Kisumu, Kenya", "Bergen", "Split, Croatia", "Porto", "Chennai", "Cali")
THINGS = ("kettle", "radio", "zip", "chair", "lamp", "bicycle", "clock", "jumper", "drawer", "pump")
PARTS = ("handle", "switch", "seam", "joint", "hinge", "spring", "wire", "washer", "leg", "button")
WAYS = ("slowly", "with two hands", "on a dry day", "by the window", "before supper", "twice over")
SENTENCES = (
    "The {part} of the {thing} came loose, and I could not see why until I took it apart {way}.",
    "Look at the {part} first, because that is where an old {thing} gives way, and work {way}.",
    "I learned it from my grandmother, who mended every {thing} in the street {way}.",
    "If the {part} holds when you pull it, leave the {thing} alone & put the screws back {way}.",
    "You need no new {thing} for that: a bit of thread around the {part} will do it {way}.",
    "Nobody sells the {part} any more, so we make one out of a broken {thing}, {way}.",
    "Send me a picture of the {part} and I'll draw what I mean; the {thing} can wait.",
)
TITLES = (
    "Where do I find a {part} for this {thing}?",
    "My {thing} hums when the {part} is wet",
    "A {thing} without its {part}: what now?",
    "Is a {part} worth mending on a {thing}?",
)


def write_rows(file: Path, count: int, *, seed: int = 7) -> None:
    """Nothing; the file holds so many spotlights as one JSON list."""
    file.write_text(json.dumps(spotlights(count, seed=seed), ensure_ascii=False), encoding="utf-8")


def spotlights(count: int, *, seed: int = 7) -> list[dict[str, Any]]:
    """So many spotlights, the newest first; no two people are called alike up to ten thousand."""
    chance = random.Random(seed)
    people = [_person(number, chance) for number in range(count)]
    return [
        {
            **person,
            "words": _text(chance, 3),
            "topics": sorted(chance.sample(THINGS, 3)),
            "at": _moment(number),
            "deeds": [
                {
                    "words": _text(chance, chance.randint(3, 5)),
                    "thread_title": _filled(chance.choice(TITLES), chance),
                    "thread_url": f"https://forum.example.org/t/{number}-{each}",
                    "helped": people[chance.randrange(count)] if each == 0 else None,
                    "done_at": _moment(number + 40 * each),
                }
                for each in range(2)
            ],
        }
        for number, person in enumerate(people)
    ]


def _person(number: int, chance: random.Random) -> dict[str, Any]:
    first, last = FIRST[number % len(FIRST)], LAST[number // len(FIRST) % len(LAST)]
    return {
        "member_id": f"m{number:05}",
        "name": f"{first} {last}",
        "slug": f"{first.lower()}-{number:08x}",
        "initials": first[0] + last[0],
        "cut": chance.randint(1, 6),
        "ink": chance.randint(1, 8),
        "place": chance.choice(PLACES) if chance.random() < 0.7 else "",
        "may_be_searched": chance.random() < 0.5,
    }


def _text(chance: random.Random, count: int) -> str:
    return " ".join(_filled(each, chance) for each in chance.sample(SENTENCES, count))


def _filled(text: str, chance: random.Random) -> str:
    return text.format(
        thing=chance.choice(THINGS), part=chance.choice(PARTS), way=chance.choice(WAYS)
    )


def _moment(number: int) -> str:
    return (AS_OF - timedelta(minutes=17 * number + 60)).isoformat()
