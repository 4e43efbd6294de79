"""Who said yes or no to what: every statement kept, and the rule that tells the answer in force.

The rule, for one person and one purpose:

1. Nothing said is no consent.
2. A no holds, whoever wrote it down, until the person says yes *in person* at a later moment.
3. Without any no, a yes from anywhere holds.

An export repeats the same profile answer every week. Such repetitions by one source count from
the first time only, so an old no in a profile does not undo a yes said in person after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import pyarrow as pa

from ledger.database import MOMENT, Database
from ledger.errors import BadStatement
from ledger.moments import from_text, to_text
from ledger.purposes import EDITIONS, PURPOSES, checked_purposes

Answer = Literal["yes", "no"]

IN_PERSON_SOURCES = ("reply", "choices", "consent task")
"""Where the member speaks, or the manager writes down what the member told them."""

IMPORTED_SOURCES = ("profile", "people.csv", "newsletter")
"""Where an answer is read again and again."""

CONSENTS = pa.schema(
    [
        ("account_id", pa.string()),
        ("purpose", pa.string()),
        ("answer", pa.string()),
        ("said_at", MOMENT),
        ("source", pa.string()),
    ]
)
STATEMENTS = pa.schema(
    [
        *CONSENTS,
        ("is_in_person", pa.bool_()),
        ("wording", pa.string()),
        ("recorded_at", MOMENT),
    ]
)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One answer to one purpose, as it was said."""

    account_id: str
    purpose: str
    answer: Answer
    said_at: datetime
    """When it was said; for a profile without a date, when the export was made."""
    source: str
    is_in_person: bool = False
    """The member said it to us: by reply, on the choices page, or to the manager."""
    wording: str | None = None
    """The words that were answered, or the words of the answer."""
    edition: int | None = None
    """Which words of the purpose, as `ledger.purposes.EDITIONS` counts; None: those of now."""


def answer_in_force(statements: Iterable[Statement]) -> Statement | None:
    """The statement that holds now, of all made about one person and one purpose; None: no answer.

    Order does not matter, and neither does how often the same was said.
    """
    yes, last_no = _standing(statements)
    return max(yes, key=_moment, default=last_no)


def _standing(statements: Iterable[Statement]) -> tuple[list[Statement], Statement | None]:
    """The yeses that hold, and the last no."""
    counted: list[Statement] = []
    last_by_source: dict[tuple[str, str], str] = {}
    for said in sorted(statements, key=_order):
        source = (said.account_id, said.source)
        is_repetition = not said.is_in_person and last_by_source.get(source) == said.answer
        last_by_source[source] = said.answer
        if not is_repetition:
            counted.append(said)
    last_no = max((said for said in counted if said.answer == "no"), key=_moment, default=None)
    yes = [said for said in counted if said.answer == "yes"]
    if last_no is not None:
        yes = [said for said in yes if said.is_in_person and said.said_at > last_no.said_at]
    return yes, last_no


class Consents:
    """The consents in a ledger."""

    database: Database

    def record_consents(self, statements: Iterable[Statement], *, now: datetime) -> int:
        """How many statements were new. What the same source said last is not written again.

        Raises BadStatement for a purpose, answer, source or moment that cannot be kept; then
        nothing is written.
        """
        checked = [_checked(said) for said in statements]
        with self.database.transaction():
            return sum(self._record(said, now) for said in sorted(checked, key=_order))

    def set_consent(
        self,
        account_id: str,
        purposes: Iterable[str],
        answer: Answer,
        *,
        source: str,
        wording: str | None,
        said_at: datetime,
        is_in_person: bool,
        editions: Mapping[str, int] | None = None,
        now: datetime,
    ) -> int:
        """How many statements were new: the same answer to several purposes at once.

        editions: which words of each purpose were answered; None: those of now.
        """
        return self.record_consents(
            [
                Statement(
                    account_id=account_id,
                    purpose=purpose,
                    answer=answer,
                    said_at=said_at,
                    source=source,
                    is_in_person=is_in_person,
                    wording=wording,
                    edition=editions.get(purpose) if editions else None,
                )
                for purpose in checked_purposes(purposes)
            ],
            now=now,
        )

    def consents(self) -> pa.Table:
        """The answer in force of each account and purpose somebody answered for.

        Returns account_id, purpose, answer, said_at, source; ordered. No row: no answer.
        """
        return _in_force(self._statements(), {}, CONSENTS)

    def member_consents(self, member_accounts: pa.Table) -> pa.Table:
        """As `consents`, with one answer for all accounts of a member.

        member_accounts: account_id, member_id. Returns member_id, purpose, answer, said_at, source.
        A no said with one account holds for all of them. Accounts without member are left out.
        """
        member_of = dict(
            zip(
                member_accounts["account_id"].to_pylist(),
                member_accounts["member_id"].to_pylist(),
                strict=True,
            )
        )
        known = [said for said in self._statements() if said.account_id in member_of]
        schema = pa.schema([("member_id", pa.string()), *list(CONSENTS)[1:]])
        return _in_force(known, member_of, schema)

    def older_yeses(self, member_accounts: pa.Table) -> frozenset[tuple[str, str]]:
        """(member_id, purpose) of the yeses in force that are of older words of their purpose.

        They hold for what those words said, and for nothing that later ones added.
        """
        accounts, members = (
            member_accounts[name].to_pylist() for name in ("account_id", "member_id")
        )
        member_of = dict(zip(accounts, members, strict=True))
        known = [said for said in self._statements() if said.account_id in member_of]
        older = set()
        for who, purpose, said in _by_purpose(known, member_of):
            yes, _ = _standing(said)
            # Whoever answers an older question after a newer one takes nothing back by it.
            newest = max((each.edition or 1 for each in yes), default=None)
            if newest is not None and newest < EDITIONS.get(purpose, 1):
                older.add((who, purpose))
        return frozenset(older)

    def consent_history(self, account_id: str) -> pa.Table:
        """Everything ever said for an account, oldest first, with wording and recorded_at."""
        return self.database.table(
            STATEMENTS,
            "select account_id, purpose, answer, said_at, source, is_in_person, wording,"
            " recorded_at from consents where account_id = ? order by said_at, consent_id",
            [account_id],
        )

    def _record(self, said: Statement, now: datetime) -> int:
        said_at = to_text(said.said_at)
        if not said.is_in_person:
            before = self.database.rows(
                "select answer, wording from consents where account_id = ? and purpose = ?"
                " and source = ? and is_in_person = 0 and (said_at, answer = 'no') <= (?, ?)"
                " order by said_at desc, answer = 'no' desc, consent_id desc limit 1",
                [said.account_id, said.purpose, said.source, said_at, said.answer == "no"],
            )
            if before == [(said.answer, said.wording)]:
                return 0
        return self.database.write(
            "insert into consents (account_id, purpose, answer, said_at, source, is_in_person,"
            " wording, recorded_at, edition) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " on conflict do nothing",
            [
                said.account_id,
                said.purpose,
                said.answer,
                said_at,
                said.source,
                int(said.is_in_person),
                said.wording,
                to_text(now),
                said.edition or EDITIONS.get(said.purpose, 1),
            ],
        )

    def _statements(self) -> list[Statement]:
        return [
            Statement(
                account_id=account_id,
                purpose=purpose,
                answer=answer,
                said_at=from_text(said_at),
                source=source,
                is_in_person=bool(is_in_person),
                wording=wording,
                edition=edition,
            )
            for account_id, purpose, answer, said_at, source, is_in_person, wording, edition in (
                self.database.rows(
                    "select account_id, purpose, answer, said_at, source, is_in_person, wording,"
                    " edition from consents order by consent_id"
                )
            )
        ]


def _order(said: Statement) -> tuple[datetime, bool]:
    # At one and the same moment a no weighs more, so it comes last.
    return said.said_at, said.answer == "no"


def _moment(said: Statement) -> datetime:
    return said.said_at


def _checked(said: Statement) -> Statement:
    checked_purposes([said.purpose])
    to_text(said.said_at)
    if said.answer not in ("yes", "no"):
        raise BadStatement(
            f"{said.account_id}: {said.answer!r} is no answer to {said.purpose!r}; say yes or no"
        )
    if said.is_in_person and said.source in IMPORTED_SOURCES:
        raise BadStatement(
            f"{said.account_id}: an answer from {said.source} was not said in person; "
            f"expected one of {', '.join(IN_PERSON_SOURCES)}"
        )
    return said


def _by_purpose(
    statements: Iterable[Statement], member_of: Mapping[str, str]
) -> Iterator[tuple[str, str, list[Statement]]]:
    """Who, on what, and all that was said; ordered."""
    said_of: dict[tuple[str, str], list[Statement]] = {}
    for said in statements:
        who = member_of.get(said.account_id, said.account_id)
        said_of.setdefault((who, said.purpose), []).append(said)
    for (who, purpose), said_by_them in sorted(
        said_of.items(), key=lambda item: (item[0][0], PURPOSES.index(item[0][1]))
    ):
        yield who, purpose, said_by_them


def _in_force(
    statements: Iterable[Statement], member_of: Mapping[str, str], schema: pa.Schema
) -> pa.Table:
    rows = [
        (who, purpose, held.answer, held.said_at, held.source)
        for who, purpose, said in _by_purpose(statements, member_of)
        if (held := answer_in_force(said)) is not None
    ]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)],
        schema=schema,
    )
