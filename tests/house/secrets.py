"""Secrets to plant in a community's exports, six ways to write each, and looking for them again.

What is looked for is found by reading of its own: nothing here is the site's own way of decoding.
"""

from __future__ import annotations

import base64
import gzip
import html
import json
import quopri
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

Kind = Literal["name", "address", "telephone", "private words", "key"]
KINDS: tuple[Kind, ...] = ("name", "address", "telephone", "private words", "key")

ENCODINGS: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "HTML entities": lambda text: "".join(f"&#{ord(sign)};" for sign in text),
    "percent signs": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "JSON escapes": lambda text: "".join(f"\\u{ord(sign):04x}" for sign in text),
    "quoted-printable": lambda text: "".join(f"={byte:02X}" for byte in text.encode()),
}

_SYLLABLES = ("bra", "vel", "tos", "kim", "ril", "dun", "mey", "fos", "gla", "nep", "wor", "sul")
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Secret:
    """Something that must not be published, and nothing else in the world is called so."""

    kind: Kind
    text: str

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(_WORD.findall(self.text.casefold()))

    def written(self, turn: int) -> str:
        """The secret in one of the six encodings."""
        return tuple(ENCODINGS.values())[turn % len(ENCODINGS)](self.text)


def secrets(number: int) -> list[Secret]:
    """So many secrets, as many of each kind."""
    chance = random.Random(5)
    return [Secret(kind, _text(kind, at, chance)) for at, kind in enumerate(_kinds(number))]


def _kinds(number: int) -> Iterator[Kind]:
    return islice(cycle(KINDS), number)


def _text(kind: Kind, at: int, chance: random.Random) -> str:
    def made(syllables: int) -> str:
        return "".join(chance.choices(_SYLLABLES, k=syllables))

    if kind == "name":
        return f"Zq{made(2)} Xo{made(3)}"
    if kind == "address":
        return f"{made(3)}.{made(2)}@{made(3)}{at}.example"
    if kind == "telephone":
        return f"+31 {chance.randrange(10, 99)} {700 + at % 200} {at:04}"
    if kind == "private words":
        return " ".join(f"{made(3)}{at}" for _ in range(6))
    return f"sk_live_{at}{chance.randbytes(12).hex()}"


def found_in(folder: Path, planted: Iterable[Secret]) -> dict[Secret, str]:
    """The secrets that stand in a file below the folder, in any reading, with the file."""
    by_first: dict[str, list[Secret]] = defaultdict(list)
    for each in planted:
        by_first[each.words[0]].append(each)
    found: dict[Secret, str] = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            for reading in readings(file.read_bytes()):
                for secret in _standing(reading, by_first):
                    found.setdefault(secret, str(file.relative_to(folder)))
    return found


def _standing(text: str, by_first: dict[str, list[Secret]]) -> Iterator[Secret]:
    words = _WORD.findall(text.casefold())
    for at, word in enumerate(words):
        for secret in by_first.get(word, ()):
            if tuple(words[at : at + len(secret.words)]) == secret.words:
                yield secret


def readings(content: bytes) -> set[str]:
    """Everything the bytes can be read as: unpacked, without tags, and each decoded six ways."""
    if content.startswith(b"\x1f\x8b"):
        content = gzip.decompress(content)
    raw = content.decode("utf-8", "replace")
    spoken = html.unescape(_TAG.sub("", raw))
    apart = html.unescape(_TAG.sub(" ", raw))
    read = {raw, spoken, apart}
    for text in (raw, spoken, apart):
        read |= {html.unescape(text), unquote(text), _without_escapes(text), _of_base64(text)}
        read.add(quopri.decodestring(text.encode()).decode("utf-8", "replace"))
    return read


def _without_escapes(text: str) -> str:
    return re.sub(r"(?:\\u[0-9a-fA-F]{4})+", lambda run: json.loads(f'"{run.group()}"'), text)


def _of_base64(text: str) -> str:
    """What every long run of the base64 alphabet stands for, one a line."""
    read = []
    for run in re.findall(r"[A-Za-z0-9+/]{8,}", text):
        whole = run[: len(run) // 4 * 4] if len(run) % 4 == 1 else run + "=" * (-len(run) % 4)
        read.append(base64.b64decode(whole).decode("utf-8", "replace"))
    return "\n".join(read)
