"""What the manager writes down of a member: answers, pauses, blocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from analytics.members import Named
from ledger import PURPOSES, Ledger
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

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to write down."""
        pauses = self.pause_letters or self.pause_introductions
        return not (self.yes or self.no or pauses or self.block)


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
        if said.block:
            pair = (member.account_id, said.block.account_id)
            ledger.record_blocks([pair], source="consent task", now=now)
