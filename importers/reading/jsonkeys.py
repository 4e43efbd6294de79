"""The keys a JSON file begins with: enough to tell the platform, without reading the file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from importers.importer import ExportFile
from importers.reading.limits import MIB

_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\]]', re.DOTALL)
_COLON = re.compile(r"\s*:")
_DEEPEST = 4


@dataclass(frozen=True)
class Beginning:
    """How a JSON file begins."""

    opening: str
    """What stands before the first key, without blanks: '{', '[{', '([{', or '[{' for a list."""
    paths: frozenset[str]
    """Keys of the first object, inner ones behind those they lie in: 'topic_list.topics.id'."""
    is_row: bool
    """Whether another object follows the first one, or a list holds it."""

    def has(self, *paths: str) -> bool:
        """Whether all of these are among the keys."""
        return self.paths.issuperset(paths)


NOT_JSON = Beginning("", frozenset(), False)


def beginning(file: ExportFile, size: int = MIB) -> Beginning:
    """The keys in the first object of a file, as far as `size` bytes reach; none: no JSON."""
    start = file.head(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith((b"{", b"[", b"(")):
        return NOT_JSON
    text = file.head(size).decode("utf-8", errors="replace").lstrip("\ufeff")
    return beginning_of(text)


def beginning_of(text: str) -> Beginning:
    """The same for a text."""
    first = text.find("{")
    if first < 0:
        return NOT_JSON
    opening = "".join(text[: first + 1].split())
    if opening.strip("([{"):
        return NOT_JSON
    paths: set[str] = set()
    keys: list[str] = []
    opened: list[bool] = []
    """For each open bracket, whether a key was set aside for what it holds."""
    key = ""
    for match in _TOKEN.finditer(text, first):
        token = match.group()
        if token in "{[":
            opened.append(bool(key))
            if key:
                keys.append(key)
            key = ""
        elif token in "}]":
            if opened.pop() and keys:
                keys.pop()
            key = ""
            if not opened:
                rest = text[match.end() : match.end() + 1000].lstrip(" \t\r\n,])")
                return Beginning(opening, frozenset(paths), opening != "{" or bool(rest))
        elif _COLON.match(text, match.end()):
            key = token[1:-1]
            if len(keys) < _DEEPEST:
                paths.add(".".join([*keys, key]))
        else:
            key = ""
    return Beginning(opening, frozenset(paths), opening != "{")
