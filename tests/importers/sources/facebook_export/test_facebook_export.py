"""A page's own export: ids hold across exports, private things stay out, texts are repaired."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.reading.facebook import repaired
from importers.records import Account, Post, Record, Thread, Tie
from importers.sources import facebook_export

CASES = Path(__file__).parent
ARCHIVE = "facebook-thelamptable-2026-11-15-x7Qp3sYd"
ACTIVITY = CASES / "archive" / "input" / ARCHIVE / "this_profile's_activity_across_facebook"


def export(path: Path, name: str | None = None) -> ExportFile:
    return ExportFile(path=path, name=name or path.name, sha256="0" * 64)


def records(path: Path) -> list[Record]:
    return list(facebook_export.read(export(path)))


def saved(tmp_path: Path, value: object) -> Path:
    path = tmp_path / "profile_posts_1.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def test_no_word_of_a_message_and_no_address_is_kept() -> None:
    everything = b"".join(
        msgspec.json.encode(records(path))
        for path in sorted((CASES / "archive").rglob("*.json"))
        if path.name != "expected.json"
    )
    for private in (b"Secret", b"192.0.2.7", b"table@example.org", b"1943", b"access_token"):
        assert private not in everything


def test_posts_that_are_alike_are_told_apart_the_same_way_in_any_order(tmp_path: Path) -> None:
    posts = json.loads((ACTIVITY / "posts" / "profile_posts_1.json").read_text(encoding="utf-8"))
    ids = [one.native_id for one in records(saved(tmp_path, posts)) if isinstance(one, Thread)]
    turned = records(saved(tmp_path, posts[::-1]))
    assert len(ids) == len(set(ids)) == 5
    assert {one.native_id for one in turned if isinstance(one, Thread)} == set(ids)


def test_a_graph_answer_in_the_archives_folder_is_left_to_its_importer(tmp_path: Path) -> None:
    path = saved(tmp_path, {"data": [{"id": "9_1", "created_time": "2026-01-01T00:00:00+0000"}]})
    assert not facebook_export.identify(export(path, f"{ARCHIVE}/feed.json"))


def test_followers_follow_the_page() -> None:
    path = CASES / "archive" / "input" / ARCHIVE / "connections/followers"
    found = records(path / "people_who_followed_you.json")
    page = next(one for one in found if isinstance(one, Account) and one.role == "page")
    assert {one.to_id for one in found if isinstance(one, Tie)} == {page.native_id}


def test_a_cut_file_gives_its_whole_posts() -> None:
    found = records(CASES / "older" / "input" / "your_posts_1.json")
    assert [one.text for one in found if isinstance(one, Post)] == ["Post 0", "Post 1"]


def test_the_html_form_is_answered_with_how_to_ask_for_json() -> None:
    path = CASES / "html" / "input" / "profile_posts_1.html"
    with pytest.raises(
        ExportProblem,
        match=r"^profile_posts_1.html: the HTML form of Facebook's export, expected the JSON form; "
        "ask for it at Facebook: .* Format: JSON, then drop that archive in here$",
    ):
        records(path)


@pytest.mark.parametrize(
    ("name", "instance", "day"),
    [
        ("facebook-lamps.be-2026-11-15-x7Q.zip/posts/x.json", "lamps.be", 15),
        ("facebook-lamps-14_11_2026.zip/x.json", "lamps", 14),
        ("old/facebook-lamps-2026-11-13/x.json", "lamps", 13),
        ("my-facebook-lamps-2026-11-15/x.json", None, None),
        ("x.json", None, None),
    ],
)
def test_the_archives_name_tells_page_and_day(
    name: str, instance: str | None, day: int | None
) -> None:
    file = export(ACTIVITY / "posts" / "profile_posts_1.json", name)
    assert facebook_export.instance(file) == instance
    expected = datetime(2026, 11, day, tzinfo=UTC) if day else None
    assert facebook_export.exported_at(file) == expected


@given(st.text())
def test_garbled_text_is_repaired(text: str) -> None:
    try:
        garbled = text.encode("utf-8").decode("latin-1")
    except UnicodeEncodeError:
        return
    assert repaired(garbled) == text


@pytest.mark.parametrize("text", ["café", "日本", "Ã", "naïve Ã³", ""])
def test_text_that_was_right_stays(text: str) -> None:
    assert repaired(text) == text


@pytest.mark.parametrize(
    "value",
    [
        [],
        {"followers": []},
        [{"timestamp": 1}],
        {"messages": [{"text": "telegram"}], "type": "personal_chat"},
        [{"title": "Slack", "timestamp": 5, "attachments": []}],
    ],
)
def test_other_files_are_not_claimed(tmp_path: Path, value: object) -> None:
    assert not facebook_export.identify(export(saved(tmp_path, value)))


@pytest.mark.parametrize(
    "post",
    [
        {"timestamp": 1, "data": "x", "attachments": [1, {"data": [None, {"media": 3}]}]},
        {"timestamp": 1e300, "data": [{"post": 4}]},
        {"timestamp": "1700000000", "data": [{"post": "Text"}], "title": 5},
        {"timestamp": 1, "data": [], "attachments": {"data": {"external_context": {"url": 3}}}},
    ],
    ids=["wrong kinds", "far future", "text for a number", "objects for lists"],
)
def test_odd_values_do_no_harm(tmp_path: Path, post: dict[str, object]) -> None:
    for record in records(saved(tmp_path, [post])):
        assert not isinstance(record, Thread) or record.native_id
