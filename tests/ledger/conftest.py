"""A ledger to write in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A new ledger of the community few-hives."""
    with Ledger.open(tmp_path / "var" / "ledger.sqlite", "few-hives") as opened:
        yield opened


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
