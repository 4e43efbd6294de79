"""What the ledger's introductions mean for members: whose turn it is, who introduces."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from analytics.snapshot import asked_to_introduce, introduced
from analytics.warehouse import Warehouse
from ledger.introductions import PROPOSALS


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    """Ada has two accounts, the others one each."""
    with Warehouse.open(tmp_path) as opened:
        accounts = {"a1": "ada", "a2": "ada", "b1": "bo", "c1": "cy"}
        opened.write(
            "derived.member_accounts",
            pa.table({"account_id": list(accounts), "member_id": list(accounts.values())}),
        )
        yield opened


def day(number: int) -> datetime:
    return datetime(2026, 11, number, 7, tzinfo=UTC)


def sent(issue: str, reader: str, candidate: str, at: datetime, **columns: Any) -> dict[str, Any]:
    pair = {"account_id": reader, "candidate_account_id": candidate}
    return {"issue": issue, "sent_at": at, **pair, **columns}


def test_a_members_last_letter_counts_from_whichever_account(warehouse: Warehouse) -> None:
    """The letters of the issue at hand do not count, nor one of somebody who is no member now."""
    rows = [
        sent("2026-W45", "a1", "b1", day(3)),
        sent("2026-W46", "a2", "c1", day(10)),
        sent("2026-W47", "a1", "c1", day(17)),
        sent("2026-W45", "b1", "a1", day(3)),
        sent("2026-W45", "gone", "a1", day(3)),
    ]
    given = pa.Table.from_pylist(rows, PROPOSALS)
    found = introduced(warehouse, given, before="2026-W47").to_pylist()
    assert [(row["member_id"], row["last_at"]) for row in found] == [
        ("ada", day(10)),
        ("bo", day(3)),
    ]


def test_both_letters_of_a_pair_ask_its_introducer_once(warehouse: Warehouse) -> None:
    """What was asked before the month, or in the issue at hand, does not count."""
    rows = [
        sent("2026-W46", "a1", "b1", day(10), contact_account_id="c1"),
        sent("2026-W46", "b1", "a1", day(10), contact_account_id="c1"),
        sent("2026-W45", "b1", "gone", day(3), contact_account_id="a2"),
        sent("2026-W44", "b1", "gone", day(1), contact_account_id="c1"),
        sent("2026-W47", "a1", "gone", day(17), contact_account_id="c1"),
        sent("2026-W46", "a1", "gone", day(10)),
    ]
    given = pa.Table.from_pylist(rows, PROPOSALS)
    found = asked_to_introduce(warehouse, given, since=day(2), before="2026-W47")
    assert found["member_id"].to_pylist() == ["ada", "cy"]
