"""Telegram's export: personal words stay out, moments are exact where the file lets them be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from importers.importer import ExportFile
from importers.reading.notes import Note
from importers.records import Message, Post, Reaction, Skipped, Thread
from importers.sources import telegram

CASES = Path(__file__).parent
ANA = {"from": "Ana Lima", "from_id": "user11"}


def export(path: Path) -> ExportFile:
    return ExportFile(path, path.name, "0" * 64)


def group(tmp_path: Path, messages: list[dict[str, Any]], **keys: object) -> ExportFile:
    path = tmp_path / "result.json"
    about = {"name": "Bees", "type": "private_group", "id": 7, **keys}
    path.write_text(json.dumps({**about, "messages": messages}), encoding="utf-8")
    return export(path)


def message(number: int, **values: object) -> dict[str, Any]:
    dates = {"date": "2026-01-01T12:00:00", "date_unixtime": "1767261600"}
    return {"id": number, "type": "message", **dates, **ANA, "text": "words", **values}


def test_nothing_private_of_an_account_is_kept() -> None:
    paths = [*CASES.glob("account/input/*"), *CASES.glob("damaged/input/account*")]
    everything = b"".join(msgspec.json.encode(list(telegram.read(export(path)))) for path in paths)
    assert len(paths) == 3
    for private in (b"whispered", b"oneself", b"+00 123", b"+00 456", b"192.0.2.7"):
        assert private not in everything


@pytest.mark.parametrize("kind", ["personal_chat", "bot_chat", "replies"])
def test_a_personal_chat_is_who_wrote_whom(tmp_path: Path, kind: str) -> None:
    (found,) = telegram.read(group(tmp_path, [message(1)], type=kind, id=12))
    assert isinstance(found, Message)
    assert (found.sender_id, found.recipient_ids) == ("user11", ("user12",))


def test_a_personal_chat_that_names_no_reader_is_left_out(tmp_path: Path) -> None:
    only_theirs = [message(1, from_id="user12")]
    found = list(telegram.read(group(tmp_path, only_theirs, type="personal_chat", id=12)))
    assert found == [Skipped(reason="private")]


def test_a_message_of_a_damaged_account_may_be_private_and_is_left_out(tmp_path: Path) -> None:
    chats = [
        {"name": "Bo", "type": "personal_chat", "id": 12, "messages": [message(1), message(2)]}
    ]
    path = tmp_path / "result.json"
    path.write_text(json.dumps({"about": "", "chats": {"list": chats}})[:-20])
    assert telegram.identify(export(path))
    found = list(telegram.read(export(path)))
    assert not any(isinstance(one, Post) for one in found)
    assert [one.reason for one in found if isinstance(one, Skipped)].count("unsure") == 1
    assert any(isinstance(one, Note) and "whether they are private" in one.line for one in found)


def test_the_exporting_computers_zone_is_learned_from_messages_that_state_both(
    tmp_path: Path,
) -> None:
    recent = [{"from": "Bo", "from_id": "user12", "date": "2026-01-01T12:30:00"}]
    reactions = [{"type": "emoji", "emoji": "x", "count": 1, "recent": recent}]
    found = list(telegram.read(group(tmp_path, [message(1, reactions=reactions)])))
    (reaction,) = (one for one in found if isinstance(one, Reaction))
    assert str(reaction.created_at) == "2026-01-01 10:30:00+00:00"
    assert not any(isinstance(one, Note) for one in found)


def test_moments_without_zone_are_told(tmp_path: Path) -> None:
    found = list(telegram.read(group(tmp_path, [message(1, date_unixtime=None)])))
    (post,) = (one for one in found if isinstance(one, Post))
    assert str(post.created_at) == "2026-01-01 12:00:00+00:00"
    (line,) = (one.line for one in found if isinstance(one, Note))
    assert line.startswith("1 moments are in the time of the computer that exported")


def test_ids_are_the_chats_and_the_messages(tmp_path: Path) -> None:
    one = [
        post.native_id
        for post in telegram.read(group(tmp_path, [message(1)]))
        if isinstance(post, Post)
    ]
    other = [
        post.native_id
        for post in telegram.read(group(tmp_path, [message(1)], id=8))
        if isinstance(post, Post)
    ]
    assert (one, other) == (["7:1"], ["8:1"])


def test_a_persons_bare_number_and_the_newer_id_are_one(tmp_path: Path) -> None:
    found = telegram.read(group(tmp_path, [message(1, from_id=11), message(2)]))
    assert {one.author_id for one in found if isinstance(one, Post)} == {"user11"}


@pytest.mark.parametrize(
    ("kind", "visibility"),
    [("public_supergroup", "public"), ("public_channel", "public"), ("private_channel", "members")],
)
def test_private_chats_are_for_members(tmp_path: Path, kind: str, visibility: str) -> None:
    answer = message(2, reply_to_message_id=99)
    found = list(telegram.read(group(tmp_path, [message(1), answer], type=kind)))
    assert {one.visibility for one in found if isinstance(one, Thread)} == {visibility}
