"""The invented community, with a ledger whose key is known, so that every byte repeats."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger import Ledger
from tests.digest.letterbox import Letterbox, open_ledger
from tests.digest.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Nobody has said anything yet."""
    path = tmp_path / "var" / "ledger.sqlite"
    with Ledger.open(path, "knot-tyers", host="desk", key=b"k" * 32) as ledger:
        yield World(ledger=ledger, outbox=tmp_path / "outbox")


@pytest.fixture
def willing(world: World) -> World:
    """Everybody has said yes to everything, and had a letter before."""
    world.everybody_says_yes()
    for number in world.names:
        world.had_a_letter(number)
    return world


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Letterbox]:
    """Letters were sent, and no answer has come."""
    with open_ledger(tmp_path) as ledger:
        yield Letterbox(ledger)
