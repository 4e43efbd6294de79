"""Letters that came back, told by the mail that brings one back.

Anybody can write a mail that looks like a bounce, and an address believed to be dead gets no
letters. So a bounce counts only when it carries the Message-ID of a letter that was sent to the
very address it complains of: nobody else was ever sent that id.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message

from flufl.bounce import all_failures

from ledger.bounces import BounceKind

_ID = re.compile(rb"<[a-z0-9.-]{10,80}@[^<>\s@]{1,250}>")
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_OUR_FAULT = ("5.1.7", "5.1.8")
"""They complain of the sender's address, not of the recipient's."""
_LONGEST = 500_000
_MOST_IDS = 50


@dataclass(frozen=True)
class Bounce:
    """What a server says of one address."""

    address: str
    """In small letters."""
    kind: BounceKind
    status: str
    """Such as '5.1.1'; 'refused' or 'delayed' where the server gave none."""


def bounces_in(data: bytes) -> tuple[Bounce, ...]:
    """What the mail says of each address that it brings a letter back from; none: no bounce.

    Read by flufl.bounce, which knows the forms that servers use; the status, where there is one
    (RFC 3464), tells hard from soft: 5.1.x is hard, all else is soft.
    """
    try:
        message = email.message_from_bytes(data[:_LONGEST])
        delayed, refused = all_failures(message)
    except Exception:
        # Its detectors fail in many ways on twisted mail; then it is a mail for the manager.
        return ()
    statuses = _statuses(message)
    found: dict[str, Bounce] = {}
    for raw, said in [*((each, "delayed") for each in delayed), *((r, "refused") for r in refused)]:
        address = raw.decode("utf-8", "replace").strip().lower()
        status = statuses.get(address, said)
        is_hard = said == "refused" and status not in _OUR_FAULT and (
            status == "refused" or status.startswith("5.1.")
        )  # fmt: skip
        found[address] = Bounce(address, "hard" if is_hard else "soft", status)
    return tuple(sorted(found.values(), key=lambda one: one.address))


def ids_brought_back(data: bytes) -> tuple[str, ...]:
    """Everything in the mail that may be the Message-ID of a letter of ours."""
    return tuple(dict.fromkeys(i.decode("ascii") for i in _ids(data[:_LONGEST])))


def _ids(data: bytes) -> Iterable[bytes]:
    return _ID.findall(data)[:_MOST_IDS]


def _statuses(message: Message) -> dict[str, str]:
    """By address: the status that a delivery report gives it."""
    statuses = {}
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in part.walk():
            status = _STATUS.search(str(block.get("Status", "")))
            for name in ("Final-Recipient", "Original-Recipient"):
                address = str(block.get(name, "")).rpartition(";")[2].strip().strip("<>").lower()
                if status and address:
                    statuses[address] = status[0]
    return statuses
