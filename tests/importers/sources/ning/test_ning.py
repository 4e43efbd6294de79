"""Ning's quirks that a golden file shows less plainly than a sentence does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from importers.importer import ExportFile
from importers.records import Account, Post, Record, Space, Thread
from importers.sources import ning


def a_file(folder: Path, records: Any, name: str) -> ExportFile:
    path = folder / name
    path.write_text(f"({json.dumps(records)})")
    return ExportFile(path, name, "0")


def read(folder: Path, records: Any, name: str = "ning-discussions.json") -> list[Record]:
    file = a_file(folder, records, name)
    assert ning.identify(file)
    return list(ning.read(file))


def a_member(**more: Any) -> dict[str, Any]:
    return {"contributorName": "ana1", "fullName": "Ana", "createdDate": "2022-03-01", **more}


def test_birthdate_gender_and_postcode_end_in_the_reader(tmp_path: Path) -> None:
    """Only whether someone is under age is kept."""
    questions = {
        "Birthday": "9 May 1971",
        "Date of birth": "1971-05-09",
        "Gender": "woman",
        "ZIP code": "4000-001",
        "Your password hint": "x",
        "Hobby": "weaving",
    }
    member = a_member(
        birthdate="1971-05-09", gender="f", zip="4000-001", profileQuestions=questions
    )
    (account,) = read(tmp_path, [member], "ning-members.json")
    assert isinstance(account, Account)
    assert account.is_minor is False
    assert account.answers == {"Hobby": "weaving"}
    assert not any(word in str(account) for word in ("1971", "4000", "woman"))


@pytest.mark.parametrize(
    ("birthdate", "is_minor"),
    [
        ("2004-03-02", True),
        ("2004-03-01", False),
        ("0000-00-00", None),
        ("1850-01-01", None),
        ("2030-01-01", None),
        (None, None),
    ],
)
def test_age_counts_as_of_the_latest_moment_in_the_file(
    tmp_path: Path, birthdate: str | None, is_minor: bool | None
) -> None:
    (account,) = read(tmp_path, [a_member(birthdate=birthdate)], "ning-members.json")
    assert isinstance(account, Account)
    assert account.is_minor is is_minor


@pytest.mark.parametrize(
    ("answer", "declares"),
    [
        ("https://www.facebook.com/100200300", ("facebook:100200300",)),
        ("facebook.com/profile.php?id=100200300&sk=about", ("facebook:100200300",)),
        ("https://m.facebook.com/ana.lima/", ("facebook:ana.lima",)),
        ("Ana Lima", ("facebook:Ana Lima",)),
        ("No.", ()),
        ("", ()),
    ],
)
def test_facebook_account_is_declared_in_the_profile(
    tmp_path: Path, answer: str, declares: tuple[str, ...]
) -> None:
    questions = {"Are you on Facebook? Name or link": answer}
    member = a_member(profileQuestions=questions)
    (account,) = read(tmp_path, [member], "ning-members.json")
    assert isinstance(account, Account)
    assert account.declares == declares


def test_twins_give_the_same_ids(tmp_path: Path) -> None:
    """The twins differ in addresses of pictures only, also where Ning gave no id."""

    def photo(address: str) -> list[dict[str, Any]]:
        comment = {
            "contributorName": "bo2",
            "createdDate": "2022-03-02T10:00:00Z",
            "description": f"<p>Nice <img src='{address}'></p>",
        }
        return [a_member(title="Shawl", photoUrl=address, comments=[comment])]

    plain = read(tmp_path, photo("http://api.ning.example.org/1.jpg"), "ning-photos.json")
    local = read(tmp_path, photo("photos/1.jpg"), "ning-photos-local.json")
    ids = [[getattr(record, "native_id", None) for record in records] for records in (plain, local)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 3


def test_comments_on_a_wall_speak_to_its_owner(tmp_path: Path) -> None:
    comments = [
        {"id": "1", "contributorName": "bo2", "description": "Welcome"},
        {"id": "2", "contributorName": "ana1", "description": "Thanks"},
    ]
    records = read(tmp_path, [a_member(comments=comments)], "ning-members.json")
    posts = [record for record in records if isinstance(record, Post)]
    assert [(post.author_id, post.addressed) for post in posts] == [
        ("bo2", ("ana1",)),
        ("ana1", ()),
    ]


@pytest.mark.parametrize(
    ("fields", "visibility"),
    [
        ({"groupPrivacy": "private"}, "private"),
        ({"groupPrivacy": "public"}, "public"),
        ({"isPrivate": "Y"}, "private"),
        ({"isPrivate": True}, "private"),
        ({"isPrivate": "N"}, "public"),
        ({"iconUrl": "x"}, "unknown"),
    ],
)
def test_only_groups_say_who_sees_them(
    tmp_path: Path, fields: dict[str, Any], visibility: str
) -> None:
    group = {"id": "g1", "contributorName": "ana1", "title": "Socks", **fields}
    (space,) = read(tmp_path, [group], "ning-groups.json")
    assert isinstance(space, Space)
    assert space.visibility == visibility


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"category": "Looms"}, "discussion"),
        ({"publishStatus": "publish"}, "blog"),
        ({"photoUrl": "x"}, "photo"),
        ({"embedCode": "x"}, "video"),
        ({"audioUrl": "x"}, "music"),
        ({}, "page"),
    ],
)
def test_renamed_file_is_told_by_its_keys(
    tmp_path: Path, fields: dict[str, Any], kind: str
) -> None:
    record = {"id": "1", "contributorName": "ana1", "title": "T", **fields}
    records = read(tmp_path, [record], "renamed.json")
    (thread,) = (record for record in records if isinstance(record, Thread))
    assert thread.kind == kind


def test_csv_and_archive_know_members_by_the_same_id(tmp_path: Path) -> None:
    """The screen name in the address is the archive's; the e-mail address is the same anyway."""
    people = [
        a_member(contributorName="3fq2anna", email="Anna@Wool.Example/"),
        a_member(contributorName="9kkbruno", email="bruno@wool.example"),
    ]
    archived = read(tmp_path, people, "ning-members.json")
    path = tmp_path / "members.csv"
    path.write_text(
        "Name,Profile Address,Email\n"
        "Ana,https://weavers.example/profile/3fq2anna?xg_source=x,anna@wool.example\n"
        "Bruno,https://weavers.example/profile/BrunoTheWeaver,bruno@wool.example\n"
    )
    listed = list(ning.read(ExportFile(path, "members.csv", "0")))
    ids = [[getattr(one, "native_id", None) for one in records] for records in (archived, listed)]
    addresses = [[getattr(one, "email", None) for one in found] for found in (archived, listed)]
    assert ids[0][0] == ids[1][0] == "3fq2anna"
    assert ids[0][1] != ids[1][1] == "BrunoTheWeaver"
    assert addresses[0] == addresses[1] == ["anna@wool.example", "bruno@wool.example"]


def test_several_answers_read_alike_in_csv_and_archive(tmp_path: Path) -> None:
    questions = {"What do you weave?": ["Wool", "Linen"], "How much?": "1,000 metres, or so"}
    (archived,) = read(tmp_path, [a_member(profileQuestions=questions)], "ning-members.json")
    path = tmp_path / "members.csv"
    path.write_text(
        "Name,Profile Address,Email,What do you weave?,How much?\n"
        'Ana,profile/ana1,,"Wool,Linen","1,000 metres, or so"\n'
    )
    (listed,) = ning.read(ExportFile(path, "members.csv", "0"))
    assert isinstance(archived, Account)
    assert isinstance(listed, Account)
    assert listed.native_id == archived.native_id
    assert listed.answers == archived.answers
