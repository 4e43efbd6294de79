"""Decisions on whether two accounts are one person."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import pyarrow as pa

from ledger.database import MOMENT, Database
from ledger.errors import BadStatement, DecisionRefused
from ledger.moments import to_text

MergeDecision = Literal["proposed", "accepted", "refused", "undone"]

MERGES = pa.schema(
    [
        ("account_a_id", pa.string()),
        ("account_b_id", pa.string()),
        ("decision", pa.string()),
        ("evidence", pa.string()),
        ("decided_at", MOMENT),
    ]
)


class People:
    """The merges in a ledger."""

    database: Database

    def propose_merge(
        self, account_id: str, other_account_id: str, *, evidence: str, now: datetime
    ) -> int:
        """1 when the pair is new, else 0: what was once decided is not asked again."""
        first, second = _pair(account_id, other_account_id)
        if self._decision(first, second) is not None:
            return 0
        return self._write(first, second, "proposed", evidence, now)

    def accept_merge(
        self, account_id: str, other_account_id: str, *, evidence: str | None = None, now: datetime
    ) -> int:
        """1 when the two are one person from now on, 0 when they were already."""
        return self._decide(account_id, other_account_id, "accepted", evidence, now)

    def refuse_merge(
        self, account_id: str, other_account_id: str, *, evidence: str | None = None, now: datetime
    ) -> int:
        """1 when the two are kept apart from now on, 0 when they were already."""
        return self._decide(account_id, other_account_id, "refused", evidence, now)

    def undo_merge(self, account_id: str, other_account_id: str, *, now: datetime) -> int:
        """1; the last accepted or refused decision no longer holds.

        Raises DecisionRefused when there is none.
        """
        first, second = _pair(account_id, other_account_id)
        decision = self._decision(first, second)
        if decision not in ("accepted", "refused"):
            raise DecisionRefused(
                f"{first} and {second}: there is nothing to undo; "
                f"the last decision is {decision or 'none'}"
            )
        return self._write(first, second, "undone", None, now)

    def merges(self) -> pa.Table:
        """The last decision on each pair, account_a_id < account_b_id, with evidence and moment.

        Only 'accepted' joins accounts; 'refused' and 'undone' keep rules from joining them again.
        """
        return self.database.table(
            MERGES,
            "select account_a_id, account_b_id, decision, evidence, decided_at from ("
            "  select *, row_number() over ("
            "    partition by account_a_id, account_b_id order by merge_id desc) as newest"
            "  from merges) where newest = 1 order by 1, 2",
        )

    def _decide(
        self,
        account_id: str,
        other_account_id: str,
        decision: MergeDecision,
        evidence: str | None,
        now: datetime,
    ) -> int:
        first, second = _pair(account_id, other_account_id)
        if self._decision(first, second) == decision:
            return 0
        return self._write(first, second, decision, evidence, now)

    def _decision(self, first: str, second: str) -> str | None:
        found = self.database.rows(
            "select decision from merges where account_a_id = ? and account_b_id = ?"
            " order by merge_id desc limit 1",
            [first, second],
        )
        return found[0][0] if found else None

    def _write(
        self, first: str, second: str, decision: MergeDecision, evidence: str | None, now: datetime
    ) -> int:
        return self.database.write(
            "insert into merges (account_a_id, account_b_id, decision, evidence, decided_at)"
            " values (?, ?, ?, ?, ?)",
            [first, second, decision, evidence, to_text(now)],
        )


def _pair(account_id: str, other_account_id: str) -> tuple[str, str]:
    if account_id == other_account_id:
        raise BadStatement(f"{account_id}: one account cannot be joined with itself")
    first, second = sorted((account_id, other_account_id))
    return first, second
