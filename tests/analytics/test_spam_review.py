"""The manager's review: what was flagged, whom a decision is about, and what it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.build import analyse
from analytics.errors import AmbiguousMember, NothingImported, UnknownMember
from analytics.parameters import Decisions, Parameters
from analytics.spam.review import Flagged, Subject, decide, find_subject, flagged, undo
from analytics.warehouse import Warehouse
from importers.records import Account, Post, Record, Thread
from ledger import Ledger
from ledger.errors import DecisionRefused
from tests.analytics.worlds import analysed, day, rows

SHOP = "http://glow-rapid.example/x"


def world() -> list[Record]:
    """Two members, two namesakes, and a seller under their thread."""
    names = {"ann": "Ann", "ben": "Ben", "cat": "Mia", "dot": "Mia", "shop": "Robin"}
    texts = {
        "p0": ("ann", "My kettle does not boil any more, what can it be?"),
        "p1": ("ben", "The switch of the kettle, most likely."),
        "p2": ("shop", f"payday loans at my bank, without a fee {SHOP}"),
        "p3": ("shop", f"vigrx side effects results, best prices, order now {SHOP}"),
    }
    return [
        *(
            Account(native_id=one, handle=one, name=name, joined_at=day(0))
            for one, name in names.items()
        ),
        Thread(native_id="t", author_id="ann", title="A kettle", created_at=day(1)),
        *(
            Post(
                native_id=post, thread_id="t", author_id=author, text=text, text_original=text,
                created_at=day(1 + at), kind="reply" if at else "opening",
            )
            for at, (post, (author, text)) in enumerate(texts.items())
        ),
    ]  # fmt: skip


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return analysed(tmp_path, world())


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "ledger.sqlite", "table")


def again(warehouse: Warehouse, ledger: Ledger) -> dict[str, bool]:
    """Post: whether it counts as spam, after a build with what the ledger holds."""
    decisions = Decisions.from_ledger(ledger.merges(), ledger.spam_decisions())
    analyse(warehouse, Parameters(as_of=day(100)), decisions)
    return {
        str(post).rpartition(":")[2]: bool(is_spam)
        for post, is_spam in rows(warehouse, "select post_id, is_spam from marts.posts")
    }


def test_the_most_doubtful_is_shown_first_with_reason_and_excerpt(warehouse: Warehouse) -> None:
    found = flagged(warehouse)
    assert [one.subject_id.rpartition(":")[2] for one in found] == ["p2", "p3"]
    assert found[0].log_odds is not None
    assert found[1].log_odds is not None
    assert found[0].log_odds < found[1].log_odds
    assert "wares" in found[0].reason
    assert found[0].line.endswith(f"| Robin | A kettle | {found[0].excerpt}")
    assert len(flagged(warehouse, most=1)) == 1
    accounts = flagged(warehouse, "account")
    assert [(one.name, one.reason, one.excerpt) for one in accounts] == [
        ("Robin", "mostly spam", "2 of 2 posts")
    ]


def test_a_line_cannot_play_tricks_on_the_terminal() -> None:
    shown = Flagged("post", "p", "a\x1b[2Jb", "wares", 0.5, None, "one\ntwo\u202ethree").line
    assert shown == "p (+0.5): wares | a [2Jb | one two three"


def test_a_subject_is_a_post_an_account_or_a_name(warehouse: Warehouse) -> None:
    post = flagged(warehouse)[0].subject_id
    account = flagged(warehouse, "account")[0].subject_id
    assert find_subject(warehouse, post) == Subject("post", post)
    assert find_subject(warehouse, account) == Subject("account", account)
    assert find_subject(warehouse, "Robin") == Subject("account", account)
    with pytest.raises(UnknownMember, match="no member goes by 'nobody'"):
        find_subject(warehouse, "nobody")
    with pytest.raises(AmbiguousMember, match="2 members go by 'Mia'"):
        find_subject(warehouse, "Mia")


def test_decisions_hold_through_builds_and_can_be_undone(
    warehouse: Warehouse, ledger: Ledger
) -> None:
    """Who wrote a good post is no spammer by the rule; what is undone is as before."""
    before = again(warehouse, ledger)
    assert before == {"p0": False, "p1": False, "p2": True, "p3": True}
    good = Subject("post", flagged(warehouse)[0].subject_id)
    bad = Subject("account", find_subject(warehouse, "Ben").subject_id)
    assert decide(ledger, [good], is_spam=False, note="a friend", now=day(100)) == 1
    assert decide(ledger, [good, bad], is_spam=False, note=None, now=day(100)) == 1
    assert decide(ledger, [bad], is_spam=True, note=None, now=day(100)) == 1
    decided = again(warehouse, ledger)
    assert (decided["p1"], decided["p2"]) == (True, False)
    assert again(warehouse, ledger) == decided
    assert undo(ledger) == bad
    assert again(warehouse, ledger)["p1"] is False
    assert [undo(ledger), undo(ledger)] == [bad, good]
    assert again(warehouse, ledger) == before
    with pytest.raises(DecisionRefused, match="nothing was decided about spam"):
        undo(ledger)


def test_nothing_is_reviewed_before_the_first_build(tmp_path: Path) -> None:
    with Warehouse.open(tmp_path) as empty:
        with pytest.raises(NothingImported):
            flagged(empty)
        with pytest.raises(NothingImported):
            find_subject(empty, "p")
