"""Interests that were found in somebody and are not theirs, because they said so."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa

from ledger.database import Database
from ledger.errors import BadStatement
from ledger.moments import to_text

REFUSED_INTERESTS = pa.schema([("account_id", pa.string()), ("label", pa.string())])


class Interests:
    """The refused interests in a ledger."""

    database: Database

    def refuse_interest(
        self,
        account_id: str,
        label: str,
        *,
        is_refused: bool = True,
        source: str,
        said_at: datetime,
        now: datetime,
    ) -> int:
        """1 when this changes something, else 0. label: as the interest is called; case does not
        matter. is_refused False: it is theirs after all. Raises BadStatement for an empty label.
        """
        plain = " ".join(label.split()).casefold()
        if not plain:
            raise BadStatement(f"{account_id}: an interest without a name; say which one")
        before = self.database.rows(
            "select is_refused from refused_interests where account_id = ? and label = ?"
            " order by refused_interest_id desc limit 1",
            [account_id, plain],
        )
        if (bool(before[0][0]) if before else False) == is_refused:
            return 0
        return self.database.write(
            "insert into refused_interests (account_id, label, is_refused, source, said_at,"
            " recorded_at) values (?, ?, ?, ?, ?, ?)",
            [account_id, plain, int(is_refused), source, to_text(said_at), to_text(now)],
        )

    def refused_interests(self) -> pa.Table:
        """The interests that are not theirs: account_id, label in small letters; ordered."""
        return self.database.table(
            REFUSED_INTERESTS,
            "select account_id, label from ("
            "  select *, row_number() over (partition by account_id, label"
            "    order by refused_interest_id desc) as newest from refused_interests)"
            " where newest = 1 and is_refused = 1 order by 1, 2",
        )
