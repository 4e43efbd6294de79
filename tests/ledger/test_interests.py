"""Interests that are not theirs."""

from __future__ import annotations

from datetime import datetime

import pytest

from ledger import Ledger
from ledger.errors import BadStatement


def test_the_last_word_counts(ledger: Ledger, now: datetime) -> None:
    """Said twice is said once; case and spacing do not matter; it can be taken back."""

    def say(label: str, is_refused: bool = True) -> int:
        return ledger.refuse_interest(
            "a", label, is_refused=is_refused, source="consent task", said_at=now, now=now
        )

    assert say(" Old  Clocks") == 1
    assert say("old clocks") == 0
    assert ledger.refused_interests().to_pylist() == [{"account_id": "a", "label": "old clocks"}]
    assert say("OLD CLOCKS", is_refused=False) == 1
    assert ledger.refused_interests().num_rows == 0
    assert say("never said", is_refused=False) == 0


def test_an_interest_has_a_name(ledger: Ledger, now: datetime) -> None:
    """Nothing is refused by saying nothing."""
    with pytest.raises(BadStatement, match="an interest without a name; say which one"):
        ledger.refuse_interest("a", "  ", source="consent task", said_at=now, now=now)
