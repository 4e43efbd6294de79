"""Discord channels: direct words stay out, and threads hold across the parts of an export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.reading.notes import Note
from importers.records import Message, Post, Skipped, Thread
from importers.sources import discord

SERVER = Path(__file__).parent / "server" / "input"
CHANNEL = {
    "guild": {"id": "800", "name": "The Workshop"},
    "channel": {"id": "700", "type": "GuildTextChat", "name": "clocks"},
}


def export(path: Path) -> ExportFile:
    return ExportFile(path, path.name, "0" * 64)


def saved(tmp_path: Path, messages: list[dict[str, Any]], **keys: Any) -> ExportFile:
    path = tmp_path / "channel.json"
    path.write_text(json.dumps({**CHANNEL, **keys, "messages": messages}), encoding="utf-8")
    return export(path)


def message(number: int, **values: object) -> dict[str, Any]:
    return {
        "id": str(number),
        "type": "Default",
        "timestamp": "2026-01-01T10:00:00+00:00",
        "content": "words",
        "author": {"id": "9", "name": "ana"},
        **values,
    }


def test_no_word_of_a_direct_message_is_kept() -> None:
    paths = sorted(SERVER.glob("*.json"))
    everything = b"".join(msgspec.json.encode(list(discord.read(export(path)))) for path in paths)
    assert len(paths) == 5
    assert b"whispered" not in everything
    direct = [path for path in paths if "Direct" in path.name]
    assert discord.instance(export(direct[0])) is None


def test_direct_messages_stay_messages_in_a_damaged_file(tmp_path: Path) -> None:
    whole = next(SERVER.glob("Direct*")).read_text("utf-8")
    path = tmp_path / "cut.json"
    path.write_text(whole[: whole.index('"Call"')], encoding="utf-8")
    found = list(discord.read(export(path)))
    assert sum(isinstance(one, Message) for one in found) == 2
    assert not any(isinstance(one, Post | Thread) for one in found)


def test_a_channel_cut_before_its_messages_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "cut.json"
    path.write_text(json.dumps({**CHANNEL, "messages": []})[:60], encoding="utf-8")
    with pytest.raises(ExportProblem, match=r"^cut\.json: line 1: not JSON from here on"):
        list(discord.read(export(path)))


def test_a_damaged_message_costs_itself(tmp_path: Path) -> None:
    file = saved(tmp_path, [message(1), message(2, content="broken here"), message(3)])
    file.path.write_text(file.path.read_text("utf-8").replace("broken here", 'broken" here'))
    found = list(discord.read(file))
    assert [one.native_id for one in found if isinstance(one, Post)] == ["1", "3"]
    assert next(one.reason for one in found if isinstance(one, Skipped)) == "broken"
    assert sum(isinstance(one, Note) for one in found) == 1


def test_replies_to_replies_stay_in_the_thread(tmp_path: Path) -> None:
    answers = [
        message(number, type="Reply", reference={"messageId": str(number - 1)})
        for number in range(2, 5)
    ]
    found = list(discord.read(saved(tmp_path, [message(1), *answers])))
    assert {one.thread_id for one in found if isinstance(one, Post)} == {"1"}
    assert [one.parent_id for one in found if isinstance(one, Post)] == [None, "1", "2", "3"]


def test_a_thread_has_the_id_of_the_message_it_began_with(tmp_path: Path) -> None:
    channel = list(discord.read(saved(tmp_path, [message(55)])))
    inside = {"id": "55", "type": "GuildPublicThread", "categoryId": "700", "name": "Wheels"}
    thread = list(discord.read(saved(tmp_path, [message(56)], channel=inside)))
    for found in (channel, thread):
        assert {(one.native_id, one.space_id) for one in found if isinstance(one, Thread)} == {
            ("55", "700")
        }


def test_who_reacted_is_named_or_counted(tmp_path: Path) -> None:
    reactions = [{"emoji": {"name": "x"}, "count": 1, "users": [{"id": "1"}, {"id": "1"}, {}]}]
    found = list(discord.read(saved(tmp_path, [message(1, reactions=reactions)])))
    counted = [msgspec.to_builtins(one) for one in found if "actor_id" in one.__struct_fields__]
    assert [(one["actor_id"], one["count"]) for one in counted] == [("1", 1)]
