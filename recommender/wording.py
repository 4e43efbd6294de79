"""How reasons are said: short sentences to the reader, about the candidate.

Here in English; `sayings/` holds the other languages a letter may be written in.

{when} dates what the candidate did, {yours} what the reader did; both are empty for what is not
older than twelve months. A {topic} may be a thing people write about or a space they write in, so
it is only ever had in common. Topics that were found have no name, only words that often stand
together; then one of them that both wrote is told, with a thread of each.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import yaml

SAYINGS: dict[str, tuple[str, str]] = {
    "asked": (
        "You asked something under “{topic}”{yours}; {name} answered there, in “{title}”{when}.",
        "You had a question under “{topic}”{yours}; {name} answered one in “{title}”{when}.",
    ),
    "asks": (
        "{name} asked in “{title}”{when}; you have answered under “{topic}”{yours}.",
        "You answered a question under “{topic}”{yours}; {name} asked one in “{title}”{when}.",
    ),
    "topic": (
        "You and {name} have “{topic}” in common: see “{title}”.",
        "{name} is at home in “{topic}”, as you are: see “{title}”.",
    ),
    "topic, same year": (
        "You and {name} had “{topic}” in common{when}: see “{title}”.",
        "{name} was at home in “{topic}”{when}, as you were: see “{title}”.",
    ),
    "topic, old": (
        "You have “{topic}” in common: you{yours} and {name} in “{title}”{when}.",
        "You have “{topic}” in common: {name} in “{title}”{when}, and you{yours}.",
    ),
    "topic, two threads": (
        "You have {topic} in common: you in “{own}”{yours} and {name} in “{title}”{when}.",
        "You have {topic} in common: {name} in “{title}”{when} and you in “{own}”{yours}.",
    ),
    "topic, two threads, same year": (
        "You have {topic} in common: you in “{own}” and {name} in “{title}”, both{when}.",
        "You have {topic} in common: {name} in “{title}” and you in “{own}”, both{when}.",
    ),
    "same words": (
        "You wrote of “{word}” in “{own}”{yours}, and {name} in “{title}”{when}.",
        "{name} wrote of “{word}” in “{title}”{when}, and you in “{own}”{yours}.",
    ),
    "topic, no thread": (
        "You and {name} share an interest in “{topic}”.",
        "{name} is interested in “{topic}”, as you are.",
    ),
    "topic, no thread, old": (
        "You and {name} shared an interest in “{topic}”{when}.",
        "{name} was interested in “{topic}”{when}, as you were.",
    ),
    "contact": (
        "You both talk with {contact}.",
        "{contact} talks with {name} as well as with you.",
    ),
    "contact, same year": (
        "You and {name} both talked with {contact}{when}.",
        "{contact} talked with you and with {name}{when}.",
    ),
    "contact, old": (
        "You talked with {contact}{yours}, and {name} did{when}.",
        "{contact} talked with you{yours} and with {name}{when}.",
    ),
    "contact, unnamed": (
        "Someone you talk with here talks with {name} too.",
        "{name} and you both talk with the same person here.",
    ),
    "contact, unnamed, same year": (
        "You and {name} both talked with the same person here{when}.",
        "The same person here talked with {name} and with you{when}.",
    ),
    "contact, unnamed, old": (
        "Someone who talked with you{yours} also talked with {name}{when}.",
        "{name} talked{when} with someone you talked with{yours}.",
    ),
    "place": ("{name} is in {place}, as you are.", "You and {name} both say {place} is home."),
    "thread, theirs": (
        "{name} started “{title}”{when}, where you wrote too.",
        "You wrote in “{title}”{yours}, which {name} started.",
    ),
    "thread, yours": (
        "{name} wrote in “{title}”{when}, which you started.",
        "You started “{title}”{yours}, and {name} wrote in it.",
    ),
    "thread": (
        "You and {name} both wrote in “{title}”{when}.",
        "{name} was in “{title}”{when}, and so were you.",
    ),
    "thread, old": (
        "You wrote in “{title}”{yours}, and {name} did{when}.",
        "{name} wrote in “{title}”{when}, where you did{yours}.",
    ),
}
"""Two ways to say each; the two sides of a pair never get the same one."""

LANGUAGES = ("en", "nl", "de", "fr", "es")
"""The languages a reason can be said in."""
LONGEST_TITLE = 60
LONGEST_OVERLAP = 40
OLD = timedelta(days=365)


def said(
    kind: str,
    reader: str,
    candidate: str,
    language: str = "en",
    *,
    yours: int | None = None,
    when: int | None = None,
    **words: str,
) -> str:
    """The sentence of this kind for the reader, the same every time for the same pair.

    language: ISO 639-1; one of LANGUAGES, for any other English. yours, when: the years to be
    said, None where what is told is not old.
    """
    first = hashlib.sha256("\n".join(sorted((reader, candidate))).encode()).digest()[0]
    back, sayings = _tongue(language if language in LANGUAGES else "en")
    ways = sayings[kind]
    dated = {
        name: back.format(year=year) if year else ""
        for name, year in (("yours", yours), ("when", when))
    }
    return ways[(first + (reader > candidate)) % len(ways)].format(**words, **dated)


@cache
def _tongue(language: str) -> tuple[str, Mapping[str, tuple[str, str]]]:
    """How a year is said, and the sayings by kind."""
    if language == "en":
        return " back in {year}", SAYINGS
    file = Path(__file__).parent / "sayings" / f"{language}.yaml"
    tongue = yaml.safe_load(file.read_text(encoding="utf-8"))
    return tongue["back_in"], {kind: tuple(ways) for kind, ways in tongue["sayings"].items()}


def back_in(year: int, language: str) -> str:
    """The year as it is said behind a sentence, with a blank before it."""
    return _tongue(language if language in LANGUAGES else "en")[0].format(year=year)


def is_old(moment: datetime | None, as_of: datetime) -> bool:
    """Whether it was more than twelve months before as-of, so that its year must be said."""
    return moment is not None and as_of - moment > OLD


def year_said(moment: datetime | None, as_of: datetime) -> int | None:
    """The year that must be said of what is old; None for what is not."""
    return moment.year if moment is not None and is_old(moment, as_of) else None


def shortened(text: str, longest: int) -> str:
    """The text on one line, cut at a word to at most so many characters, with an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    words = cut.rsplit(" ", 1)[0] if " " in cut[longest // 2 :] else cut
    return words.rstrip(" ,;:.-–—") + "…"


def title_words(title: str) -> str:
    """A thread's title to stand between quotation marks."""
    return shortened(title.replace("“", "‘").replace("”", "’").replace('"', "’"), LONGEST_TITLE)


def topic_words(label: str) -> str:
    """A topic's label inside a sentence: 'collision, physics' is said 'collision and physics'."""
    words = [word.strip() for word in label.split(",") if word.strip()]
    joined = " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else label.strip()
    return shortened(joined, LONGEST_OVERLAP)


def is_named(label: str) -> bool:
    """Whether a topic's label is a name somebody gave it, not words that often stand together."""
    return "," not in label


def names_member(title: str | None, url: str | None, display_name: str | None) -> bool:
    """Whether a thread's title or address holds a part of the member's name: 'Ana, from Porto'."""
    parts = {word.casefold() for word in re.findall(r"\w{3,}", display_name or "")}
    words = (word for word in re.findall(r"\w+", title or "") if not word[0].islower())
    path = re.findall(r"\w+", re.sub(r"[-_/]", " ", (url or "").partition("://")[2]))
    return not parts.isdisjoint(word.casefold() for word in (*words, *path[1:]))


def is_question(title: str) -> bool:
    """Whether a thread's title asks something."""
    first = title.strip().lower().split(" ")[0].rstrip(",:") if title.strip() else ""
    asks = {"how", "why", "what", "which", "where", "who", "when", "can", "could", "does", "do"}
    return "?" in title or first in asks | {"is", "are", "should", "anyone", "has", "help"}
