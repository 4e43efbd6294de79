"""A letter as the bytes of a mail, and the check that no mail leaves without passing.

The envelope's recipient is the ledger's; the To line holds the same bare address and no name,
because a member's own name is where injected headers come from.
"""

from __future__ import annotations

import hashlib
import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import quote

from digest.errors import UnsafeMail
from digest.letter import Envelope, Letter, Sender
from digest.plain import plain
from digest.rendering import render_html, render_text

HEADERS = (
    "From",
    "To",
    "Date",
    "Message-ID",
    "Subject",
    "List-Id",
    "List-Unsubscribe",
    "Auto-Submitted",
    "Precedence",
    "MIME-Version",
    "Content-Type",
)
"""The header lines of every mail: these, each once, and no other."""

_POLICY = SMTP.clone(max_line_length=200)


def message_bytes(letter: Letter, sender: Sender, envelope: Envelope) -> bytes:
    """The mail, the same bytes for the same letter and envelope.

    Raises UnsafeMail when the finished mail is not exactly what it should be.
    """
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(plain(sender.manager_name), addr_spec=sender.manager_email)
    message["To"] = Address(addr_spec=envelope.address)
    message["Date"] = format_datetime(envelope.planned_at)
    message["Message-ID"] = envelope.message_id
    message["Subject"] = plain(letter.subject)
    message["List-Id"] = f"<{sender.list_id}>"
    message["List-Unsubscribe"] = (
        f"<mailto:{sender.manager_email}?subject={quote('stop ' + envelope.stop_token)}>"
    )
    message["Auto-Submitted"] = "auto-generated"
    message["Precedence"] = "bulk"
    message.set_content(render_text(letter), cte="quoted-printable")
    message.add_alternative(render_html(letter), subtype="html", cte="quoted-printable")
    # The standard library draws boundaries by lot.
    message.set_boundary("part-" + hashlib.sha256(envelope.message_id.encode()).hexdigest()[:40])
    data = message.as_bytes()
    check_message(data, envelope.address)
    return data


def check_message(data: bytes, address: str) -> None:
    """Nothing, when the header lines are the allowed ones and the mail goes to `address` alone.

    Raises UnsafeMail saying what was found.
    """
    head, separator, _ = data.partition(b"\r\n\r\n")
    if not separator or re.search(rb"\r(?!\n)|(?<!\r)\n", head):
        raise UnsafeMail(f"the mail to {address} has a broken line end in its head")
    lines = [line for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    names = [line.partition(b":")[0].decode("ascii", "replace") for line in lines]
    if sorted(names) != sorted(HEADERS):
        odd = sorted(set(names) ^ set(HEADERS)) or sorted(n for n in names if names.count(n) > 1)
        raise UnsafeMail(
            f"the mail to {address} has other header lines than it should: {', '.join(odd)}"
        )
    parsed = BytesHeaderParser(policy=_POLICY).parsebytes(data)
    for name, least in (("To", address), ("From", None)):
        found = [one.addr_spec for one in parsed[name].addresses]
        if len(found) != 1 or (least is not None and found != [least]):
            raise UnsafeMail(f"the mail to {address} has {name}: {', '.join(found) or 'nobody'}")
