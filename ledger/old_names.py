"""Who wants the name they had gone: the old address of their page then leads nowhere."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import pyarrow as pa

from ledger.database import MOMENT, Database
from ledger.moments import to_text

OldName = Literal["gone", "leads on"]

OLD_NAMES = pa.schema(
    [
        ("account_id", pa.string()),
        ("wish", pa.string()),
        ("said_at", MOMENT),
        ("source", pa.string()),
    ]
)


class OldNames:
    """The wishes about old names in a ledger."""

    database: Database

    def record_old_name(
        self, account_id: str, wish: OldName, *, source: str, said_at: datetime, now: datetime
    ) -> int:
        """1: what the account wants of its old names is kept."""
        return self.database.write(
            "insert into old_names (account_id, wish, said_at, source, recorded_at)"
            " values (?, ?, ?, ?, ?)",
            [account_id, wish, to_text(said_at), source, to_text(now)],
        )

    def old_names(self) -> pa.Table:
        """The last word of each account that ever said one: account_id, wish, said_at, source."""
        return self.database.table(
            OLD_NAMES,
            "select account_id, wish, said_at, source from ("
            "  select *, row_number() over (partition by account_id"
            "    order by said_at desc, old_name_id desc) as newest"
            "  from old_names) where newest = 1 order by 1",
        )
