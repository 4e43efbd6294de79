"""Twenty letters against a server that fails: each ends as the table tells, none leaves twice."""

from __future__ import annotations

import re
import socket
import ssl
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from digest.delivery_smtp import Connection
from digest.mail_server import Server
from digest.verdicts import LOST, RULES, rule_for, table_markdown
from tests.conftest import ROOT
from tests.digest.fault_server import (
    Drips,
    Drops,
    DropsInside,
    Fault,
    FaultServer,
    Says,
    Stage,
    Waits,
)
from tests.digest.posting import Posting, composed, copied, here

NUMBER = 20
ALL = "all"
POLICY = "2 of 2 refused as policy, more than 5 %"
BREAKS = "3 connections lost in a row"

# Written by hand: what becomes of twenty letters when every one of them meets this answer.
# (stage, answer, states after one run, addresses suppressed, why the run stopped)
REPLIES: list[tuple[Stage, Fault, dict[str, int], int, str | None]] = [
    ("MAIL FROM", Says("421 4.3.2 closing"), {"deferred": 3, "queued": 17}, 0, BREAKS),
    ("MAIL FROM", Says("450 later"), {"deferred": 20}, 0, None),
    ("MAIL FROM", Says("452 4.3.1 full"), {"deferred": 20}, 0, None),
    ("MAIL FROM", Says("550 no"), {"failed": 2, "queued": 18}, 0, POLICY),
    ("MAIL FROM", Says("552 too much"), {"failed": 2, "queued": 18}, 0, POLICY),
    ("MAIL FROM", Says("554 no"), {"failed": 2, "queued": 18}, 0, POLICY),
    ("MAIL FROM", Says("550 5.1.8 who are you"), {"failed": 2, "queued": 18}, 0, POLICY),
    ("MAIL FROM", Drops(), {"deferred": 3, "queued": 17}, 0, BREAKS),
    ("MAIL FROM", Says(b"\x00\xff!"), {"deferred": 3, "queued": 17}, 0, BREAKS),
    ("MAIL FROM", Says("354 what"), {"deferred": 3, "queued": 17}, 0, BREAKS),
    ("RCPT TO", Says("421 4.3.2 closing"), {"deferred": 3, "queued": 17}, 0, BREAKS),
    ("RCPT TO", Says("450 4.2.0 greylisted"), {"deferred": 20}, 0, None),
    ("RCPT TO", Says("452 4.2.2 full"), {"deferred": 20}, 0, None),
    ("RCPT TO", Says("550 no"), {"failed": 2, "queued": 18}, 0, POLICY),
    ("RCPT TO", Says("550 5.1.1 nobody of that name"), {"failed": 20}, 20, None),
    ("RCPT TO", Says("550 5.2.1 switched off"), {"failed": 20}, 0, None),
    ("RCPT TO", Says("550 5.7.1 blocked"), {"failed": 2, "queued": 18}, 0, POLICY),
    ("RCPT TO", Says("552 full"), {"deferred": 20}, 0, None),
    ("RCPT TO", Says("554 5.7.1 no"), {"failed": 2, "queued": 18}, 0, POLICY),
    ("RCPT TO", Drops(), {"deferred": 3, "queued": 17}, 0, BREAKS),
    ("RCPT TO", Says("hello?"), {"deferred": 3, "queued": 17}, 0, BREAKS),
    ("DATA", Says("421 closing"), {"deferred": 3, "queued": 17}, 0, BREAKS),
    ("DATA", Says("450 later"), {"deferred": 20}, 0, None),
    ("DATA", Says("452 later"), {"deferred": 20}, 0, None),
    ("DATA", Says("550 no"), {"failed": 2, "queued": 18}, 0, POLICY),
    ("DATA", Says("552 no"), {"failed": 2, "queued": 18}, 0, POLICY),
    ("DATA", Says("554 no"), {"failed": 2, "queued": 18}, 0, POLICY),
    ("DATA", Says("250 what"), {"deferred": 3, "queued": 17}, 0, BREAKS),
    ("DATA", Drops(), {"deferred": 3, "queued": 17}, 0, BREAKS),
    ("end of DATA", Says("421 closing"), {"deferred": 3, "queued": 17}, 0, BREAKS),
    ("end of DATA", Says("450 later"), {"deferred": 20}, 0, None),
    ("end of DATA", Says("452 later"), {"deferred": 20}, 0, None),
    ("end of DATA", Says("550 5.7.1 spam"), {"failed": 2, "queued": 18}, 0, POLICY),
    ("end of DATA", Says("550 5.1.1 nobody"), {"failed": 20}, 20, None),
    ("end of DATA", Says("552 full"), {"failed": 20}, 0, None),
    ("end of DATA", Says("554 no"), {"failed": 2, "queued": 18}, 0, POLICY),
    ("end of DATA", DropsInside(200), {"unknown": 3, "queued": 17}, 0, BREAKS),
    ("end of DATA", Drops(), {"unknown": 3, "queued": 17}, 0, BREAKS),
    ("end of DATA", Drops(is_taken=True), {"unknown": 3, "queued": 17}, 0, BREAKS),
    ("end of DATA", Says(b"\xff\xfe\x00"), {"unknown": 3, "queued": 17}, 0, BREAKS),
    ("end of DATA", Says("354 more?"), {"unknown": 3, "queued": 17}, 0, BREAKS),
    ("end of DATA", Waits(1.0), {"unknown": 3, "queued": 17}, 0, BREAKS),
    ("end of DATA", Drips(0.001), {"sent": 20}, 0, None),
    ("RCPT TO", Drips(0.001), {"sent": 20}, 0, None),
]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty letters, composed once."""
    folder = tmp_path_factory.mktemp("twenty") / "composed"
    with composed(folder, NUMBER):
        pass
    return folder


@pytest.fixture
def twenty(template: Path, tmp_path: Path) -> Iterator[Posting]:
    """Twenty letters of one's own."""
    with copied(template, tmp_path / "own", NUMBER) as posting:
        yield posting


def name_of(value: Any) -> str | None:
    return None if isinstance(value, (dict, int)) else str(value)


@pytest.mark.parametrize(
    ("stage", "fault", "states", "suppressed", "stopped"),
    REPLIES,
    ids=[f"{stage}: {fault}" for stage, fault, *_ in REPLIES],
)
def test_every_address_is_in_the_state_of_the_table(
    twenty: Posting,
    stage: Stage,
    fault: Fault,
    states: dict[str, int],
    suppressed: int,
    stopped: str | None,
) -> None:
    """And once the server is mended, what had not left leaves, what may have does not."""
    with FaultServer(faults={stage: fault}) as server:
        report = twenty.send(here(server, end_seconds=0.3) if isinstance(fault, Waits) else server)
        assert twenty.states() == states
        assert len(twenty.world.ledger.suppressed_addresses()) == suppressed
        assert (stopped is None) == (report.stopped is None)
        assert stopped is None or report.stopped.startswith(stopped)  # type: ignore[union-attr]
        server.faults.clear()
        twenty.clock.sleep(3600)
        twenty.send(server)
        lasting = {"failed", "unknown", "sent"} & states.keys()
        expected = {state: states[state] for state in lasting}
        expected["sent"] = NUMBER - sum(expected.values()) + expected.get("sent", 0)
        assert twenty.states() == {state: n for state, n in expected.items() if n}
        assert max(server.copies().values(), default=0) <= 1
        ids = {
            row["message_id"]
            for row in twenty.world.ledger.mails().to_pylist()
            if row["state"] == "sent"
        }
        assert ids <= server.copies().keys()


def test_a_server_that_drops_everything_leaves_each_unknown_once(twenty: Posting) -> None:
    """However often the manager tries again, no letter is handed over twice."""
    with FaultServer(faults={"end of DATA": Drops(is_taken=True)}) as server:
        for _ in range(7):
            twenty.send(server)
        assert twenty.states() == {"unknown": NUMBER}
        assert len(server.taken) == NUMBER
        assert set(server.copies().values()) == {1}


def test_faults_of_single_addresses_stay_theirs(twenty: Posting) -> None:
    """One address that is refused, one that is late, one that is lost: the others get theirs."""
    faults: dict[Any, Fault] = {
        ("RCPT TO", "m3@mail.example.org"): Says("550 5.1.1 <m3@mail.example.org> is nobody"),
        ("RCPT TO", "m5@mail.example.org"): Says("451 4.7.1 greylisted"),
        ("end of DATA", "m7@mail.example.org"): Drops(is_taken=True),
        ("DATA", "m8@mail.example.org"): Drops(),
    }
    with FaultServer(faults=faults) as server:
        report = twenty.send(server)
        assert twenty.states() == {"sent": 16, "failed": 1, "deferred": 2, "unknown": 1}
        assert [twenty.state(n) for n in ("m3", "m5", "m7", "m8")] == [
            "failed",
            "deferred",
            "unknown",
            "deferred",
        ]
        assert twenty.mail("m3")["detail"] == "RCPT TO: 550 5.1.1 <(the address)> is nobody"
        assert report.stopped is None
        assert server.connections == 3
        assert twenty.world.ledger.suppressed_among(["m3@mail.example.org", "m5@x.org"]) == {
            "m3@mail.example.org"
        }


def test_one_connection_carries_all(twenty: Posting) -> None:
    with FaultServer() as server:
        twenty.send(server)
        assert (server.connections, len(server.taken)) == (1, NUMBER)


def test_a_long_letter_cut_off_in_the_middle_has_not_left() -> None:
    """While the final dot is not written the server cannot have the mail."""
    with FaultServer(faults={"end of DATA": DropsInside(1000)}) as server:
        connection = Connection.open(here(server))
        assert connection.begin("ilse@knots.example.org", "a@mail.example.org") is None
        answer = connection.finish("m1@mail.example.org", b"x" * 20_000_000)
        assert (answer.stage, answer.answer) == ("DATA", LOST)
        assert not connection.is_open


def test_dots_and_missing_line_ends_arrive_as_they_were() -> None:
    with FaultServer() as server:
        connection = Connection.open(here(server))
        for data in (b".\r\n..\r\nx\r\n", b"no end"):
            assert connection.begin("i@k.org", "a@mail.example.org") is None
            assert connection.finish("m1@mail.example.org", data).answer == "250 2.0.0"
        connection.close()
        assert [data for _, data in server.taken] == [
            b"..\r\n...\r\nx\r\n.\r\n",
            b"no end\r\n.\r\n",
        ]


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def test_nobody_listens(twenty: Posting) -> None:
    """Refused: every letter stays as it was, and the run says where it knocked."""
    server = Server(host="127.0.0.1", port=closed_port(), security="none")
    report = twenty.send(server)
    assert twenty.states() == {"queued": NUMBER}
    assert re.search(r"127\.0\.0\.1:\d+: connecting: .*refused", report.stopped or "")


@pytest.mark.parametrize(
    ("faults", "changes", "said"),
    [
        ({"greeting": Says("554 go away")}, {}, "connecting: 554 go away"),
        ({"greeting": Says("421 busy")}, {}, "connecting: 421 busy"),
        ({"greeting": Says(b"\xff\x00")}, {}, "connecting: -1"),
        ({"greeting": Drops()}, {}, "connecting: Connection unexpectedly closed"),
        ({"greeting": Waits(1.0)}, {"reply_seconds": 0.2}, "connecting: .*timed out"),
        ({"EHLO": Says("550 no")}, {}, "EHLO: 550 no"),
        ({}, {"security": "starttls"}, "STARTTLS: STARTTLS extension not supported"),
        ({}, {"security": "tls"}, r"connecting: .*(SSL|closed|reset)"),
        ({"AUTH": Says("535 5.7.8 wrong")}, {"user": "i", "password": "p4ss"}, "logging in: 535"),
        ({}, {"user": "i", "password": "pässword"}, "holds letters the server cannot be told"),
    ],
    ids=lambda value: name_of(value) if isinstance(value, str) else None,
)
def test_before_any_mail_everything_stays(
    twenty: Posting, faults: dict[Any, Fault], changes: dict[str, Any], said: str
) -> None:
    """A server that will not have us stops the run: no letter was begun, no password is told."""
    with FaultServer(faults=faults, features=("AUTH PLAIN",)) as server:
        report = twenty.send(here(server, **changes))
    assert twenty.states() == {"queued": NUMBER}
    assert re.search(said, report.stopped or ""), report.stopped
    assert "p4ss" not in str(report.lines)
    assert server.taken == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """A certificate for 127.0.0.1 that nobody has signed but itself."""
    openssl = which("openssl")
    if not openssl:
        pytest.skip("no openssl found: it makes the certificate of the test's own server")
    folder = tmp_path_factory.mktemp("certificate")
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=fault"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return folder / "cert.pem", context


def test_a_certificate_nobody_vouches_for_is_refused(
    twenty: Posting, certificate: tuple[Path, ssl.SSLContext]
) -> None:
    """Neither letters nor a password go to a server that cannot show who it is."""
    with FaultServer(certificate=certificate[1]) as server:
        report = twenty.send(here(server, security="starttls"))
    assert twenty.states() == {"queued": NUMBER}
    assert "STARTTLS: [SSL: CERTIFICATE_VERIFY_FAILED]" in (report.stopped or "")


def test_letters_leave_encrypted(twenty: Posting, certificate: tuple[Path, ssl.SSLContext]) -> None:
    with FaultServer(certificate=certificate[1]) as server:
        twenty.send(here(server, security="starttls", ca_file=str(certificate[0])))
        assert len(server.taken) == NUMBER


def test_a_deferred_letter_is_tried_for_48_hours(twenty: Posting) -> None:
    """Ever more rarely, with the same Message-ID; then it is given up."""
    seen: list[str] = []
    with FaultServer(
        faults={"MAIL FROM": Says("451 later")},
        on_command=lambda stage, _: seen.append(stage),
    ) as server:
        begun = twenty.clock.now()
        twenty.send(server, is_patient=True)
        assert twenty.states() == {"expired": NUMBER}
        assert timedelta(hours=48) <= twenty.clock.now() - begun < timedelta(hours=55)
        tries = twenty.mail("m1")["tries"]
        assert seen.count("MAIL FROM") == tries * NUMBER
        assert 8 <= tries <= 14
        assert twenty.mail("m1")["detail"] == f"not taken in {tries} tries within 48 hours"


def test_the_table_in_the_docs_is_the_table_in_the_code() -> None:
    page = (ROOT / "docs" / "sending.md").read_text(encoding="utf-8")
    assert table_markdown() in page


def test_every_row_of_the_table_is_met_by_a_fault() -> None:
    """No row without a trial."""
    met = {id(rule_for("end of DATA", "250"))}
    for stage, fault, *_ in REPLIES:
        answer = LOST
        if isinstance(fault, Says) and isinstance(fault.words, str):
            found = re.match(r"(\d{3})(?: ([245]\.\d+\.\d+))?", fault.words)
            answer = " ".join(part for part in found.groups() if part) if found else LOST
        met.add(id(rule_for(stage, answer)))  # type: ignore[arg-type]
    assert met == {id(rule) for rule in RULES}
