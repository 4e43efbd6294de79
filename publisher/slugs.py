"""Addresses made of names: a closed alphabet, whatever a member calls themselves."""

from __future__ import annotations

import hashlib
import re
import unicodedata


def slug(name: str, member_id: str) -> str:
    """The name folded to a-z, 0-9 and dashes, then eight hex digits of the member's id.

    A name in a script that does not fold gives the digits alone, so two members never collide on
    an empty name and nobody can choose a name that is a path.
    """
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:40].strip("-")
    digits = hashlib.sha256(member_id.encode()).hexdigest()[:8]
    return f"{words}-{digits}" if words else f"member-{digits}"
