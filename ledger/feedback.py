"""What members tell us in answer to a letter, and which of their mails were read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Literal

import pyarrow as pa

from ledger.database import MOMENT, Database
from ledger.moments import to_text

Frequency = Literal["weekly", "fortnightly", "monthly"]
LetterChoice = Literal["language", "time zone"]
FeedbackWord = Literal["we talked", "thanks", "not this topic", "unwelcome"]

LESS_OFTEN: Mapping[str, Frequency] = MappingProxyType(
    {"weekly": "fortnightly", "fortnightly": "monthly", "monthly": "monthly"}
)

FREQUENCIES = pa.schema(
    [
        ("account_id", pa.string()),
        ("frequency", pa.string()),
        ("said_at", MOMENT),
        ("source", pa.string()),
    ]
)
CHOICES = pa.schema(
    [
        ("account_id", pa.string()),
        ("kind", pa.string()),
        ("choice", pa.string()),
        ("said_at", MOMENT),
        ("source", pa.string()),
    ]
)
FEEDBACK = pa.schema(
    [
        ("account_id", pa.string()),
        ("word", pa.string()),
        ("other_account_id", pa.string()),
        ("issue", pa.string()),
        ("detail", pa.string()),
        ("said_at", MOMENT),
        ("source", pa.string()),
    ]
)


class Feedback:
    """The frequencies, the feedback and the memory of read replies in a ledger."""

    database: Database

    def record_frequency(
        self,
        account_id: str,
        frequency: Frequency,
        *,
        source: str,
        said_at: datetime,
        now: datetime,
    ) -> int:
        """1 when this changes how often the account gets a letter, else 0."""
        if self.frequency(account_id) == frequency:
            return 0
        return self.database.write(
            "insert into letter_frequencies (account_id, frequency, said_at, source, recorded_at)"
            " values (?, ?, ?, ?, ?)",
            [account_id, frequency, to_text(said_at), source, to_text(now)],
        )

    def frequency(self, account_id: str) -> Frequency:
        """How often the account wants a letter; weekly unless it said otherwise."""
        found = self.database.rows(
            "select frequency from letter_frequencies where account_id = ?"
            " order by said_at desc, letter_frequency_id desc limit 1",
            [account_id],
        )
        frequency: Frequency = found[0][0] if found else "weekly"
        return frequency

    def frequencies(self) -> pa.Table:
        """The last word of each account that ever said one: account_id, frequency, said_at."""
        return self.database.table(
            FREQUENCIES,
            "select account_id, frequency, said_at, source from ("
            "  select *, row_number() over (partition by account_id"
            "    order by said_at desc, letter_frequency_id desc) as newest"
            "  from letter_frequencies) where newest = 1 order by 1",
        )

    def record_choice(
        self,
        account_id: str,
        kind: LetterChoice,
        choice: str,
        *,
        source: str,
        said_at: datetime,
        now: datetime,
    ) -> int:
        """1 when this changes how the account's letters are written, else 0.

        choice: of a language its ISO 639-1 code, of a time zone its name, 'Europe/Lisbon'.
        """
        before = self.database.rows(
            "select choice from letter_choices where account_id = ? and kind = ?"
            " order by said_at desc, letter_choice_id desc limit 1",
            [account_id, kind],
        )
        if before and before[0][0] == choice:
            return 0
        return self.database.write(
            "insert into letter_choices (account_id, kind, choice, said_at, source, recorded_at)"
            " values (?, ?, ?, ?, ?, ?)",
            [account_id, kind, choice, to_text(said_at), source, to_text(now)],
        )

    def letter_choices(self) -> pa.Table:
        """The last word of each account on each kind: account_id, kind, choice, said_at, source."""
        return self.database.table(
            CHOICES,
            "select account_id, kind, choice, said_at, source from ("
            "  select *, row_number() over (partition by account_id, kind"
            "    order by said_at desc, letter_choice_id desc) as newest"
            "  from letter_choices) where newest = 1 order by 1, 2",
        )

    def record_feedback(
        self,
        account_id: str,
        word: FeedbackWord,
        *,
        other_account_id: str | None = None,
        issue: str | None = None,
        detail: str | None = None,
        source: str,
        said_at: datetime,
        now: datetime,
    ) -> int:
        """1 when this is new, else 0. detail: of 'not this topic', what the letter called it."""
        return self.database.write(
            "insert into feedback (account_id, word, other_account_id, issue, detail, said_at,"
            " source, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
            [
                account_id,
                word,
                other_account_id,
                issue,
                detail,
                to_text(said_at),
                source,
                to_text(now),
            ],
        )

    def feedback(self) -> pa.Table:
        """All that members told of introductions, oldest first."""
        return self.database.table(
            FEEDBACK,
            "select account_id, word, other_account_id, issue, detail, said_at, source"
            " from feedback order by said_at, feedback_id",
        )

    def remember_reply(self, fingerprint: str, *, now: datetime) -> int:
        """1 when the reply was not read before, else 0."""
        return self.database.write(
            "insert into replies_read values (?, ?) on conflict do nothing",
            [fingerprint, to_text(now)],
        )

    def is_reply_read(self, fingerprint: str) -> bool:
        """Whether the reply was read before."""
        return bool(
            self.database.rows("select 1 from replies_read where fingerprint = ?", [fingerprint])
        )
