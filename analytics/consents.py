"""What the exports say about consent: profile answers, people.csv, lists of newsletter readers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from analytics.members import Directory
from analytics.parameters import fold_question
from analytics.warehouse import Warehouse
from ledger.consents import Statement
from ledger.purposes import PURPOSES

NEWSLETTER = "newsletter"
"""A list of readers, and the purpose it holds a yes to: none of ours, so it allows nothing here. It
is kept, because whoever reads the newsletter may be asked in it."""


@dataclass(frozen=True)
class ConsentQuestion:
    """A profile question whose answer is a yes or a no to some purposes."""

    question: str
    purposes: tuple[str, ...]
    yes: tuple[str, ...] = ("yes",)
    no: tuple[str, ...] = ("no",)


@dataclass(frozen=True)
class ImportedConsents:
    """The statements found, ready for the ledger, and a line for each that has no owner."""

    statements: tuple[Statement, ...]
    problems: tuple[str, ...]


def imported_consents(
    warehouse: Warehouse, questions: Iterable[ConsentQuestion] = ()
) -> ImportedConsents:
    """Every answer in the exports that is a yes or a no to a purpose.

    A statement is dated as its row says, else by the newest export that holds it, else by as-of:
    a no without any date counts. A yes in people.csv without one does not: a no may have come
    after it.
    """
    found: list[Statement] = []
    problems: list[str] = []
    as_of = warehouse.frame("select as_of from meta.parameters")["as_of"][0].as_py()
    # One question with several options is several entries: each option its own purposes.
    asked: dict[str, list[ConsentQuestion]] = defaultdict(list)
    for question in questions:
        asked[fold_question(question.question)].append(question)
    profiles = warehouse.frame(
        "select account_id, answers, last_exported_at from raw.accounts "
        "where len(answers) > 0 order by account_id"
    )
    for profile in profiles.to_pylist():
        found.extend(_profile_statements(profile, asked, as_of))
    rows = warehouse.frame("select * from raw.consents order by all").to_pylist()
    owners = _Owners(warehouse)
    for row in rows:
        if row["purposes"] == [NEWSLETTER]:
            continue
        said_in = NEWSLETTER if row["source"].startswith(f"{NEWSLETTER}:") else "people.csv"
        account_ids = owners.of(row)
        called = row["handle"] or row["email"] or "a row without handle and address"
        if len(account_ids) == 0:
            problems.append(
                f"{said_in}: nobody goes by {called}; expected platform:handle, a handle or an "
                "address as the exports have it"
            )
        elif len(account_ids) > 1 and not row["email"]:
            problems.append(
                f"{said_in}: {len(account_ids)} accounts go by {called} "
                f"({', '.join(account_ids)}); write platform:handle"
            )
        elif row["answer"] == "yes" and not (row["said_at"] or row["last_exported_at"]):
            problems.append(
                f"{said_in}: the yes of {called} has no date, or one in the future; write the day "
                "it was said, as YYYY-MM-DD"
            )
        else:
            said_at = row["said_at"] or row["last_exported_at"] or as_of
            found.extend(
                _statement(account_id, purpose, row["answer"], said_at, said_in, row["wording"])
                for account_id in account_ids
                for purpose in row["purposes"]
                if purpose in PURPOSES
            )
            problems.extend(
                f"{said_in}: there is no purpose '{purpose}', which the row of {called} names; "
                f"there are: {', '.join(PURPOSES)}"
                for purpose in row["purposes"]
                if purpose not in PURPOSES
            )
    return ImportedConsents(tuple(found), tuple(problems))


def _profile_statements(
    profile: Mapping[str, Any], asked: Mapping[str, list[ConsentQuestion]], as_of: datetime
) -> Iterable[Statement]:
    for answered in profile["answers"]:
        for question in asked.get(fold_question(answered["question"]), ()):
            answer = chosen(question, answered["answer"] or "")
            if answer is None:
                continue
            wording = f"{question.question} {answered['answer']}"
            for purpose in question.purposes:
                yield _statement(
                    profile["account_id"],
                    purpose,
                    answer,
                    profile["last_exported_at"] or as_of,
                    "profile",
                    wording,
                )


def chosen(question: ConsentQuestion, answer: str) -> Literal["yes", "no"] | None:
    """Yes or no, when the answer or one of its options is one; a no among them decides."""
    options = {fold_question(answer), *(fold_question(part) for part in answer.split(","))}
    if options & {fold_question(no) for no in question.no}:
        return "no"
    if options & {fold_question(yes) for yes in question.yes}:
        return "yes"
    return None


class _Owners:
    """Whose a statement is, by handle, else by address."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._directory = Directory(warehouse)
        self._by_email: dict[str, list[str]] = {}
        found = warehouse.frame(
            "select lower(trim(email)) as email, account_id from raw.accounts "
            "where email is not null order by account_id"
        )
        for row in found.to_pylist():
            self._by_email.setdefault(row["email"], []).append(row["account_id"])

    def of(self, row: Mapping[str, Any]) -> list[str]:
        """The ids of the accounts, sorted."""
        if row["handle"]:
            return [named.account_id for named in self._directory.called(row["handle"])]
        if row["email"]:
            return self._by_email.get(row["email"].strip().lower(), [])
        return []


def _statement(
    account_id: str,
    purpose: str,
    answer: Literal["yes", "no"],
    said_at: datetime,
    source: str,
    wording: str | None,
) -> Statement:
    return Statement(
        account_id=account_id,
        purpose=purpose,
        answer=answer,
        said_at=said_at,
        source=source,
        wording=wording,
    )
