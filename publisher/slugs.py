"""Addresses made of names: a closed alphabet, whatever a member calls themselves."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from pelican.utils import slugify

# Han signs have a Chinese and a Japanese reading; the wrong one would be a wrong name.
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


class Slugs:
    """One address for each of many things, whatever they are called and however alike their ids.

    An address is the name in a-z, 0-9 and dashes, then the first eight hex digits of the id's
    SHA-256; where two ids begin alike, both get as many digits as it takes. So two never collide,
    not on a disk that takes A for a either, and nobody can choose a name that is a path.
    """

    def __init__(self, ids: Iterable[str], *, nameless: str = "member") -> None:
        self._nameless = nameless
        self._digits: dict[str, str] = {}
        waiting = {each: hashlib.sha256(each.encode()).hexdigest() for each in set(ids)}
        for length in (8, 12, 16, 64):
            alike = Counter(digest[:length] for digest in waiting.values())
            done = {each for each, digest in waiting.items() if alike[digest[:length]] == 1}
            self._digits |= {each: waiting.pop(each)[:length] for each in done}

    def slug(self, name: str, thing_id: str) -> str:
        """The address of the thing under its present name.

        Letters of other alphabets become those they sound like. A name of Han signs, and one
        without letters, gives the digits alone. Raises KeyError for an id that was not among those
        of the beginning.
        """
        words = "-".join(latin_words(name))[:40].strip("-")
        return f"{words or self._nameless}-{self._digits[thing_id]}"


def latin_words(name: str) -> tuple[str, ...]:
    """The words of a name in a-z and 0-9, as they sound; none of Han signs."""
    readable = "" if _HAN.search(name) else unicodedata.normalize("NFC", name)
    folded = slugify(readable, regex_subs=[(r"[^\w\s-]+", " ")], use_unicode=False).lower()
    return tuple(re.findall(r"[a-z0-9]+", folded))
