"""What every letter needs to know of its community, checked before the first is written."""

from __future__ import annotations

import re

from digest.errors import BadSender
from digest.letter import Sender
from digest.plain import plain, safe_link, usable_address

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?")


def checked_sender(sender: Sender) -> Sender:
    """The sender, fit for every letter.

    Raises BadSender naming the key in community.yaml, what was found and what is expected.
    """
    if usable_address(sender.manager_email) is None:
        raise _refuse("manager.email", sender.manager_email, "an address such as ana@example.org")
    if not _HOST.fullmatch(sender.list_id):
        raise _refuse("the list's id", sender.list_id, "a host such as letters.example.org")
    for key, value in (
        ("community.name", sender.community_name),
        ("manager.name", sender.manager_name),
        ("postal_address", sender.postal_address),
    ):
        if not value or plain(value) != value:
            raise _refuse(key, value, "one line of text")
    if sender.site_url and safe_link(sender.site_url) is None:
        raise _refuse("site_url", sender.site_url, "a link such as https://friends.example.org")
    return sender


def _refuse(key: str, found: str, expected: str) -> BadSender:
    return BadSender(f"community.yaml: {key} is {found!r}; a letter needs {expected} there")
