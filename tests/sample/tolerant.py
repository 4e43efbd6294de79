"""A small reader of the sample's formats, written apart from the importers."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def ning(archive: Path) -> dict[str, list[Json]]:
    """The records of each kind in a Ning archive, whatever its brackets and commas look like."""
    found: dict[str, list[Json]] = {}
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            kind = name.rsplit("/", 1)[-1].removeprefix("ning-").removesuffix(".json")
            found[kind] = records(opened.read(name).decode("utf-8"))
    return found


def records(text: str) -> list[Json]:
    """The objects at the top of a text, one after another; what lies between them is skipped."""
    decoder = json.JSONDecoder(strict=False)
    found: list[Json] = []
    place = 0
    while True:
        while place < len(text) and text[place] in "()[], \n\t":
            place += 1
        if place == len(text):
            return found
        value, place = decoder.raw_decode(text, place)
        found.append(value)


def feed(path: Path) -> list[Json]:
    """The page's posts, out of saved answers of the Graph API."""
    return [post for answer in json.loads(path.read_text("utf-8")) for post in answer["data"]]


def export(path: Path) -> dict[str, Any]:
    """The files of the page's export by their last name, with the letters put right."""

    def right(value: Any) -> Any:
        if isinstance(value, str):
            return value.encode("latin-1").decode("utf-8")
        if isinstance(value, list):
            return [right(item) for item in value]
        if isinstance(value, dict):
            return {right(key): right(item) for key, item in value.items()}
        return value

    with zipfile.ZipFile(path) as opened:
        return {
            name.rsplit("/", 1)[-1]: right(json.loads(opened.read(name)))
            for name in opened.namelist()
        }
