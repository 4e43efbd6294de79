"""How somebody writes wherever they write: a sign, a phrase, a way to begin and to end."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from sample import words
from sample.people import Person

GREETS_FROM_HOME = 0.5
"""How many tell now and then where they write from."""


@dataclass(frozen=True)
class Habits:
    """What runs through all of somebody's texts; each part is missing with many."""

    phrase: str
    sign: str
    ending: str
    """What their last full stop becomes."""
    misspells: tuple[str, str]
    is_small: bool
    """Begins without a capital."""
    from_home: float
    """How often a comment on the page says where it comes from."""


def habits(person: Person) -> Habits:
    """The habits of a person, the same on the network and on the page."""
    return _habits(person.seed)


@cache
def _habits(seed: int) -> Habits:
    rng = Random(f"{seed} habits")
    lists = words.lists("habits")

    def perhaps(chance: float, name: str) -> str:
        return rng.choice(lists[name]) if rng.random() < chance else ""

    right, _, wrong = perhaps(0.25, "misspelt").partition(" / ")
    return Habits(
        phrase=perhaps(0.6, "phrases"),
        sign=perhaps(0.3, "signs"),
        ending=perhaps(0.3, "endings"),
        misspells=(right, wrong),
        is_small=rng.random() < 0.06,
        from_home=rng.uniform(0.08, 0.3) if rng.random() < GREETS_FROM_HOME else 0.0,
    )


def in_their_manner(text: str, person: Person, *, on_page: bool, language: str) -> str:
    """The text as this person would write it; the same text comes out the same every time."""
    if not text or person.part == "page":
        return text
    has = habits(person)
    rng = Random(f"{person.seed} {text}")
    if has.is_small and text[1:2].islower():
        text = text[:1].lower() + text[1:]
    right, wrong = has.misspells
    if right:
        text = text.replace(f" {right} ", f" {wrong} ")
    if language == "en" and has.phrase and rng.random() < 0.32:
        text = f"{text} {has.phrase}"
    if on_page and rng.random() < has.from_home:
        line = rng.choice(words.lists("habits")["from home"]).replace("{town}", person.town)
        text = f"{text} {line}"
    if has.ending and text.endswith(".") and rng.random() < 0.6:
        text = text[:-1] + has.ending
    if has.sign and rng.random() < 0.45:
        text = f"{text} {has.sign}"
    return text
