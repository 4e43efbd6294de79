"""Pairs left to themselves: kept once for each issue."""

from __future__ import annotations

from datetime import datetime, timedelta

from ledger import HeldOut, Ledger


def pair(one: str, other: str) -> HeldOut:
    return HeldOut(
        account_a_id=one, account_b_id=other, slot="bond", reason_kind="topic", is_mutual=True
    )


def test_an_issue_keeps_the_pairs_it_first_held_out(ledger: Ledger, now: datetime) -> None:
    """Whatever is found when the issue is worked out again changes nothing."""
    record = ledger.record_held_out
    assert record("2026-W46", [pair("a", "b"), pair("a", "c")], held_at=now, now=now) == 2
    assert record("2026-W46", [pair("a", "d")], held_at=now, now=now) == 0
    later = now + timedelta(days=7)
    assert record("2026-W47", [pair("a", "b")], held_at=later, now=later) == 1
    found = ledger.held_out().to_pylist()
    assert [(row["issue"], row["account_b_id"]) for row in found] == [
        ("2026-W46", "b"),
        ("2026-W46", "c"),
        ("2026-W47", "b"),
    ]
    assert (found[0]["is_mutual"], found[0]["held_at"]) == (True, now)
    assert ledger.held_out(since=later).num_rows == 1
