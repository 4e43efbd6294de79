"""A mail that came in: who it says it is from, what it answers, and the member's own words."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from functools import cached_property

from digest.reply_words import without_phone_signature
from digest.vocabulary import AWAY, folded
from importers.errors import ImportersError
from importers.platforms.mail import header, ids_in, moment, parse, sender, words
from importers.platforms.mail_quotes import own_words

_MACHINES = ("Auto-Submitted", "Precedence", "Return-Path", "X-Autoreply", "X-Autorespond")
_RECIPIENTS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Delivered-To")
_ANSWERED = re.compile(r"^(?:\s*(?:re|aw|antw|sv|ref|rép|r)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)

# "On 16 Nov 2026 at 08:00, Ilse Vermaak <ilse@knots.example> wrote:"
_ATTRIBUTION = re.compile(
    r"(?=.{0,200}\d).{1,400}\b(?:wrote|writes|schrieb|schreibt|schreef|a écrit|escribió)\b"
    r"[^:]{0,200}:",
    re.IGNORECASE,
)
_LONGEST_ATTRIBUTION = 3
"""Lines: long addresses break the line that says who wrote."""
_LONGEST_TEXT = 200_000
_LONGEST_OWN_TEXT = 20_000
"""Characters; a word stands at the top, and the mail itself stays where it is."""


@dataclass(frozen=True)
class Incoming:
    """One mail, read without trusting a line of it."""

    mail: Message
    data: bytes

    @classmethod
    def read(cls, data: bytes) -> Incoming | None:
        """The mail; None when it is too twisted to be one that somebody wrote."""
        try:
            return cls(parse(data, "mailbox", ""), data)
        except (ImportersError, RecursionError, ValueError):
            return None

    @cached_property
    def from_address(self) -> str | None:
        """The address in the From line, in small letters; anybody can write anything there."""
        if len(self.mail.get_all("From", [])) != 1:
            return None
        return sender(self.mail).address

    @cached_property
    def from_name(self) -> str:
        """The name in the From line."""
        return sender(self.mail).name or ""

    @cached_property
    def subject(self) -> str:
        """The subject, without the beginnings that answering adds."""
        return _ANSWERED.sub("", header(self.mail, "Subject") or "")

    @cached_property
    def is_answer(self) -> bool:
        """Whether the subject, or the head, says that this answers another mail."""
        subject = header(self.mail, "Subject") or ""
        return bool(self.answers) or _ANSWERED.match(subject) is not None

    @cached_property
    def recipients(self) -> str:
        """Every address it was sent to."""
        found = [str(value)[:2000] for name in _RECIPIENTS for value in self.mail.get_all(name, [])]
        return " ".join(found)

    @cached_property
    def answers(self) -> str:
        """The id of the mail it answers, with its angle brackets; empty when it answers none."""
        near = ids_in(header(self.mail, "In-Reply-To"))[:1]
        found = near or ids_in(header(self.mail, "References"))[-1:]
        return f"<{found[0]}>" if found else ""

    @cached_property
    def own_text(self) -> str:
        """What was written in this mail itself: no quotation, no signature."""
        try:
            text, _ = own_words((words(self.mail).text or "")[:_LONGEST_TEXT])
        except (RecursionError, ValueError, LookupError):
            return ""
        return _above_attribution(without_phone_signature((text or "")[:_LONGEST_OWN_TEXT]))

    @cached_property
    def is_automatic(self) -> bool:
        """Whether no person wrote it: somebody is away, or a server could not deliver."""
        told = {name: (header(self.mail, name) or "").casefold() for name in _MACHINES}
        local = (self.from_address or "").partition("@")[0]
        subject = folded(self.subject)
        return (
            told["Auto-Submitted"] not in ("", "no")
            or told["Precedence"] in ("auto_reply", "auto-reply", "bulk", "junk", "list")
            or told["Return-Path"] == "<>"
            or bool(told["X-Autoreply"] or told["X-Autorespond"])
            or local in ("mailer-daemon", "postmaster")
            or self.mail.get_content_type() == "multipart/report"
            or any(subject.startswith(beginning) for beginning in AWAY)
        )

    def said_at(self, now: datetime, *, not_before: datetime | None = None) -> datetime:
        """When it arrived, else when it was written, as its head says; now, when that cannot be.

        The topmost Received line is by the manager's own server. A mail from the future, or from
        before what it answers, was written on a clock that is wrong.
        """
        _, _, arrived = (header(self.mail, "Received") or "").rpartition(";")
        at = moment(arrived)[0] or moment(header(self.mail, "Date"))[0]
        if at is None or at > now or (not_before is not None and at < not_before):
            return now
        return at

    @cached_property
    def identity(self) -> str:
        """The same for the same mail in every mailbox: its id, sender and words; not its way."""
        parts = (
            header(self.mail, "Message-ID") or "",
            self.from_address or "",
            header(self.mail, "Date") or "",
            header(self.mail, "Subject") or "",
            " ".join((words(self.mail).text or "").split()),
        )
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _above_attribution(text: str) -> str:
    """The text up to the line that says who wrote what follows; some programs quote unmarked."""
    lines = text.splitlines()
    for place in range(1, len(lines)):
        for length in range(1, _LONGEST_ATTRIBUTION + 1):
            said = " ".join(" ".join(lines[place : place + length]).split())
            if len(said) <= 500 and _ATTRIBUTION.fullmatch(said) and lines[place].strip():
                return "\n".join(lines[:place]).strip() or text
    return text
