"""X archives: files that do not state their owner agree; odd values are no bugs."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.platforms.owners import common_party
from importers.platforms.x_tweets import answered
from importers.records import Message, Post, Record
from importers.sources import x_archive
from tests.importers.test_contract import with_odd_values

DATA = Path(__file__).parent / "archive" / "input" / "data"


def export(path: Path) -> ExportFile:
    return ExportFile(path=path, name=path.name, sha256="0" * 64)


def records(path: Path) -> list[Record]:
    return list(x_archive.read(export(path)))


def test_the_owner_goes_by_one_id_in_all_files() -> None:
    """A tweet's author, a follow's end and a message's sender are the same account."""
    tweets = [one for one in records(DATA / "tweets.js") if isinstance(one, Post)]
    assert {one.author_id for one in tweets} == {"owner"}
    messages = [one for one in records(DATA / "direct-messages.js") if isinstance(one, Message)]
    assert all("owner" in (one.sender_id, *one.recipient_ids) for one in messages)


def test_words_of_messages_are_nowhere() -> None:
    for name in ("direct-messages.js", "direct-messages-group.js"):
        assert "private words" not in repr(records(DATA / name))


@pytest.mark.parametrize(
    ("conversations", "expected"),
    [
        ([{"me", "ana"}, {"me", "bo"}], "me"),
        ([{"me", "ana"}], None),
        ([{"me", "ana"}, {"bo", "cy"}], None),
        ([], None),
    ],
    ids=["in both", "one conversation", "in none", "no conversation"],
)
def test_the_owner_is_who_takes_part_in_all(
    conversations: list[set[str]], expected: str | None
) -> None:
    assert common_party(conversations) == expected


def test_a_long_thread_and_a_circle_find_their_beginning() -> None:
    """Each step is followed once: a chain of many thousand tweets takes no time."""
    chain = [
        {"id_str": str(number), "in_reply_to_status_id_str": str(number - 1)}
        for number in range(50_000, 0, -1)
    ]
    circle = [
        {"id_str": "a", "in_reply_to_status_id_str": "b"},
        {"id_str": "b", "in_reply_to_status_id_str": "a"},
    ]
    within = answered([*chain, *circle])
    assert {within.roots[str(number)] for number in range(1, 50_001)} == {"0"}
    assert within.roots["a"] == within.roots["b"]


@pytest.mark.parametrize("path", sorted(DATA.glob("*.js")), ids=lambda path: path.name)
def test_odd_values_are_no_bugs(path: Path, tmp_path: Path) -> None:
    """Whatever stands where something else was expected: records, or what was wrong."""
    assignment, _, text = path.read_text("utf-8").partition("=")
    random = Random(path.name)
    odd = tmp_path / path.name
    for _ in range(40):
        value = with_odd_values(json.loads(text), random)
        odd.write_text(f"{assignment}= {json.dumps(value)}", "utf-8")
        assert x_archive.identify(export(odd))
        x_archive.instance(export(odd))
        x_archive.exported_at(export(odd))
        with suppress(ExportProblem):
            assert all(isinstance(one, Record) for one in records(odd))


def test_ids_are_never_rounded() -> None:
    ids = [one.native_id for one in records(DATA / "tweets.js") if isinstance(one, Post)]
    assert all(
        re.fullmatch("15000000000000000[0-9]{2}|15000000000000001[0-9]{2}", one) for one in ids
    )
