"""Who said yes or no, and what holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import Ledger, Statement
from ledger.consents import Answer, answer_in_force
from ledger.errors import BadStatement

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)
ANNA = "discourse:forum.example:1"


def said(
    answer: Answer, day: int, source: str = "reply", account_id: str = ANNA, purpose: str = "match"
) -> Statement:
    return Statement(
        account_id=account_id,
        purpose=purpose,
        answer=answer,
        said_at=MONDAY + timedelta(days=day),
        source=source,
        is_in_person=source == "reply",
    )


def in_force(*statements: Statement) -> str | None:
    holding = answer_in_force(statements)
    return holding.answer if holding else None


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        pytest.param([], None, id="nothing said"),
        pytest.param([said("yes", 1, "profile")], "yes", id="a yes in a profile"),
        pytest.param([said("no", 1, "profile")], "no", id="a no in a profile"),
        pytest.param([said("no", 1), said("yes", 2)], "yes", id="a later yes in person"),
        pytest.param([said("yes", 2), said("no", 1)], "yes", id="written down in another order"),
        pytest.param([said("no", 1), said("yes", 1)], "no", id="both at one moment"),
        pytest.param([said("no", 1), said("yes", 9, "profile")], "no", id="a later imported yes"),
        pytest.param(
            [said("no", 1, "people.csv"), said("yes", 9, "profile")],
            "no",
            id="two imports that disagree",
        ),
        pytest.param(
            [said("no", 1, "profile"), said("yes", 5), said("no", 9, "profile")],
            "yes",
            id="an old profile answer, exported again after a yes in person",
        ),
        pytest.param(
            [
                said("no", 1, "profile"),
                said("yes", 5),
                said("yes", 6, "profile"),
                said("no", 9, "profile"),
            ],
            "no",
            id="a profile answer changed to no after a yes in person",
        ),
    ],
)
def test_answer_in_force(statements: list[Statement], expected: str | None) -> None:
    """The rule, case by case."""
    assert in_force(*statements) == expected


ANSWERS = st.sampled_from(["yes", "no"])
STATEMENTS = st.lists(
    st.builds(
        said, ANSWERS, st.integers(0, 12), st.sampled_from(["reply", "profile", "people.csv"])
    ),
    max_size=10,
)


@given(STATEMENTS, st.randoms())
def test_order_and_repetition_do_not_matter(statements: list[Statement], chance: object) -> None:
    """The same statements, shuffled and doubled, have the same answer in force."""
    shuffled = [*statements, *statements]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert in_force(*shuffled) == in_force(*statements)


@given(STATEMENTS)
def test_no_consent_comes_from_nothing(statements: list[Statement]) -> None:
    """A yes in force was said by somebody."""
    if in_force(*statements) == "yes":
        assert any(statement.answer == "yes" for statement in statements)


@given(STATEMENTS, STATEMENTS)
def test_imports_never_undo_a_no_said_in_person(
    before: list[Statement], after: list[Statement]
) -> None:
    """After a no in person, nothing but a later yes in person makes a yes."""
    imported = [statement for statement in after if not statement.is_in_person]
    assert in_force(*before, said("no", 99), *imported) == "no"


@given(STATEMENTS)
def test_the_last_word_in_person_holds_against_everything_before(
    before: list[Statement],
) -> None:
    """A yes in person after all else is a yes."""
    assert in_force(*before, said("yes", 99)) == "yes"


@given(STATEMENTS)
def test_a_ledger_agrees_with_the_rule(statements: list[Statement]) -> None:
    """Statements written in the order they were said are answered as the rule has it; twice too."""
    in_order = sorted(statements, key=lambda statement: statement.said_at)
    with (
        TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "ledger.sqlite", "few-hives") as ledger,
    ):
        ledger.record_consents(in_order, now=MONDAY)
        once = answers(ledger.consents())
        assert ledger.record_consents(in_order, now=MONDAY + timedelta(days=30)) == 0
        assert answers(ledger.consents()) == once
    # What a source repeats is not kept, so at one moment it is the stored rows that are compared.
    if len({statement.said_at for statement in statements}) == len(statements):
        assert once == ([in_force(*statements)] if statements else [])


def answers(consents: pa.Table) -> Sequence[str]:
    found: Sequence[str] = consents["answer"].to_pylist()
    return found


def test_the_same_export_adds_no_row(ledger: Ledger, now: datetime) -> None:
    """A profile answer read every week is one statement, with the moment it was first seen."""
    for week in range(3):
        ledger.record_consents([said("yes", 7 * week, "profile")], now=now)
    history = ledger.consent_history(ANNA)
    assert history["said_at"].to_pylist() == [MONDAY]


def test_purposes_are_separate(ledger: Ledger, now: datetime) -> None:
    """A yes to one purpose says nothing about another."""
    new = ledger.set_consent(
        ANNA,
        ["digest", "match"],
        "yes",
        source="consent task",
        wording="Told me at the October meeting: letters and introductions are fine.",
        said_at=MONDAY,
        is_in_person=True,
        now=now,
    )
    assert new == 2
    assert ledger.consents()["purpose"].to_pylist() == ["match", "digest"]


def test_a_no_with_one_account_holds_for_the_member(ledger: Ledger, now: datetime) -> None:
    """Answers given with several accounts are one person's answers."""
    page = "facebook:page:7"
    ledger.record_consents([said("yes", 1), said("no", 2, account_id=page)], now=now)
    accounts = pa.table({"account_id": [ANNA, page], "member_id": ["m1", "m1"]})
    assert ledger.member_consents(accounts).select(
        ["member_id", "purpose", "answer"]
    ).to_pylist() == [{"member_id": "m1", "purpose": "match", "answer": "no"}]


def test_history_keeps_the_wording(ledger: Ledger, now: datetime) -> None:
    """What was answered, and when it was written down, can be shown years later."""
    ledger.set_consent(
        ANNA,
        ["spotlight"],
        "no",
        source="reply",
        wording="please not",
        said_at=MONDAY,
        is_in_person=True,
        now=now,
    )
    (row,) = ledger.consent_history(ANNA).to_pylist()
    assert (row["answer"], row["wording"], row["recorded_at"]) == ("no", "please not", now)


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (said("yes", 1, purpose="fame"), "there is no purpose 'fame'; there are: match, digest"),
        (said("maybe", 1), "'maybe' is no answer to 'match'; say yes or no"),  # type: ignore[arg-type]
        (
            Statement(
                account_id=ANNA,
                purpose="match",
                answer="yes",
                said_at=MONDAY,
                source="profile",
                is_in_person=True,
            ),
            "an answer from profile was not said in person; expected one of reply",
        ),
        (
            Statement(
                account_id=ANNA,
                purpose="match",
                answer="yes",
                said_at=datetime(2026, 11, 16),
                source="reply",
            ),
            "has no time zone; expected UTC",
        ),
    ],
    ids=["purpose", "answer", "in person", "zone"],
)
def test_what_cannot_be_kept_is_refused_whole(
    ledger: Ledger, now: datetime, statement: Statement, message: str
) -> None:
    """One bad statement, and none of its batch is written."""
    with pytest.raises(BadStatement, match=message):
        ledger.record_consents([said("yes", 0), statement], now=now)
    assert ledger.consents().num_rows == 0


ACCOUNTS = pa.table({"account_id": [ANNA, "bo"], "member_id": ["anna", "bo"]})


@pytest.mark.parametrize(
    ("statements", "older"),
    [
        pytest.param([replace(said("yes", 1), edition=1)], {("anna", "match")}, id="an older yes"),
        pytest.param([said("yes", 1)], set(), id="a yes of today"),
        pytest.param([replace(said("yes", 1), edition=1), said("yes", 2)], set(), id="asked again"),
        pytest.param([replace(said("yes", 1), edition=1), said("no", 2)], set(), id="then a no"),
        pytest.param(
            [replace(said("yes", 1, "profile"), edition=1), said("yes", 8, "profile")],
            {("anna", "match")},
            id="the same profile read again",
        ),
        pytest.param(
            [replace(said("yes", 1, purpose="story"), edition=1)], set(), id="never widened"
        ),
    ],
)
def test_a_yes_is_of_the_words_it_was_given_under(
    ledger: Ledger, statements: list[Statement], older: set[tuple[str, str]]
) -> None:
    """What a purpose came to mean later needs another yes; what an export repeats is none."""
    for one in statements:
        ledger.record_consents([one], now=MONDAY)
    assert ledger.older_yeses(ACCOUNTS) == older


def test_what_an_older_ledger_holds_is_of_the_first_words(ledger: Ledger) -> None:
    """As the migration leaves the rows that were there."""
    ledger.database.write(
        "insert into consents (account_id, purpose, answer, said_at, source, is_in_person,"
        " recorded_at) values (?, 'spotlight', 'yes', '2026-11-01T00:00:00.000000Z', 'reply', 1,"
        " '2026-11-01T00:00:00.000000Z')",
        [ANNA],
    )
    assert ledger.older_yeses(ACCOUNTS) == {("anna", "spotlight")}
