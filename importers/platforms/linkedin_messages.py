"""Private messages and invitations of a LinkedIn archive: who wrote whom and when, no words.

Nor names: where messages are left out, whoever only ever wrote privately is not in here at all.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from importers.platforms.linkedin_people import person_id
from importers.platforms.owners import OWNER
from importers.reading.moments import utc
from importers.reading.names import plain_line
from importers.reading.table import TableRow
from importers.records import Message, Skipped


def parties(row: TableRow) -> set[str]:
    """Everyone that a message is from or for."""
    sender = _sender(row)
    return {*_recipients(row), *([sender] if sender else ())}


def message(row: TableRow, owner_id: str | None) -> Message | Skipped:
    """The message; drafts and spam as Skipped."""
    place = f"line {row.line}"
    sender = _sender(row)
    recipients = _recipients(row)
    if (row.value("is message draft") or "").lower() in ("yes", "true"):
        return Skipped(reason="draft", place=place)
    if (row.value("folder") or "").upper() == "SPAM":
        return Skipped(reason="spam", place=place)
    if sender is None or not recipients:
        return Skipped(reason="no party", place=place)
    # There is no id; of two messages in one second, the words tell them apart.
    facts = [row.values.get(name, "") for name in ("conversation id", "date", "content")]
    return Message(
        native_id=_hash(*facts, sender),
        sender_id=OWNER if sender == owner_id else sender,
        recipient_ids=tuple(sorted({OWNER if one == owner_id else one for one in recipients})),
        created_at=utc(row.value("date")),
    )


def invitation(row: TableRow, sent_at: datetime | None) -> Message | Skipped:
    """An invitation as a message: a private word to somebody, who may never have answered."""
    inviter = person_id(row.value("inviterprofileurl"), plain_line(row.value("from")))
    invitee = person_id(row.value("inviteeprofileurl"), plain_line(row.value("to")))
    direction = (row.value("direction") or "").upper()
    sender = OWNER if direction == "OUTGOING" else inviter
    recipient = OWNER if direction == "INCOMING" else invitee
    if not sender or not recipient or direction not in ("OUTGOING", "INCOMING"):
        return Skipped(
            reason="broken",
            place=f"line {row.line}",
            detail="an invitation without one side, or without OUTGOING or INCOMING",
        )
    return Message(
        native_id="invitation-" + _hash(sender, recipient, row.value("sent at") or ""),
        sender_id=sender,
        recipient_ids=(recipient,),
        created_at=sent_at,
    )


def _sender(row: TableRow) -> str | None:
    return person_id(row.value("sender profile url"), plain_line(row.value("from")))


def _recipients(row: TableRow) -> list[str]:
    """By the addresses of their profiles; by names only where those are missing."""
    urls = (row.value("recipient profile urls") or "").split(",")
    found = [one for url in urls if (one := person_id(url, None))]
    if found:
        return found
    names = (plain_line(name) for name in (row.value("to") or "").split(","))
    return [one for name in names if name and (one := person_id(None, name))]


def _hash(*facts: str) -> str:
    return hashlib.sha256("\0".join(facts).encode()).hexdigest()[:20]
