"""Inspecting says what a build would make of a file, and proposes how to read an unknown one."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
import yaml

from importers.importer import ColumnMapping
from importers.inspecting import Inspected, inspect_files
from importers.reading.files import find_files

PEOPLE = """\
Naam,E-mailadres,Lid sinds,Woonplaats,Wat brei je?,Geboortedatum
Iris Vega,iris@wool.example,14-03-2024,Zwolle,Sokken,1-1-1970
Joos Maat,joos@wool.example,02-03-2024,Oss,Truien,2-2-1980
"""
POSTS = {
    "en": "id,author,posted at,message,in reply to",
    "nl": "bericht id,afzender,verzonden,bericht,antwoord op",
    "de": "Nr,Absender,Gesendet,Nachricht,Antwort auf",
    "fr": "Nº,expéditeur,envoyé le,texte,réponse à",
    "es": "ID,remitente,enviado,mensaje,respuesta a",
    "none": "a,b,c,d,e",
}
ROWS = """
11,iris@wool.example,2024-03-14 10:00,Where do I begin with carding by hand?,
12,joos@wool.example,2024-03-14 11:00,With a dog brush and much patience.,11
13,iris@wool.example,2024-03-15 09:00,Thank you for that; I shall try it.,12
"""


def inspected(root: Path, work: Path, mappings: tuple[ColumnMapping, ...] = ()) -> list[Inspected]:
    files = find_files([root], work=work, mappings=mappings)
    return list(inspect_files(files, default_instance="here", work=work))


def mapping_in(one: Inspected) -> ColumnMapping:
    assert one.proposed is not None
    (entry,) = yaml.safe_load(one.proposed.yaml)["activity_logs"]
    return ColumnMapping(**{**entry, "answers": tuple(entry.get("answers", ()))})


@pytest.mark.parametrize("language", POSTS)
def test_posts_are_told_in_five_languages_and_by_their_values(
    tmp_path: Path, language: str
) -> None:
    path = tmp_path / "talk.csv"
    path.write_text(POSTS[language] + ROWS, encoding="utf-8")
    (one,) = inspected(path, tmp_path / "work")
    names = POSTS[language].split(",")
    assert mapping_in(one).columns == dict(
        zip(("post_id", "author", "created_at", "text", "reply_to"), names, strict=True)
    )
    assert one.proposed is not None
    by_values = [line for line in one.proposed.unsure if "by its values alone" in line]
    assert bool(by_values) == (language in ("de", "fr", "none"))


def test_a_proposal_reads_the_file_it_was_made_for(tmp_path: Path) -> None:
    """Pasted into the settings, it gives the members that were shown."""
    path = tmp_path / "leden-2026-11.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    (one,) = inspected(path, tmp_path / "work")
    mapping = mapping_in(one)
    assert (mapping.file, mapping.holds) == ("leden-*.csv", "members")
    assert mapping.answers == ("Wat brei je?",)
    (again,) = inspected(path, tmp_path / "work", (mapping,))
    assert (again.importer, again.records, again.time_zone) == (
        "member_list",
        {"accounts": 2},
        "UTC",
    )


def test_examples_are_as_read_with_addresses_masked(tmp_path: Path) -> None:
    path = tmp_path / "leden.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    (one,) = inspected(path, tmp_path / "work")
    assert one.proposed is not None
    first, second = one.proposed.examples
    assert "email i…@…, joined_at 2024-03-14 00:00 UTC, location Zwolle" in first
    assert "joined_at 2024-03-02" in second
    shown = repr(one)
    assert "wool.example" not in shown
    assert "1970" not in shown
    assert one.proposed.unused == ("Geboortedatum",)
    assert any("names no time zone" in line for line in one.proposed.unsure)
    assert any(
        "are read day first, as '14-03-2024' in line 2" in line for line in one.proposed.unsure
    )


def test_rows_inside_a_json_object_are_found(tmp_path: Path) -> None:
    path = tmp_path / "talk.json"
    path.write_text(
        '{"page": {"posts": [{"id": "a", "user": {"name": "Iris"}, "createdAt": "2024-03-14",'
        ' "body": "Hello"}, {"id": "b", "user": {"name": "Joos"}, "createdAt": "2024-03-15",'
        ' "body": "Hi"}]}, "more": [{"x": 1}]}'
    )
    (one,) = inspected(path, tmp_path / "work")
    mapping = mapping_in(one)
    assert mapping.rows == "page.posts"
    assert mapping.columns["author"] == "user.name"
    assert mapping.columns["created_at"] == "createdAt"


def test_the_sheet_with_rows_is_found(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.append(["Members of the Wool Room"])
    sheet = book.create_sheet("People")
    for line in PEOPLE.splitlines():
        sheet.append(line.split(","))
    path = tmp_path / "leden.xlsx"
    book.save(path)
    (one,) = inspected(path, tmp_path / "work")
    assert mapping_in(one).sheet == "People"
    assert one.encoding is None
    assert one.proposed is not None
    assert one.proposed.unsure[0] == "only the sheet 'People' was looked at, not Sheet"


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.csv", "Product,Price\nWool,3\n", "no column says who wrote or who is a member; it has"),
        ("a.csv", "id,name\n1,Wool\n2,Yarn\n", "no column says who wrote or who is a member; it"),
        ("a.txt", "Dear all,\nnothing here.\n", "it looks like a"),
        ("a.json", '{"a": 1}', "it is a JSON object without a list of objects"),
        ("a.json", '{"a": [{"b": 1}', "not JSON from here on"),
        ("a.csv", "name,email\n", "it looks like a table with the columns name, email"),
        ("a.html", "<html><p>a, b", "it looks like a web page"),
    ],
)
def test_where_no_mapping_fits_it_is_said_why(
    tmp_path: Path, name: str, text: str, why: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    (one,) = inspected(path, tmp_path / "work")
    assert one.proposed is None
    assert one.why_none is not None
    assert one.why_none.startswith(why)
    assert one.problem is not None


def test_a_known_file_is_counted_as_a_build_would(tmp_path: Path) -> None:
    path = tmp_path / "chat.csv"
    path.write_bytes("who,at\nJosé,2024-03-14\n,2024-03-15\n".encode("cp1252"))
    columns = {"author": "who", "created_at": "at"}
    mapping = ColumnMapping("*.csv", "chat", columns, time_zone="Europe/Lisbon")
    (one,) = inspected(path, tmp_path / "work", (mapping,))
    assert (one.importer, one.source, one.encoding) == ("activity_log", "chat:here", "cp1252")
    assert one.records == {"accounts": 1, "posts": 1, "threads": 1}
    assert one.skipped == {"no author": 1}
    assert one.time_zone == "Europe/Lisbon"
    assert one.exported_at is not None
    assert one.exported_at.date().isoformat() == "2024-03-14"
    assert one.proposed is None


def test_files_in_an_archive_come_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("leden.csv", PEOPLE)
        archive.writestr("photo.jpg", "x")
        archive.writestr("people.csv", "email,purposes,date\niris@wool.example,match,2024-03-14\n")
    found = {one.name: one for one in inspected(path, tmp_path / "work")}
    assert found["all.zip/leden.csv"].proposed is not None
    assert found["all.zip/people.csv"].records == {"consents": 1}
    (left_out,) = (one for one in found.values() if one.is_set_aside)
    assert left_out.skipped == {"media": 1}


def test_a_file_that_kills_the_reading_process_costs_itself(tmp_path: Path) -> None:
    """The problem is told; the next file is read all the same."""
    from importers.reading.limits import Limits

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text("b,c\n" + "1,2\n" * 1_000_000)
    (tmp_path / "in" / "leden.csv").write_text(PEOPLE)
    files = find_files([tmp_path / "in"], work=tmp_path)
    columns = {"author": "b", "created_at": "c"}
    mapped = [
        file.__class__(
            file.path, file.name, file.sha256, mappings=(ColumnMapping("a.csv", columns=columns),)
        )
        for file in files
    ]
    slow, good = inspect_files(
        mapped, default_instance="here", work=tmp_path, limits=Limits(cpu_seconds=1)
    )
    assert "more than 1 seconds of processor time" in f"{slow.problem}{slow.notes}"
    assert good.proposed is not None
