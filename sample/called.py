"""What people are called on Facebook: as on the network, nearly so, or otherwise."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from random import Random

from sample import words
from sample.people import Person

ROMANISED = {
    **dict(zip("абвгґдезиіїйклмнопрстуфюяьє", (
        "a", "b", "v", "h", "g", "d", "e", "z", "y", "i", "i", "i", "k", "l", "m", "n", "o", "p",
        "r", "s", "t", "u", "f", "iu", "ia", "", "ie",
    ), strict=True)),
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    **dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", (
        "a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s",
        "s", "t", "y", "f", "ch", "ps", "o",
    ), strict=True)),
}  # fmt: skip

LOOK_ALIKE = str.maketrans("aceopxyAEOPCTHKMB", "асеорхуАЕОРСТНКМВ")
"""Latin letters and the Cyrillic ones that nobody can tell from them."""


def nearly(person: Person, rng: Random) -> str:
    """The name as somebody writes it in another place; mostly as it is."""
    given, _, family = person.name.partition(" ")
    name = person.name
    if not name.isascii() and romanised(name) != name and rng.random() < 0.6:
        return romanised(name)
    roll = rng.random()
    if roll < 0.12:
        return without_accents(name)
    if roll < 0.16:
        return f"{given} {rng.choice('ABCDEFGHJKLMRST')}. {family}"
    if roll < 0.19:
        return f"{given} {family[:1]}."
    if roll < 0.22:
        return name.upper()
    return name


def otherwise(person: Person, rng: Random, taken: Collection[str]) -> str:
    """Another name: born, married or chosen; mostly the first name is the same."""
    region = words.regions()[person.region]
    while True:
        given = person.first if rng.random() < 0.9 else rng.choice(region.given)
        name = f"{given} {rng.choice(region.family)}"
        if name not in taken:
            return name


def romanised(name: str) -> str:
    """The name in Latin letters; those that are Latin already stay."""
    return " ".join(
        "".join(ROMANISED.get(letter, letter) for letter in without_accents(part).lower()).title()
        if any(letter in ROMANISED for letter in without_accents(part).lower())
        else part
        for part in name.split(" ")
    )


def without_accents(name: str) -> str:
    """The name without the marks above and below its letters."""
    apart = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def in_disguise(name: str) -> str:
    """The name with some letters from another alphabet that look the same."""
    given, _, family = name.partition(" ")
    return f"{given} {family.translate(LOOK_ALIKE)}"
