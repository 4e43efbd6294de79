"""Members by name, who may be named where, what exports say of consent, and matches kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from analytics.build import analyse, latest_moment
from analytics.consents import ConsentQuestion, chosen, imported_consents
from analytics.errors import AmbiguousMember, BadTable, NothingImported, UnknownMember
from analytics.matches import SCHEMAS, store_matches
from analytics.members import find_member, member_accounts
from analytics.parameters import Decisions, Parameters
from analytics.people import consenting, people
from analytics.snapshot import never_pairs
from analytics.warehouse import Warehouse
from importers.records import Account, Consent, Message, Record, Tie
from ledger.purposes import PURPOSES, purpose_column
from tests.analytics.worlds import (
    SOURCE,
    account,
    analyse_at,
    day,
    export,
    loaded,
    member,
    rows,
    thread,
)

QUESTION = "May we introduce you?"
FORUM: list[Record] = [
    account("1", handle="Ana", name="Ana Bell", email="ana@x.org", answers={QUESTION: "Yes"}),
    account("2", handle="ben", name="Ben", email="both@x.org", answers={QUESTION.lower(): "no"}),
    account("3", handle="cem", name="Same Name", answers={QUESTION: "Yes, No"}),
    account("4", handle="dan", name="same name", answers={QUESTION: "perhaps"}),
    account("mod", role="moderator"),
    account("kid", is_minor=True),
    account("gone", state="left"),
    account("bad", state="banned"),
    account("ad", name="payday loans"),
    *thread("t", "1"),
    Tie(from_id="1", to_id="2", kind="block"),
    Message(native_id="m", sender_id="3", recipient_ids=("4", "1")),
    Consent(handle="ana", purposes=("digest", "match"), answer="yes", said_at=day(2)),
    Consent(handle="discourse:BEN", purposes=("match",), answer="no"),
    Consent(email="BOTH@x.org", purposes=("story",), answer="yes", wording="told us"),
    Consent(handle="Same Name", purposes=("match",), answer="yes"),
    Consent(handle="nobody", purposes=("match",), answer="yes"),
]
PAGE: list[Record] = [Account(native_id="9", handle="ben", email="both@x.org", joined_at=day(0))]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder = tmp_path_factory.mktemp("people")
    with loaded(
        folder, export(FORUM, exported_at=day(9)), export(PAGE, source="facebook:bakery")
    ) as warehouse:
        analyse_at(warehouse, 100)
        yield warehouse


@pytest.mark.parametrize(
    ("asked", "native_id"),
    [
        (member("1"), "1"),
        (f"{SOURCE}:1", "1"),
        ("discourse:ANA", "1"),
        ("discourse:2", "2"),
        ("@Ana", "1"),
        ("ana bell", "1"),
    ],
)
def test_member_is_found_by(warehouse: Warehouse, asked: str, native_id: str) -> None:
    """An id, an account, platform:handle, a handle or a name."""
    found = find_member(warehouse, asked)
    assert (found.member_id, found.account_id) == (member(native_id), f"{SOURCE}:{native_id}")
    assert member_accounts(warehouse, found.member_id) == (found.account_id,)


def test_ambiguous_member_lists_the_choices(warehouse: Warehouse) -> None:
    """The manager is told which ids to say."""
    with pytest.raises(AmbiguousMember, match="2 members go by 'ben': ") as caught:
        find_member(warehouse, "ben")
    assert caught.value.choices == tuple(
        sorted(
            (
                f"{member('2')} (discourse:ben)",
                f"{member('9', 'facebook:bakery')} (facebook:ben)",
            )
        )
    )


def test_unknown_member_says_what_is_expected(warehouse: Warehouse) -> None:
    with pytest.raises(UnknownMember, match="no member goes by 'zoe'; expected a member id"):
        find_member(warehouse, "zoe")


def yes_to_everything(*native_ids: str) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {"member_id": member(native_id), "purpose": purpose, "answer": "yes"}
            for native_id in native_ids
            for purpose in PURPOSES
        ]
    )


def named(table: pa.Table) -> dict[str, set[str]]:
    """Member: the purposes they may be named for."""
    return {
        row["member_id"]: {one for one in PURPOSES if row[purpose_column(one)]}
        for row in table.to_pylist()
    }


def test_nobody_is_named_without_a_yes(warehouse: Warehouse) -> None:
    """The default is no."""
    nothing = pa.table(
        {name: pa.array([], pa.string()) for name in ("member_id", "purpose", "answer")}
    )
    table = people(warehouse, consents=nothing)
    assert set().union(*named(table).values()) == set()
    assert table.num_rows == warehouse.value("select count(*) from marts.members")


def test_a_yes_holds_unless_something_takes_it_away(warehouse: Warehouse) -> None:
    """Minors, the barred, departed, spam and erased never; team and paused as the table says."""
    everybody = ("1", "2", "3", "mod", "kid", "gone", "bad", "ad")
    pauses = pa.table(
        {"account_id": [f"{SOURCE}:2", f"{SOURCE}:stranger"], "kind": ["mails", "mails"]}
    )
    table = people(
        warehouse,
        consents=yes_to_everything(*everybody),
        pauses=pauses,
        erased=frozenset({f"{SOURCE}:3"}),
    )
    found = named(table)
    assert found[member("1")] == set(PURPOSES)
    assert found[member("2")] == set(PURPOSES) - {"digest"}
    assert found[member("mod")] == {
        "welcome page",
        "directory and topics",
        "search engines",
    }
    for native_id in ("3", "kid", "gone", "bad", "ad"):
        assert found[member(native_id)] == set(), native_id
    assert set(consenting(table, "match", "digest")["member_id"].to_pylist()) == {member("1")}


def test_a_yes_of_older_words_allows_no_draft_from_facts(warehouse: Warehouse) -> None:
    """The spotlight they approved may stand; one drafted from their words may not."""
    older = frozenset({(member("1"), "spotlight")})
    table = people(warehouse, consents=yes_to_everything("1", "2"), older=older)
    rows = {row["member_id"]: row for row in table.to_pylist()}
    found = {m: (rows[m]["spotlight"], rows[m]["spotlight_by_facts"]) for m in rows}
    assert found[member("1")] == (True, False)
    assert found[member("2")] == (True, True)
    assert found[member("3")] == (False, False)


def test_a_no_is_no(warehouse: Warehouse) -> None:
    consents = pa.Table.from_pylist(
        [{"member_id": member("1"), "purpose": "match", "answer": "no"}]
    )
    assert named(people(warehouse, consents=consents))[member("1")] == set()


def test_consents_without_a_column_are_refused(warehouse: Warehouse) -> None:
    with pytest.raises(BadTable, match="consents: no column purpose, answer; found member_id"):
        people(warehouse, consents=pa.table({"member_id": ["m"]}))


def test_exports_tell_of_consent(warehouse: Warehouse) -> None:
    """Profile answers and people.csv become statements; who has no owner becomes a line."""
    question = ConsentQuestion(question=QUESTION, purposes=("match",), yes=("yes",), no=("no",))
    found = imported_consents(warehouse, [question])
    statements = {
        (one.account_id.split(":")[-1], one.source, one.purpose): (one.answer, one.said_at)
        for one in found.statements
    }
    assert statements == {
        ("1", "profile", "match"): ("yes", day(9)),
        ("2", "profile", "match"): ("no", day(9)),
        ("3", "profile", "match"): ("no", day(9)),
        ("1", "people.csv", "digest"): ("yes", day(2)),
        ("1", "people.csv", "match"): ("yes", day(2)),
        ("2", "people.csv", "match"): ("no", day(9)),
        ("2", "people.csv", "story"): ("yes", day(9)),
        ("9", "people.csv", "story"): ("yes", day(9)),
    }
    assert sorted(problem[:45] for problem in found.problems) == [
        "people.csv: 2 accounts go by Same Name (disco",
        "people.csv: nobody goes by nobody; expected p",
    ]


def test_each_option_of_a_question_has_its_purposes(warehouse: Warehouse) -> None:
    """Several entries may stand for one question: none hides another."""
    questions = [
        ConsentQuestion(question=QUESTION, purposes=(purpose,), yes=("yes",), no=("no",))
        for purpose in ("match", "story")
    ]
    found = imported_consents(warehouse, questions)
    said = {
        (one.account_id.split(":")[-1], one.purpose): one.answer
        for one in found.statements
        if one.source == "profile"
    }
    assert said[("1", "match")] == said[("1", "story")] == "yes"
    assert said[("2", "match")] == said[("2", "story")] == "no"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("YES ", "yes"), ("Letters, Introductions", "yes"), ("None", "no"), ("", None), ("x", None)],
)
def test_answers_of_several_options(answer: str, expected: str | None) -> None:
    question = ConsentQuestion("q", ("match",), yes=("yes", "introductions"), no=("none",))
    assert chosen(question, answer) == expected


def test_pairs_that_are_never_matched(warehouse: Warehouse) -> None:
    """Blocks of the exports, private messages, and whatever the ledger adds, in either order."""
    given = pa.table({"account_a_id": [f"{SOURCE}:mod"], "account_b_id": [f"{SOURCE}:1"]})
    assert {
        frozenset((row["member_a_id"], row["member_b_id"]))
        for row in never_pairs(warehouse, given).to_pylist()
    } == {
        frozenset((member("1"), member("2"))),
        frozenset((member("3"), member("4"))),
        frozenset((member("3"), member("1"))),
        frozenset((member("mod"), member("1"))),
    }


def match_tables(issue: str, *members: str) -> dict[str, pa.Table]:
    return {
        name: pa.Table.from_pylist(
            [{"issue": issue, "member_id": one} for one in members], schema=schema
        )
        for name, schema in SCHEMAS.items()
    }


def test_matches_are_kept_by_issue(tmp_path: Path) -> None:
    """Storing an issue again replaces it and leaves the others."""
    with Warehouse.open(tmp_path) as warehouse:
        store_matches(warehouse, "2026-W01", **match_tables("2026-W01", "a", "b"))
        store_matches(warehouse, "2026-W02", **match_tables("2026-W02", "c"))
        store_matches(warehouse, "2026-W02", **match_tables("2026-W02", "d"))
        for name in SCHEMAS:
            assert rows(warehouse, f"select issue, member_id from matches.{name} order by all") == [
                ("2026-W01", "a"),
                ("2026-W01", "b"),
                ("2026-W02", "d"),
            ]
        tables = match_tables("2026-W03")
        tables["unmatched"] = tables["unmatched"].drop_columns(["reason"])
        with pytest.raises(BadTable, match="unmatched: no column reason; found issue, member_id"):
            store_matches(warehouse, "2026-W03", **tables)


def test_decisions_take_what_they_need_of_the_ledger() -> None:
    """Only accepted merges join."""
    merges = pa.table(
        {
            "account_a_id": ["a", "b"],
            "account_b_id": ["c", "d"],
            "decision": ["accepted", "refused"],
        }
    )
    spam = pa.table({"kind": ["account"], "subject_id": ["x"], "is_spam": [True], "note": ["n"]})
    decisions = Decisions.from_ledger(merges, spam)
    assert decisions.merges.to_pylist() == [{"account_a_id": "a", "account_b_id": "c"}]
    assert decisions.spam.column_names == ["kind", "subject_id", "is_spam"]


def test_nothing_imported_says_what_to_do(tmp_path: Path) -> None:
    with Warehouse.open(tmp_path) as warehouse:
        with pytest.raises(NothingImported, match="put exports into the exports folder"):
            analyse(warehouse, Parameters())
        with pytest.raises(NothingImported, match="nothing has been imported yet"):
            latest_moment(warehouse)
