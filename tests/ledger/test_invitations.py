"""Invitations and feedback: asked once, in words that stay; the last word counts; erased whole."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from ledger import Ledger
from ledger.errors import BadStatement, DecisionRefused


def test_a_draft_keeps_its_number_until_it_is_out(ledger: Ledger, now: datetime) -> None:
    """Texts may be mended before anybody has read them; afterwards the next number begins."""
    first = ledger.draft_invitation(["digest", "match"])
    assert ledger.keep_invitation(first, ["digest", "match"], "May we?", now=now) == 1
    assert ledger.keep_invitation(first, ["match", "digest"], "May we?", now=now) == 0
    assert ledger.keep_invitation(first, ["match", "digest"], "May I?", now=now) == 1
    assert ledger.draft_invitation(["match", "digest"]) == first
    assert ledger.draft_invitation(["circle"]) == first + 1
    ledger.record_asked(first, ["a", "b"], now=now)
    assert ledger.draft_invitation(["match", "digest"]) == first + 1
    kept = ledger.invitation(first)
    assert kept is not None
    assert (kept.purposes, kept.texts, kept.asked_at) == (("match", "digest"), "May I?", now)


def test_other_words_are_another_invitation(ledger: Ledger, now: datetime) -> None:
    """Also of one that nobody noted as out: its texts may have been pasted."""
    old = ledger.draft_invitation(["match", "circle"], {"match": 1})
    ledger.keep_invitation(old, ["match", "circle"], "May we?", editions={"match": 1}, now=now)
    new = ledger.draft_invitation(["match", "circle"])
    assert new == old + 1
    ledger.keep_invitation(new, ["match", "circle"], "May we still?", now=now)
    assert ledger.draft_invitation(["match", "circle"]) == new
    assert ledger.draft_invitation(["match", "circle"], {"match": 1}) == old
    words = [dict(each.editions) for each in ledger.invitations()]
    assert words == [{"match": 1, "circle": 1}, {"match": 2, "circle": 1}]


def test_an_invitation_of_an_older_ledger_has_the_first_words(
    ledger: Ledger, now: datetime
) -> None:
    """As the migration leaves the rows that were there."""
    ledger.database.write(
        "insert into invitations (invitation, purposes, texts, made_at)"
        " values (1, 'match, digest', 'May we?', '2026-11-01T00:00:00.000000Z')"
    )
    (kept,) = ledger.invitations()
    assert kept.editions == {"match": 1, "digest": 1}
    assert ledger.draft_invitation(["match", "digest"]) == 2


def test_nobody_is_noted_twice(ledger: Ledger, now: datetime) -> None:
    """The first moment stays; newcomers to the same invitation are added."""
    ledger.keep_invitation(1, ["circle"], "Come?", now=now)
    assert ledger.record_asked(1, ["a", "b"], now=now) == 2
    assert ledger.record_asked(1, ["b", "c"], now=now + timedelta(days=1)) == 1
    rows = ledger.invited().to_pylist()
    assert [(row["account_id"], row["asked_at"]) for row in rows] == [
        ("a", now),
        ("b", now),
        ("c", now),
    ]


def test_what_is_refused(ledger: Ledger, now: datetime) -> None:
    """Purposes that do not exist, invitations that do not exist, changed words."""
    with pytest.raises(BadStatement, match="there is no purpose 'letters'"):
        ledger.draft_invitation(["letters"])
    with pytest.raises(DecisionRefused, match="there is no invitation 4; `invite` makes one"):
        ledger.record_asked(4, ["a"], now=now)
    ledger.keep_invitation(1, ["circle"], "Come?", now=now)
    ledger.record_asked(1, [], now=now)
    with pytest.raises(DecisionRefused, match="invitation 1 is out since 2026-11-22 and stays"):
        ledger.keep_invitation(1, ["circle"], "Come!", now=now)


def test_the_last_frequency_counts(ledger: Ledger, now: datetime) -> None:
    """By when it was said, not by when it was read."""
    assert ledger.frequency("a") == "weekly"
    later = now + timedelta(days=1)
    ledger.record_frequency("a", "monthly", source="reply", said_at=later, now=later)
    ledger.record_frequency("a", "fortnightly", source="reply", said_at=now, now=later)
    assert ledger.frequency("a") == "monthly"
    assert ledger.record_frequency("a", "monthly", source="reply", said_at=later, now=later) == 0
    assert ledger.frequencies().select(["account_id", "frequency"]).to_pylist() == [
        {"account_id": "a", "frequency": "monthly"}
    ]


def test_feedback_is_kept_once(ledger: Ledger, now: datetime) -> None:
    """The same word about the same at the same moment is one."""
    for _ in range(2):
        ledger.record_feedback("a", "thanks", source="reply", said_at=now, now=now)
        ledger.record_feedback(
            "a", "we talked", other_account_id="b", source="reply", said_at=now, now=now
        )
    assert ledger.feedback()["word"].to_pylist() == ["thanks", "we talked"]


def test_forgetting_takes_all_of_it(ledger: Ledger, now: datetime) -> None:
    """Also what others said about the one who is forgotten."""
    ledger.keep_invitation(1, ["circle"], "Come?", now=now)
    ledger.record_asked(1, ["a", "b"], now=now)
    ledger.record_frequency("a", "monthly", source="reply", said_at=now, now=now)
    ledger.record_feedback("a", "thanks", source="reply", said_at=now, now=now)
    ledger.record_feedback("b", "unwelcome", other_account_id="a", source="r", said_at=now, now=now)
    ledger.record_old_name("a", "gone", source="consent task", said_at=now, now=now)
    ledger.record_old_name("b", "gone", source="consent task", said_at=now, now=now)
    ledger.record_old_name("b", "leads on", source="consent task", said_at=now, now=now)
    for who, by in (("a", "b"), ("b", "a"), ("b", None), ("b", None)):
        ledger.record_nomination(who, by_account_id=by, source="reply", said_at=now, now=now)
    assert ledger.nominations().num_rows == 3
    ledger.erase(["a"], [], now=now)
    assert ledger.nominations()["account_id"].to_pylist() == ["b"]
    assert ledger.old_names().select(["account_id", "wish"]).to_pylist() == [
        {"account_id": "b", "wish": "leads on"}
    ]
    assert ledger.invited()["account_id"].to_pylist() == ["b"]
    assert ledger.frequencies().num_rows == ledger.feedback().num_rows == 0


def test_a_reply_is_remembered(ledger: Ledger, now: datetime) -> None:
    """By a fingerprint alone."""
    assert not ledger.is_reply_read("f" * 64)
    assert ledger.remember_reply("f" * 64, now=now) == 1
    assert ledger.remember_reply("f" * 64, now=now) == 0
    assert ledger.is_reply_read("f" * 64)
