"""The outbox and the ledger of one issue, brought to what the drafts say."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from digest.codes import Codes
from digest.drafts import Draft
from digest.letter import Envelope, Sender
from digest.message import message_bytes
from digest.outbox import Outbox
from digest.writing import Writer
from ledger import Ledger, Proposal, QueuedMail
from ledger.mails import UNSENT_STATES


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What became of everybody who may get a letter, and of those who had one waiting: member ids.

    Everybody stands in exactly one of them.
    """

    issue: str
    written: tuple[str, ...]
    """A new or changed mail lies in the outbox."""
    unchanged: tuple[str, ...]
    """Their mail lay there already, as it should, or has left."""
    withdrawn: tuple[str, ...]
    """Their mail was taken out of the outbox: a no, or nobody left to introduce."""
    no_address: tuple[str, ...]
    """They would have had a letter, but there is no e-mail address to send it to."""
    nothing_this_week: tuple[str, ...]
    """Nobody to introduce them to, so no letter."""
    not_yet: tuple[str, ...]
    """They want letters less often, and the last one left too lately."""
    why: Mapping[str, str] = field(default_factory=dict)
    """Of those without a letter whose reason the recommender cannot know: what it is."""


@dataclass(frozen=True, kw_only=True)
class Issue:
    """What is to be written, and what lies there already."""

    sender: Sender
    issue: str
    planned_at: datetime
    now: datetime
    ledger: Ledger
    outbox: Outbox
    drafts: Mapping[str, Draft]
    going: Mapping[str, Draft]
    mails: Mapping[str, dict[str, Any]]
    addresses: Mapping[str, str]
    named: Mapping[str, list[tuple[str, str | None]]]
    """By reader's account: the role and the member of each one named in the waiting mail."""
    hidden_threads: frozenset[str]
    matched: frozenset[str]
    """Readers the recommender found somebody for."""
    writer: Writer
    codes: Codes | None = None
    """Sign what comes back; None: there is no key."""

    def bring_up_to_date(self, readers: Collection[str]) -> Summary:
        """What became of each reader; files first, then one transaction for all notes."""
        became: dict[str, list[str]] = {
            "written": [],
            "unchanged": [],
            "withdrawn": [],
            "no_address": [],
            "nothing_this_week": [],
            "not_yet": [],
        }
        why: dict[str, str] = {}
        queued: list[tuple[QueuedMail, list[Proposal]]] = []
        gone: list[str] = []
        for member_id in sorted({*readers, *self.mails}):
            mail = self.mails.get(member_id)
            if mail and mail["state"] not in UNSENT_STATES:
                became["unchanged"].append(member_id)
            elif member_id in self.going:
                if mail and self._lies_there(member_id, mail):
                    became["unchanged"].append(member_id)
                    continue
                queued.append(self._write(member_id, mail))
                became["written"].append(member_id)
            elif mail:
                if mail["state"] != "withdrawn":
                    gone.append(member_id)
                self.outbox.remove(mail["file_name"])
                became["withdrawn"].append(member_id)
                why[member_id] = "Their letter was taken out: a no, a wish or your decision."
            elif weeks := self.writer.wishes.weeks_to_wait(member_id):
                became["not_yet"].append(member_id)
                in_weeks = "next week" if weeks == 1 else f"in {weeks} weeks"
                why[member_id] = f"They want letters less often; the next may come {in_weeks}."
            elif (draft := self.drafts.get(member_id)) and draft.introductions:
                became["no_address"].append(member_id)
                why[member_id] = "There is no e-mail address to write to."
            else:
                became["nothing_this_week"].append(member_id)
                if member_id in self.matched:
                    why[member_id] = "Whom they could meet may not be named to them, or why."
        self._note(queued, gone)
        return Summary(
            issue=self.issue,
            why=why,
            **{what: tuple(members) for what, members in became.items()},
        )

    def _lies_there(self, member_id: str, mail: dict[str, Any]) -> bool:
        return (
            mail["state"] != "withdrawn"
            and mail["address"] == self.addresses[member_id]
            and mail["open_thread_id"] not in self.hidden_threads
            and mail["lines_sha256"] == self.writer.lines_hash(member_id)
            and not self._is_touched(member_id)
            and self.outbox.holds(mail["file_name"], mail["content_sha256"])
        )

    def _is_touched(self, member_id: str) -> bool:
        draft = self.going[member_id]
        if draft.withdrawn:
            return True
        for role, named in self.named.get(self.mails[member_id]["account_id"], ()):
            if role != "candidate" and not self.writer.may_be_named(member_id, named, role):
                return True
        for introduction in draft.introductions:
            other = self.drafts.get(introduction.candidate_id)
            other_mail = self.mails.get(introduction.candidate_id)
            # The letter may say "They are getting a note about you, too", which may be so no more.
            lost = other is not None and any(
                proposal.candidate_account_id == introduction.proposal.account_id
                for proposal in other.withdrawn
            )
            is_stopped = (
                other_mail is not None
                and other_mail["state"] in ("queued", "deferred")
                and introduction.candidate_id not in self.going
            )
            if lost or is_stopped:
                return True
        return False

    def _write(
        self, member_id: str, mail: dict[str, Any] | None
    ) -> tuple[QueuedMail, list[Proposal]]:
        draft = self.going[member_id]
        # A mail stays under the account it was first queued under, also when accounts are joined.
        account_id = mail["account_id"] if mail else draft.introductions[0].proposal.account_id
        key = self.ledger.fingerprint(f"mail {self.sender.community_id} {self.issue} {account_id}")
        envelope = Envelope(
            address=self.addresses[member_id],
            message_id=f"<{self.issue.lower()}.{key[:32]}@{self.sender.list_id}>",
            stop_token=self.ledger.fingerprint(f"stop {account_id}")[:32],
            code=self.codes.code(account_id) if self.codes else None,
            planned_at=self._leaves_at(member_id),
        )
        written = self.writer.write(draft)
        letter = replace(written.letter, choices_url=envelope.choices_link(self.sender) or "")
        data = message_bytes(letter, self.sender, envelope)
        file_name = (mail or {}).get("file_name") or self.outbox.file_name(member_id)
        self.outbox.write(file_name, data)
        queued = QueuedMail(
            account_id=account_id,
            address=envelope.address,
            message_id=envelope.message_id,
            file_name=file_name,
            content_sha256=hashlib.sha256(data).hexdigest(),
            open_thread_id=written.open_thread_id,
            planned_at=envelope.planned_at,
            names=written.names,
            doubts="\n".join(written.doubts) or None,
            lines_sha256=written.lines_sha256,
        )
        return queued, list(written.proposals)

    def _leaves_at(self, member_id: str) -> datetime:
        """The same hour for everybody, by their own clock."""
        zone = self.writer.wishes.zone_of(member_id)
        return self.planned_at.replace(tzinfo=zone) if zone else self.planned_at

    def _note(self, queued: list[tuple[QueuedMail, list[Proposal]]], gone: list[str]) -> None:
        with self.ledger.transaction():
            for draft in self.drafts.values():
                if self._may_change(draft.reader_id):
                    for proposal in draft.withdrawn:
                        self.ledger.withdraw_proposal(
                            self.issue,
                            proposal.account_id,
                            proposal.candidate_account_id,
                            now=self.now,
                        )
            for mail, proposals in queued:
                self.ledger.record_proposals(self.issue, proposals, now=self.now)
                self.ledger.queue_mail(self.issue, mail, now=self.now)
            for member_id in gone:
                self.ledger.change_mail(
                    self.issue,
                    self.mails[member_id]["account_id"],
                    "withdrawn",
                    detail="a no, or nobody left to introduce",
                    now=self.now,
                )

    def _may_change(self, member_id: str) -> bool:
        mail = self.mails.get(member_id)
        return mail is None or mail["state"] in UNSENT_STATES
