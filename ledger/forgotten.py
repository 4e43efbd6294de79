"""Who was forgotten, as far as keyed fingerprints tell, and their names taken out of texts.

Nobody can read a name out of a fingerprint, so texts are searched the other way round: whatever
in a text may be a name is fingerprinted, and what is found among the forgotten is replaced.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self

SOMEBODY = "a member"
"""What stands where a name was."""

_WORD = re.compile(r"\w+(?:[.'’_-]\w+)*")
_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:@]+@[\w-]+(?:\.[\w-]+)+")
_LONGEST_NAME = 4
"""Words."""


def fingerprint_of(key: bytes, text: str) -> str:
    """The keyed fingerprint of an id, address or name: 64 hex digits. Case does not matter."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()


def name_fingerprint(key: bytes, name: str) -> str:
    """The fingerprint of a name or handle; how it is spaced does not matter."""
    return fingerprint_of(key, "name " + " ".join(name.split()))


def is_distinctive(word: str) -> bool:
    """Whether one word alone is so unusual that it means the account and nothing else.

    A handle such as anna_4711 is; a first name, or a handle that is a word, is not.
    """
    inner = word[1:]
    return len(word) >= 4 and (
        any(char.isdigit() or char in "._-" for char in word) or inner != inner.lower()
    ) and not word.isdigit()  # fmt: skip


@dataclass(frozen=True)
class Forgotten:
    """The fingerprints of everybody who was forgotten, and the key they were made with."""

    key: bytes = field(repr=False)
    buried: frozenset[str]
    _known: dict[str, bool] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        *,
        accounts: Iterable[str] = (),
        addresses: Iterable[str] = (),
        names: Iterable[str] = (),
        key: bytes = b"a key for one run",
    ) -> Self:
        """These, forgotten."""
        plain = {fingerprint_of(key, text) for text in (*accounts, *addresses)}
        return cls(key, frozenset(plain | {name_fingerprint(key, name) for name in names}))

    def __bool__(self) -> bool:
        return bool(self.buried)

    @property
    def digest(self) -> str:
        """Changes whenever somebody more is forgotten."""
        return hashlib.sha256("".join(sorted(self.buried)).encode()).hexdigest()[:32]

    def also(
        self,
        *,
        accounts: Iterable[str] = (),
        addresses: Iterable[str] = (),
        names: Iterable[str] = (),
    ) -> Self:
        """Those, and everybody who has these accounts or addresses, or goes by these names."""
        more = {fingerprint_of(self.key, text) for text in (*accounts, *addresses)}
        more |= {name_fingerprint(self.key, name) for name in names}
        return type(self)(self.key, self.buried | more)

    def account(self, account_id: str) -> bool:
        """Whether the account is one of theirs."""
        return self._is_buried(account_id)

    def address(self, address: str) -> bool:
        """Whether the e-mail address is one of theirs."""
        return self._is_buried(address)

    def name(self, name: str) -> bool:
        """Whether one of them went by the name or handle."""
        return self._is_buried("name " + " ".join(name.split()))

    def without_names(self, text: str, parts: Collection[str] = ()) -> str:
        """The text with 'a member' where it names or mentions one of them.

        Found are whole names, @handles, handles that are no ordinary word, and addresses; and
        `parts`: words, as they are written, that mean one of them in this text.
        """
        if not self.buried:
            return text
        if "@" in text:
            text = _ADDRESS.sub(lambda m: SOMEBODY if self.address(m[0]) else m[0], text)
        said = ""
        done = 0
        for start, end in self._names_in(text, parts):
            said += text[done:start] + SOMEBODY
            done = end
        return said + text[done:] if done else text

    def _names_in(self, text: str, parts: Collection[str]) -> Iterator[tuple[int, int]]:
        words = list(_WORD.finditer(text))
        place = 0
        while place < len(words):
            found = self._name_at(text, words, place, parts)
            if found:
                count, end = found
                start = words[place].start()
                yield start - (start > 0 and text[start - 1] == "@"), end
                place += count
            else:
                place += 1

    def _name_at(
        self, text: str, words: list[re.Match[str]], place: int, parts: Collection[str]
    ) -> tuple[int, int] | None:
        """How many words from this place are a name, and where it ends."""
        first = words[place]
        start = first.start()
        begins = first[0][0]
        if begins.isupper() or not begins.isascii():
            for count in range(min(_LONGEST_NAME, len(words) - place), 1, -1):
                for end in _ends(words[place + count - 1]):
                    phrase = text[start:end]
                    if len(phrase) <= 80 and "\n\n" not in phrase and self.name(phrase):
                        return count, end
        is_mention = start > 0 and text[start - 1] == "@"
        for end in _ends(first):
            word = text[start:end]
            if word in parts or ((is_mention or is_distinctive(word)) and self.name(word)):
                return 1, end
        return None

    def _is_buried(self, text: str) -> bool:
        found = self._known.get(text)
        if found is None:
            found = fingerprint_of(self.key, text) in self.buried
            # A text has few names and many words; the same ones come again and again.
            if len(self._known) < 500_000:
                self._known[text] = found
        return found


def _ends(word: re.Match[str]) -> Iterator[int]:
    """Where a name may end in a word: at its end, or before what an apostrophe adds to it."""
    yield word.end()
    for sign in "'’":
        place = word[0].rfind(sign)
        if place > 0:
            yield word.start() + place


def name_parts(names: Iterable[str]) -> frozenset[str]:
    """The words of names that mean the person where they are spoken to: 'Anna', 'Quillfeather'."""
    return frozenset(
        word
        for name in names
        for word in _WORD.findall(name)
        if len(word) >= 3 and (word[0].isupper() or is_distinctive(word))
    )
