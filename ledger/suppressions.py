"""Addresses that nothing is sent to any more, because a server said that nobody is there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pyarrow as pa

from ledger.database import MOMENT
from ledger.erasures import Erasures
from ledger.moments import to_text

SUPPRESSED = pa.schema(
    [
        ("fingerprint", pa.string()),
        ("source", pa.string()),
        ("detail", pa.string()),
        ("suppressed_at", MOMENT),
    ]
)


class Suppressions(Erasures):
    """The erasures and the suppressed addresses in a ledger, each as its keyed fingerprint."""

    def suppress_address(self, address: str, *, source: str, detail: str, now: datetime) -> int:
        """1 when the address is suppressed from now on, 0 when it was already.

        source: who said so, such as 'refused'. detail: in what words, without the address.
        """
        return self.database.write(
            "insert into suppressed_addresses values (?, ?, ?, ?) on conflict do nothing",
            [self.fingerprint(address), source, detail, to_text(now)],
        )

    def trust_address(self, address: str) -> int:
        """1 when the address is no longer suppressed, 0 when it was not."""
        return self.database.write(
            "delete from suppressed_addresses where fingerprint = ?", [self.fingerprint(address)]
        )

    def suppressed_among(self, addresses: Iterable[str]) -> set[str]:
        """Those of the addresses that nothing is sent to."""
        found = {
            row[0] for row in self.database.rows("select fingerprint from suppressed_addresses")
        }
        # Most communities have none, and an HMAC per address is not free.
        return {a for a in addresses if self.fingerprint(a) in found} if found else set()

    def suppressed_addresses(self) -> pa.Table:
        """All of them: fingerprint, source, detail, suppressed_at; oldest first."""
        return self.database.table(
            SUPPRESSED,
            "select fingerprint, source, detail, suppressed_at from suppressed_addresses"
            " order by 4, 1",
        )
