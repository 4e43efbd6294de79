"""What members were, or are to be, told about each other, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import datetime

import pyarrow as pa

from ledger.database import MOMENT, Database
from ledger.moments import optional_text, to_text

PROPOSALS = pa.schema(
    [
        ("issue", pa.string()),
        ("account_id", pa.string()),
        ("candidate_account_id", pa.string()),
        ("place", pa.int64()),
        ("slot", pa.string()),
        ("reason_kind", pa.string()),
        ("sentence", pa.string()),
        ("overlap", pa.string()),
        ("thread_id", pa.string()),
        ("thread_title", pa.string()),
        ("thread_url", pa.string()),
        ("contact_account_id", pa.string()),
        ("introducer_account_id", pa.string()),
        ("question", pa.string()),
        ("proposed_at", MOMENT),
        ("withdrawn_at", MOMENT),
        ("state", pa.string()),
        ("sent_at", MOMENT),
        ("score", pa.float64()),
        ("shown", pa.float64()),
    ]
)
OUTCOMES = pa.schema(
    [
        ("issue", pa.string()),
        ("account_id", pa.string()),
        ("candidate_account_id", pa.string()),
        ("first_talk_at", MOMENT),
        ("answered_at", MOMENT),
        ("checked_at", MOMENT),
    ]
)


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One candidate in one reader's letter, with the reason given."""

    account_id: str
    candidate_account_id: str
    place: int
    slot: str
    reason_kind: str | None = None
    sentence: str | None = None
    overlap: str | None = None
    thread_id: str | None = None
    thread_title: str | None = None
    thread_url: str | None = None
    contact_account_id: str | None = None
    """The member named in the sentence as known to both."""
    introducer_account_id: str | None = None
    """The member named as the one who could introduce the two."""
    question: str | None = None
    """What the letter says is worth asking them."""
    score: float | None = None
    """Without what earlier letters taught."""
    shown: float | None = None
    """How likely a candidate at that place of the reader's list was to be shown."""


_GIVEN = tuple(column.name for column in fields(Proposal))


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the exports show after an introduction."""

    issue: str
    account_id: str
    candidate_account_id: str
    first_talk_at: datetime | None
    """The first talk between the two, either way, after the letter."""
    answered_at: datetime | None
    """The first talk the other way."""


class Introductions:
    """The proposals and outcomes in a ledger."""

    database: Database

    def record_proposals(self, issue: str, proposals: Iterable[Proposal], *, now: datetime) -> int:
        """How many proposals were new; what is kept for an issue and a pair stays as it is."""
        with self.database.transaction():
            return sum(
                self.database.write(
                    f"insert into proposals (issue, {', '.join(_GIVEN)}, proposed_at)"
                    f" values (?, {', '.join('?' for _ in _GIVEN)}, ?)"
                    " on conflict (issue, account_id, candidate_account_id) do nothing",
                    [issue, *astuple(proposal), to_text(now)],
                )
                for proposal in proposals
            )

    def withdraw_proposal(
        self, issue: str, account_id: str, candidate_account_id: str, *, now: datetime
    ) -> int:
        """1 when the candidate is taken out of the reader's letter, 0 when it was out already."""
        return self.database.write(
            "update proposals set withdrawn_at = ? where issue = ? and account_id = ?"
            " and candidate_account_id = ? and withdrawn_at is null",
            [to_text(now), issue, account_id, candidate_account_id],
        )

    def restore_proposal(
        self, issue: str, account_id: str, candidate_account_id: str, *, now: datetime
    ) -> int:
        """1 when the candidate stands in the reader's letter again, 0 when nobody took them out.

        now: not kept; who may be named is asked again when the letter is composed.
        """
        return self.database.write(
            "update proposals set withdrawn_at = null where issue = ? and account_id = ?"
            " and candidate_account_id = ? and withdrawn_at is not null and sentence is not null",
            [issue, account_id, candidate_account_id],
        )

    def proposals(self, *, issue: str | None = None, since: datetime | None = None) -> pa.Table:
        """The proposals of an issue, or since a moment, or all; ordered by issue, reader, place.

        state is 'withdrawn' for a proposal taken out, else the state of its mail. sent_at is the
        mail's. since compares proposed_at.
        """
        return self.database.table(
            PROPOSALS,
            "select p.issue, p.account_id, p.candidate_account_id, p.place, p.slot,"
            " p.reason_kind, p.sentence, p.overlap, p.thread_id, p.thread_title, p.thread_url,"
            " p.contact_account_id, p.introducer_account_id, p.question, p.proposed_at,"
            " p.withdrawn_at,"
            " case when p.withdrawn_at is not null then 'withdrawn' else m.state end, m.sent_at,"
            " p.score, p.shown"
            " from proposals p"
            " left join mails m on m.issue = p.issue and m.account_id = p.account_id"
            " where (?1 is null or p.issue = ?1) and (?2 is null or p.proposed_at >= ?2)"
            " order by p.issue, p.account_id, p.place",
            [issue, optional_text(since)],
        )

    def introductions(self, *, since: datetime) -> pa.Table:
        """The proposals whose mail went out, or may have (sending, unknown), since a moment.

        Same columns as `proposals`. These pairs are not to be proposed again, in either order.
        """
        return self.database.table(
            PROPOSALS,
            "select p.issue, p.account_id, p.candidate_account_id, p.place, p.slot,"
            " p.reason_kind, p.sentence, p.overlap, p.thread_id, p.thread_title, p.thread_url,"
            " p.contact_account_id, p.introducer_account_id, p.question, p.proposed_at,"
            " p.withdrawn_at, m.state, m.sent_at,"
            " p.score, p.shown"
            " from proposals p"
            " join mails m on m.issue = p.issue and m.account_id = p.account_id"
            " where p.withdrawn_at is null and m.state in ('sending', 'sent', 'unknown')"
            " and coalesce(m.sent_at, m.changed_at) >= ?"
            " order by p.issue, p.account_id, p.place",
            [to_text(since)],
        )

    def record_outcomes(self, outcomes: Iterable[Outcome], *, checked_at: datetime) -> int:
        """How many outcomes were written; a later look replaces an earlier one."""
        with self.database.transaction():
            return sum(
                self.database.write(
                    "insert into outcomes values (?, ?, ?, ?, ?, ?)"
                    " on conflict (issue, account_id, candidate_account_id) do update set"
                    " first_talk_at = excluded.first_talk_at, answered_at = excluded.answered_at,"
                    " checked_at = excluded.checked_at"
                    " where excluded.checked_at > outcomes.checked_at",
                    [
                        outcome.issue,
                        outcome.account_id,
                        outcome.candidate_account_id,
                        optional_text(outcome.first_talk_at),
                        optional_text(outcome.answered_at),
                        to_text(checked_at),
                    ],
                )
                for outcome in outcomes
            )

    def outcomes(self) -> pa.Table:
        """What came of each introduction: issue, account_id, candidate_account_id, the moments."""
        return self.database.table(
            OUTCOMES,
            "select issue, account_id, candidate_account_id, first_talk_at, answered_at,"
            " checked_at from outcomes order by 1, 2, 3",
        )
