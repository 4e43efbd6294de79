"""One row per issue and account, and how a mail may go from one state to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

import pyarrow as pa

from ledger.database import MOMENT, Database
from ledger.errors import DecisionRefused
from ledger.moments import from_text, optional_text, to_text

MailState = Literal[
    "queued", "sending", "sent", "deferred", "failed", "unknown", "withdrawn", "expired"
]

NameRole = Literal["candidate", "contact", "answerer", "author"]

NEXT_STATES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # unknown at once: it may have left from a ledger that this one is a copy of.
        "queued": ("sending", "withdrawn", "expired", "unknown"),
        # withdrawn: a no arrived after it was taken up and before the server heard of it.
        "sending": ("sent", "deferred", "failed", "unknown", "withdrawn"),
        "deferred": ("sending", "withdrawn", "expired", "unknown"),
        # Nobody knows whether it arrived: only a person may decide.
        "unknown": ("sent", "failed", "queued"),
        "withdrawn": ("queued",),
        "sent": (),
        "failed": (),
        "expired": (),
    }
)

UNSENT_STATES = ("queued", "deferred", "withdrawn")
"""While a mail is in one of these, nothing of it has left."""

FINAL_STATES = ("sent", "failed", "withdrawn", "expired")
"""Nothing more becomes of a mail in one of these, unless it is composed again."""

MAILS = pa.schema(
    [
        ("issue", pa.string()),
        ("account_id", pa.string()),
        ("address", pa.string()),
        ("message_id", pa.string()),
        ("file_name", pa.string()),
        ("content_sha256", pa.string()),
        ("open_thread_id", pa.string()),
        ("state", pa.string()),
        ("planned_at", MOMENT),
        ("changed_at", MOMENT),
        ("sent_at", MOMENT),
        ("next_try_at", MOMENT),
        ("detail", pa.string()),
        ("tries", pa.int64()),
        ("first_tried_at", MOMENT),
        ("decided_at", MOMENT),
        ("doubts", pa.string()),
        ("lines_sha256", pa.string()),
    ]
)
_COLUMNS = ", ".join(MAILS.names)


MAIL_NAMES = pa.schema(
    [
        ("issue", pa.string()),
        ("account_id", pa.string()),
        ("named_account_id", pa.string()),
        ("role", pa.string()),
    ]
)


@dataclass(frozen=True, kw_only=True)
class QueuedMail:
    """A composed mail, ready to be sent."""

    account_id: str
    address: str
    """Where it goes: the only recipient, whatever the mail's own lines say."""
    message_id: str
    file_name: str
    content_sha256: str
    open_thread_id: str | None = None
    """The conversation offered beside the people, if any."""
    planned_at: datetime
    names: tuple[tuple[NameRole, str], ...] = ()
    """Who is named in it, and as what: (role, account_id)."""
    doubts: str | None = None
    """What a person should look at before it leaves, a line each."""
    lines_sha256: str | None = None
    """Of the manager's own lines in it."""


class Mails:
    """The mails in a ledger."""

    database: Database

    def queue_mail(self, issue: str, mail: QueuedMail, *, now: datetime) -> int:
        """1 when the mail is new, changed or back in the queue; 0 when it lies there already.

        Raises DecisionRefused when a mail of this issue and account has left, or may have.
        """
        with self.database.transaction():
            before = self.database.rows(
                "select state, content_sha256, address, file_name from mails"
                " where issue = ? and account_id = ?",
                [issue, mail.account_id],
            )
            content = (mail.content_sha256, mail.address, mail.file_name)
            if before and before[0][0] not in UNSENT_STATES:
                raise DecisionRefused(
                    f"{issue}, {mail.account_id}: this mail is {before[0][0]} and cannot be "
                    "composed again; at most one copy leaves per issue and member"
                )
            if before and before[0][0] != "withdrawn" and before[0][1:] == content:
                return 0
            self.database.write(
                "insert into mails (issue, account_id, address, message_id, file_name,"
                " content_sha256, open_thread_id, state, planned_at, changed_at, doubts,"
                " lines_sha256)"
                " values (?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?)"
                " on conflict (issue, account_id) do update set address = excluded.address,"
                " file_name = excluded.file_name, content_sha256 = excluded.content_sha256,"
                " open_thread_id = excluded.open_thread_id,"
                " state = case mails.state when 'deferred' then 'deferred' else 'queued' end,"
                " planned_at = excluded.planned_at,"
                " changed_at = excluded.changed_at, detail = null, doubts = excluded.doubts,"
                " lines_sha256 = excluded.lines_sha256",
                [
                    issue,
                    mail.account_id,
                    mail.address,
                    mail.message_id,
                    mail.file_name,
                    mail.content_sha256,
                    mail.open_thread_id,
                    to_text(mail.planned_at),
                    to_text(now),
                    mail.doubts,
                    mail.lines_sha256,
                ],
            )
            self.database.write(
                "delete from mail_names where issue = ? and account_id = ?",
                [issue, mail.account_id],
            )
            for role, named in sorted(set(mail.names)):
                self.database.write(
                    "insert into mail_names values (?, ?, ?, ?)",
                    [issue, mail.account_id, named, role],
                )
            return self._note(issue, mail.account_id, "queued", None, now)

    def change_mail(
        self,
        issue: str,
        account_id: str,
        state: MailState,
        *,
        detail: str | None = None,
        next_try_at: datetime | None = None,
        now: datetime,
    ) -> None:
        """Nothing; the mail is in the new state, and its history says since when.

        Raises DecisionRefused when there is no such mail or it cannot go there.
        """
        with self.database.transaction():
            found = self.database.rows(
                "select state from mails where issue = ? and account_id = ?", [issue, account_id]
            )
            if not found:
                raise DecisionRefused(f"{issue}, {account_id}: there is no such mail")
            if state not in NEXT_STATES[found[0][0]]:
                allowed = ", ".join(NEXT_STATES[found[0][0]]) or "nothing"
                raise DecisionRefused(
                    f"{issue}, {account_id}: a mail that is {found[0][0]} cannot become {state}; "
                    f"it can become {allowed}"
                )
            self.database.write(
                "update mails set decided_at = case state when 'unknown' then ?2 else decided_at"
                " end, state = ?1, changed_at = ?2, detail = ?3, next_try_at = ?4,"
                " tries = tries + (?1 = 'sending'),"
                " first_tried_at = case when ?1 = 'sending' then coalesce(first_tried_at, ?2)"
                " else first_tried_at end,"
                " sent_at = case when ?1 = 'sent' then ?2 else sent_at end"
                " where issue = ?5 and account_id = ?6",
                [state, to_text(now), detail, optional_text(next_try_at), issue, account_id],
            )
            self._note(issue, account_id, state, detail, now)

    def mails(self, issue: str | None = None) -> pa.Table:
        """The mails of an issue, or all, ordered: who, where to, what state, since when."""
        return self.database.table(
            MAILS,
            f"select {_COLUMNS} from mails"
            " where ?1 is null or issue = ?1 order by issue, account_id",
            [issue],
        )

    def mail(self, issue: str, account_id: str) -> dict[str, Any] | None:
        """One mail with the columns of `mails`, or None."""
        found = self.database.rows(
            f"select {_COLUMNS} from mails where issue = ? and account_id = ?", [issue, account_id]
        )
        if not found:
            return None
        return {
            column.name: from_text(value) if value and column.type == MOMENT else value
            for column, value in zip(MAILS, found[0], strict=True)
        }

    def account_of(self, message_id: str) -> str | None:
        """The account a mail is kept under now; it changes when somebody is forgotten."""
        found = self.database.rows(
            "select account_id from mails where message_id = ?", [message_id]
        )
        return found[0][0] if found else None

    def drop_addresses(self, *, before: datetime) -> int:
        """How many mails that are over, and were planned before a moment, lost address and words.

        That they were sent, to which account and whom they named is kept.
        """
        states = ", ".join(f"'{state}'" for state in FINAL_STATES)
        with self.database.transaction():
            self.database.write(
                "update mail_changes set detail = null where changed_at < ? and detail is not null",
                [to_text(before)],
            )
            return self.database.write(
                "update mails set address = null, detail = null"
                f" where address is not null and planned_at < ? and state in ({states})",
                [to_text(before)],
            )

    def accounts_with_mail(self) -> list[str]:
        """The accounts that a mail was ever composed for, sorted."""
        rows = self.database.rows("select distinct account_id from mails order by 1")
        return [row[0] for row in rows]

    def composed_at(self, issue: str) -> datetime | None:
        """When the first mail of the issue was queued."""
        found = self.database.rows(
            "select min(changed_at) from mail_changes where issue = ? and state = 'queued'", [issue]
        )[0][0]
        return from_text(found) if found else None

    def mail_names(self, issue: str | None = None) -> pa.Table:
        """Who is named in the mails of an issue, or all: issue, account_id, named_account_id, role.

        role: candidate, contact (known to both, or able to introduce), answerer (answered the
        reader lately) or author (of what is passed on).
        """
        return self.database.table(
            MAIL_NAMES,
            "select issue, account_id, named_account_id, role from mail_names"
            " where ?1 is null or issue = ?1 order by 1, 2, 3, 4",
            [issue],
        )

    def named_in(self, issue: str, account_id: str) -> list[tuple[str, NameRole]]:
        """Who is named in one mail, and as what: (account_id, role)."""
        return self.database.rows(
            "select named_account_id, role from mail_names where issue = ? and account_id = ?"
            " order by 1, 2",
            [issue, account_id],
        )

    def _note(
        self, issue: str, account_id: str, state: str, detail: str | None, now: datetime
    ) -> int:
        return self.database.write(
            "insert into mail_changes (issue, account_id, state, changed_at, detail)"
            " values (?, ?, ?, ?, ?)",
            [issue, account_id, state, to_text(now), detail],
        )
