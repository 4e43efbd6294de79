"""Pauses, blocks, vetoes, merges, approvals and spam decisions."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from ledger import Ledger
from ledger.errors import BadStatement, DecisionRefused


def test_a_pause_of_letters_is_not_one_of_introductions(ledger: Ledger, now: datetime) -> None:
    """Each kind begins and ends by itself."""
    ledger.record_pause(
        "a", "mails", until_at=now + timedelta(days=7), source="reply", said_at=now, now=now
    )
    assert ledger.pauses(now)["kind"].to_pylist() == ["mails"]
    assert ledger.pauses(now + timedelta(days=8)).num_rows == 0
    assert ledger.pauses()["until_at"].to_pylist() == [now + timedelta(days=7)]


def test_an_open_pause_lasts_until_it_is_ended(ledger: Ledger, now: datetime) -> None:
    """Without an end it holds for years, and ends the moment the member says so."""
    ledger.record_pause("a", "introductions", until_at=None, source="reply", said_at=now, now=now)
    later = now + timedelta(days=900)
    assert ledger.pauses(later).num_rows == 1
    ledger.end_pause("a", "introductions", source="reply", said_at=later, now=later)
    assert ledger.pauses(later).num_rows == 0
    assert ledger.pauses(now).num_rows == 1


def test_a_pause_cannot_end_before_it_begins(ledger: Ledger, now: datetime) -> None:
    with pytest.raises(BadStatement, match="a: the pause ends on 2026-11-21, before it began"):
        ledger.record_pause(
            "a", "mails", until_at=now - timedelta(days=1), source="reply", said_at=now, now=now
        )


def test_blocks_are_kept_once(ledger: Ledger, now: datetime) -> None:
    """The same block in the next export adds nothing; nobody blocks themselves."""
    assert ledger.record_blocks([("a", "b"), ("c", "c")], source="profile", now=now) == 1
    assert ledger.record_blocks([("a", "b")], source="profile", now=now) == 0
    assert ledger.blocks().to_pylist() == [
        {"account_a_id": "a", "account_b_id": "b", "source": "profile"}
    ]


def test_a_veto_has_no_direction_and_can_be_taken_back(ledger: Ledger, now: datetime) -> None:
    """Never again for (b, a) is never again for (a, b)."""
    assert ledger.record_veto("b", "a", source="manager", now=now) == 1
    assert ledger.record_veto("a", "b", source="manager", now=now) == 0
    assert ledger.vetoes()["account_a_id"].to_pylist() == ["a"]
    assert ledger.record_veto("a", "b", is_never=False, source="manager", now=now) == 1
    assert ledger.vetoes().num_rows == 0


def test_one_account_is_no_pair(ledger: Ledger, now: datetime) -> None:
    with pytest.raises(BadStatement, match="a: one account is no pair"):
        ledger.record_veto("a", "a", source="manager", now=now)
    with pytest.raises(BadStatement, match="a: one account cannot be joined with itself"):
        ledger.accept_merge("a", "a", now=now)


def test_a_decision_on_two_accounts_is_not_asked_again(ledger: Ledger, now: datetime) -> None:
    """A refused or undone merge stays so, whatever the next export suggests."""
    assert ledger.propose_merge("b", "a", evidence="same e-mail", now=now) == 1
    assert ledger.refuse_merge("a", "b", now=now) == 1
    assert ledger.propose_merge("a", "b", evidence="same name", now=now) == 0
    assert ledger.merges()["decision"].to_pylist() == ["refused"]
    assert ledger.accept_merge("a", "b", now=now) == 1
    assert ledger.undo_merge("b", "a", now=now) == 1
    assert ledger.merges()["decision"].to_pylist() == ["undone"]
    with pytest.raises(DecisionRefused, match="a and b: there is nothing to undo; the last"):
        ledger.undo_merge("a", "b", now=now)


def test_an_approval_is_for_exactly_one_text(ledger: Ledger, now: datetime) -> None:
    """A changed word needs a new yes; a line end does not."""
    text = "She answered\nmost newcomers this spring."
    ledger.record_approval("spotlight", "spotlights/luz.md", "a", text, source="reply", now=now)
    approved = ledger.is_approved
    assert approved("spotlight", "spotlights/luz.md", "a", text.replace("\n", "\r\n"))
    assert not approved("spotlight", "spotlights/luz.md", "a", text.replace("most", "all"))
    assert not approved("spotlight", "spotlights/luz.md", "b", text)
    ledger.record_approval(
        "spotlight", "spotlights/luz.md", "a", text, is_approved=False, source="reply", now=now
    )
    assert not approved("spotlight", "spotlights/luz.md", "a", text)
    assert ledger.approvals().num_rows == 0


def test_the_last_word_on_spam_counts(ledger: Ledger, now: datetime) -> None:
    assert ledger.record_spam("account", "a", is_spam=True, now=now) == 1
    assert ledger.record_spam("account", "a", is_spam=True, now=now) == 0
    assert ledger.record_spam("account", "a", is_spam=False, note="a real person", now=now) == 1
    assert ledger.spam_decisions()["is_spam"].to_pylist() == [False]
