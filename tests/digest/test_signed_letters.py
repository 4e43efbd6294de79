"""What comes back is signed: addresses, links and the header that mail programs press."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from urllib.parse import unquote

import pytest

from digest.codes import Codes, Keys, Signed
from digest.errors import UnsafeMail
from digest.letter import Envelope, Sender
from digest.message import check_leaving
from tests.digest.world import SENDER, World, account, member

KEYS = Keys.from_text("a:" + "3d" * 32, "knot-tyers")
SIGNED = replace(SENDER, choices_url="https://choices.knots.example.org/", has_plus_addresses=True)


def composed(world: World, sender: Sender, codes: Codes | None) -> tuple[bytes, EmailMessage]:
    world.sender, world.codes = sender, codes
    world.compose()
    data = world.mail("m1")
    return data, BytesParser(policy=policy.default).parsebytes(data)


@pytest.fixture
def codes() -> Codes:
    return Codes(KEYS, [account(member(f"m{number}")) for number in range(1, 6)])


def test_every_way_back_says_whose_letter_it_was(willing: World, codes: Codes) -> None:
    """Reply-To, the mail that stops and the link hold the reader's own code, and no other's."""
    data, mail = composed(willing, SIGNED, codes)
    whose = Signed(account(member("m1")), None)
    assert codes.read_all(mail["Reply-To"].addresses[0].addr_spec) == {whose}
    assert mail["Reply-To"].addresses[0].display_name == "Ilse Vermaak"
    stop, link = mail["List-Unsubscribe"].replace("\n", "").split(",")
    assert "subject=stop%20" in stop
    assert codes.read_all(unquote(stop)) == codes.read_all(link) == {whose}
    assert link.strip().startswith("<https://choices.knots.example.org/")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = link.strip(" <>")
    text, html = (part.get_content() for part in mail.iter_parts())
    assert f"All choices: {address}" in " ".join(text.split())
    assert f'href="{address}"' in html
    check_leaving(
        data, SIGNED, address="m1@mail.example.org", message_id=mail["Message-ID"],
        is_read_whole=True,
    )  # fmt: skip


def test_nothing_is_promised_that_cannot_work(willing: World, codes: Codes) -> None:
    """No endpoint: no link and no one-click; no plus addresses: answers go to the plain one."""
    _, mail = composed(willing, SENDER, codes)
    assert mail["List-Unsubscribe-Post"] is None
    assert "https:" not in mail["List-Unsubscribe"]
    assert mail["Reply-To"] is None
    assert codes.read_all(unquote(mail["List-Unsubscribe"]))
    assert all("choices" not in part.get_content().lower() for part in mail.iter_parts())


def test_without_a_key_the_ledgers_own_word_stops(willing: World) -> None:
    """And no link leads to an endpoint that could not read it."""
    _, mail = composed(willing, SIGNED, None)
    assert mail["List-Unsubscribe-Post"] is None
    assert mail["Reply-To"] is None
    token = willing.ledger.fingerprint(f"stop {account(member('m1'))}")[:32]
    assert f"stop%20{token}" in mail["List-Unsubscribe"]


def test_a_name_that_is_too_long_for_a_code(codes: Codes) -> None:
    """Then there is no signed address, rather than one that servers refuse."""
    envelope = Envelope(
        address="m1@mail.example.org", message_id="<1@x>", stop_token="0" * 32,
        planned_at=datetime(2026, 11, 23, tzinfo=UTC), code=codes.code(account(member("m1"))),
    )  # fmt: skip
    long = replace(SIGNED, manager_email="a-name-that-is-long-enough-for-two@knots.example.org")
    assert envelope.reply_address(long) is None
    assert envelope.reply_address(SIGNED) is not None


@pytest.mark.parametrize(
    "reply_to",
    [
        "eve@elsewhere.example",
        "ilse+short@knots.example.org",
        "ilse@knots.example.org, e@x.org",
    ],
)
def test_answers_go_nowhere_else(willing: World, codes: Codes, reply_to: str) -> None:
    """A letter whose Reply-To is not the manager's with a code does not leave."""
    data, mail = composed(willing, SIGNED, codes)
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.replace(b"\r\n ", b" ").split(b"\r\n")
    lines = [
        f"Reply-To: {reply_to}".encode() if line.startswith(b"Reply-To:") else line
        for line in lines
    ]
    with pytest.raises(UnsafeMail, match="Reply-To"):
        check_leaving(
            b"\r\n".join(lines) + b"\r\n\r\n" + body, SIGNED, address="m1@mail.example.org",
            message_id=mail["Message-ID"], is_read_whole=False,
        )  # fmt: skip
