"""One run at a time, from one ledger; and the addresses nothing is sent to."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from ledger import Ledger, QueuedMail, Statement
from ledger.errors import RunUnderWay

ISSUE = "2026-W47"


def queue(ledger: Ledger, now: datetime) -> None:
    mail = QueuedMail(
        account_id="a",
        address="anna@example.org",
        message_id="<w47.a@few-hives.example>",
        file_name="m1.eml",
        content_sha256="one",
        planned_at=now,
    )
    ledger.queue_mail(ISSUE, mail, now=now)


def test_a_run_is_kept_with_how_it_ended(ledger: Ledger, now: datetime) -> None:
    host = ledger.installation.host
    with ledger.sending(ISSUE, host=host, clock=lambda: now):
        pass
    with ledger.sending(ISSUE, host=host, clock=lambda: now) as run:
        run.detail = "the server is tired"
    with (
        pytest.raises(ZeroDivisionError),
        ledger.sending(ISSUE, host=host, clock=lambda: now),
    ):
        raise ZeroDivisionError
    runs = ledger.send_runs().to_pylist()
    assert [(run["ending"], run["detail"]) for run in runs] == [
        ("done", None),
        ("stopped", "the server is tired"),
        ("broken", None),
    ]


def test_a_mail_half_sent_when_a_run_ends_is_in_doubt(ledger: Ledger, now: datetime) -> None:
    queue(ledger, now)
    with ledger.sending(ISSUE, host=ledger.installation.host, clock=lambda: now):
        ledger.change_mail(ISSUE, "a", "sending", now=now)
    assert ledger.mails()["state"].to_pylist() == ["unknown"]
    assert ledger.mails()["tries"].to_pylist() == [1]


def test_a_run_that_was_killed_lets_go(ledger: Ledger, now: datetime) -> None:
    """The lock goes with the process; what it was at is in doubt when the next one looks."""
    queue(ledger, now)
    program = (
        "import os, sys, datetime; from pathlib import Path; from ledger import Ledger\n"
        "now = datetime.datetime(2026, 11, 22, tzinfo=datetime.timezone.utc)\n"
        "ledger = Ledger.open(Path(sys.argv[1]), 'few-hives')\n"
        "with ledger.sending('2026-W47', host=ledger.installation.host, clock=lambda: now):\n"
        "    ledger.change_mail('2026-W47', 'a', 'sending', now=now)\n"
        "    print('sending', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    path = ledger.database.path
    with subprocess.Popen(
        [sys.executable, "-c", program, path],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "sending\n"
        assert ledger.close_cut_off_runs(now) == 0
        with (
            pytest.raises(RunUnderWay, match=f"is being sent by process {process.pid} on"),
            ledger.sending(ISSUE, host=ledger.installation.host, clock=lambda: now),
        ):
            pass
        process.kill()
    assert ledger.mails()["state"].to_pylist() == ["sending"]
    assert ledger.close_cut_off_runs(now) == 1
    assert ledger.mails()["state"].to_pylist() == ["unknown"]
    assert ledger.send_runs()["ending"].to_pylist() == ["broken"]


def test_a_decision_starts_the_time_anew(ledger: Ledger, now: datetime) -> None:
    queue(ledger, now)
    ledger.change_mail(ISSUE, "a", "unknown", now=now)
    assert ledger.mails()["decided_at"].to_pylist() == [None]
    ledger.change_mail(ISSUE, "a", "queued", now=now)
    assert ledger.mails()["decided_at"].to_pylist() == [now]


def said(account_id: str, answer: str, now: datetime) -> Statement:
    return Statement(
        account_id=account_id,
        purpose="digest",
        answer="no" if answer == "no" else "yes",
        said_at=now,
        source="reply",
        is_in_person=True,
    )


SAYINGS: dict[str, Callable[[Ledger, datetime], object]] = {
    "consent": lambda ledger, now: ledger.record_consents([said("a", "no", now)], now=now),
    "pause": lambda ledger, now: ledger.record_pause(
        "a", "mails", until_at=None, source="reply", said_at=now, now=now
    ),
    "block": lambda ledger, now: ledger.record_blocks([("a", "b")], source="reply", now=now),
    "veto": lambda ledger, now: ledger.record_veto("a", "b", source="manager", now=now),
    "erasure": lambda ledger, now: ledger.erase(["a"], [], now=now),
    "bounce": lambda ledger, now: ledger.suppress_address(
        "a@b.org", source="bounce", detail="", now=now
    ),
}


@pytest.mark.parametrize("say", SAYINGS.values(), ids=SAYINGS)
def test_every_word_that_may_stop_a_mail_is_noticed(
    ledger: Ledger, now: datetime, say: Callable[[Ledger, datetime], object]
) -> None:
    """Also an erasure right after a statement, which takes the newest row away again."""
    ledger.record_consents([said("a", "yes", now)], now=now)
    before = ledger.last_words()
    say(ledger, now)
    assert ledger.last_words() != before


def test_a_suppressed_address_is_kept_as_a_hash(ledger: Ledger, now: datetime) -> None:
    assert ledger.suppressed_among(["anna@example.org"]) == set()
    for new in (1, 0):
        assert (
            ledger.suppress_address("Anna@example.org", source="refused", detail="550", now=now)
            == new
        )
    assert ledger.suppressed_among(["anna@example.org", "b@example.org"]) == {"anna@example.org"}
    assert "anna" not in str(ledger.suppressed_addresses().to_pylist()).lower()
    assert ledger.trust_address("anna@example.org") == 1
    assert ledger.suppressed_among(["anna@example.org"]) == set()
