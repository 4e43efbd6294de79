"""The sample's pages and letters, read as a stranger would, and every name in the exports."""

from __future__ import annotations

import email.policy
import gzip
import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from ledger.visibility import shown
from line import Place

LONGEST_NAME = 6
"""Words."""

WORD = re.compile(r"\w+")
TAG = re.compile(r"<[^>]*>")
GZIP = b"\x1f\x8b"
"""What a packed file begins with."""


@dataclass(frozen=True)
class Somebody:
    """A member as the exports and the truth have them."""

    member_id: str
    names: frozenset[str]
    keys: frozenset[str]
    """Handles and native ids that are no ordinary words."""
    emails: frozenset[str]
    consented: frozenset[str]
    states: frozenset[str]

    def may_stand(self, place: str) -> bool:
        return shown(place, consented=self.consented, states=self.states) == "yes"


class Book:
    """Who goes by a name, a handle, an id or an address; accents and case left aside."""

    def __init__(self, people: Mapping[str, Somebody]) -> None:
        self.people = people
        self.by_words: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self.by_key: dict[str, set[str]] = defaultdict(set)
        for member_id, person in people.items():
            for name in person.names:
                for words in spellings(name):
                    if len(words) > 1:
                        self.by_words[words].add(member_id)
            for key in person.keys:
                self.by_key[key.casefold()].add(member_id)

    def found(self, text: str) -> Iterator[tuple[str, frozenset[str]]]:
        """Every name and id in the text, with all members who go by it."""
        for reading in {text, html.unescape(text), unquote(html.unescape(text))}:
            for bare in (reading, TAG.sub(" ", reading)):
                for words in spellings(bare):
                    for at, word in enumerate(words):
                        if word in self.by_key:
                            yield word, frozenset(self.by_key[word])
                        for length in range(2, LONGEST_NAME + 1):
                            several = words[at : at + length]
                            if several in self.by_words:
                                yield " ".join(several), frozenset(self.by_words[several])

    def strangers(self, text: str, may_stand: Callable[[Somebody], bool]) -> set[str]:
        """The names and ids in the text of which nobody who goes by them may stand there."""
        return {
            name
            for name, members in self.found(text)
            if not any(may_stand(self.people[member]) for member in members)
        }


def spellings(text: str) -> set[tuple[str, ...]]:
    """The words of a text, as they are, without accents, and as addresses of pages write them."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return {
        tuple(WORD.findall(unicodedata.normalize("NFKC", text.casefold()))),
        tuple(WORD.findall(bare)),
        tuple(WORD.findall(bare.encode("ascii", "ignore").decode())),
    }


def site_files(place: Place) -> dict[str, str]:
    """The text of every file of the shown site, by its path; the path itself is read too.

    What the search index packs is unpacked.
    """
    site = place.output.resolve()
    return {
        str(path.relative_to(site)): f"{path.relative_to(site)}\n{_unpacked(path)}"
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.parts[len(site.parts)] != "theme"
    }


def _unpacked(path: Path) -> str:
    packed = path.read_bytes()
    plain = gzip.decompress(packed) if packed.startswith(GZIP) else packed
    return plain.decode("utf-8", errors="replace")


@dataclass(frozen=True)
class Letter:
    """A letter in the outbox, as its reader's program decodes it."""

    path: Path

    @property
    def member_id(self) -> str:
        return self.path.stem

    @cached_property
    def message(self) -> EmailMessage:
        parsed = BytesParser(policy=email.policy.default).parsebytes(self.path.read_bytes())
        assert isinstance(parsed, EmailMessage)
        return parsed

    def parts(self) -> Iterator[str]:
        """Each header, the plain text and the HTML."""
        for name, value in self.message.items():
            yield f"{name}: {value}"
        for part in self.message.walk():
            if not part.is_multipart():
                yield part.get_content()
