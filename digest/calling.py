"""How to call somebody in a sentence: by the given name, where it surely is one."""

from __future__ import annotations

from collections.abc import Iterable

# Words that begin names of places, teams and offices, or stand before a name.
_NO_NAMES = frozenset(
    (
        *(
            "the",
            "a",
            "an",
            "de",
            "het",
            "der",
            "die",
            "das",
            "el",
            "la",
            "los",
            "las",
            "le",
            "les",
        ),
        *(
            "dr",
            "mr",
            "mrs",
            "ms",
            "mx",
            "prof",
            "sir",
            "dame",
            "lady",
            "lord",
            "st",
            "san",
            "santa",
        ),
        *("van", "von", "ten", "ter", "team", "admin", "moderator", "old", "big", "little", "mad"),
        *("opa", "oma", "uncle", "aunt", "granny", "captain", "mister", "miss", "madame", "herr"),
        *("frau", "familie", "family", "café", "cafe", "repair", "abu", "umm", "bin", "ibn", "al"),
    )
)


def given_name(name: str) -> str:
    """The first part of a name of two to four parts that looks like a person's, else the whole."""
    parts = name.split()
    if not 2 <= len(parts) <= 4:
        return name
    first = parts[0]
    letters = first.replace("’", "").replace("'", "").replace("-", "")
    is_written_as_one = letters.isalpha() and (not letters.islower()) and not _shouts(letters)
    if len(letters) < 2 or not is_written_as_one or first.casefold().strip(".") in _NO_NAMES:
        return name
    return first


def called(name: str, others: Iterable[str]) -> str:
    """The given name, unless another of those a letter is about goes by it too."""
    given = given_name(name)
    if any(given.casefold() == given_name(other).casefold() for other in others if other != name):
        return name
    return given


def _shouts(letters: str) -> bool:
    return len(letters) > 1 and letters.isupper() and letters.casefold() != letters
