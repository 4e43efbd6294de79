"""What a member can say yes or no to, each by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ledger.errors import BadStatement

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "match": "be named in another member's letter: introduced to them, or as who answered or "
        "thanked them",
        "digest": "get the weekly letter",
        "welcome page": "be welcomed by name on a page",
        "spotlight": "be thanked on a page for what you do for others, in your own public words; "
        "whatever else is written there you approve first",
        "circle": "be named on the page of a small group that meets",
        "story": "tell on a page, with the other, how you two met",
        "directory and topics": "be named beside your topics, conversations and words",
        "introducer": "be named as the one who can introduce two members",
        "search engines": "let search engines list the pages that name you",
    }
)
"""Each purpose, and what a yes to it allows: 'You may …'."""

PURPOSES: tuple[str, ...] = tuple(MEANINGS)

EDITIONS: Mapping[str, int] = MappingProxyType({"match": 2, "spotlight": 2})
"""How often the meaning of a purpose was put into words; 1 where it is not named.

match, 2: also be named as who answered or thanked the reader. spotlight, 2: also in your own public
words, before you approved a text. Whoever makes a meaning wider counts on here, and leaves the
wider thing to those whose yes is of the newer words; see `Consents.older_yeses`.
"""


def purpose_column(purpose: str) -> str:
    """The name of the column that holds a yes to the purpose: spaces become underscores."""
    return purpose.replace(" ", "_")


def checked_purposes(purposes: Iterable[str]) -> tuple[str, ...]:
    """The same purposes in our order, each once.

    Raises BadStatement for one that does not exist, listing those that do.
    """
    wanted = set(purposes)
    for purpose in sorted(wanted - set(PURPOSES)):
        raise BadStatement(f"there is no purpose {purpose!r}; there are: {', '.join(PURPOSES)}")
    return tuple(purpose for purpose in PURPOSES if purpose in wanted)
