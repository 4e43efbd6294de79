"""What `inspect` prints: everything of one file, a line for each of several."""

from __future__ import annotations

from pathlib import Path

import pytest

import line
import telling
from settings import SettingsError
from tests.conftest import ROOT


def told(path: Path) -> list[str]:
    place = line.find_place(community=ROOT / "community.yaml")
    found = list(line.inspect_exports(place, path))
    return [said for one in found for said in telling.told_inspected(one, is_alone=len(found) == 1)]


PEOPLE = "email,purposes,date\niris@wool.example,match,2026-03-01\nbea@wool.example,,\n"
MEMBERS = (
    "Name,Joined,Email\nIris,2026-03-01,iris@wool.example\nJoos,2026-03-02,joos@wool.example\n"
)


def test_a_known_file_alone_is_told_in_full(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE)
    assert told(path) == [
        "people.csv: read by people",
        "  source     people:my-community",
        "  up to      2026-03-01 00:00 UTC",
        "  holds      1 consents, 1 skipped (broken)",
        "  encoding   utf-8",
        "  people.csv: line 3: no purposes; name one or several with ; between them",
    ]


def test_a_table_nobody_knows_comes_with_a_mapping_to_paste(tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    path.write_text(MEMBERS)
    lines = told(path)
    assert lines[0] == "all.csv: a table that no importer knows, written in utf-8"
    begin = lines.index("activity_logs:")
    assert lines[begin : begin + 9] == [
        "activity_logs:",
        "- file: all.csv",
        "  platform: log",
        "  holds: members",
        "  columns:",
        "    name: Name",
        "    email: Email",
        "    joined_at: Joined",
        "  time_zone: UTC",
    ]
    assert any(said.startswith("  account, native_id address:") for said in lines)
    assert not any("iris@" in said for said in lines)


def test_what_cannot_be_mapped_is_told_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "stock.csv"
    path.write_text("Product,Price\nWool,3\n")
    problem, why = told(path)
    assert problem.startswith("stock.csv: no importer reads this file; it looks like a table with")
    assert why == (
        "no mapping can be proposed: no column says who wrote or who is a member; it has "
        "Product, Price"
    )


def test_several_files_are_a_line_each(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "all.csv").write_text(MEMBERS)
    (tmp_path / "b.jpg").write_bytes(b"x")
    assert sorted(told(tmp_path)) == [
        "all.csv: a table that no importer knows; inspect it alone for a mapping",
        "people.csv: people, people:my-community: 1 consents, 1 skipped (broken)",
        f"{tmp_path.name} (1 media and system files): left out (1 media)",
    ]


def test_a_file_that_is_not_there_is_a_mistake_in_one_line(tmp_path: Path) -> None:
    place = line.find_place(community=ROOT / "community.yaml")
    with pytest.raises(SettingsError, match="no such file or folder; name the file to inspect"):
        list(line.inspect_exports(place, tmp_path / "x.csv"))
