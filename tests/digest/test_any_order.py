"""Whatever is said and decided, in whatever order: no letter names or reaches anybody unwilling."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import Ledger
from tests.digest.test_letter import part
from tests.digest.world import NAMES, NOW, SAID_AT, World, account, member

NUMBERS = st.sampled_from(sorted(NAMES))
EVENTS = st.lists(
    st.one_of(
        st.tuples(
            st.just("say"),
            NUMBERS,
            st.sampled_from(["yes", "no"]),
            st.sampled_from(["match", "digest", "introducer"]),
        ),
        st.tuples(st.just("block"), NUMBERS, NUMBERS),
        st.tuples(st.just("compose")),
        st.tuples(st.just("lose files")),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(EVENTS)
def test_the_outbox_is_always_what_members_said(events: list[tuple[Any, ...]]) -> None:
    """After the last composing each file is wanted, each name in it allowed, each claim true."""
    with (
        TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "ledger.sqlite", "knot-tyers", key=b"k" * 32) as ledger,
    ):
        world = World(ledger=ledger, outbox=Path(folder) / "outbox")
        world.everybody_says_yes()
        wants = {(number, p): True for number in NAMES for p in ("match", "digest", "introducer")}
        blocked: set[frozenset[str]] = set()
        for hour, (what, *facts) in enumerate(events):
            if what == "say":
                number, answer, purpose = facts
                world.say(number, answer, purpose, at=SAID_AT + timedelta(hours=hour + 1))
                wants[number, purpose] = answer == "yes"
            elif what == "block":
                pair = (account(member(facts[0])), account(member(facts[1])))
                ledger.record_blocks([pair], source="profile", now=NOW)
                blocked.add(frozenset(facts))
            elif what == "compose":
                world.compose()
            else:
                for name in world.files() if (world.outbox / "2026-W47").exists() else ():
                    (world.outbox / "2026-W47" / name).unlink()
        world.compose()
        texts = {n: part(world.mail(n)) for n in NAMES if world.file(n).exists()}
        for reader, text in texts.items():
            assert wants[reader, "match"]
            assert wants[reader, "digest"]
            for other, name in NAMES.items():
                if other != reader and name in text:
                    assert wants[other, "match"] or other == "m5"
                    assert frozenset((reader, other)) not in blocked
            if "You both talk with Ola" in text:
                assert wants["m5", "introducer"]
            if "Ola answered you" in text:
                assert wants["m5", "match"]
            for paragraph in text.split("\n\n"):
                if "getting a note about you" in paragraph:
                    [other] = [n for n, name in NAMES.items() if paragraph.startswith(name)]
                    assert NAMES[reader] in texts[other]
        queued = ledger.mails().to_pylist()
        assert {row["file_name"] for row in queued if row["state"] == "queued"} == set(
            world.files()
        )
        before = world.files()
        assert world.compose().written == ()
        assert world.files() == before
