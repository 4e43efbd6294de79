"""People as LinkedIn's files know them: by the address of their profile, else by name."""

from __future__ import annotations

import re
from urllib.parse import unquote

from importers.reading.names import name_id

_PROFILE = re.compile(r"linkedin\.com/(?:in|pub|company|school)/([^/?#\s]{1,200})", re.IGNORECASE)


def person_id(url: str | None, name: str | None) -> str | None:
    """The last part of the profile's address in small letters, else 'name:' and the folded name."""
    found = _PROFILE.search(url or "")
    if found:
        return unquote(found.group(1)).lower()
    return name_id(name) if name else None
