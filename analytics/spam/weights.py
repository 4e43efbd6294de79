"""What each sign of spam weighs: log odds, fixed by hand, added.

START is what speaks for a post before anything is known of it: some spam among thousands of good
posts. A post is held to be spam from a sum of zero: as likely as not. No sign alone is enough save
a name that is an advertisement, and nothing an established member writes.
"""

from __future__ import annotations

from collections.abc import Iterable

START = -6.0
SPAM_FROM = 0.0
DOUBTFUL_BELOW = 2.0
"""Sums below it are looked at first."""

WEIGHTS = {
    # of the post by itself
    "wares": 3.0,
    "wares with a link": 2.0,
    "nothing but wares": 2.5,
    "selling words": 1.5,
    "praise for any page": 2.0,
    "praise with a link": 2.0,
    "little but links": 1.5,
    "many links": 1.5,
    "shortened link": 1.0,
    "code of a robot": 3.0,
    "hidden letters": 3.5,
    "a way to be reached": 1.5,
    "names its own link": 2.0,
    # of the post within its community
    "no word of the thread": 1.0,
    "another script": 1.5,
    "another script with a link": 2.0,
    "same text by many": 6.0,
    "nearly the same text by many": 3.0,
    "same text in many threads": 2.0,
    "same text with a link in many threads": 4.0,
    "same link by many newcomers": 3.0,
    "link that goes with wares": 3.0,
    "same link in many threads": 2.0,
    "unfamiliar link": 0.5,
    "burst": 3.0,
    # of its author
    "advertising name": 7.0,
    "address as name": 3.0,
    "name of a shop": 2.5,
    "profile with wares": 2.0,
    "first posts": 0.5,
    "barred": 2.0,
    "posts removed": 1.5,
    "nothing but links": 2.5,
    "never answered": 0.5,
    "answered by members": -1.5,
    "long talk": -1.5,
    "established": -4.0,
    "pillar": -8.0,
}  # fmt: skip


def log_odds(signs: Iterable[str]) -> float:
    """The sum for a post with these signs; SPAM_FROM and above is spam."""
    return START + sum(WEIGHTS[sign] for sign in signs)


def strongest(signs: Iterable[str], most: int = 3) -> str:
    """The signs that say most, heaviest first, for a person to read."""
    telling = sorted(
        (sign for sign in signs if WEIGHTS[sign] > 0), key=lambda sign: (-WEIGHTS[sign], sign)
    )
    return ", ".join(telling[:most])
