"""Addresses that members told us, where the exports know none."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa

from ledger.database import MOMENT, Database
from ledger.moments import to_text

ADDRESSES = pa.schema(
    [
        ("account_id", pa.string()),
        ("address", pa.string()),
        ("said_at", MOMENT),
        ("source", pa.string()),
    ]
)


class Addresses:
    """The addresses in a ledger."""

    database: Database

    def record_address(
        self, account_id: str, address: str, *, source: str, said_at: datetime, now: datetime
    ) -> int:
        """1 when the address is new for the account, else 0."""
        before = self.database.rows(
            "select address from addresses where account_id = ?"
            " order by said_at desc, address_id desc limit 1",
            [account_id],
        )
        if before == [(address,)]:
            return 0
        return self.database.write(
            "insert into addresses (account_id, address, said_at, source, recorded_at)"
            " values (?, ?, ?, ?, ?) on conflict do nothing",
            [account_id, address, to_text(said_at), source, to_text(now)],
        )

    def addresses(self) -> pa.Table:
        """The last address of each account that told one: account_id, address, said_at, source."""
        return self.database.table(
            ADDRESSES,
            "select account_id, address, said_at, source from ("
            "  select *, row_number() over ("
            "    partition by account_id order by said_at desc, address_id desc) as newest"
            "  from addresses) where newest = 1 order by 1",
        )
