"""Who may get a letter and be named in one, read from the ledger at the moment of composing.

The tables made by the last build may be hours old; a no said since then counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from ledger import Ledger, purpose_column
from ledger.visibility import PLACES, shown

Pair = tuple[str, str]


@dataclass(frozen=True)
class Permissions:
    """The answers, pauses and lines between members at one moment, by member."""

    purposes: dict[str, frozenset[str]]
    """The purposes with a yes both in the ledger and in the people table."""
    states: dict[str, frozenset[str]]
    said_yes_at: dict[str, datetime]
    """When each member agreed to get letters."""
    apart: frozenset[Pair]
    """Pairs that blocked each other or are never to be introduced; both ways round."""
    older: frozenset[tuple[str, str]] = frozenset()
    """(member, purpose) of yeses under older words of the purpose; see `Consents.older_yeses`."""

    @classmethod
    def read(
        cls, ledger: Ledger, people: pa.Table, member_accounts: pa.Table, now: datetime
    ) -> Permissions:
        """What holds now.

        people: member_id and a column per purpose, already false for those who are never shown.
        member_accounts: account_id, member_id.
        """
        member_of = dict(
            zip(
                member_accounts["account_id"].to_pylist(),
                member_accounts["member_id"].to_pylist(),
                strict=True,
            )
        )
        shown_in_build = _shown_in_build(people)
        said: dict[str, set[str]] = {}
        said_yes_at: dict[str, datetime] = {}
        for row in ledger.member_consents(member_accounts).to_pylist():
            if row["answer"] == "yes":
                said.setdefault(row["member_id"], set()).add(row["purpose"])
                if row["purpose"] == "digest":
                    said_yes_at[row["member_id"]] = row["said_at"]
        states: dict[str, set[str]] = {}
        for row in ledger.pauses(now).to_pylist():
            if row["account_id"] in member_of:
                state = "letters paused" if row["kind"] == "mails" else "introductions paused"
                states.setdefault(member_of[row["account_id"]], set()).add(state)
        for account_id in ledger.erased_among(member_of):
            states.setdefault(member_of[account_id], set()).add("erased")
        return cls(
            purposes={
                member_id: frozenset(purposes & shown_in_build.get(member_id, set()))
                for member_id, purposes in said.items()
            },
            states={member_id: frozenset(found) for member_id, found in states.items()},
            said_yes_at=said_yes_at,
            apart=_both_ways(
                [*ledger.blocks().to_pylist(), *ledger.vetoes().to_pylist()], member_of
            ),
            older=ledger.older_yeses(member_accounts),
        )

    def may(self, member_id: str, place: str) -> bool:
        """Whether the member gets it, or is named there. place: one of ledger.visibility.PLACES."""
        return self._shown(member_id, place) == "yes"

    def may_have_answered(self, member_id: str) -> bool:
        """Whether a letter may name the member as who answered or thanked its reader."""
        return (member_id, "match") not in self.older and self.may(
            member_id, "named in another's letter"
        )

    def may_meet(self, reader_id: str, candidate_id: str) -> bool:
        """Whether the reader may read of the candidate."""
        return (
            reader_id != candidate_id
            and (reader_id, candidate_id) not in self.apart
            and self.may(reader_id, "is matched")
            and self.may(candidate_id, "is matched")
            and self.may(candidate_id, "named in another's letter")
        )

    def readers(self) -> set[str]:
        """Everybody who may get a letter."""
        return {member_id for member_id in self.purposes if self.may(member_id, "gets the letter")}

    def _shown(self, member_id: str, place: str) -> str:
        return shown(
            place,
            consented=self.purposes.get(member_id, frozenset()),
            states=self.states.get(member_id, frozenset()),
        )


def _shown_in_build(people: pa.Table) -> dict[str, set[str]]:
    purposes = {purpose for needed in PLACES.values() for purpose in needed}
    columns = {p: purpose_column(p) for p in purposes if purpose_column(p) in people.column_names}
    return {
        row["member_id"]: {purpose for purpose, column in columns.items() if row[column]}
        for row in people.select(["member_id", *columns.values()]).to_pylist()
    }


def _both_ways(rows: Iterable[dict[str, str]], member_of: dict[str, str]) -> frozenset[Pair]:
    pairs = [
        (member_of[row["account_a_id"]], member_of[row["account_b_id"]])
        for row in rows
        if row["account_a_id"] in member_of and row["account_b_id"] in member_of
    ]
    return frozenset([*pairs, *((second, first) for first, second in pairs)])
