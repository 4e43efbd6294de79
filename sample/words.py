"""The words of the sample: crafts, tongues, names and set pieces, read from `words/`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

WORDS = Path(__file__).resolve().parent / "words"


class Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a words file: a misspelt key is an error, not a silence."""


class Remedy(Written, frozen=True, kw_only=True):
    """One cure for a problem; each text holds alternatives separated by ` | `."""

    say: str
    did: str
    """What the asker reports when it worked."""
    why: str = ""
    but: str = ""
    """A caution that somebody else may add."""
    ask: str = ""
    """What the asker may still want to know."""
    tell: str = ""
    """The answer to that."""


class Problem(Written, frozen=True, kw_only=True):
    """Something that goes wrong with a thing, and what may help."""

    titles: str
    tells: str
    remedies: list[Remedy]
    tried: str = ""
    asks: str = ""
    things: list[str] = []
    """What it can happen to, when that is not everything of the craft."""
    craft: str = ""


class Show(Written, frozen=True, kw_only=True):
    """Something finished, shown to the others."""

    title: str
    tell: str
    how: str
    answer: str


class Craft(Written, frozen=True, kw_only=True):
    """What people mend: a kind of thing, and everything they have to say about it."""

    name: str
    things: list[str]
    """`a table set / the table set`."""
    whys: list[str]
    hellos: list[str]
    benches: list[str]
    taught: str
    kept: str
    tools: str
    failed: str
    shows: list[Show]
    parts: str
    tips: str
    problems: list[Problem]


class Region(Written, frozen=True, kw_only=True):
    """Where names and towns come from."""

    share: int
    language: str
    given: list[str]
    family: list[str]
    towns: list[tuple[str, str, int]]
    """Town, country, hours ahead of UTC."""


class Tongue(Written, frozen=True, kw_only=True):
    """A language as it is spoken around the matter itself.

    banks: for each turn of a conversation, what may be said; problems: those told in this language
    (English ones come with the crafts).
    """

    language: str
    banks: dict[str, list[str]]
    problems: list[Problem] = []
    space: str = ""


class Piece(Written, frozen=True, kw_only=True):
    """A conversation written out: its title, its opening and what may be answered to it."""

    title: str
    opening: str
    answers: list[str] = []
    kind: str = ""
    """Which of a craft's lists answers it: benches, taught, kept, tools, failed, tips."""
    lead: str = ""
    """How such an answer begins, with {it} where the craft's words go."""


def things_of(craft: str, problem: Problem | None = None) -> list[str]:
    """What a conversation can be about: the problem's own things, else those of the craft."""
    return (problem.things if problem else []) or crafts()[craft].things


def options(text: str) -> tuple[str, ...]:
    """The alternatives in a text, in order; none for an empty one."""
    return tuple(part.strip() for part in text.split(" | ") if part.strip())


def flat(lines: Iterable[str]) -> tuple[str, ...]:
    """All alternatives in several texts, in order."""
    return tuple(option for line in lines for option in options(line))


@cache
def crafts() -> dict[str, Craft]:
    """The crafts by name, in the order of their files."""
    return {
        craft.name: craft
        for path in sorted((WORDS / "crafts").glob("*.yaml"))
        for craft in msgspec.yaml.decode(path.read_bytes(), type=list[Craft])
    }


@cache
def families() -> dict[str, tuple[str, ...]]:
    """The names of the crafts that lie near each other: one family for each file of crafts."""
    return {
        path.stem: tuple(
            craft.name for craft in msgspec.yaml.decode(path.read_bytes(), type=list[Craft])
        )
        for path in sorted((WORDS / "crafts").glob("*.yaml"))
    }


@cache
def regions() -> dict[str, Region]:
    """The regions by name."""
    return msgspec.yaml.decode((WORDS / "names.yaml").read_bytes(), type=dict[str, Region])


@cache
def tongues() -> dict[str, Tongue]:
    """The languages spoken here, by their two letters."""
    found = {}
    for path in sorted((WORDS / "tongues").glob("*.yaml")):
        tongue = msgspec.yaml.decode(path.read_bytes(), type=Tongue)
        found[tongue.language] = tongue
    return found


@cache
def jobs() -> tuple[str, ...]:
    """What members do for a living."""
    return tuple(msgspec.yaml.decode((WORDS / "jobs.yaml").read_bytes(), type=list[str]))


@cache
def lists(name: str) -> dict[str, list[str]]:
    """The named lists of texts in one file of words."""
    return msgspec.yaml.decode((WORDS / f"{name}.yaml").read_bytes(), type=dict[str, list[str]])


@cache
def pieces(name: str) -> tuple[Piece, ...]:
    """The conversations written out in one file of words."""
    return tuple(msgspec.yaml.decode((WORDS / f"{name}.yaml").read_bytes(), type=list[Piece]))
