"""Forgetting: a fingerprint stays so that the next export cannot bring the person back.

A fingerprint is an HMAC-SHA256 under a random key kept in the ledger. Whoever has the ledger can
ask whether an id, address or name they hold is among the erased; nobody can read one out of it.
The fingerprints also lie in a file beside the ledger: an older copy that is put in its place, by
`restore` or by hand, forgets the same people again when it is opened.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Literal

import pyarrow as pa

from ledger.database import MOMENT, Database
from ledger.forgotten import Forgotten, fingerprint_of, name_fingerprint
from ledger.moments import to_text

TOMBSTONES = pa.schema([("fingerprint", pa.string()), ("kind", pa.string()), ("erased_at", MOMENT)])

ERASED_PREFIX = "erased:"
_Kind = Literal["account", "email", "name", "thread", "post"]

_ACCOUNT_COLUMNS = (
    ("consents", "account_id"),
    ("pauses", "account_id"),
    ("approvals", "account_id"),
    ("blocks", "account_a_id"),
    ("blocks", "account_b_id"),
    ("vetoes", "account_a_id"),
    ("vetoes", "account_b_id"),
    ("merges", "account_a_id"),
    ("merges", "account_b_id"),
    ("invited", "account_id"),
    ("letter_frequencies", "account_id"),
    ("addresses", "account_id"),
    ("feedback", "account_id"),
    ("feedback", "other_account_id"),
    ("refused_interests", "account_id"),
    ("held_out", "account_a_id"),
    ("held_out", "account_b_id"),
    ("mails", "account_id"),
    ("promised_mails", "account_id"),
    ("mail_names", "named_account_id"),
    ("proposals", "account_id"),
    ("proposals", "candidate_account_id"),
    ("proposals", "contact_account_id"),
    ("proposals", "introducer_account_id"),
    ("letter_choices", "account_id"),
    ("old_names", "account_id"),
    ("nominations", "account_id"),
    ("nominations", "by_account_id"),
)
"""Every column that holds an account's id."""

_TEXT_COLUMNS = (
    ("consents", "consent_id", "wording"),
    ("vetoes", "veto_id", "note"),
    ("merges", "merge_id", "evidence"),
    ("spam_decisions", "spam_decision_id", "note"),
    ("proposals", "rowid", "sentence"),
    ("proposals", "rowid", "overlap"),
    ("proposals", "rowid", "thread_title"),
    ("proposals", "rowid", "thread_url"),
    ("proposals", "rowid", "question"),
    ("mails", "rowid", "detail"),
    ("mails", "rowid", "doubts"),
    ("bounces", "rowid", "detail"),
    ("suppressed_addresses", "rowid", "detail"),
    ("mail_changes", "mail_change_id", "detail"),
    ("feedback", "feedback_id", "detail"),
    ("nominations", "nomination_id", "words"),
    ("send_runs", "send_run_id", "detail"),
)
"""Every column of words in which somebody may be named: table, its key, column."""

_NO_WORDS = (
    "sentence = null, overlap = null, thread_id = null, thread_title = null, thread_url = null,"
    " question = null"
)


class Erasures:
    """The erasures in a ledger."""

    database: Database

    def fingerprint(self, text: str) -> str:
        """The keyed fingerprint of an id or address: 64 hex digits. Case does not matter."""
        return fingerprint_of(self._key(), text)

    def erase(
        self,
        account_ids: Iterable[str],
        emails: Iterable[str],
        *,
        names: Iterable[str] = (),
        thread_ids: Iterable[str] = (),
        post_ids: Iterable[str] = (),
        now: datetime,
    ) -> int:
        """How many accounts and addresses are new among the forgotten.

        What they said is deleted, and their names are taken out of what others said. Proposals and
        mails stay as counts under a fingerprint, without words, names or address; mails that had
        not left are withdrawn. names: what they went by. thread_ids, post_ids: what they opened and
        wrote; only those the ledger speaks of leave a fingerprint.
        """
        accounts = sorted(set(account_ids))
        with self.database.transaction():
            added = sum(self._bury("account", each, now) for each in accounts)
            told = [address for each in accounts for address in self._addresses_told(each)]
            added += sum(self._bury("email", each, now) for each in sorted({*emails, *told}))
            is_new = added > 0
            for name in sorted({name for name in names if name.strip()}):
                is_new |= self._bury("name", name, now) > 0
            for thread_id in sorted(self._threads_spoken_of() & set(thread_ids)):
                is_new |= self._bury("thread", thread_id, now) > 0
            for post_id in sorted(self._posts_decided_on() & set(post_ids)):
                is_new |= self._bury("post", post_id, now) > 0
            if is_new:
                self._obey()
        if is_new:
            self._write_list()
            self.database.empty_log()
        return added

    def obey_list(self) -> int:
        """How many fingerprints the list beside the ledger holds that the ledger did not.

        There are some when an older copy was put in its place: then those people are forgotten
        again, in all that the copy says of them.
        """
        missing = self._missing()
        if not missing:
            return 0
        with self.database.transaction():
            for fingerprint, kind, erased_at in missing:
                self.database.write(
                    "insert into tombstones values (?, ?, ?) on conflict do nothing",
                    [fingerprint, kind, erased_at],
                )
            self._obey()
        self.database.empty_log()
        return len(missing)

    def is_erased(self, *, account_id: str | None = None, email: str | None = None) -> bool:
        """Whether the account or the address belongs to somebody who was forgotten."""
        return bool(self.erased_among(value for value in (account_id, email) if value))

    def erased_among(self, values: Iterable[str]) -> set[str]:
        """Those of the account ids and addresses that belong to somebody who was forgotten."""
        forgotten = self.forgotten()
        # Most communities have nobody erased, and an HMAC per account is not free.
        return {value for value in values if forgotten.account(value)} if forgotten else set()

    def forgotten(self) -> Forgotten:
        """Everybody who was forgotten, to be asked about many ids, addresses and texts."""
        buried = self.database.rows("select fingerprint from tombstones")
        return Forgotten(self._key(), frozenset(row[0] for row in buried))

    def tombstones(self) -> pa.Table:
        """The erasures: fingerprint, kind (account, email, name, thread, post), erased_at."""
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

    def _threads_spoken_of(self) -> set[str]:
        return {
            row[0]
            for row in self.database.rows(
                "select thread_id from proposals where thread_id is not null"
                " union select open_thread_id from mails where open_thread_id is not null"
            )
        }

    def _posts_decided_on(self) -> set[str]:
        rows = self.database.rows("select subject_id from spam_decisions where kind = 'post'")
        return {row[0] for row in rows}

    def _bury(self, kind: _Kind, value: str, now: datetime) -> int:
        make = name_fingerprint if kind == "name" else fingerprint_of
        return self.database.write(
            "insert into tombstones values (?, ?, ?) on conflict do nothing",
            [make(self._key(), value), kind, to_text(now)],
        )

    def _obey(self) -> None:
        """Nothing; the ledger says nothing of anybody among the forgotten."""
        forgotten = self.forgotten()
        found: set[str] = set()
        for table, column in _ACCOUNT_COLUMNS:
            rows = self.database.rows(
                f"select distinct {column} from {table} where {column} is not null"
            )
            found.update(row[0] for row in rows if forgotten.account(row[0]))
        spam = self.database.rows("select distinct subject_id from spam_decisions")
        for (subject_id,) in spam:
            if forgotten.account(subject_id):
                self.database.write("delete from spam_decisions where subject_id = ?", [subject_id])
        for thread_id in self._threads_spoken_of():
            if forgotten.account(thread_id):
                self.database.write(
                    f"update proposals set {_NO_WORDS} where thread_id = ?", [thread_id]
                )
                self.database.write(
                    "update mails set open_thread_id = null where open_thread_id = ?", [thread_id]
                )
        for table in ("bounces", "suppressed_addresses"):
            self.database.write(
                f"delete from {table} where fingerprint in (select fingerprint from tombstones)"
            )
        for account_id in sorted(found):
            self._remove(account_id)
            self._disguise(account_id, ERASED_PREFIX + self.fingerprint(account_id)[:32])
        for table, key, column in _TEXT_COLUMNS:
            for place, text in self.database.rows(
                f"select {key}, {column} from {table} where {column} is not null"
            ):
                if (said := forgotten.without_names(text)) != text:
                    self.database.write(
                        f"update {table} set {column} = ? where {key} = ?", [said, place]
                    )

    def _list_file(self) -> Path:
        path = self.database.path
        return path.with_name(path.name + ".forgotten")

    def _missing(self) -> list[tuple[str, str, str]]:
        try:
            first, *lines = self._list_file().read_text(encoding="ascii").splitlines()
        except (FileNotFoundError, ValueError):
            return []
        own = self.database.rows("select installation_id from installation")[0][0]
        # Under another ledger's key the fingerprints say nothing.
        if first != own:
            return []
        buried = self.database.rows("select fingerprint from tombstones")
        known = {row[0] for row in buried}
        parts = [line.split(" ", 2) for line in lines]
        return [(one, kind, at) for one, kind, at in parts if one not in known]

    def _write_list(self) -> None:
        """Nothing; the list beside the ledger holds every fingerprint."""
        own = self.database.rows("select installation_id from installation")[0][0]
        rows = self.database.rows("select fingerprint, kind, erased_at from tombstones order by 1")
        target = self._list_file()
        unfinished = target.with_name(target.name + ".unfinished")
        handle = os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write("\n".join([own, *(" ".join(row) for row in rows), ""]))
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, target)

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
            "delete from refused_interests where account_id = ?1",
            "delete from letter_choices where account_id = ?1",
            "delete from old_names where account_id = ?1",
            "delete from feedback where account_id = ?1 or other_account_id = ?1",
            "delete from nominations where account_id = ?1 or by_account_id = ?1",
        ):
            self.database.write(statement, [account_id])

    def _disguise(self, account_id: str, disguise: str) -> None:
        for statement in (
            # The words may name them, also in a letter to somebody else.
            "update proposals set sentence = null, overlap = null, thread_id = null,"
            " thread_title = null, thread_url = null, contact_account_id = null,"
            " introducer_account_id = null, question = null"
            " where account_id = ?1 or candidate_account_id = ?1 or contact_account_id = ?1"
            " or introducer_account_id = ?1",
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
            " open_thread_id = null, doubts = null,"
            " state = case when state in ('queued', 'deferred') then 'withdrawn' else state end"
            " where account_id = ?1",
            "update mails set account_id = ?2 where account_id = ?1",
            "update promised_mails set account_id = ?2 where account_id = ?1",
        ):
            values = [account_id, disguise] if "?2" in statement else [account_id]
            self.database.write(statement, values)
