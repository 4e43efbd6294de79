"""Proposals, the states of a mail, and what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import Ledger, Outcome, Proposal, QueuedMail
from ledger.errors import DecisionRefused
from ledger.mails import NEXT_STATES, MailState

ISSUE = "2026-W47"


def a_mail(now: datetime, content: str = "one") -> QueuedMail:
    return QueuedMail(
        account_id="a",
        address="anna@example.org",
        message_id="<w47.a@few-hives.example>",
        file_name="m1.eml",
        content_sha256=content,
        planned_at=now,
    )


def states(ledger: Ledger) -> list[str]:
    found: list[str] = ledger.mails(ISSUE)["state"].to_pylist()
    return found


def test_the_same_mail_is_queued_once(ledger: Ledger, now: datetime) -> None:
    """Composing twice adds nothing; a changed text replaces what had not left."""
    assert ledger.queue_mail(ISSUE, a_mail(now), now=now) == 1
    assert ledger.queue_mail(ISSUE, a_mail(now), now=now) == 0
    assert ledger.queue_mail(ISSUE, a_mail(now, "two"), now=now) == 1
    assert ledger.mails(ISSUE)["content_sha256"].to_pylist() == ["two"]


@pytest.mark.parametrize("state", ["sending", "sent", "failed", "unknown"])
def test_a_mail_that_left_or_may_have_is_not_composed_again(
    ledger: Ledger, now: datetime, state: MailState
) -> None:
    """At most one copy per issue and member leaves without a person's decision."""
    ledger.queue_mail(ISSUE, a_mail(now), now=now)
    ledger.change_mail(ISSUE, "a", "sending", now=now)
    if state != "sending":
        ledger.change_mail(ISSUE, "a", state, now=now)
    with pytest.raises(DecisionRefused, match=f"this mail is {state} and cannot be composed"):
        ledger.queue_mail(ISSUE, a_mail(now, "two"), now=now)


def test_a_state_cannot_be_skipped(ledger: Ledger, now: datetime) -> None:
    ledger.queue_mail(ISSUE, a_mail(now), now=now)
    with pytest.raises(DecisionRefused, match="queued cannot become sent; it can become sending"):
        ledger.change_mail(ISSUE, "a", "sent", now=now)
    with pytest.raises(DecisionRefused, match="2026-W47, b: there is no such mail"):
        ledger.change_mail(ISSUE, "b", "sending", now=now)


def test_a_sent_mail_never_changes(ledger: Ledger, now: datetime) -> None:
    ledger.queue_mail(ISSUE, a_mail(now), now=now)
    ledger.change_mail(ISSUE, "a", "sending", now=now)
    ledger.change_mail(ISSUE, "a", "sent", now=now + timedelta(seconds=1))
    assert ledger.mails()["sent_at"].to_pylist() == [now + timedelta(seconds=1)]
    with pytest.raises(DecisionRefused, match="sent cannot become sending; it can become nothing"):
        ledger.change_mail(ISSUE, "a", "sending", now=now)


@given(st.lists(st.sampled_from(sorted(NEXT_STATES)), max_size=12))
def test_no_way_leads_twice_to_sent(path: list[MailState]) -> None:
    """Whatever is tried, a mail that may have left is sent again only after a person's decision."""
    state, times_left, decisions = "queued", 0, 0
    for wish in path:
        if wish in NEXT_STATES[state]:
            decisions += state == "unknown"
            # A deferred mail has not left: the server refused it before the end of DATA.
            times_left += wish in ("sent", "unknown") and state == "sending"
            state = wish
    assert times_left <= 1 + decisions


def test_proposals_tell_the_state_of_their_mail(ledger: Ledger, now: datetime) -> None:
    """A pair counts as introduced once its mail is on its way; one taken out does not."""
    pairs = [
        Proposal(account_id="a", candidate_account_id=c, place=p, slot="bond")
        for p, c in enumerate("bc", start=1)
    ]
    assert ledger.record_proposals(ISSUE, pairs, now=now) == 2
    assert ledger.record_proposals(ISSUE, pairs, now=now) == 0
    ledger.queue_mail(ISSUE, a_mail(now), now=now)
    assert ledger.withdraw_proposal(ISSUE, "a", "b", now=now) == 1
    assert ledger.withdraw_proposal(ISSUE, "a", "b", now=now) == 0
    assert ledger.proposals(issue=ISSUE)["state"].to_pylist() == ["withdrawn", "queued"]
    assert ledger.introductions(since=now).num_rows == 0
    ledger.change_mail(ISSUE, "a", "sending", now=now)
    assert ledger.introductions(since=now)["candidate_account_id"].to_pylist() == ["c"]
    assert ledger.introductions(since=now + timedelta(days=1)).num_rows == 0
    assert ledger.proposals(since=now + timedelta(days=1)).num_rows == 0


def test_a_later_look_replaces_an_outcome(ledger: Ledger, now: datetime) -> None:
    """The newest export tells what came of an introduction; an older one changes nothing."""
    ledger.record_proposals(
        ISSUE, [Proposal(account_id="a", candidate_account_id="b", place=1, slot="far")], now=now
    )

    def outcome(talked_at: datetime | None) -> Outcome:
        return Outcome(
            issue=ISSUE,
            account_id="a",
            candidate_account_id="b",
            first_talk_at=talked_at,
            answered_at=None,
        )

    assert ledger.record_outcomes([outcome(now)], checked_at=now) == 1
    assert ledger.record_outcomes([outcome(None)], checked_at=now - timedelta(days=7)) == 0
    assert ledger.outcomes()["first_talk_at"].to_pylist() == [now]
