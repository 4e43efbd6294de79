"""What the manager did on the desk stays done, and what was put off comes back."""

from __future__ import annotations

from datetime import datetime, timedelta

from ledger import Ledger


def test_done_stays_away_and_later_is_for_one_issue(ledger: Ledger, now: datetime) -> None:
    ledger.mark_card("2026-W46", "thanks", ["a", "b"], "done", now=now)
    ledger.mark_card("2026-W46", "merges", ["c d"], "later", now=now)
    this, after = (ledger.put_away(issue, since=now) for issue in ("2026-W46", "2026-W47"))
    assert this("thanks", "a")
    assert after("thanks", "b")
    assert this("merges", "c d")
    assert not after("merges", "c d")
    assert not this("newcomers", "a")


def test_done_is_forgotten_after_a_while(ledger: Ledger, now: datetime) -> None:
    """Whoever was thanked half a year ago may be thanked again."""
    ledger.mark_card("2026-W20", "thanks", ["a"], "done", now=now - timedelta(weeks=27))
    assert not ledger.put_away("2026-W46", since=now - timedelta(weeks=26))("thanks", "a")


def test_marking_twice_changes_nothing(ledger: Ledger, now: datetime) -> None:
    assert ledger.mark_card("2026-W46", "thanks", ["a", "a"], "done", now=now) == 1
    assert ledger.mark_card("2026-W46", "thanks", ["a"], "done", now=now) == 0


def test_nobody_can_be_read_out_of_the_marks(ledger: Ledger, now: datetime) -> None:
    """The ledger keeps fingerprints, so that forgetting somebody needs nothing here."""
    ledger.mark_card("2026-W46", "thanks", ["ning:x:ana"], "done", now=now)
    assert "ana" not in str(ledger.database.rows("select * from desk_marks"))
