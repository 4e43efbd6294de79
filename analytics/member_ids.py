"""What a member is called by: an id made of their accounts."""

from __future__ import annotations

import hashlib


def member_id(smallest_account_id: str) -> str:
    """The id of the member whose smallest account id this is."""
    return "m" + hashlib.sha256(smallest_account_id.encode()).hexdigest()[:15]
