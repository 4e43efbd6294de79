"""Slack's export: a day's file takes its channel from its folder, and private words stay out."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import msgspec
import pytest

from importers.importer import ExportFile
from importers.read import FileReport, find_files, read_exports
from importers.records import Message, Post, Record, Skipped, Space, Thread
from importers.sources import slack

EXPORT = Path(__file__).parent / "export" / "input"


def saved(tmp_path: Path, value: object, name: str) -> ExportFile:
    path = tmp_path / "content"
    path.write_text(json.dumps(value), encoding="utf-8")
    return ExportFile(path, name, "0" * 64)


def message(**values: object) -> dict[str, object]:
    return {"type": "message", "user": "U1", "text": "words", "ts": "1767261600.000200", **values}


def test_no_word_of_a_direct_message_is_kept() -> None:
    files = find_files([EXPORT], work=EXPORT)
    everything = b"".join(msgspec.json.encode(list(slack.read(file))) for file in files)
    for private in (b"whispered", b"0123 456789", b"Europe/Lisbon"):
        assert private not in everything


def test_all_files_of_an_archive_take_the_team_that_users_state(tmp_path: Path) -> None:
    archive = shutil.make_archive(str(tmp_path / "Workshop Slack export"), "zip", EXPORT)
    files = list(find_files([Path(archive)], work=tmp_path / "work"))
    reports = [
        item
        for item in read_exports(files, default_instance="here", work=tmp_path / "work")
        if isinstance(item, FileReport)
    ]
    assert len(reports) == 13
    assert {report.source for report in reports} == {"slack:T0WORKSHOP"}
    assert not any(report.error for report in reports)
    assert all(report.read == report.emitted + sum(report.skipped.values()) for report in reports)


def test_the_same_ts_in_two_channels_is_two_messages(tmp_path: Path) -> None:
    ids = {
        one.native_id
        for folder in ("a", "b")
        for one in slack.read(saved(tmp_path, [message()], f"export.zip/{folder}/2026-01-01.json"))
        if isinstance(one, Post)
    }
    assert ids == {"a:1767261600.000200", "b:1767261600.000200"}


def test_a_day_without_its_folder_has_no_channel(tmp_path: Path) -> None:
    found = list(slack.read(saved(tmp_path, [message()], "2026-01-01.json")))
    assert [one.space_id for one in found if isinstance(one, Thread)] == [None]
    assert [one.native_id for one in found if isinstance(one, Post)] == ["1767261600.000200"]


@pytest.mark.parametrize("folder", ["D0AAAA111", "mpdm-ana--bo-1"])
def test_direct_messages_are_messages_without_words(tmp_path: Path, folder: str) -> None:
    day = [message(), message(user="U2", ts="1767261601.000000")]
    found = list(slack.read(saved(tmp_path, day, f"x/{folder}/2026-01-01.json")))
    assert [type(one) for one in found] == [Message, Message]
    alone = list(slack.read(saved(tmp_path, day[:1], f"x/{folder}/2026-01-01.json")))
    assert alone == [Skipped(reason="private")]


@pytest.mark.parametrize(
    ("channel_id", "stem", "extra", "expected"),
    [
        ("C1", "channels", {}, "members"),
        ("C1", "groups", {}, "private"),
        ("G1", "renamed", {}, "private"),
        ("C1", "renamed", {"is_private": True}, "private"),
    ],
)
def test_groups_are_private_and_channels_are_for_members(
    tmp_path: Path, channel_id: str, stem: str, extra: dict[str, object], expected: str
) -> None:
    listed = [
        {"id": channel_id, "name": "x", "created": 1, "creator": "U1", "members": [], **extra}
    ]
    file = saved(tmp_path, listed, f"{stem}.json")
    assert slack.identify(file)
    found: list[Record] = list(slack.read(file))
    assert [one.visibility for one in found if isinstance(one, Space)] == [expected]


@pytest.mark.parametrize("name", ["my.json", "2026-01-01.txt", "notes/list.json"])
def test_an_empty_list_is_slacks_by_name_only(tmp_path: Path, name: str) -> None:
    assert not slack.identify(saved(tmp_path, [], name))
    assert slack.identify(saved(tmp_path, [], "x/general/2026-01-01.json"))
