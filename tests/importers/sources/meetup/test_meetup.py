"""Meetup: private columns stay out, threads of comments are followed without recursion."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from importers.importer import ExportFile
from importers.reading.notes import Note
from importers.records import Account, Post, Tie
from importers.sources import meetup

CASES = Path(__file__).parent
COLUMNS = "Name\tUser ID\tJoined Group on\tURL of Member Profile"


def export(path: Path) -> ExportFile:
    return ExportFile(path, path.name, "0" * 64)


def saved(tmp_path: Path, text: str, name: str = "members.xls") -> ExportFile:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return export(path)


@pytest.mark.parametrize("column", ["E-mail", "Your age", "Postcode", "Date of birth", "Gender"])
def test_private_questions_are_left_out(tmp_path: Path, column: str) -> None:
    row = "Ana\tuser 501\t2026-01-02\t\tprivate"
    file = saved(tmp_path, f"{COLUMNS}\t{column}\n{row}\n")
    assert meetup.identify(file)
    found = list(meetup.read(file))
    assert any(isinstance(one, Account) and one.native_id == "501" for one in found)
    assert b"private" not in msgspec.json.encode(found)


def test_no_address_of_a_place_is_kept() -> None:
    paths = sorted(CASES.glob("*/input/*"))
    everything = b"".join(msgspec.json.encode(list(meetup.read(export(path)))) for path in paths)
    assert b"Old mill" in everything
    assert b"Mill Lane" not in everything
    assert b"12345" not in everything


def test_dates_that_may_be_two_days_are_unknown(tmp_path: Path) -> None:
    page = "https://www.meetup.com/lamps/members/"
    rows = f"Ana\tuser 1\t03/04/2024\t{page}1\nBo\tuser 2\tsoon\t{page}2\n"
    found = list(meetup.read(saved(tmp_path, f"{COLUMNS}\n{rows}")))
    assert [one.created_at for one in found if isinstance(one, Tie)] == [None, None]
    lines = [one.line for one in found if isinstance(one, Note)]
    assert "day or the month first" in lines[0]
    assert lines[1:] == ["line 3: Joined Group on is 'soon', which is no date"]
    found = list(meetup.read(saved(tmp_path, f"{COLUMNS}\n{rows.replace('04/2024', '14/2024')}")))
    (first, _) = (one.created_at for one in found if isinstance(one, Tie))
    assert str(first) == "2024-03-14 00:00:00+00:00"


def test_replies_below_replies_are_followed(tmp_path: Path) -> None:
    comment: dict[str, Any] = {}
    for number in range(300, 0, -1):
        inner = [comment] if comment else []
        member = {"id": number, "name": "Ana"}
        comment = {"id": number, "comment": "x", "created": 1767310000000, "member": member}
        comment["replies"] = inner
    file = saved(tmp_path, json.dumps([comment]), "comments.json")
    found = [one for one in meetup.read(file) if isinstance(one, Post)]
    assert len(found) == 300
    assert {one.thread_id for one in found} == {"comment:1"}
    assert found[-1].parent_id == "comment:299"


def test_one_group_has_one_id_in_answers_and_lists() -> None:
    instances = {meetup.instance(export(path)) for path in CASES.glob("*/input/*")}
    assert instances == {"lamp-menders", None}
