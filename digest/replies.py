"""Members' replies, read from a mailbox: each word does what it says, the rest is for the manager.

Whose reply it is, is told by what only that member was sent: a signed code in the address or the
subject, or the Message-ID of their letter. The From line proves nothing. Without proof a reply
changes nothing, but for a no: a *stop* or *no* from a member's own address always counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from digest.bounces import bounces_in, ids_brought_back
from digest.codes import Codes, without_codes
from digest.correspondents import Correspondents
from digest.incoming import Incoming
from digest.mailboxes import Mailbox
from digest.obeying import ACCEPTED, Deeds, Obeying, Speaker
from digest.plain import plain, usable_address
from digest.reply_report import Bounced, ForManager, Obeyed, Replies, Waiting
from digest.reply_words import Said, Understood, understood
from ledger import Ledger
from ledger.invitations import Invitation

_STOP_TOKEN = re.compile(r"\bstop ([0-9a-f]{32})\b", re.IGNORECASE)
REFUSING = ("stop", "no")
"""Words that count from a member's own address, proof or none."""
_LONGEST_REST = 4000
"""Characters shown of what is left for the manager; the mail itself stays where it is."""


@dataclass(frozen=True)
class _Proof:
    """What a mail carries that only its member was sent."""

    account_id: str
    invitation: int | None = None
    issue: str | None = None


class _Undo(Exception):
    """A rehearsal is over."""


def read_replies(
    mailbox: Mailbox,
    *,
    ledger: Ledger,
    codes: Codes,
    people: Correspondents,
    manager_name: str,
    manager_address: str,
    now: datetime,
    accept_unsigned: bool = False,
    dry_run: bool = False,
) -> Replies:
    """What became of every mail in the mailbox; what the members said stands in the ledger.

    The same mailbox read again changes nothing more. accept_unsigned: the manager has looked at
    `waiting` and takes these yeses for what they seem. dry_run: nothing is kept.
    Raises BadMailbox when the mailbox cannot be read.
    """
    reading = _Reading(
        ledger,
        codes,
        people,
        Obeying(ledger, people, now),
        manager_name=manager_name,
        manager_address=manager_address,
        accept_unsigned=accept_unsigned,
    )
    with _kept(ledger, is_kept=not dry_run):
        for data in mailbox.mails():
            reading.take(data)
    reading.found.for_manager.sort(key=lambda one: (not one.is_urgent, not one.may_be_a_no))
    return reading.found


@contextmanager
def _kept(ledger: Ledger, *, is_kept: bool) -> Iterator[None]:
    if is_kept:
        yield
        return
    try:
        with ledger.transaction():
            yield
            raise _Undo
    except _Undo:
        return


class _Reading:
    """One pass over a mailbox."""

    def __init__(
        self,
        ledger: Ledger,
        codes: Codes,
        people: Correspondents,
        obeying: Obeying,
        *,
        manager_name: str,
        manager_address: str,
        accept_unsigned: bool,
    ) -> None:
        self.found = Replies()
        self._ledger = ledger
        self._codes = codes
        self._people = people
        self._obeying = obeying
        self._manager_name = manager_name
        self._manager_address = manager_address.lower()
        self._accept_unsigned = accept_unsigned
        self._invitations = {each.number: each for each in ledger.invitations()}
        self._invited: dict[str, int] = {
            row["account_id"]: row["invitation"] for row in ledger.invited().to_pylist()
        }

    def take(self, data: bytes) -> None:
        """Nothing; what the mail says is done, or noted for the manager. All of it or nothing."""
        mail = Incoming.read(data)
        if mail is None:
            self.found.unreadable += 1
            return
        fingerprint = self._ledger.fingerprint(f"reply {mail.identity}")
        if self._ledger.is_reply_read(fingerprint):
            self.found.read_before += 1
            return
        with self._ledger.transaction():
            if self._take(mail):
                self._ledger.remember_reply(fingerprint, now=self._obeying.now)

    def _take(self, mail: Incoming) -> bool:
        """Whether the mail was dealt with, so that it need not be read again."""
        proofs, is_stop_link = self._proofs(mail)
        own = self._people.accounts_at(mail.from_address)
        words = self._words(mail, own | {proof.account_id for proof in proofs})
        # Mail programs send what a List-Unsubscribe line asks for by themselves.
        if mail.is_automatic and not is_stop_link:
            if self._take_bounces(mail):
                return True
            self.found.automatic += 1
            is_no = any(said.word in REFUSING for said in words.said)
            if is_no and (own or proofs):
                self._leave(mail, ["sent by a machine, so perhaps not their word"], words)
            return is_no
        if mail.from_address == self._manager_address and not is_stop_link:
            self.found.others += 1
            return False
        if is_stop_link and not words.said:
            words = Understood((Said("stop", line="stop"),), words.rest)
        if self._prove(proofs, own):
            if own and mail.from_address:
                # Somebody is there after all.
                self._ledger.trust_address(mail.from_address)
            self._signed(mail, words, proofs)
            return True
        return self._unsigned(mail, words, own)

    def _take_bounces(self, mail: Incoming) -> bool:
        """Whether the mail brings back a letter of ours from the address it went to."""
        said = bounces_in(mail.data)
        if not said:
            return False
        ids = ids_brought_back(mail.data)
        letters = {found for each in ids if (found := self._people.letter_with_id(each))}
        taken = False
        for issue, account_id in sorted(letters):
            letter = self._ledger.mail(issue, account_id)
            for bounce in said:
                if letter is None or (letter["address"] or "").lower() != bounce.address:
                    continue
                is_over = self._ledger.record_bounce(
                    bounce.address, issue, bounce.kind, detail=bounce.status, now=self._obeying.now
                )
                name = self._people.name(account_id)
                self.found.bounced.append(Bounced(name, bounce.kind, bounce.status, is_over))
                taken = True
        return taken

    def _prove(self, proofs: list[_Proof], own: frozenset[str]) -> bool:
        """Whether the proofs name one member, and the mail is not another member's.

        Who is copied in a reply answers to the same address, and is somebody else.
        """
        proven = {self._people.member_of.get(proof.account_id) for proof in proofs}
        senders = {self._people.member_of[account_id] for account_id in own}
        return len(proven) == 1 and (not senders or proven <= senders)

    def _words(self, mail: Incoming, accounts: frozenset[str] | set[str]) -> Understood:
        names = [self._manager_name, mail.from_name, *map(self._people.name, sorted(accounts))]
        subject = without_codes(_STOP_TOKEN.sub("stop", mail.subject))
        if not mail.is_answer and understood(subject, names).said:
            return understood(f"{subject}\n{mail.own_text}", names)
        return understood(mail.own_text, names)

    def _proofs(self, mail: Incoming) -> tuple[list[_Proof], bool]:
        found = [
            _Proof(signed.account_id, invitation=signed.invitation)
            for signed in self._codes.read_all(f"{mail.recipients} {mail.subject}")
            # Whoever was forgotten has a code that still fits, and is nobody here.
            if signed.account_id in self._people.member_of
        ]
        is_stop_link = bool(self._codes.read_all(mail.subject)) and bool(
            re.match(r"\s*stop\b", mail.subject, re.IGNORECASE)
        )
        if token := _STOP_TOKEN.search(mail.subject):
            account_id = self._people.account_with_stop_token(token[1].lower())
            if account_id:
                found.append(_Proof(account_id))
                is_stop_link = True
        # Only the mail answered: those before it may have been another's.
        if mail.answers and (letter := self._people.letter_with_id(mail.answers)):
            found.append(_Proof(letter[1], issue=letter[0]))
        return found, is_stop_link

    def _signed(self, mail: Incoming, words: Understood, proofs: list[_Proof]) -> None:
        account_id = min(proof.account_id for proof in proofs)
        issue = next((proof.issue for proof in proofs if proof.issue), None)
        signed_for = {proof.invitation for proof in proofs if proof.invitation}
        deeds = Deeds()
        for said in words.said:
            number = said.number or (min(signed_for) if len(signed_for) == 1 else None)
            invitation = self._invitations.get(number or 0)
            if number and said.word == "yes":
                if invitation is None:
                    deeds.left.append(f"a yes to invitation {number}, which is not in this ledger")
                    continue
                # A letter may have been passed on, and the code in it with it.
                if number not in signed_for and not self._people.accounts_at(mail.from_address):
                    deeds.left.append(f"a yes to invitation {number}, proven for something else")
                    continue
            by = self._speaker(mail, account_id, issue, invitation)
            self._obeying.do(said, by, deeds)
            if said.word == "yes" and invitation:
                self._learn_address(mail.from_address, by, deeds)
        self._note(mail, account_id, deeds, words)

    def _learn_address(self, address: str | None, by: Speaker, deeds: Deeds) -> None:
        """Nothing; letters go where the yes came from, when no export says where else."""
        if (
            usable_address(address)
            and not self._people.accounts_at(address)
            and not self._people.has_address(by.account_id)
        ):
            self._ledger.record_address(
                by.account_id,
                address or "",
                source=by.source,
                said_at=by.said_at,
                now=self._obeying.now,
            )
            deeds.done.append(f"letters to {address}")

    def _unsigned(self, mail: Incoming, words: Understood, own: frozenset[str]) -> bool:
        refusing = [said for said in words.said if said.word in REFUSING]
        if refusing and own:
            deeds = Deeds()
            for account_id in sorted(own):
                for said in refusing:
                    invitation = self._invitations.get(said.number or 0)
                    by = self._speaker(mail, account_id, None, invitation)
                    self._obeying.do(said, by, deeds)
            others = tuple(said for said in words.said if said not in refusing)
            deeds.left += [f"“{said.line}”, which nothing proves to be theirs" for said in others]
            deeds.done = list(dict.fromkeys(deeds.done))
            self._note(mail, min(own), deeds, words)
            return True
        yes = [said for said in words.said if said.word == "yes"]
        if yes and own and not words.rest and len(words.said) == 1:
            return self._unsigned_yes(mail, yes[0], own)
        if (words.said and (own or refusing)) or (own and words.may_be_a_no):
            whose = "nothing proves whose it is" if own else "from an address nobody here has"
            self._leave(mail, [whose], words, is_urgent=_is_unwelcome(words))
            return True
        self.found.others += 1
        return False

    def _unsigned_yes(self, mail: Incoming, said: Said, own: frozenset[str]) -> bool:
        all_own = {other for each in own for other in self._people.accounts_of(each)}
        number = said.number or max(self._invited.get(each, 0) for each in all_own)
        invitation = self._invitations.get(number)
        members = {self._people.member_of[account_id] for account_id in own}
        if invitation is None or len(members) > 1:
            why = "a yes to no invitation" if invitation is None else "an address of several"
            self._leave(mail, [why], Understood((said,), ""))
            return True
        account_id = min(own)
        if not self._accept_unsigned:
            name, address = self._people.name(account_id), mail.from_address or ""
            self.found.waiting.append(Waiting(name, address, account_id, number))
            return False
        deeds = Deeds()
        by = self._speaker(mail, account_id, None, invitation, source=ACCEPTED)
        self._obeying.do(said, by, deeds)
        self._note(mail, account_id, deeds, Understood((said,), ""))
        return True

    def _speaker(
        self,
        mail: Incoming,
        account_id: str,
        issue: str | None,
        invitation: Invitation | None,
        source: str = "reply",
    ) -> Speaker:
        made_at = invitation.made_at if invitation else None
        return Speaker(
            account_id=account_id,
            said_at=mail.said_at(self._obeying.now, not_before=made_at),
            issue=issue,
            invitation=invitation,
            source=source,
        )

    def _note(self, mail: Incoming, account_id: str, deeds: Deeds, words: Understood) -> None:
        if deeds.done:
            name = self._people.name(account_id)
            self.found.obeyed.append(Obeyed(name, account_id, tuple(deeds.done)))
        why = [*deeds.left, *(["more than words we know"] if words.rest else [])]
        if why or not deeds.done:
            self._leave(mail, why or ["nothing in it"], words, account_id, deeds.is_urgent)

    def _leave(
        self,
        mail: Incoming,
        why: list[str],
        words: Understood,
        account_id: str | None = None,
        is_urgent: bool = False,
    ) -> None:
        said = "\n".join(one.line for one in words.said)
        self.found.for_manager.append(
            ForManager(
                why=tuple(why),
                name=self._people.name(account_id) if account_id else plain(mail.from_name),
                address=mail.from_address or "",
                subject=plain(mail.subject),
                text=(words.rest or said)[:_LONGEST_REST],
                is_urgent=is_urgent,
                may_be_a_no=words.may_be_a_no or any(s.word in REFUSING for s in words.said),
            )
        )


def _is_unwelcome(words: Understood) -> bool:
    return any(said.word == "unwelcome" for said in words.said)
