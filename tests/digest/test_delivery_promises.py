"""What may leave is on the disk before it does, also when the machine loses its power."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from digest.delivery_run import AT_ONCE
from ledger.runs import POWER_LOST, this_boot
from tests.digest.fault_server import FaultServer, Says
from tests.digest.posting import Posting, composed
from tests.digest.world import ISSUE, NOW, account, member

NUMBER = 12


@pytest.fixture
def twelve(tmp_path: Path) -> Iterator[Posting]:
    with composed(tmp_path / "composed", NUMBER) as posting:
        yield posting


def promised(posting: Posting) -> list[tuple[str, str]]:
    """What another process would read."""
    with closing(sqlite3.connect(posting.world.ledger.database.path)) as connection:
        return connection.execute("select account_id, boot from promised_mails").fetchall()


def promise_before(posting: Posting, boot: str, *numbers: str) -> None:
    for number in numbers:
        posting.world.ledger.database.write(
            "insert into promised_mails values (?, ?, ?)",
            [ISSUE, account(member(number)), boot],
        )


def test_a_few_are_promised_before_the_first_of_them_leaves(twelve: Posting) -> None:
    """At MAIL FROM the ledger on the disk holds the promise of the letter that leaves."""
    seen = []

    def look(stage: str, _: str) -> None:
        if stage == "MAIL FROM":
            seen.append({each for each, _ in promised(twelve)})

    with FaultServer(on_command=look) as server:
        twelve.send(server)
        left = [recipient for recipient, _ in server.taken]
    rows = twelve.world.ledger.mails(ISSUE).to_pylist()
    accounts = {row["address"]: row["account_id"] for row in rows}
    assert len(seen) == len(left) == NUMBER
    for promise, recipient in zip(seen, left, strict=True):
        assert accounts[recipient] in promise
        assert len(promise) <= AT_ONCE
    assert promised(twelve) == []


def test_after_the_power_failed_what_was_promised_is_unknown(twelve: Posting) -> None:
    """Nobody can tell whether they left, so none of them is sent again by itself."""
    promise_before(twelve, "another start of the machine", "m1", "m2")
    with FaultServer() as server:
        report = twelve.send(server)
        left = {recipient for recipient, _ in server.taken}
    assert report.states == {"unknown": 2, "sent": NUMBER - 2}
    for number in ("m1", "m2"):
        assert twelve.mail(number)["detail"] == POWER_LOST
        assert twelve.mail(number)["address"] not in left


def test_the_doctor_sees_them_too(twelve: Posting) -> None:
    promise_before(twelve, "another start of the machine", "m1")
    assert twelve.world.ledger.close_cut_off_runs(NOW) == 1
    assert twelve.state("m1") == "unknown"


@pytest.mark.skipif(this_boot() is None, reason="the system does not tell its starts apart")
def test_after_a_kill_what_was_promised_is_sent(twelve: Posting) -> None:
    """A killed process lost nothing of what it noted: what had not begun has not left."""
    promise_before(twelve, this_boot() or "", "m1", "m2")
    with FaultServer() as server:
        assert twelve.send(server).states == {"sent": NUMBER}


def test_where_starts_are_not_told_apart_one_is_promised_at_a_time(
    twelve: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then a promise left behind is always in doubt, and there is never more than one."""
    monkeypatch.setattr("ledger.runs._BOOT", Path("/nowhere"))
    most = []
    with FaultServer(on_command=lambda *_: most.append(len(promised(twelve)))) as server:
        promise_before(twelve, "unknown", "m1")
        assert twelve.send(server).states == {"unknown": 1, "sent": NUMBER - 1}
    assert max(most) == 1


def test_commands_sent_together_keep_their_answers(twelve: Posting) -> None:
    """A refused recipient among others, from a server that takes several commands at once."""
    address = twelve.mail("m3")["address"]
    with FaultServer(features=("PIPELINING",)) as server:
        server.faults["RCPT TO", address] = Says("550 5.1.1 nobody")
        report = twelve.send(server)
        assert len(server.taken) == NUMBER - 1
        assert server.connections == 1
    assert report.states == {"failed": 1, "sent": NUMBER - 1}
    assert twelve.state("m3") == "failed"


def test_a_refused_sender_shifts_no_answer(twelve: Posting) -> None:
    """The recipient's answer, asked for in the same breath, is not taken for the next one's."""
    with FaultServer(features=("PIPELINING",)) as server:
        server.faults["MAIL FROM"] = Says("451 4.3.0 later")
        assert twelve.send(server).states == {"deferred": NUMBER}
        assert server.taken == []
        assert server.connections == 1
