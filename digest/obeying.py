"""What each word of a reply does, once it is known whose it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, timezone

from digest.correspondents import Correspondents, Met, called, topics_called
from digest.reply_words import Said
from ledger import Ledger
from ledger.feedback import LESS_OFTEN, FeedbackWord
from ledger.invitations import Invitation
from ledger.purposes import checked_purposes

SOURCE = "reply"
ACCEPTED = "consent task"
"""The source of a yes that the manager accepted without a sign."""
LETTERS = ("match", "digest")
"""What makes a letter; *stop* ends both: no letter comes, and nobody reads of the member in one."""
PAUSE_WEEKS = 8
_WAITING = ("queued", "deferred")


@dataclass
class Deeds:
    """What was written down for one reply, and what was not understood of it."""

    done: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Why the manager has to look, a line each."""
    is_urgent: bool = False


@dataclass(frozen=True)
class Speaker:
    """Who said it, when, and in answer to what."""

    account_id: str
    said_at: datetime
    issue: str | None = None
    """Of the letter that was answered, where that is known."""
    invitation: Invitation | None = None
    source: str = SOURCE


@dataclass(frozen=True)
class Obeying:
    """Does what members say."""

    ledger: Ledger
    people: Correspondents
    now: datetime

    def do(self, said: Said, by: Speaker, deeds: Deeds) -> None:
        """Nothing; `deeds` tells what was done, and what is left to the manager."""
        match said.word:
            case "yes":
                self._yes(said, by, deeds)
            case "no":
                self._no(self.refused(by), said, by, deeds)
            case "stop":
                self._no(LETTERS, said, by, deeds)
            case "less":
                self._less(by, deeds)
            case "pause":
                self._pause(said, by, deeds)
            case "not":
                self._not(said, by, deeds)
            case "not this topic":
                self._not_topic([m.topic for m in self._met(by) if m.topic], said, by, deeds)
            case "unwelcome":
                self._unwelcome(said, by, deeds)
            case "we talked" | "thanks":
                self._tell(said, by, deeds)
            case "nominate":
                self._nominate(said, by, deeds)

    def refused(self, by: Speaker) -> tuple[str, ...]:
        """The purposes a bare no is about.

        Those of the invitation it answers; else the letters, and all the member was ever asked for.
        """
        if by.invitation:
            return by.invitation.purposes
        own = self.people.accounts_of(by.account_id)
        invited = self.ledger.invited().to_pylist()
        numbers = {row["invitation"] for row in invited if row["account_id"] in own}
        asked = [p for i in self.ledger.invitations() if i.number in numbers for p in i.purposes]
        return checked_purposes([*LETTERS, *asked])

    def _yes(self, said: Said, by: Speaker, deeds: Deeds) -> None:
        if by.invitation is None:
            deeds.left.append("a yes, but to no invitation: ask what it is meant for")
            return
        self._answer("yes", by.invitation.purposes, said, by)
        deeds.done.append(f"yes to {', '.join(by.invitation.purposes)}")

    def _no(self, purposes: tuple[str, ...], said: Said, by: Speaker, deeds: Deeds) -> None:
        self._answer("no", purposes, said, by)
        deeds.done.append(f"no to {', '.join(purposes)}")

    def _answer(self, answer: str, purposes: tuple[str, ...], said: Said, by: Speaker) -> None:
        """Nothing; the answer is kept, of the words that the invitation had."""
        to = f" to invitation {by.invitation.number}" if by.invitation else ""
        self.ledger.set_consent(
            by.account_id,
            purposes,
            "yes" if answer == "yes" else "no",
            source=by.source,
            wording=f"“{said.line}”{to}",
            said_at=by.said_at,
            is_in_person=True,
            editions=by.invitation.editions if by.invitation else None,
            now=self.now,
        )

    def _less(self, by: Speaker, deeds: Deeds) -> None:
        wanted = LESS_OFTEN[self.ledger.frequency(by.account_id)]
        self.ledger.record_frequency(
            by.account_id, wanted, source=SOURCE, said_at=by.said_at, now=self.now
        )
        deeds.done.append(f"letters {wanted}")

    def _pause(self, said: Said, by: Speaker, deeds: Deeds) -> None:
        until = by.said_at + timedelta(weeks=PAUSE_WEEKS)
        if said.until:
            # The day's end where it ends last, so that no letter comes a few hours early.
            until = datetime.combine(said.until, time.max, timezone(timedelta(hours=-12)))
        if until <= by.said_at:
            deeds.left.append(f"a pause that ends on {said.until}, before it began")
            return
        self.ledger.record_pause(
            by.account_id, "mails", until_at=until, source=SOURCE, said_at=by.said_at, now=self.now
        )
        deeds.done.append(f"no letters until {until:%Y-%m-%d}")

    def _not(self, said: Said, by: Speaker, deeds: Deeds) -> None:
        people = called(said.name, self._met(by)) or called(
            said.name, self.people.ever_met(by.account_id)
        )
        if len(people) == 1:
            self._never_again(by.account_id, people[0], said, deeds)
            return
        topics = topics_called(said.name, self._met(by))
        if people or not topics:
            many = "several people go by it" if people else "no letter named anybody so"
            deeds.left.append(f"“{said.line}”: {many}")
            return
        self._not_topic(topics, said, by, deeds)

    def _not_topic(self, topics: list[str], said: Said, by: Speaker, deeds: Deeds) -> None:
        if len(set(topics)) != 1:
            deeds.left.append(f"“{said.line}”: the letter spoke of {len(set(topics))} topics")
            return
        self.ledger.record_feedback(
            by.account_id,
            "not this topic",
            issue=by.issue,
            detail=topics[0],
            source=SOURCE,
            said_at=by.said_at,
            now=self.now,
        )
        deeds.done.append(f"not this topic: {topics[0]}")

    def _tell(self, said: Said, by: Speaker, deeds: Deeds) -> None:
        met = self._met(by)
        people = called(said.name, met) or called(said.name, self.people.ever_met(by.account_id))
        if not said.name and len(met) == 1:
            people = met
        other = people[0] if len(people) == 1 else None
        word: FeedbackWord = "we talked" if said.word == "we talked" else "thanks"
        self.ledger.record_feedback(
            by.account_id,
            word,
            other_account_id=other.account_id if other else None,
            issue=other.issue if other else by.issue,
            source=SOURCE,
            said_at=by.said_at,
            now=self.now,
        )
        deeds.done.append(f"{word}: {other.name}" if other else word)
        if other is None and (said.name or word == "we talked"):
            deeds.left.append(f"“{said.line}”: it does not say whom we know by that")

    def _nominate(self, said: Said, by: Speaker, deeds: Deeds) -> None:
        """Whom their letters named is meant before anybody else of that name."""
        own = self.people.accounts_of(by.account_id)
        people = called(said.name, self.people.ever_met(by.account_id)) or called(
            said.name, self.people.everybody()
        )
        if len(people) != 1 or people[0].account_id in own:
            many = "several people go by it" if people else "nobody here goes by it"
            whose = "it is their own name" if len(people) == 1 else many
            deeds.left.append(f"“{said.line}”: {whose}")
            return
        self.ledger.record_nomination(
            people[0].account_id,
            by_account_id=by.account_id,
            words=said.why or None,
            source=SOURCE,
            said_at=by.said_at,
            now=self.now,
        )
        deeds.done.append(f"nominated for a spotlight: {people[0].name}")

    def _unwelcome(self, said: Said, by: Speaker, deeds: Deeds) -> None:
        deeds.is_urgent = True
        met = self._met(by)
        people = called(said.name, self.people.ever_met(by.account_id)) if said.name else met
        if len(people) == 1:
            pair = (by.account_id, people[0].account_id)
            self.ledger.record_blocks([pair], source=SOURCE, now=self.now)
            self._part(by.account_id, people[0].account_id)
            deeds.done.append(f"kept apart for ever: {people[0].name}")
        else:
            # Nobody knows yet who is meant, so all are kept apart; a veto can be taken back.
            for one in people or met:
                self._never_again(by.account_id, one, said, deeds)
            deeds.left.append("unwelcome: ask who is meant, and take the other vetoes back")
        for one in people or met:
            self.ledger.record_feedback(
                by.account_id,
                "unwelcome",
                other_account_id=one.account_id,
                issue=one.issue,
                source=SOURCE,
                said_at=by.said_at,
                now=self.now,
            )
        deeds.left.append(f"“{said.line}”: somebody was not welcome; write to both")

    def _never_again(self, account_id: str, other: Met, said: Said, deeds: Deeds) -> None:
        self.ledger.record_veto(
            account_id, other.account_id, source=SOURCE, note=f"“{said.line}”", now=self.now
        )
        self._part(account_id, other.account_id)
        deeds.done.append(f"never again: {other.name}")

    def _part(self, account_id: str, other_account_id: str) -> None:
        """Nothing; no letter that waits names one of the two to the other."""
        one, other = map(self.people.accounts_of, (account_id, other_account_id))
        waiting = {
            (row["issue"], row["account_id"])
            for row in self.ledger.mails().to_pylist()
            if row["state"] in _WAITING
        }
        touched: set[tuple[str, str]] = set()
        for row in self.ledger.mail_names().to_pylist():
            issue, reader, named = row["issue"], row["account_id"], row["named_account_id"]
            if (reader in one and named in other) or (reader in other and named in one):
                touched.add((issue, reader))
                if (issue, reader) in waiting:
                    self.ledger.withdraw_proposal(issue, reader, named, now=self.now)
        for issue, reader in sorted(touched & waiting):
            self.ledger.change_mail(
                issue, reader, "withdrawn", detail="the two are kept apart", now=self.now
            )

    def _met(self, by: Speaker) -> list[Met]:
        return self.people.met(by.account_id, by.issue)
