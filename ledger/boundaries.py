"""The lines members draw: pauses, blocks, and pairs that are never to be introduced again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

import pyarrow as pa

from ledger.database import MOMENT, Database
from ledger.errors import BadStatement
from ledger.moments import optional_text, to_text

PauseKind = Literal["mails", "introductions"]
"""mails: no letters to me for a while. introductions: nobody is introduced to me, nor I to them.
The first does not imply the second."""

PAUSES = pa.schema(
    [
        ("account_id", pa.string()),
        ("kind", pa.string()),
        ("until_at", MOMENT),
        ("said_at", MOMENT),
        ("source", pa.string()),
    ]
)
BLOCKS = pa.schema(
    [("account_a_id", pa.string()), ("account_b_id", pa.string()), ("source", pa.string())]
)
VETOES = pa.schema(
    [
        ("account_a_id", pa.string()),
        ("account_b_id", pa.string()),
        ("source", pa.string()),
        ("note", pa.string()),
        ("decided_at", MOMENT),
    ]
)


class Boundaries:
    """The pauses, blocks and vetoes in a ledger."""

    database: Database

    def record_pause(
        self,
        account_id: str,
        kind: PauseKind,
        *,
        until_at: datetime | None,
        source: str,
        said_at: datetime,
        now: datetime,
    ) -> int:
        """1 when the pause is new, else 0. until_at None: until further notice."""
        if until_at is not None and until_at < said_at:
            raise BadStatement(
                f"{account_id}: the pause ends on {until_at.date()}, before it began"
            )
        return self.database.write(
            "insert into pauses (account_id, kind, until_at, said_at, source, recorded_at)"
            " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
            [account_id, kind, optional_text(until_at), to_text(said_at), source, to_text(now)],
        )

    def end_pause(
        self, account_id: str, kind: PauseKind, *, source: str, said_at: datetime, now: datetime
    ) -> int:
        """1 when the pause ends now, else 0."""
        return self.record_pause(
            account_id, kind, until_at=said_at, source=source, said_at=said_at, now=now
        )

    def pauses(self, at: datetime | None = None) -> pa.Table:
        """The pauses in force at a moment; without one, the last of each account and kind.

        Returns account_id, kind, until_at (null: until further notice), said_at, source.
        """
        return self.database.table(
            PAUSES,
            "select account_id, kind, until_at, said_at, source from ("
            "  select *, row_number() over ("
            "    partition by account_id, kind order by said_at desc, pause_id desc) as newest"
            "  from pauses where ?1 is null or said_at <= ?1)"
            " where newest = 1 and (until_at is null or ?1 is null or until_at > ?1)"
            " order by account_id, kind",
            [optional_text(at)],
        )

    def record_blocks(self, pairs: Iterable[tuple[str, str]], *, source: str, now: datetime) -> int:
        """How many blocks were new. A pair is (who blocked, who is blocked)."""
        with self.database.transaction():
            return sum(
                self.database.write(
                    "insert into blocks values (?, ?, ?, ?) on conflict do nothing",
                    [blocker, blocked, source, to_text(now)],
                )
                for blocker, blocked in pairs
                if blocker != blocked
            )

    def blocks(self) -> pa.Table:
        """Every block: account_a_id blocked account_b_id, source. It keeps both from each other."""
        return self.database.table(
            BLOCKS, "select account_a_id, account_b_id, source from blocks order by 1, 2"
        )

    def record_veto(
        self,
        account_id: str,
        other_account_id: str,
        *,
        is_never: bool = True,
        source: str,
        note: str | None = None,
        now: datetime,
    ) -> int:
        """1 when this changes something, else 0. is_never False takes the veto back."""
        first, second = sorted((account_id, other_account_id))
        if first == second:
            raise BadStatement(f"{first}: one account is no pair")
        before = self.database.rows(
            "select is_never from vetoes where account_a_id = ? and account_b_id = ?"
            " order by veto_id desc limit 1",
            [first, second],
        )
        if (bool(before[0][0]) if before else False) == is_never:
            return 0
        return self.database.write(
            "insert into vetoes (account_a_id, account_b_id, is_never, source, note, decided_at)"
            " values (?, ?, ?, ?, ?, ?)",
            [first, second, int(is_never), source, note, to_text(now)],
        )

    def vetoes(self) -> pa.Table:
        """The pairs never to be introduced, account_a_id < account_b_id, and who decided so."""
        return self.database.table(
            VETOES,
            "select account_a_id, account_b_id, source, note, decided_at from ("
            "  select *, row_number() over ("
            "    partition by account_a_id, account_b_id order by veto_id desc) as newest"
            "  from vetoes) where newest = 1 and is_never = 1 order by 1, 2",
        )
