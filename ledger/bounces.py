"""Letters that came back: a fact about an address, not about the member who has it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import pyarrow as pa

from ledger.database import MOMENT
from ledger.moments import to_text
from ledger.suppressions import Suppressions

BounceKind = Literal["hard", "soft"]
"""hard: nobody is there, or ever will be. soft: not now, such as a full mailbox."""

MOST_SOFT = 3
"""Issues that may come back softly, one after the other, before nothing more is sent."""

BOUNCES = pa.schema(
    [
        ("fingerprint", pa.string()),
        ("issue", pa.string()),
        ("kind", pa.string()),
        ("detail", pa.string()),
        ("bounced_at", MOMENT),
    ]
)


class Bounces(Suppressions):
    """The bounces in a ledger, and the addresses suppressed because of them."""

    def record_bounce(
        self, address: str, issue: str, kind: BounceKind, *, detail: str, now: datetime
    ) -> bool:
        """Whether nothing is sent to the address any more.

        A hard bounce suppresses it at once, soft ones when MOST_SOFT issues came back.
        detail: the server's status, such as '5.1.1'.
        """
        fingerprint = self.fingerprint(address)
        with self.database.transaction():
            self.database.write(
                "insert into bounces values (?, ?, ?, ?, ?) on conflict do nothing",
                [fingerprint, issue, kind, detail, to_text(now)],
            )
            soft = self.database.rows(
                "select count(*) from bounces where fingerprint = ? and kind = 'soft'",
                [fingerprint],
            )[0][0]
            if kind == "hard" or soft >= MOST_SOFT:
                self.suppress_address(address, source="bounced", detail=detail, now=now)
                return True
        return False

    def trust_address(self, address: str) -> int:
        """1 when the address is no longer suppressed, 0 when it was not; its bounces are over."""
        fingerprint = self.fingerprint(address)
        self.database.write("delete from bounces where fingerprint = ?", [fingerprint])
        return super().trust_address(address)

    def bounces(self) -> pa.Table:
        """What came back and is not over: fingerprint, issue, kind, detail, bounced_at."""
        return self.database.table(
            BOUNCES,
            "select fingerprint, issue, kind, detail, bounced_at from bounces order by 2, 1, 3",
        )
