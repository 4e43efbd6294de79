"""Texts as spam hides in them: links and their hosts, words behind masks, scripts."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

LINK = re.compile(
    r"(?:https?:)?//[^\s<>\"')\]]+|\bwww\.[^\s<>\"')\]]+"
    # An address without its beginning, under endings that are no file's and no word's.
    r"|\b[a-z0-9][a-z0-9-]{2,62}\.(?:com|net|org|info|biz|shop|store|online|site|xyz|top|club|ru|cn|example)"
    r"\b(?:/[^\s<>\"')\]]*)?",
    re.IGNORECASE,
)
LINK_GATE = r"//|www\.|\.(?:com|net|org|info|biz|shop|store|online|site|xyz|top|club|ru|cn|example)"
HIDDEN = re.compile("[\u00ad\u180e\u200b\u200c\u200d\u2060-\u2064\ufeff]")
"""Characters without width; within a word of Latin letters they only hide it."""
WORD = re.compile(r"[^\W\d_]+")
HIDDEN_WITHIN = re.compile(
    "[a-z][\u00ad\u200b\u200c\u200d\u2060-\u2064\ufeff]+[a-z]", re.IGNORECASE
)

MASKING = re.compile(
    "[\u00ad\u0370-\u052f\u180e\u200b-\u200d\u2060-\u2064\ufeff\uff00-\uffef\U0001d400-\U0001d7ff]"
)
"""Without any of these a text hides nothing: most texts need one look."""
FOREIGN = re.compile("[\u0370-\u1dff\u2c00-\ud7ff\uf900-\ufffd]")
"""Letters beyond the Latin alphabet and its accents."""
COUNTED_CHARACTERS = 1200

LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһӏոгвкмнтАВЕКМНОРСТХУІЈЅαοινρκτυΑΒΕΗΙΚΜΝΟΡΤΧΥΖ",
    "aeopcyxijsdhlnrbkmhtABEKMHOPCTXYIJSaoivpktuABEHIKMNOPTXYZ",
)
"""Cyrillic and Greek letters, and the Latin ones they are taken for."""
DIGITS_AS_LETTERS = str.maketrans("0134578@$", "oieastbas")
COUNTRY_ENDINGS = frozenset({"co", "com", "org", "net", "ac", "gov", "edu"})
MIXED = re.compile(r"[^\W_]*[a-z][0134578@$][a-z][^\W_]*", re.IGNORECASE)


def unmasked(text: str) -> str:
    """The text in lower case as a reader sees it: no hidden characters, no borrowed letters."""
    if MASKING.search(text) is None:
        return text.lower()
    plain = unicodedata.normalize("NFKC", HIDDEN.sub("", text))
    return WORD.sub(_in_one_script, plain).lower()


def without_digits(text: str) -> str:
    """The text with the digits that stand for letters read as them: v1agra, ca$ino."""
    return MIXED.sub(lambda word: word[0].translate(DIGITS_AS_LETTERS), text)


def is_masked(text: str) -> bool:
    """Whether a word hides: two scripts within it, or characters nobody sees."""
    if MASKING.search(text) is None:
        return False
    return HIDDEN_WITHIN.search(text) is not None or any(
        _is_mixed(word) for word in WORD.findall(text)
    )


def links_of(text: str, marked_up: Iterable[str] = ()) -> tuple[str, ...]:
    """The addresses a post leads to, in text and markup, each once, sorted."""
    found = {*LINK.findall(text), *(marked_up or ())}
    return tuple(sorted({_tidy(link) for link in found}))


@functools.lru_cache(maxsize=100_000)
def host_of(link: str) -> str:
    """The registered part of a link's host: shop.example of //www.my.shop.example/x."""
    host = re.sub(r"^(?:https?:)?//", "", link).split("/")[0].split("?")[0].split(":")[0]
    parts = host.split("@")[-1].strip(".").split(".")
    keep = 3 if len(parts) > 2 and parts[-2] in COUNTRY_ENDINGS and len(parts[-1]) == 2 else 2
    return ".".join(parts[-keep:])


def words_of_link(link: str) -> str:
    """The words of an address: what its path and host say."""
    return " ".join(re.split(r"[^a-z0-9]+", unquote(re.sub(r"^(?:https?:)?//", "", link)).lower()))


def words_of(text: str) -> list[str]:
    """The words of an unmasked text, in order."""
    return WORD.findall(text)


def letters_of(text: str) -> int:
    """How many letters and digits the beginning of a text has."""
    return sum(map(str.isalnum, text[:COUNTED_CHARACTERS]))


@functools.lru_cache(maxsize=20_000)
def script_of(letter: str) -> str:
    """The script a letter belongs to: LATIN, CYRILLIC, CJK; the first word of its name."""
    return unicodedata.name(letter, "UNKNOWN").split()[0]


def scripts_of(text: str) -> Mapping[str, int]:
    """How many letters of each script a text has; East Asian ones count together."""
    if FOREIGN.search(text) is None:
        return {"LATIN": sum(map(str.isalpha, text[:COUNTED_CHARACTERS]))}
    found: dict[str, int] = {}
    for letter in text:
        if letter.isalpha():
            script = script_of(letter)
            script = "CJK" if script in ("HIRAGANA", "KATAKANA") else script
            found[script] = found.get(script, 0) + 1
    return found


def _in_one_script(word: re.Match[str]) -> str:
    return word[0].translate(LOOK_ALIKES) if _is_mixed(word[0]) else word[0]


def _is_mixed(word: str) -> bool:
    if word.isascii() or len(word) < 4:
        return False
    scripts = {script_of(letter) for letter in word}
    return "LATIN" in scripts and bool(scripts & {"CYRILLIC", "GREEK"})


def _tidy(link: str) -> str:
    return HIDDEN.sub("", link).replace("&amp;", "&").lower().rstrip(".,;:!?/")
