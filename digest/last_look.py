"""The last look at a mail before it leaves: is it still wanted, still right, still in time?

A letter may wait for days after it was composed. Whatever was said since counts, so the ledger is
read again before each mail; as nothing was said most of the time, only a change is read in full.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

import pyarrow as pa

from digest.errors import UnsafeMail
from digest.letter import Sender
from digest.message import check_leaving, dated
from digest.outbox import Outbox
from digest.permissions import Permissions
from digest.plain import usable_address
from digest.wishes import Wishes
from ledger import Ledger

KEPT_FOR = timedelta(hours=48)
"""A letter is of its week; after this long nobody is surprised by an old one."""

_INVENTED = re.compile(r"\.(example|test|invalid|localhost)$")
_EVERY = 50
"""Every so many mails are read whole, the others' headers only."""


@dataclass(frozen=True)
class Objection:
    """Why a mail does not leave now, and what becomes of it."""

    state: Literal["withdrawn", "expired", "unknown"]
    detail: str


@dataclass
class LastLook:
    """Looks at the mails of one issue."""

    issue: str
    sender: Sender
    ledger: Ledger
    outbox: Outbox
    people: pa.Table
    member_accounts: pa.Table
    begun_at: datetime | None
    """When the first mail of the issue was tried; None: none was."""
    is_late_wanted: bool = False
    """Mails never tried leave, however long they waited."""
    _left: dict[str, str] = field(default_factory=dict)
    """By member: the account under which a copy left, or may have."""
    _looked: int = 0
    _ahead: tuple[tuple[str | None, ...], bytes] | None = None

    def __post_init__(self) -> None:
        """The ledger is read a first time."""
        self._member_of: dict[str, str] = dict(
            zip(
                self.member_accounts["account_id"].to_pylist(),
                self.member_accounts["member_id"].to_pylist(),
                strict=True,
            )
        )
        self._sent_through = self.ledger.sent_through()
        self._contacts: dict[tuple[str, str], list[str]] = {}
        self._topics: dict[str, list[tuple[str | None, str | None]]] = {}
        for row in self.ledger.proposals(issue=self.issue).to_pylist():
            if row["withdrawn_at"] is not None:
                continue
            candidate = self._member_of.get(row["candidate_account_id"])
            self._topics.setdefault(row["account_id"], []).append((row["overlap"], candidate))
            for named in {row["contact_account_id"], row["introducer_account_id"]} - {None}:
                introduced = self._contacts.setdefault((row["account_id"], named), [])
                introduced.append(row["candidate_account_id"])
        for row in self.ledger.mails(self.issue).to_pylist():
            if row["state"] in ("sending", "sent", "unknown"):
                self.note_left(row["account_id"])
        self._words: tuple[int, ...] | None = None
        self._version: int | None = None

    def note_left(self, account_id: str) -> None:
        """Nothing; a copy for this member left, or may have."""
        self._left[self._member_of.get(account_id, account_id)] = account_id

    def note_stayed(self, account_id: str) -> None:
        """Nothing; no copy for this member has left after all."""
        self._left.pop(self._member_of.get(account_id, account_id), None)

    def look(self, mail: dict[str, Any], now: datetime) -> bytes | Objection:
        """The mail's bytes, or why it does not leave. mail: a row of `Ledger.mails`."""
        objection = (
            self._too_late(mail, now) or self._from_elsewhere(mail) or self.unwanted(mail, now)
        )
        if objection:
            return objection
        try:
            return self._data(mail, now)
        except UnsafeMail as problem:
            detail = str(problem).replace(mail["address"], "(the address)")
            return Objection("withdrawn", detail)

    def has_heard_all(self) -> bool:
        """Whether nothing was said since the last look."""
        return self.ledger.last_words() == self._words

    def read_ahead(self, mail: dict[str, Any], now: datetime) -> None:
        """Nothing; what will be looked at next is read and checked already, if it can be."""
        with suppress(UnsafeMail, OSError):
            self._ahead = (_which(mail), self._checked(mail, now))

    def unwanted(self, mail: dict[str, Any], now: datetime) -> Objection | None:
        """Whether somebody has said anything since that keeps the mail here."""
        self._read_again(now)
        account_id, address = mail["account_id"], mail["address"]
        reader = self._member_of.get(account_id)
        if reader is None or address is None:
            return Objection("withdrawn", "the reader is not among the members any more")
        if usable_address(address) != address:
            return Objection("withdrawn", "the address is none that mail can safely go to")
        if self._left.get(reader, account_id) != account_id:
            return Objection("withdrawn", "this member has a copy under another account")
        if _INVENTED.search(address.casefold()):
            return Objection("withdrawn", "the address is an invented one")
        if address in self._forgotten:
            return Objection("withdrawn", "the address belongs to somebody who was forgotten")
        if address in self._nobody_there:
            return Objection("withdrawn", "a server said that nobody is at this address")
        if not self._permissions.may(reader, "gets the letter"):
            return Objection("withdrawn", "the reader said no, or paused letters")
        if self._wishes.weeks_to_wait(reader):
            return Objection("withdrawn", "the reader wants letters less often")
        for topic, candidate in self._topics.get(account_id, ()):
            if not self._wishes.is_wanted(reader, topic):
                return Objection("withdrawn", "the reader wants nothing of one of its topics")
            if candidate and not self._wishes.is_wanted(candidate, topic):
                return Objection("withdrawn", "one of its topics is not that of who is named")
        for named, role in self._named.get(account_id, ()):
            if not self._may_be_named(reader, account_id, named, role):
                return Objection("withdrawn", "somebody named in it said no, or is kept apart")
        return None

    def _data(self, mail: dict[str, Any], now: datetime) -> bytes:
        ahead, self._ahead = self._ahead, None
        return ahead[1] if ahead and ahead[0] == _which(mail) else self._checked(mail, now)

    def _checked(self, mail: dict[str, Any], now: datetime) -> bytes:
        data = self.outbox.read_same(mail["file_name"], mail["content_sha256"])
        if data is None:
            raise UnsafeMail("the file in the outbox is not the one that was composed")
        if mail["planned_at"] > now:
            # Mail from the future looks like spam.
            data = dated(data, now)
        is_read_whole = self._looked % _EVERY == 0
        self._looked += 1
        check_leaving(
            data,
            self.sender,
            address=mail["address"],
            message_id=mail["message_id"],
            is_read_whole=is_read_whole,
        )
        return data

    def _too_late(self, mail: dict[str, Any], now: datetime) -> Objection | None:
        if mail["first_tried_at"] is None and self.is_late_wanted:
            return None
        since = mail["decided_at"] or mail["first_tried_at"] or self.begun_at
        if since is None or now < since + KEPT_FOR:
            return None
        tries = mail["tries"]
        detail = f"not taken in {tries} tries" if tries else "its turn did not come"
        return Objection("expired", f"{detail} within 48 hours")

    def _from_elsewhere(self, mail: dict[str, Any]) -> Objection | None:
        if self._sent_through is None or self.issue > self._sent_through or mail["decided_at"]:
            return None
        return Objection("unknown", "it may have left from the ledger this one is a copy of")

    def _read_again(self, now: datetime) -> None:
        words, version = self.ledger.last_words(), self.ledger.others_version()
        if (words, version) == (self._words, self._version):
            return
        self._version = version
        addresses = [a for a in self.ledger.mails(self.issue)["address"].to_pylist() if a]
        self._forgotten = self.ledger.erased_among(addresses)
        self._nobody_there = self.ledger.suppressed_among(addresses)
        self._named: dict[str, list[tuple[str, str]]] = {}
        for row in self.ledger.mail_names(self.issue).to_pylist():
            named = self._named.setdefault(row["account_id"], [])
            named.append((row["named_account_id"], row["role"]))
        if words != self._words:
            self._permissions = Permissions.read(
                self.ledger, self.people, self.member_accounts, now
            )
            self._wishes = Wishes.read(
                self.ledger, self.issue, member_of=self._member_of, written={}
            )
            self._words = words

    def _may_be_named(self, reader: str, account_id: str, named: str, role: str) -> bool:
        member = self._member_of.get(named)
        may = self._permissions
        if member is None or (member, reader) in may.apart:
            return False
        if role == "candidate":
            return may.may_meet(reader, member)
        if role == "contact":
            introduced = self._contacts.get((account_id, named), [])
            return may.may(member, "introducer") and not any(
                (member, self._member_of.get(other, "")) in may.apart for other in introduced
            )
        if role == "author":
            return may.may(member, "author of open conversations and quotations")
        return may.may_have_answered(member)


def _which(mail: dict[str, Any]) -> tuple[str | None, ...]:
    """What makes two rows speak of the same bytes to the same address."""
    return tuple(mail[key] for key in ("file_name", "content_sha256", "address", "message_id"))
