"""From asked to yes: what came of each invitation, for the office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

    from ledger.invitations import Invitation


@dataclass(frozen=True)
class Asked:
    """One invitation, counted in members."""

    number: int
    purposes: tuple[str, ...]
    asked_at: datetime
    asked: int
    yes: int
    """To all it asked for."""
    no: int
    """To some of it, or all."""
    partly: int
    """Yes to some, and nothing said to the rest."""
    yes_without_address: int
    """Of those who said yes: no letter can reach them."""

    @property
    def silent(self) -> int:
        """Who has not answered; nobody is asked again."""
        return self.asked - self.yes - self.no - self.partly


@dataclass(frozen=True)
class Opening:
    """A member who has not answered, and whose yes would open introductions."""

    name: str
    opens_now: int
    opens_with_others: int
    """With others who have not answered either."""


def asked_rows(
    invitations: Iterable[Invitation],
    invited: pa.Table,
    consents: pa.Table,
    members: Mapping[str, str],
    addresses: Mapping[str, Any],
) -> tuple[Asked, ...]:
    """What came of each invitation that is out, the newest first.

    invited: invitation, account_id. consents: member_id, purpose, answer in force. members: the
    member of each account. addresses: by member, the address letters go to, or nothing.
    """
    answers: dict[str, dict[str, str]] = {}
    for row in consents.to_pylist():
        answers.setdefault(row["member_id"], {})[row["purpose"]] = row["answer"]
    by_invitation: dict[int, set[str]] = {}
    for row in invited.to_pylist():
        if row["account_id"] in members:
            by_invitation.setdefault(row["invitation"], set()).add(members[row["account_id"]])
    return tuple(
        _asked(each, by_invitation.get(each.number, set()), answers, addresses, each.asked_at)
        for each in sorted(invitations, key=lambda each: -each.number)
        if each.asked_at
    )


def _asked(
    invitation: Invitation,
    asked: set[str],
    answers: Mapping[str, Mapping[str, str]],
    addresses: Mapping[str, Any],
    asked_at: datetime,
) -> Asked:
    said = {
        member_id: [answers.get(member_id, {}).get(purpose) for purpose in invitation.purposes]
        for member_id in asked
    }
    yes = {member_id for member_id, found in said.items() if set(found) == {"yes"}}
    no = {member_id for member_id, found in said.items() if "no" in found}
    partly = {member_id for member_id, found in said.items() if "yes" in found} - yes - no
    return Asked(
        number=invitation.number,
        purposes=invitation.purposes,
        asked_at=asked_at,
        asked=len(asked),
        yes=len(yes),
        no=len(no),
        partly=len(partly),
        yes_without_address=sum(not addresses.get(member_id) for member_id in yes),
    )
