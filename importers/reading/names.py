"""Names as formats hold them that escape nothing, and ids made from them."""

from __future__ import annotations

import hashlib
import unicodedata

from importers.reading.text import clean_text


def name_id(name: str) -> str:
    """'name:' and the folded name: the same for 'ANA  Lima' and 'Ana Lima', in every file.

    The fold joins compatible characters, letter cases and runs of blanks; accents stay, because
    they tell people apart.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "name:" + " ".join(clean_text(folded).split())


def address_id(address: str) -> str:
    """'address:' and a hash: an id that tells nobody the e-mail address, the same in every file."""
    return "address:" + hashlib.sha256(address.strip().lower().encode()).hexdigest()[:20]


def plain_line(text: object) -> str | None:
    """A name or a title on one line, as it stands; None when it is no text or blank.

    For formats whose names are plain: `one_line` would take the "&amp;" that someone wrote for "&".
    """
    if not isinstance(text, str):
        return None
    return " ".join(clean_text(text).split()) or None
