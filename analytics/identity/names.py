"""Names in any script: what is the same, what is nearly so, and what only looks alike."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import JaroWinkler
from unidecode import unidecode

Likeness = Literal["same", "near", "initial", "none"]

NEAR = 0.9
"""Of two words in Latin letters, from which on one may be a spelling of the other."""
SHORTEST_NEAR = 4

# Letters of other scripts that are drawn as Latin ones: those of Unicode's table of confusables
# (technical standard 39) with which names are forged; full-width and mathematical letters become
# plain ones by NFKC.
DRAWN_AS = str.maketrans(
    {
        **dict(zip("аесорхуіјѕһԁԛԝɡӏкмтвнзь", "aecopxyijshdqwglkmtbh3b", strict=True)),
        **dict(zip("αβγεικνορτυχ", "aByeiKvopTux".lower(), strict=True)),
        **dict(zip("աոսօհցքյ", "wnuohgpj", strict=True)),
        **dict(zip("01i35|", "ollesl", strict=True)),
        "ı": "l",
        "ł": "l",
        "ø": "o",
    }
)
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
"""Alphabets whose letters are taken for one another."""
NOBODY = frozenset(
    (
        "deleted", "deleted user", "deleted account", "deactivated user", "former member",
        "removed user", "anonymous", "anonymous member", "anonymous user", "anonym", "guest",
        "facebook user", "unknown", "unknown user", "user", "member", "visitor", "n a", "gast",
    )
)  # fmt: skip
"""Names that stand for anybody."""


@dataclass(frozen=True)
class Name:
    """A name as it is compared."""

    written: str
    words: tuple[str, ...]
    """In the letters it is written in: no case, no marks."""
    latin: tuple[str, ...]
    """The same words in Latin letters."""
    is_forged: bool
    """Some word mixes alphabets whose letters look the same."""

    @property
    def is_nobody(self) -> bool:
        """Whether it names no one person."""
        return not self.words or " ".join(self.latin) in NOBODY

    @property
    def key(self) -> str:
        """The same for every order, spelling of marks and script of the name."""
        return " ".join(sorted(self.latin))


@functools.lru_cache(maxsize=100_000)
def read_name(written: str) -> Name:
    """A name taken apart; initials and titles stay words."""
    plain = unicodedata.normalize("NFKC", written).casefold()
    apart = unicodedata.normalize("NFD", plain.replace("ß", "ss"))
    kept = "".join(letter for letter in apart if not unicodedata.combining(letter))
    signs = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", kept))
    # 'anna85' is Anna; in 'adm1n' and '0lena' the figure stands for a letter.
    words = tuple(word for sign in signs if (word := sign.rstrip("0123456789")))
    latin = tuple(
        letters for word in words if (letters := re.sub(r"[^a-z]", "", unidecode(word).lower()))
    )
    return Name(written, words, latin, any(map(_is_forged, words)))


def looks_like(one: Name, other: Name) -> bool:
    """Whether two names are drawn alike but written with different letters."""
    if "".join(one.words) == "".join(other.words) or not (one.words and other.words):
        return False
    if one.is_forged or other.is_forged:
        return _drawn(one) == _drawn(other) or one.key == other.key
    # 'Анна' is drawn as 'AHHA': another name, though each is written in one alphabet.
    return _drawn(one) == _drawn(other) and one.key != other.key


def likeness(one: Name, other: Name) -> Likeness:
    """How two names agree: in every word, but for a spelling or a middle name, or in initials.

    Names that only look alike never agree.
    """
    if one.is_nobody or other.is_nobody or one.is_forged or other.is_forged:
        return "none"
    if looks_like(one, other):
        return "none"
    if sorted(one.words) == sorted(other.words):
        return "same"
    if _alphabet(one) == _alphabet(other) != "LATIN":
        # Within one script only its own letters count: 高橋 and 高桥 are read alike by few.
        return "none"
    if one.key == other.key:
        return "same"
    short, long = sorted((one.latin, other.latin), key=len)
    if len(short) < 2:
        return "near" if "".join(short) == "".join(long) and len("".join(short)) > 7 else "none"
    if len(long) > len(short) + 1:
        return "none"
    return _pairwise(short, long)


def _pairwise(short: tuple[str, ...], long: tuple[str, ...]) -> Likeness:
    """How the words of the shorter name are found again in the longer one."""
    free = list(long)
    weakest: Likeness = "near"
    for word in sorted(short, key=len, reverse=True):
        match = next((other for other in free if _is_spelling(word, other)), None)
        if match is None:
            match = next((other for other in free if _is_initial(word, other)), None)
            weakest = "initial"
        if match is None:
            return "none"
        free.remove(match)
    if free and any(len(word) > 1 for word in free) and weakest == "initial":
        return "none"
    return weakest


def _is_spelling(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST_NEAR or one[0] != other[0]:
        # 'Hnatiuk' and 'Gnatiuk' are one name in two ways of writing it in Latin letters.
        return one[1:] == other[1:] and len(one) > SHORTEST_NEAR and {one[0], other[0]} == {*"gh"}
    return JaroWinkler.similarity(_plain(one), _plain(other)) >= NEAR


def _plain(word: str) -> str:
    """Without the ways in which umlauts and foreign letters are spelt out."""
    for written, plain in (("oe", "o"), ("ae", "a"), ("ue", "u"), ("kh", "h"), ("iu", "yu")):
        word = word.replace(written, plain)
    return word


def _is_forged(word: str) -> bool:
    return len(_scripts(word)) > 1 or any(letter.isdigit() for letter in word)


def _alphabet(name: Name) -> str:
    """The script of the name's first letter, as Unicode calls it."""
    return unicodedata.name(name.words[0][0], "").split(" ")[0]


def _is_initial(one: str, other: str) -> bool:
    return one[0] == other[0] and 1 in (len(one), len(other))


@functools.lru_cache(maxsize=100_000)
def _scripts(word: str) -> frozenset[str]:
    names = {unicodedata.name(letter, "").split(" ")[0] for letter in word}
    return frozenset(names.intersection(SCRIPTS))


def _drawn(name: Name) -> str:
    return "".join(name.words).translate(DRAWN_AS).replace("rn", "m")
