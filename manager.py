"""What the manager writes down of a member: answers, pauses, blocks, forgetting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from analytics.members import Named
from analytics.warehouse import Warehouse
from ledger import PURPOSES, Ledger
from ledger.purposes import checked_purposes
from line import Place
from publisher import swap


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


def forget_member(place: Place, warehouse: Warehouse, ledger: Ledger, member_id: str) -> int:
    """How many tombstones were new. The rows and pages follow with the next build.

    What the ledger holds of the member is deleted, their letters are taken out of the outbox, and
    sites published earlier are removed, so that `undo` cannot show them again.
    """
    accounts = warehouse.frame(
        """
        select account_id, email from raw.accounts
        inner join derived.member_accounts using (account_id)
        where member_id = $member_id order by all
        """,
        member_id=member_id,
    ).to_pylist()
    account_ids = [account["account_id"] for account in accounts]
    for mail in ledger.mails().to_pylist():
        if mail["account_id"] in account_ids:
            (place.outbox / mail["issue"] / mail["file_name"]).unlink(missing_ok=True)
    emails = [account["email"] for account in accounts if account["email"]]
    new = ledger.erase(account_ids, emails, now=datetime.now(UTC))
    swap.forget_old(place.build, place.output, keep=1)
    return new
