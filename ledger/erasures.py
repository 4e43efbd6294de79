"""Forgetting: a fingerprint stays so that the next export cannot bring the person back.

A fingerprint is an HMAC-SHA256 under a random key kept in the ledger. Whoever has the ledger can
ask whether an id or address they hold is among the erased; nobody can read one out of it.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Iterable
from datetime import datetime

import pyarrow as pa

from ledger.database import MOMENT, Database
from ledger.moments import to_text

TOMBSTONES = pa.schema([("fingerprint", pa.string()), ("kind", pa.string()), ("erased_at", MOMENT)])

ERASED_PREFIX = "erased:"


class Erasures:
    """The erasures in a ledger."""

    database: Database

    def fingerprint(self, text: str) -> str:
        """The keyed fingerprint of an id or address: 64 hex digits. Case does not matter."""
        plain = unicodedata.normalize("NFKC", text).strip().casefold()
        return hmac.new(self._key(), plain.encode(), hashlib.sha256).hexdigest()

    def erase(self, account_ids: Iterable[str], emails: Iterable[str], *, now: datetime) -> int:
        """How many tombstones were new; nothing else in the ledger tells of these accounts.

        What they said is deleted. Proposals and mails stay as counts under a fingerprint, without
        words, names or address; mails that had not left are withdrawn.
        """
        accounts = sorted(set(account_ids))
        with self.database.transaction():
            added = sum(self._bury("account", account_id, now) for account_id in accounts)
            told = [address for each in accounts for address in self._addresses_told(each)]
            added += sum(self._bury("email", email, now) for email in sorted({*emails, *told}))
            for account_id in accounts:
                self._remove(account_id)
                self._disguise(account_id, ERASED_PREFIX + self.fingerprint(account_id)[:32])
        self.database.empty_log()
        return added

    def is_erased(self, *, account_id: str | None = None, email: str | None = None) -> bool:
        """Whether the account or the address belongs to somebody who was forgotten."""
        return bool(self.erased_among(value for value in (account_id, email) if value))

    def erased_among(self, values: Iterable[str]) -> set[str]:
        """Those of the account ids and addresses that belong to somebody who was forgotten."""
        buried = {row[0] for row in self.database.rows("select fingerprint from tombstones")}
        # Most communities have nobody erased, and an HMAC per account is not free.
        return {value for value in values if self.fingerprint(value) in buried} if buried else set()

    def tombstones(self) -> pa.Table:
        """The erasures: fingerprint, kind ('account', 'email'), erased_at."""
        return self.database.table(
            TOMBSTONES, "select fingerprint, kind, erased_at from tombstones order by 3, 1"
        )

    def _key(self) -> bytes:
        key: bytes = self.database.rows("select fingerprint_key from installation")[0][0]
        return key

    def _addresses_told(self, account_id: str) -> list[str]:
        rows = self.database.rows(
            "select distinct address from addresses where account_id = ?", [account_id]
        )
        return [address for (address,) in rows]

    def _bury(self, kind: str, value: str, now: datetime) -> int:
        return self.database.write(
            "insert into tombstones values (?, ?, ?) on conflict do nothing",
            [self.fingerprint(value), kind, to_text(now)],
        )

    def _remove(self, account_id: str) -> None:
        for statement in (
            "delete from consents where account_id = ?1",
            "delete from pauses where account_id = ?1",
            "delete from approvals where account_id = ?1",
            "delete from spam_decisions where kind = 'account' and subject_id = ?1",
            "delete from blocks where account_a_id = ?1 or account_b_id = ?1",
            "delete from vetoes where account_a_id = ?1 or account_b_id = ?1",
            "delete from merges where account_a_id = ?1 or account_b_id = ?1",
            "delete from invited where account_id = ?1",
            "delete from letter_frequencies where account_id = ?1",
            "delete from addresses where account_id = ?1",
            "delete from feedback where account_id = ?1 or other_account_id = ?1",
        ):
            self.database.write(statement, [account_id])

    def _disguise(self, account_id: str, disguise: str) -> None:
        for statement in (
            # The words may name them, also in a letter to somebody else.
            "update proposals set sentence = null, overlap = null, thread_id = null,"
            " thread_title = null, thread_url = null, contact_account_id = null"
            " where account_id = ?1 or candidate_account_id = ?1 or contact_account_id = ?1",
            "update proposals set account_id = ?2 where account_id = ?1",
            "update proposals set candidate_account_id = ?2 where candidate_account_id = ?1",
            # Which of the two is the smaller id follows from the disguise.
            "update held_out set account_a_id = min(?2, account_b_id),"
            " account_b_id = max(?2, account_b_id) where account_a_id = ?1",
            "update held_out set account_a_id = min(?2, account_a_id),"
            " account_b_id = max(?2, account_a_id) where account_b_id = ?1",
            "update mail_names set named_account_id = ?2 where named_account_id = ?1",
            "update mail_changes set detail = null where account_id = ?1",
            "update mails set address = null, file_name = null, detail = null,"
            " open_thread_id = null,"
            " state = case when state in ('queued', 'deferred') then 'withdrawn' else state end"
            " where account_id = ?1",
            "update mails set account_id = ?2 where account_id = ?1",
        ):
            values = [account_id, disguise] if "?2" in statement else [account_id]
            self.database.write(statement, values)
