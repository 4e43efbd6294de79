"""What the manager has decided by looking: approved texts, and what is spam."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import pyarrow as pa

from ledger.database import MOMENT, Database
from ledger.errors import DecisionRefused
from ledger.moments import from_text, to_text

ApprovalKind = Literal["spotlight", "circle", "story", "welcome page", "letter"]

APPROVALS = pa.schema(
    [
        ("kind", pa.string()),
        ("subject", pa.string()),
        ("account_id", pa.string()),
        ("text_sha256", pa.string()),
        ("source", pa.string()),
        ("decided_at", MOMENT),
    ]
)
SPAM_DECISIONS = pa.schema(
    [
        ("kind", pa.string()),
        ("subject_id", pa.string()),
        ("is_spam", pa.bool_()),
        ("note", pa.string()),
        ("decided_at", MOMENT),
    ]
)


@dataclass(frozen=True)
class LastWord:
    """What an account last said of a text."""

    text_sha256: str
    is_approved: bool
    decided_at: datetime


def text_sha256(text: str) -> str:
    """The hash an approval is bound to: the text in UTF-8, with plain line ends."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


class Reviews:
    """The approvals and spam decisions in a ledger."""

    database: Database

    def record_approval(
        self,
        kind: ApprovalKind,
        subject: str,
        account_id: str,
        text: str,
        *,
        is_approved: bool = True,
        source: str,
        now: datetime,
    ) -> int:
        """1 when this changes something, else 0.

        subject: the path of the text, or what else names it. account_id: who approved it.
        is_approved False takes the approval of this text back.
        """
        if self.is_approved(kind, subject, account_id, text) == is_approved:
            return 0
        return self.database.write(
            "insert into approvals (kind, subject, account_id, text_sha256, is_approved, source,"
            " decided_at) values (?, ?, ?, ?, ?, ?, ?)",
            [
                kind,
                subject,
                account_id,
                text_sha256(text),
                int(is_approved),
                source,
                to_text(now),
            ],
        )

    def is_approved(self, kind: ApprovalKind, subject: str, account_id: str, text: str) -> bool:
        """Whether the account's last word on the subject is a yes to exactly this text."""
        found = self.database.rows(
            "select text_sha256, is_approved from approvals where kind = ? and subject = ?"
            " and account_id = ? order by approval_id desc limit 1",
            [kind, subject, account_id],
        )
        return found == [(text_sha256(text), 1)]

    def last_word(self, kind: ApprovalKind, subject: str, account_id: str) -> LastWord | None:
        """What the account last said of the subject; None: nothing yet."""
        found = self.database.rows(
            "select text_sha256, is_approved, decided_at from approvals where kind = ?"
            " and subject = ? and account_id = ? order by approval_id desc limit 1",
            [kind, subject, account_id],
        )
        if not found:
            return None
        sha256, is_approved, decided_at = found[0]
        return LastWord(sha256, bool(is_approved), from_text(decided_at))

    def approvals(self) -> pa.Table:
        """The approvals that hold: kind, subject, account_id, text_sha256, source, decided_at."""
        return self.database.table(
            APPROVALS,
            "select kind, subject, account_id, text_sha256, source, decided_at from ("
            "  select *, row_number() over ("
            "    partition by kind, subject, account_id order by approval_id desc) as newest"
            "  from approvals) where newest = 1 and is_approved = 1 order by 1, 2, 3",
        )

    def record_spam(
        self,
        kind: Literal["account", "post"],
        subject_id: str,
        *,
        is_spam: bool,
        note: str | None = None,
        now: datetime,
    ) -> int:
        """1 when this changes something, else 0. The manager's word is above every rule's."""
        before = self.database.rows(
            "select is_spam from spam_decisions where kind = ? and subject_id = ?"
            " order by spam_decision_id desc limit 1",
            [kind, subject_id],
        )
        if before == [(int(is_spam),)]:
            return 0
        return self.database.write(
            "insert into spam_decisions (kind, subject_id, is_spam, note, decided_at)"
            " values (?, ?, ?, ?, ?)",
            [kind, subject_id, int(is_spam), note, to_text(now)],
        )

    def undo_spam(self) -> tuple[str, str]:
        """(kind, subject_id) of the newest decision, which never was; the one before it holds.

        Raises DecisionRefused when nothing was decided.
        """
        newest = self.database.rows(
            "select spam_decision_id, kind, subject_id from spam_decisions"
            " order by spam_decision_id desc limit 1"
        )
        if not newest:
            raise DecisionRefused("nothing was decided about spam, so there is nothing to undo")
        decision, kind, subject_id = newest[0]
        self.database.write("delete from spam_decisions where spam_decision_id = ?", [decision])
        return str(kind), str(subject_id)

    def spam_decisions(self) -> pa.Table:
        """The last decision on each account or post (kind, subject_id)."""
        return self.database.table(
            SPAM_DECISIONS,
            "select kind, subject_id, is_spam, note, decided_at from ("
            "  select *, row_number() over ("
            "    partition by kind, subject_id order by spam_decision_id desc) as newest"
            "  from spam_decisions) where newest = 1 order by 1, 2",
        )
