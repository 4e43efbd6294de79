"""Who only reads a newsletter: an address and a no, never a member."""

from __future__ import annotations

from pathlib import Path

from analytics.consents import imported_consents
from importers.records import Account, Consent, Record
from tests.analytics.worlds import SOURCE, account, analyse_at, day, export, loaded, rows

LIST = "newsletter:letters"


def reader(email: str) -> Account:
    return Account(native_id=f"email:{email}", email=email, name="Ana Lima", joined_at=day(0))


def test_a_reader_is_no_member(tmp_path: Path) -> None:
    """Neither counted nor matched, but known to those who ask whose address it is."""
    members: list[Record] = [account("ana", email="ana@mail.example")]
    readers: list[Record] = [reader("ana@mail.example"), reader("zoe@mail.example")]
    with loaded(tmp_path, export(members), export(readers, source=LIST)) as warehouse:
        analyse_at(warehouse, 10)
        assert rows(warehouse, "select account_id from marts.members") == [(f"{SOURCE}:ana",)]
        assert warehouse.value("select max(forum_members) from metrics.growth") == 1
        assert warehouse.value("select count(*) from staging.accounts where place = 'list'") == 2


def test_followers_elsewhere_are_no_forum_members(tmp_path: Path) -> None:
    followers: list[Record] = [Account(native_id="7", joined_at=day(0))]
    with loaded(tmp_path, export(followers, source="x:1")) as warehouse:
        analyse_at(warehouse, 10)
        assert rows(warehouse, "select is_forum_member, is_page_person from marts.members") == [
            (False, True)
        ]


def test_leaving_the_newsletter_is_a_no_and_reading_it_no_yes(tmp_path: Path) -> None:
    """The no counts for every account of that address; the yes allows nothing of ours."""
    left = Consent(email="ana@mail.example", purposes=("digest",), answer="no", said_at=day(3))
    stayed = Consent(
        email="ben@mail.example", purposes=("newsletter",), answer="yes", said_at=day(3)
    )
    members: list[Record] = [
        account("ana", email="Ana@mail.example"),
        account("ben", email="ben@mail.example"),
    ]
    readers: list[Record] = [reader("ana@mail.example"), reader("ben@mail.example"), left, stayed]
    with loaded(tmp_path, export(members), export(readers, source=LIST)) as warehouse:
        analyse_at(warehouse, 10)
        found = imported_consents(warehouse)
    assert {(one.account_id, one.purpose, one.answer, one.source) for one in found.statements} == {
        (f"{SOURCE}:ana", "digest", "no", "newsletter"),
        (f"{LIST}:email:ana@mail.example", "digest", "no", "newsletter"),
    }
    assert found.problems == ()


def test_a_mistyped_purpose_costs_itself(tmp_path: Path) -> None:
    """One line says what there is; the row's other purposes count."""
    row = Consent(handle="ana", purposes=("match", "digset"), answer="yes", said_at=day(3))
    people = export([row], source="people:here", name="people.csv")
    with loaded(tmp_path, export([account("ana")]), people) as warehouse:
        analyse_at(warehouse, 10)
        found = imported_consents(warehouse)
    assert [one.purpose for one in found.statements] == ["match"]
    (problem,) = found.problems
    assert problem.startswith("people.csv: there is no purpose 'digset', which the row of ana ")
