"""Addresses made of names: a closed alphabet, whatever a member calls themselves."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from pelican.utils import slugify

# Han signs have a Chinese and a Japanese reading; the wrong one would be a wrong name.
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


def slug(name: str, member_id: str) -> str:
    """The name in a-z, 0-9 and dashes, then eight hex digits of the member's id.

    Letters of other alphabets become those they sound like. A name of Han signs, and one without
    letters, gives the digits alone, so two members never collide on an empty name and nobody can
    choose a name that is a path.
    """
    words = "-".join(latin_words(name))[:40].strip("-")
    digits = hashlib.sha256(member_id.encode()).hexdigest()[:8]
    return f"{words}-{digits}" if words else f"member-{digits}"


def latin_words(name: str) -> tuple[str, ...]:
    """The words of a name in a-z and 0-9, as they sound; none of Han signs."""
    readable = "" if _HAN.search(name) else unicodedata.normalize("NFC", name)
    folded = slugify(readable, regex_subs=[(r"[^\w\s-]+", " ")], use_unicode=False).lower()
    return tuple(re.findall(r"[a-z0-9]+", folded))
