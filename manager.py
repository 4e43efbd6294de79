"""What the manager writes down of a member: answers, pauses, blocks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Literal, cast

from analytics.errors import UnknownInterest
from analytics.members import Named
from analytics.warehouse import Warehouse
from ledger import PURPOSES, Ledger
from ledger.errors import BadStatement
from ledger.feedback import Frequency, LetterChoice
from ledger.old_names import OldName
from ledger.purposes import checked_purposes


@dataclass(frozen=True)
class Said:
    """What a member told the manager in person."""

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    """Purposes."""
    pause_letters: datetime | None = None
    pause_introductions: datetime | None = None
    """Until when."""
    block: Named | None = None
    """Who is to be kept apart from them."""
    wording: str | None = None
    address: str | None = None
    """Where to write to them, where no export knows it; one that came back is trusted again."""
    letters: str | None = None
    """How often: one of `ledger.feedback.Frequency`."""
    language: str | None = None
    time_zone: str | None = None
    """Of their letters."""
    old_name: str | None = None
    """One of `ledger.old_names.OldName`: whether a name they had still leads to their page."""

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to write down."""
        pauses = self.pause_letters or self.pause_introductions
        wishes = self.letters or self.language or self.time_zone or self.old_name
        return not (self.yes or self.no or pauses or self.block or self.address or wishes)


def one_of(flag: str, found: str | None, allowed: Collection[str]) -> str | None:
    """What a flag says, where it says something.

    Raises BadStatement for what is not allowed, listing what comes near, or all of a few.
    """
    if found is None or found in allowed:
        return found
    few = sorted(allowed) if len(allowed) < 10 else get_close_matches(found, sorted(allowed))
    raise BadStatement(f"{flag}: found {found!r}; allowed: {', '.join(few) or 'see the docs'}")


def purposes_of(text: str | None) -> tuple[str, ...]:
    """The purposes a flag names, separated by commas; 'all' is every one.

    Raises BadStatement for one that does not exist, listing those that do.
    """
    if text == "all":
        return PURPOSES
    return checked_purposes(part.strip() for part in (text or "").split(",") if part.strip())


def record_said(ledger: Ledger, member: Named, said: Said) -> None:
    """Nothing; the ledger holds what the member said."""
    now = datetime.now(UTC)
    answers: tuple[tuple[Literal["yes", "no"], tuple[str, ...]], ...] = (
        ("yes", said.yes),
        ("no", said.no),
    )
    pauses: tuple[tuple[Literal["mails", "introductions"], datetime | None], ...] = (
        ("mails", said.pause_letters),
        ("introductions", said.pause_introductions),
    )
    with ledger.transaction():
        for answer, purposes in answers:
            ledger.set_consent(
                member.account_id,
                purposes,
                answer,
                source="consent task",
                wording=said.wording,
                said_at=now,
                is_in_person=True,
                now=now,
            )
        for kind, until in pauses:
            if until:
                ledger.record_pause(
                    member.account_id,
                    kind,
                    until_at=until,
                    source="consent task",
                    said_at=now,
                    now=now,
                )
        if said.letters:
            ledger.record_frequency(
                member.account_id,
                cast("Frequency", said.letters),
                source="consent task",
                said_at=now,
                now=now,
            )
        wishes: tuple[tuple[LetterChoice, str | None], ...] = (
            ("language", said.language),
            ("time zone", said.time_zone),
        )
        for wish, choice in wishes:
            if choice:
                ledger.record_choice(
                    member.account_id,
                    wish,
                    choice,
                    source="consent task",
                    said_at=now,
                    now=now,
                )
        if said.old_name:
            ledger.record_old_name(
                member.account_id,
                cast("OldName", said.old_name),
                source="consent task",
                said_at=now,
                now=now,
            )
        if said.address:
            ledger.trust_address(said.address)
            ledger.record_address(
                member.account_id, said.address, source="consent task", said_at=now, now=now
            )
        if said.block:
            pair = (member.account_id, said.block.account_id)
            ledger.record_blocks([pair], source="consent task", now=now)


def correct_interest(
    warehouse: Warehouse, ledger: Ledger, member: Named, label: str, *, is_refused: bool
) -> list[str]:
    """What was written down, a line each: an interest is not theirs, for ever, or is after all.

    Raises UnknownInterest when nobody here has such an interest, naming the member's own.
    """
    known = warehouse.frame("select label from marts.topics order by label")["label"].to_pylist()
    own = warehouse.frame(
        "select topics.label from marts.member_topics inner join marts.topics as topics"
        " using (topic_id) where member_id = $member order by 1",
        member=member.member_id,
    )["label"].to_pylist()
    found = [each for each in known if each.casefold() == " ".join(label.split()).casefold()]
    if not found and is_refused:
        raise UnknownInterest(label, own)
    now = datetime.now(UTC)
    called = found[0] if found else label
    new = ledger.refuse_interest(
        member.account_id, called, is_refused=is_refused, source="consent task",
        said_at=now, now=now,
    )  # fmt: skip
    what = "is not theirs, and is not found in them again" if is_refused else "is theirs after all"
    return [f"about: {member.choice}: {called} {what}"
            + ("; the next build obeys" if new else "; that was known")]  # fmt: skip
