"""The signs of spam in one post and in one name, by themselves: no other post is looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.spam.lexicon import (
    CONTACT,
    CONTACT_GATE,
    LEFT_MARKUP,
    PRAISE,
    PRAISE_GATE,
    SELLS,
    SHORTENED,
    TRADES,
    WARES,
    as_phrases,
)
from analytics.spam.texts import (
    LINK,
    LINK_GATE,
    MIXED,
    host_of,
    is_masked,
    letters_of,
    unmasked,
    without_digits,
    words_of,
    words_of_link,
)

A_WARE, A_SALE, A_PRAISE = as_phrases(WARES), as_phrases(SELLS), as_phrases(PRAISE, PRAISE_GATE)
A_CODE, A_CONTACT = as_phrases(LEFT_MARKUP), as_phrases(CONTACT, CONTACT_GATE)
ANY_LINK = as_phrases(LINK, LINK_GATE)
DIGITS = as_phrases(MIXED, "[a-z][0134578@$][a-z]")

READ_CHARACTERS = 2000
BARE = 60
"""Letters; a link beside fewer is all that the post says."""
FEW = 100
LITTLE = 16
LONG_PRAISE = 600
"""Letters; who writes more than that has something to say."""
LONG_TALK = 700
MANY_LINKS = 3


def signs_of_text(text: str, links: Sequence[str]) -> set[str]:
    """What a post's words and its links to other places give away.

    text: as written. links: to other places only, as `links_of` gives them.
    """
    return signs_of_texts([(text, links)])[0]


def signs_of_texts(posts: Sequence[tuple[str, Sequence[str]]]) -> list[set[str]]:
    """The signs of many posts, each (text, links)."""
    texts = [text[:READ_CHARACTERS] for text, _ in posts]
    has_link = ANY_LINK.may_be_in(texts)
    read = [
        unmasked(LINK.sub(" ", text) if may else text)
        for text, may in zip(texts, has_link, strict=True)
    ]
    read = [
        without_digits(text) if may else text
        for text, may in zip(read, DIGITS.may_be_in(read), strict=True)
    ]
    short = [text if len(text) <= 2 * LONG_PRAISE else "" for text in read]
    may_be = zip(
        A_WARE.may_be_in(read), A_SALE.may_be_in(read), A_PRAISE.may_be_in(short), strict=True
    )
    as_written = zip(*(phrases.may_be_in(texts) for phrases in (A_CODE, A_CONTACT)), strict=True)
    return [
        _signs(text, words, links, *may, *may_too)
        for (text, words, (_, links), may, may_too) in zip(
            texts, read, posts, may_be, as_written, strict=True
        )
    ]


def _signs(
    text: str,
    read: str,
    links: Sequence[str],
    may_ware: bool,
    may_sell: bool,
    may_praise: bool,
    may_code: bool,
    may_contact: bool,
) -> set[str]:
    """What gives one post away; the gates say which searches are worth while."""
    found: set[str] = set()
    letters = letters_of(read)
    if is_masked(text):
        found.add("hidden letters")
    wares = [match[0] for match in WARES.finditer(read)] if may_ware else []
    if wares or (links and WARES.search(" ".join(map(words_of_link, links)))):
        found.add("wares")
        if links:
            found.add("wares with a link")
        if wares and letters - sum(map(letters_of, wares)) < LITTLE:
            found.add("nothing but wares")
    if may_sell and SELLS.search(read):
        found.add("selling words")
    if may_praise and letters <= LONG_PRAISE and PRAISE.search(read):
        found.add("praise for any page")
        if links:
            found.add("praise with a link")
    if may_code and LEFT_MARKUP.search(text):
        found.add("code of a robot")
    if may_contact and CONTACT.search(text):
        found.add("a way to be reached")
    if links:
        found |= _signs_of_links(links, read, letters)
    if letters >= LONG_TALK and "wares" not in found:
        found.add("long talk")
    return found


def signs_of_name(name: str, links: Sequence[str] = ()) -> set[str]:
    """What a shown name gives away; links: where the account's posts lead."""
    found: set[str] = set()
    if is_advertising_name(name):
        found.add("advertising name")
    elif _HOST.search(name):
        found.add("address as name")
    words = [word for word in words_of(unmasked(name)) if len(word) > 2]
    if len(TRADES.intersection(words)) >= 2:
        found.add("name of a shop")
    hosts = {host_of(link) for link in links}
    if len(words) >= 2 and any(sum(word in host for word in words) >= 2 for host in hosts):
        found.add("names its own link")
    return found


def signs_of_profile(bio: str | None) -> set[str]:
    """What an account says of itself: wares beside a link."""
    if bio and LINK.search(bio) and WARES.search(without_digits(unmasked(bio))):
        return {"profile with wares"}
    return set()


def is_advertising_name(name: str) -> bool:
    """Whether a shown name carries a link or names wares."""
    return (
        _ADDRESS.search(name) is not None
        or WARES.search(without_digits(unmasked(name))) is not None
    )


_ADDRESS = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
# Honest people go by their site's name too, so that alone decides nothing; nor is an e-mail
# address one, or a handle with a dot.
_HOST = re.compile(
    r"(?<![\w@.-])[\w-]{3,}\.(?:com|net|shop|store|online|site|xyz|top|biz|info)\b(?!@)",
    re.IGNORECASE,
)


def _signs_of_links(links: Sequence[str], read: str, letters: int) -> set[str]:
    found = set()
    if letters < BARE:
        found.add("little but links")
    if len(links) >= MANY_LINKS and letters < FEW * len(links):
        found.add("many links")
    if any(host_of(link) in SHORTENED for link in links):
        found.add("shortened link")
    return found
