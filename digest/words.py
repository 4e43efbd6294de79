"""How many words a letter may have, and how each letter gets its own way of saying things."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

MOST_WORDS = 180
"""In the whole letter, links apart."""
WAYS_TO_OPEN = 6
OF_WORDS = 3
"""The opening that speaks of what the reader wrote."""

_LINK = re.compile(r"https?://\S+")


def openings_of(
    member_ids: Iterable[str], issue: str, *, of_words: Collection[str]
) -> dict[str, int]:
    """Which opening each member's letter has: not its neighbour's, and not last week's.

    Neighbours are members next to each other in the order of their ids, as in the outbox.
    of_words: those whom all they read of has to do with words of theirs.
    """
    chosen: dict[str, int] = {}
    before: int | None = None
    for member_id in sorted(set(member_ids)):
        number = (_number(member_id) + week_of(issue)) % WAYS_TO_OPEN
        while number == before or (number == OF_WORDS and member_id not in of_words):
            number = (number + 1) % WAYS_TO_OPEN
        chosen[member_id] = before = number
    return chosen


def one_of(ways: Sequence[str], member_id: str, place: int) -> str:
    """A way to say it that no other place in the same letter has, while there are enough."""
    return ways[(_number(member_id) + place) % len(ways)]


def week_of(issue: str) -> int:
    """The week's number in '2026-W47'."""
    return int(issue.partition("-W")[2])


def count_words(text: str) -> int:
    """How many words a reader reads; links and lines of signs are none."""
    if "://" in text:
        text = _LINK.sub(" ", text)
    return sum(1 for word in text.split() if word.isalnum() or any(map(str.isalnum, word)))


@lru_cache(maxsize=4096)
def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6])
