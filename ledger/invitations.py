"""Who was asked for what, once, and in which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from ledger.database import MOMENT, Database
from ledger.errors import DecisionRefused
from ledger.moments import from_text, to_text
from ledger.purposes import checked_purposes

INVITED = pa.schema([("invitation", pa.int64()), ("account_id", pa.string()), ("asked_at", MOMENT)])
_BETWEEN = ", "


@dataclass(frozen=True)
class Invitation:
    """One text, or one set of texts, that asks members for a yes."""

    number: int
    """From 1; members may name it in their answer."""
    purposes: tuple[str, ...]
    """What a bare yes to it covers, and nothing else."""
    texts: str
    """As they were given to the manager."""
    made_at: datetime
    asked_at: datetime | None
    """When the manager said that it was out; None while it is not."""


class Invitations:
    """The invitations in a ledger."""

    database: Database

    def draft_invitation(self, purposes: Iterable[str]) -> int:
        """The number of the invitation to these purposes that is not out yet, or the next free."""
        wanted = _BETWEEN.join(checked_purposes(purposes))
        found = self.database.rows(
            "select coalesce("
            " (select max(invitation) from invitations where purposes = ? and asked_at is null),"
            " (select coalesce(max(invitation), 0) + 1 from invitations))",
            [wanted],
        )
        return int(found[0][0])

    def keep_invitation(
        self, number: int, purposes: Iterable[str], texts: str, *, now: datetime
    ) -> int:
        """1 when the invitation or its texts are new, else 0.

        Raises DecisionRefused when it is out: what members were asked does not change afterwards.
        """
        wanted = _BETWEEN.join(checked_purposes(purposes))
        with self.database.transaction():
            before = self.invitation(number)
            if before and before.asked_at:
                raise DecisionRefused(
                    f"invitation {number} is out since {before.asked_at.date()} and stays as it is"
                )
            if before and (_BETWEEN.join(before.purposes), before.texts) == (wanted, texts):
                return 0
            return self.database.write(
                "insert into invitations values (?, ?, ?, ?, null) on conflict (invitation)"
                " do update set purposes = excluded.purposes, texts = excluded.texts",
                [number, wanted, texts, to_text(now)],
            )

    def record_asked(self, number: int, account_ids: Iterable[str], *, now: datetime) -> int:
        """How many accounts were asked by it now; nobody is asked twice by one invitation.

        Raises DecisionRefused when there is no such invitation.
        """
        with self.database.transaction():
            if self.invitation(number) is None:
                raise DecisionRefused(f"there is no invitation {number}; `invite` makes one")
            self.database.write(
                "update invitations set asked_at = ? where invitation = ? and asked_at is null",
                [to_text(now), number],
            )
            return sum(
                self.database.write(
                    "insert into invited values (?, ?) on conflict do nothing", [number, account_id]
                )
                for account_id in account_ids
            )

    def invitation(self, number: int) -> Invitation | None:
        """The invitation of that number."""
        return next((each for each in self.invitations() if each.number == number), None)

    def invitations(self) -> list[Invitation]:
        """All invitations, the first first."""
        rows = self.database.rows(
            "select invitation, purposes, texts, made_at, asked_at from invitations order by 1"
        )
        return [
            Invitation(
                number=number,
                purposes=tuple(purposes.split(_BETWEEN)),
                texts=texts,
                made_at=from_text(made_at),
                asked_at=from_text(asked_at) if asked_at else None,
            )
            for number, purposes, texts, made_at, asked_at in rows
        ]

    def invited(self) -> pa.Table:
        """Who was asked by which invitation, and when: invitation, account_id, asked_at."""
        return self.database.table(
            INVITED,
            "select invitation, account_id, asked_at from invited"
            " join invitations using (invitation) order by 1, 2",
        )
