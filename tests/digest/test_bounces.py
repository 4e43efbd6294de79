"""Letters that come back: what servers write, what forgers write, and what follows."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from digest.bounces import Bounce, bounces_in
from tests.digest.letterbox import ISSUE, MANAGER, NOW, Letterbox, account, address

REPORT = """\
From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
To: {manager}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Date: Tue, 17 Nov 2026 20:00:00 +0000
Message-ID: <{number}@mx.example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.org. Your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; {to}
Original-Recipient: rfc822;{to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} said the other side

--b
Content-Type: text/rfc822-headers

From: Ilse <{manager}>
To: {to}
Message-ID: {message_id}
Subject: Knot Tyers: your letter

--b--
"""
QMAIL = """\
From: MAILER-DAEMON@mx.example.org
To: {manager}
Subject: failure notice
Date: Tue, 17 Nov 2026 20:00:00 +0000
Message-ID: <{number}@mx.example.org>

Hi. This is the qmail-send program at mx.example.org.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{to}>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Message-ID: {message_id}
To: {to}
Subject: Knot Tyers: your letter

Dear Bronwen,
"""


def report(
    box: Letterbox,
    *,
    to: str | None = None,
    status: str = "5.1.1",
    action: str = "failed",
    issue: str = ISSUE,
    message_id: str | None = None,
    form: str = REPORT,
) -> bytes:
    """A bounce as it lies in the box."""
    text = form.format(
        manager=MANAGER,
        number=next(box.numbers),
        to=to or address("bron"),
        status=status,
        action=action,
        message_id=message_id or box.message_id(issue, "bron"),
    )
    box.mails.append(text.replace("\n", "\r\n").encode())
    return box.mails[-1]


def suppressed(box: Letterbox, name: str = "bron") -> bool:
    return bool(box.ledger.suppressed_among([address(name)]))


@pytest.mark.parametrize("form", [REPORT, QMAIL], ids=["rfc3464", "qmail"])
def test_nobody_there(box: Letterbox, form: str) -> None:
    """A hard bounce ends letters to the address; the manager reads whose it is, once."""
    report(box, form=form)
    found = box.read()
    assert [(one.name, one.kind, one.is_over) for one in found.bounced] == [
        ("Bronwen Achterberg", "hard", True)
    ]
    assert suppressed(box)
    again = box.read()
    assert (again.read_before, again.bounced) == (1, [])
    assert box.answers() == {}


@pytest.mark.parametrize(
    ("status", "action"),
    [("5.2.2", "failed"), ("4.2.1", "delayed"), ("5.7.1", "failed"), ("5.1.8", "failed")],
    ids=["full", "later", "policy", "our own address"],
)
def test_soft_bounces_are_no_end(box: Letterbox, status: str, action: str) -> None:
    """A full mailbox is tried again; the third issue that comes back is the last."""
    for number, issue in enumerate(("2026-W46", "2026-W47", "2026-W48")):
        if number:
            box.letter(issue, "bron", ("jun",), is_sent=True)
        for _ in range(2):
            report(box, status=status, action=action, issue=issue)
        found = box.read()
        assert {(one.kind, one.status) for one in found.bounced} == {("soft", status)}
        assert suppressed(box) == (number == 2)


@pytest.mark.parametrize(
    "forged",
    [
        {"message_id": "<2026-w46.00000000000000000000000000000000@letters.knots.example.org>"},
        {"to": "tomas@mail.example.org"},
        {"message_id": "<x@y.example>"},
    ],
    ids=["guessed id", "another's address", "no id of ours"],
)
def test_a_forged_bounce_silences_nobody(box: Letterbox, forged: dict[str, str]) -> None:
    """Who was not sent the letter cannot say that it came back."""
    report(box, **forged)
    found = box.read()
    assert (found.bounced, found.automatic) == ([], 1)
    assert not suppressed(box)
    assert not suppressed(box, "tomas")


def test_it_belongs_to_the_address(box: Letterbox) -> None:
    """Another address of the same member gets letters; so does this one after an answer from it."""
    report(box)
    box.read()
    assert box.ledger.suppressed_among(["bron@new.example.org"]) == set()
    box.receive("thanks")
    box.read()
    assert not suppressed(box)
    assert box.ledger.bounces().num_rows == 0


def test_who_is_forgotten_leaves_no_bounce(box: Letterbox) -> None:
    """Not even as a fingerprint beside an issue."""
    report(box)
    box.read()
    box.ledger.erase([account("bron")], [address("bron")], now=NOW)
    assert box.ledger.bounces().num_rows == 0
    assert box.ledger.suppressed_addresses().num_rows == 0


def test_a_member_who_writes_of_a_bounce_is_no_bounce(box: Letterbox) -> None:
    """A person's words stay a person's words."""
    box.receive("stop\n\nMy other address bounced, 5.1.1 they say.")
    found = box.read()
    assert found.bounced == []
    assert box.answers() == {"match": "no", "digest": "no"}


@pytest.mark.parametrize("data", [b"", b"\xff\xfe" * 50, b"Content-Type: multipart/report\r\n\r\n"])
def test_twisted_mail_is_no_bounce(data: bytes) -> None:
    """Nothing raises."""
    assert bounces_in(data) == ()


def test_a_plain_mail_is_no_bounce() -> None:
    """Nor is a bounce told by its subject."""
    mail = EmailMessage()
    mail["Subject"] = "Undelivered Mail Returned to Sender"
    mail.set_content("bron@mail.example.org is full")
    assert bounces_in(mail.as_bytes()) == ()


def test_what_a_report_says(box: Letterbox) -> None:
    """Address, kind and status."""
    assert bounces_in(report(box, to="A.B@x.example", status="5.1.10")) == (
        Bounce("a.b@x.example", "hard", "5.1.10"),
    )
