"""Who was nominated for a spotlight, by whom and why: for the manager, who asks the nominated."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa

from ledger.database import MOMENT, Database
from ledger.moments import to_text

NOMINATIONS = pa.schema(
    [
        ("account_id", pa.string()),
        ("by_account_id", pa.string()),
        ("words", pa.string()),
        ("said_at", MOMENT),
        ("source", pa.string()),
    ]
)


class Nominations:
    """The nominations in a ledger."""

    database: Database

    def record_nomination(
        self,
        account_id: str,
        *,
        by_account_id: str | None,
        words: str | None = None,
        source: str,
        said_at: datetime,
        now: datetime,
    ) -> int:
        """1 when this is new, else 0: the same account nominates the same one once.

        by_account_id: None when it was the manager. words: why, in those of the one who said it.
        """
        return self.database.write(
            "insert into nominations (account_id, by_account_id, words, said_at, source,"
            " recorded_at) values (?, ?, ?, ?, ?, ?) on conflict do nothing",
            [account_id, by_account_id, words, to_text(said_at), source, to_text(now)],
        )

    def nominations(self) -> pa.Table:
        """All of them, oldest first."""
        return self.database.table(
            NOMINATIONS,
            "select account_id, by_account_id, words, said_at, source"
            " from nominations order by said_at, nomination_id",
        )
