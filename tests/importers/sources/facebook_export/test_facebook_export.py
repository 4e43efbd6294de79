"""A page's own export: ids hold across exports, private things stay out, texts are repaired."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.platforms.facebook import Repairs, repaired
from importers.read import FileReport, find_files, read_exports
from importers.reading.notes import Note
from importers.records import Account, Message, Post, Record, Thread, Tie
from importers.sources import facebook_export

CASES = Path(__file__).parent
GENERATIONS = CASES / "generations" / "input"
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


def test_a_post_has_one_id_in_every_generation_of_the_export() -> None:
    """Folders, garbling and the language of the title differ; the post is one."""
    old, new = (
        [one.native_id for one in records(GENERATIONS / name) if isinstance(one, Thread)]
        for name in (
            "posts/your_posts_1.json",
            "your_facebook_activity/your_posts__check_ins__photos_and_videos_1.json",
        )
    )
    assert old[0] == new[0]
    assert len({*old, *new}) == 4


def test_of_messages_only_who_whom_and_when_is_read() -> None:
    path = GENERATIONS / "your_facebook_activity/messages/archived_threads/choir_2/message_1.json"
    found = records(path)
    messages = [one for one in found if isinstance(one, Message)]
    assert [one.sender_id for one in messages] == [
        "name:zoë berg",
        "name:ana lima",
        "name:ana lima",
    ]
    assert len({one.native_id for one in messages}) == 3
    assert not [one for one in found if isinstance(one, Account)]
    assert b"Secret" not in msgspec.json.encode(found)


def test_a_conversation_has_the_same_ids_when_it_was_archived(tmp_path: Path) -> None:
    path = GENERATIONS / "your_facebook_activity/messages/archived_threads/choir_2/message_1.json"
    moved = json.loads(path.read_text(encoding="utf-8")) | {"thread_path": "inbox/choir_2"}
    ids = [
        [one.native_id for one in records(where) if isinstance(one, Message)]
        for where in (path, saved(tmp_path, moved))
    ]
    assert ids[0] == ids[1]


def test_repaired_texts_are_counted() -> None:
    counts = [
        one.line
        for one in records(GENERATIONS / "posts/your_posts_1.json")
        if isinstance(one, Note)
    ]
    assert counts == ["4 texts were stored garbled (UTF-8 as Latin-1) and repaired"]
    right = GENERATIONS / "your_facebook_activity/your_posts__check_ins__photos_and_videos_1.json"
    assert not [one for one in records(right) if isinstance(one, Note)]


def test_deeply_nested_values_are_repaired() -> None:
    value: object = "Ã³"
    for _ in range(5000):
        value = [value]
    repairs = Repairs()
    found: Any = repairs.value({"Ã³": value})
    found = found["ó"]
    while isinstance(found, list):
        (found,) = found
    assert (found, repairs.count) == ("ó", 1)


def zipped(path: Path, files: dict[str, object]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, value in files.items():
            text = value if isinstance(value, str) else json.dumps(value)
            archive.writestr(name, text)


def read_folder(exports: Path, work: Path) -> tuple[list[FileReport], dict[str, list[Any]]]:
    """The reports of all files, and the native ids of each table."""
    reports: list[FileReport] = []
    ids: dict[str, list[Any]] = {}
    files = find_files([exports], work=work)
    for item in read_exports(files, default_instance="here", work=work):
        if isinstance(item, FileReport):
            reports.append(item)
        elif "native_id" in item.rows.schema.names:
            ids.setdefault(item.table, []).extend(item.rows.column("native_id").to_pylist())
    return reports, ids


def test_the_parts_of_one_download_are_one_source_and_nothing_is_lost_or_doubled(
    tmp_path: Path,
) -> None:
    posts = [
        {"timestamp": 1700000000 + n, "data": [{"post": f"Post {n}"}], "title": "t"}
        for n in range(6)
    ]
    folder = "this_profile's_activity_across_facebook/posts/profile_posts"
    exports = tmp_path / "exports"
    exports.mkdir()
    zipped(exports / f"{ARCHIVE}.zip", {f"{folder}_1.json": posts[:3]})
    zipped(exports / f"{ARCHIVE}-2.zip", {f"{folder}_2.json": posts[2:]})
    # Last month's download, which overlaps.
    zipped(exports / "facebook-thelamptable-2026-10-15-aB.zip", {f"{folder}_1.json": posts[:5]})
    reports, ids = read_folder(exports, tmp_path / "work")
    assert {one.source for one in reports} == {"facebook:thelamptable"}
    assert not [one.error for one in reports if one.error]
    assert len(ids["threads"]) == 12
    assert len(set(ids["threads"])) == 6


def test_loose_html_files_are_answered_with_one_line(tmp_path: Path) -> None:
    html = (CASES / "html" / "input" / "profile_posts_1.html").read_text(encoding="utf-8")
    exports = tmp_path / "exports"
    exports.mkdir()
    for n in range(3):
        (exports / f"{n}.html").write_text(f"{html}<!-- {n} -->", encoding="utf-8")
    reports, _ = read_folder(exports, tmp_path / "work")
    assert [one.error for one in reports] == [f"0.html: {facebook_export.WRONG_FORM}", None, None]


def test_a_download_in_html_is_answered_with_one_line(tmp_path: Path) -> None:
    html = (CASES / "html" / "input" / "profile_posts_1.html").read_text(encoding="utf-8")
    exports = tmp_path / "exports"
    exports.mkdir()
    zipped(exports / "renamed.zip", {f"posts/{n}.html": f"{html}<!-- {n} -->" for n in range(50)})
    reports, _ = read_folder(exports, tmp_path / "work")
    assert [one.error for one in reports if one.error] == [
        f"renamed.zip: {facebook_export.WRONG_FORM}"
    ]
    assert sum(one.skipped.get("wrong form", 0) for one in reports) == 49


def test_a_page_is_one_source_when_a_file_states_its_id_and_its_name(tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    zipped(
        exports / f"{ARCHIVE}.zip",
        {"connections/followers.json": {"followers_v3": [{"name": "Ana Lima"}]}},
    )
    (exports / "content.csv").write_text(
        "Post ID,Page ID,Page name,Publish time,Permalink\n"
        "501,900100,Lamps,2026-02-01 10:00,https://www.facebook.com/TheLampTable/posts/501\n",
        encoding="utf-8",
    )
    reports, _ = read_folder(exports, tmp_path / "work")
    assert {one.source for one in reports} == {"facebook:900100"}


def test_a_folder_named_by_the_pages_id_names_the_source() -> None:
    path = ACTIVITY / "posts" / "profile_posts_1.json"
    file = ExportFile(path, f"900100/{ARCHIVE}.zip/posts/x.json", "0" * 64, folder="900100")
    assert facebook_export.instance(file) == "900100"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><div class='post'>A forum</div></body></html>",
        "<!doctype html><html><a href='https://facebook.com/lamps'>We are there too</a></html>",
        "<rss version='2.0'></rss>",
        "<p class='_a6-g _a6-p'>not a page</p>",
    ],
    ids=["forum", "link", "feed", "fragment"],
)
def test_other_web_pages_are_not_claimed(tmp_path: Path, page: str) -> None:
    path = tmp_path / "x.html"
    path.write_text(page, encoding="utf-8")
    assert not facebook_export.identify(export(path))


def test_messages_are_left_out_unless_they_are_asked_for(tmp_path: Path) -> None:
    path = GENERATIONS / "your_facebook_activity/messages/archived_threads/choir_2/message_1.json"
    for with_messages, kept in ((False, {}), (True, {"messages": 3})):
        *_, report = read_exports(
            [export(path)], default_instance="here", work=tmp_path, with_messages=with_messages
        )
        assert isinstance(report, FileReport)
        assert report.tables == kept
        assert (report.read, report.skipped) == (4, {"private": 4 - report.emitted})
