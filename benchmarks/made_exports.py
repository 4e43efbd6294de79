"""Large exports out of a seed: an activity log, a Ning document, a dump in XML."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from xml.sax.saxutils import quoteattr

START = datetime(2015, 1, 1)
WORDS = [
    "the",
    "lamp",
    "in",
    "our",
    "kitchen",
    "went",
    "dark",
    "again",
    "so",
    "I",
    "opened",
    "it",
    "found",
    "a",
    "loose",
    "wire",
    "and",
    "a",
    "tired",
    "spring",
    "has",
    "anybody",
    "a",
    "spare",
    "shade",
    "or",
    "a",
    "good",
    "word",
    "for",
    "old",
    "glass",
    "thank",
    "you",
    "all",
    "this",
    "worked",
    "for",
    "me",
    "too",
    "mañana",
    "über",
    "façade",
    "修理",
    "почини",
]
MEMBERS = 5_000


def write_log(path: Path, rows: int, seed: int = 1) -> None:
    """A log of posts as JSON lines; one in twenty mentions somebody, half reply to an earlier."""
    random = Random(seed)
    with path.open("w", encoding="utf-8") as log:
        for number in range(rows):
            row = {
                "id": f"p{number}",
                "author": f"member{random.randrange(MEMBERS)}",
                "thread": f"t{random.randrange(1 + rows // 12)}",
                "reply_to": f"p{random.randrange(number)}" if number and number % 2 else None,
                "created_at": f"{START + timedelta(seconds=number * 300):%Y-%m-%dT%H:%M:%SZ}",
                "text": sentence(random, random.choice((6, 20, 45))),
            }
            if number % 20 == 0:
                row["text"] = f"{row['text']} @member{random.randrange(MEMBERS)} knows"
            log.write(json.dumps(row, ensure_ascii=False) + "\n")


def write_ning(malformed: Path, whole: Path, megabytes: int, seed: int = 2) -> None:
    """One document of discussions twice: as the archiver breaks it, and as it should be."""
    random = Random(seed)
    written, number = 0, 0
    with malformed.open("w", encoding="utf-8") as broken, whole.open("w", encoding="utf-8") as good:
        broken.write("([")
        good.write("[")
        while written < megabytes * 1_000_000:
            text = json.dumps(discussion(random, number), ensure_ascii=False)
            # The comma between two is missing, or the list ends too early between two batches.
            broken.write(("" if number % 50 else "]") * bool(number) + text)
            good.write("," * bool(number) + text)
            written += len(text.encode())
            number += 1
        broken.write("]])")
        good.write("]")


def discussion(random: Random, number: int) -> dict[str, object]:
    """A thread with its comments, newest first, as Ning writes it."""
    at = START + timedelta(minutes=number * 30)
    replies = random.randrange(2, 24)
    return {
        "id": f"1:Topic:{number}",
        "contributorName": f"name{random.randrange(MEMBERS):05d}",
        "title": sentence(random, 6),
        "description": markup(random),
        "createdDate": f"{at:%Y-%m-%dT%H:%M:%S}.000Z",
        "updatedDate": f"{at:%Y-%m-%dT%H:%M:%S}.000Z",
        "category": f"Room {number % 12}",
        "comments": [
            {
                "id": f"1:Comment:{number}:{place}",
                "contributorName": f"name{random.randrange(MEMBERS):05d}",
                "description": markup(random),
                "createdDate": f"{at + timedelta(minutes=place):%Y-%m-%dT%H:%M:%S}.000Z",
            }
            for place in reversed(range(replies))
        ],
    }


def write_dump(path: Path, rows: int, seed: int = 3) -> None:
    """The posts of a question-and-answer site in XML: one question, then four answers."""
    random = Random(seed)
    with path.open("w", encoding="utf-8") as dump:
        dump.write('<?xml version="1.0" encoding="utf-8"?>\n<posts>\n')
        for number in range(1, rows + 1):
            values = dict(dump_row(random, number))
            text = " ".join(f"{name}={quoteattr(value)}" for name, value in values.items())
            dump.write(f"  <row {text} />\n")
        dump.write("</posts>\n")


def dump_row(random: Random, number: int) -> Iterator[tuple[str, str]]:
    """The attributes of one row."""
    is_question = number % 5 == 1
    yield "Id", str(number)
    yield "PostTypeId", "1" if is_question else "2"
    if not is_question:
        yield "ParentId", str(number - (number - 1) % 5)
    yield "CreationDate", f"{START + timedelta(minutes=number * 7):%Y-%m-%dT%H:%M:%S}.123"
    yield "Score", str(random.randrange(9))
    if is_question:
        yield "ViewCount", str(random.randrange(900))
        yield "Title", sentence(random, 8)
        yield "Tags", "<lamps><glass>"
    yield "Body", markup(random)
    yield "OwnerUserId", str(1 + random.randrange(MEMBERS))


def markup(random: Random) -> str:
    """A paragraph or two, with the tags people use."""
    first = sentence(random, random.choice((8, 25, 60)))
    shape = random.randrange(4)
    if shape == 0:
        return f"<p>{first}</p>"
    if shape == 1:
        return f"<p>{first}</p>\n<p><b>{sentence(random, 5)}</b> &amp; {sentence(random, 9)}</p>"
    if shape == 2:
        return f'{first}<br />{sentence(random, 12)} <a href="https://shelf.example/">here</a>'
    return first


def sentence(random: Random, words: int) -> str:
    """So many words."""
    return " ".join(random.choices(WORDS, k=words))
