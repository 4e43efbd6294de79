"""Pairs an issue left to themselves, so that it can be told what an introduction adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from ledger.database import MOMENT, Database
from ledger.moments import optional_text, to_text

HELD_OUT = pa.schema(
    [
        ("issue", pa.string()),
        ("account_a_id", pa.string()),
        ("account_b_id", pa.string()),
        ("slot", pa.string()),
        ("reason_kind", pa.string()),
        ("is_mutual", pa.bool_()),
        ("held_at", MOMENT),
    ]
)


@dataclass(frozen=True, kw_only=True)
class HeldOut:
    """Two who would have been introduced; neither is told."""

    account_a_id: str
    """The smaller of the two ids."""
    account_b_id: str
    slot: str
    reason_kind: str | None
    is_mutual: bool
    """Both would have read of each other."""


class HeldOuts:
    """The pairs held out, in a ledger."""

    database: Database

    def record_held_out(
        self, issue: str, pairs: Iterable[HeldOut], *, held_at: datetime, now: datetime
    ) -> int:
        """How many pairs were new; an issue that has some already keeps them as they are.

        held_at: when the issue's letters were to leave, from which outcomes are counted.
        """
        with self.database.transaction():
            if self.database.rows("select 1 from held_out where issue = ? limit 1", [issue]):
                return 0
            return sum(
                self.database.write(
                    "insert into held_out values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                    [
                        issue,
                        pair.account_a_id,
                        pair.account_b_id,
                        pair.slot,
                        pair.reason_kind,
                        int(pair.is_mutual),
                        to_text(held_at),
                        to_text(now),
                    ],
                )
                for pair in pairs
            )

    def held_out(self, *, since: datetime | None = None) -> pa.Table:
        """The pairs held out since a moment, or all, ordered by issue and pair."""
        return self.database.table(
            HELD_OUT,
            "select issue, account_a_id, account_b_id, slot, reason_kind, is_mutual, held_at"
            " from held_out where ?1 is null or held_at >= ?1 order by 1, 2, 3",
            [optional_text(since)],
        )
