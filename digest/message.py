"""A letter as the bytes of a mail, and the check that no mail leaves without passing.

The envelope's recipient is the ledger's; the To line holds the same bare address and no name,
because a member's own name is where injected headers come from.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser, BytesParser
from email.policy import SMTP
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any
from urllib.parse import quote

from digest.errors import UnsafeMail
from digest.letter import Envelope, Letter, Sender, place_of
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
ONE_CLICK = "List-Unsubscribe-Post"
"""Stands beside them when the choices endpoint can take what it promises (RFC 8058)."""
REPLY_TO = "Reply-To"
"""Stands beside them when answers can come back to a signed address: the sender's, with a code."""

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
    if reply_to := envelope.reply_address(sender):
        message[REPLY_TO] = Address(plain(sender.manager_name), addr_spec=reply_to)
    stop = f"<mailto:{sender.manager_email}?subject={quote(envelope.stop_word)}>"
    if link := envelope.choices_link(sender):
        message["List-Unsubscribe"] = f"{stop}, <{link}>"
        message[ONE_CLICK] = "List-Unsubscribe=One-Click"
    else:
        message["List-Unsubscribe"] = stop
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
    _checked_head(data, address)


def _checked_head(data: bytes, address: str) -> Message[Any, Any]:
    head, separator, _ = data.partition(b"\r\n\r\n")
    if not separator or re.search(rb"\r(?!\n)|(?<!\r)\n", head):
        raise UnsafeMail(f"the mail to {address} has a broken line end in its head")
    lines = [line for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    names = [line.partition(b":")[0].decode("ascii", "replace") for line in lines]
    expected = list(HEADERS)
    if re.search(rb"(?m)^List-Unsubscribe:[^\r]*<https://", re.sub(rb"\r\n[ \t]", b" ", head)):
        expected.append(ONE_CLICK)
    if REPLY_TO in names:
        expected.append(REPLY_TO)
    if sorted(names) != sorted(expected):
        odd = sorted(set(names) ^ set(expected)) or sorted(n for n in names if names.count(n) > 1)
        raise UnsafeMail(
            f"the mail to {address} has other header lines than it should: {', '.join(odd)}"
        )
    parsed = BytesHeaderParser(policy=_POLICY).parsebytes(head)
    for name, least in (("To", address), ("From", None)):
        found = [one.addr_spec for one in parsed[name].addresses]
        if len(found) != 1 or (least is not None and found != [least]):
            raise UnsafeMail(f"the mail to {address} has {name}: {', '.join(found) or 'nobody'}")
    return parsed


def dated(data: bytes, moment: datetime) -> bytes:
    """The mail with another Date; all else stays as it was."""
    head, separator, body = data.partition(b"\r\n\r\n")
    line = f"Date: {format_datetime(moment)}".encode()
    return re.sub(rb"(?m)^Date: [^\r]*", line, head, count=1) + separator + body


def check_leaving(
    data: bytes, sender: Sender, *, address: str, message_id: str, is_read_whole: bool
) -> None:
    """Nothing, when a composed mail may leave: to `address` alone, from this sender, well formed.

    is_read_whole: also its parts are read, not only the header lines.
    Raises UnsafeMail saying what was found.
    """
    parsed = _checked_head(data, address)
    # A lone line end is where one server sees the end of a mail and the next one does not.
    if not data.isascii() or re.search(rb"\r(?!\n)|(?<!\r)\n|\x00", data):
        raise UnsafeMail(f"the mail to {address} has a broken line end, or is not plain ASCII")
    # Compared as they stand: to have them understood first takes ten times as long.
    raw = dict(parsed.raw_items())
    for name, found, expected in (
        ("From", parsed["From"].addresses[0].addr_spec, sender.manager_email),
        ("Message-ID", raw["Message-ID"], message_id),
        ("List-Id", raw["List-Id"], f"<{sender.list_id}>"),
    ):
        if found != expected:
            raise UnsafeMail(f"the mail to {address} has {name} {found!r}; expected {expected!r}")
    if REPLY_TO in raw:
        _check_reply_address([one.addr_spec for one in parsed[REPLY_TO].addresses], sender, address)
    try:
        parsedate_to_datetime(raw["Date"])
    except ValueError:
        raise UnsafeMail(f"the mail to {address} has no date") from None
    if is_read_whole:
        _check_parts(data, sender, address)


def _check_reply_address(found: list[str], sender: Sender, address: str) -> None:
    """Nothing, when answers go to the sender: its own address with a code, and nobody else."""
    local, _, host = sender.manager_email.rpartition("@")
    ours = re.compile(rf"{re.escape(local)}\+[a-z2-7]{{37}}@{re.escape(host)}")
    if len(found) != 1 or not ours.fullmatch(found[0]):
        raise UnsafeMail(f"the mail to {address} has Reply-To {', '.join(found) or 'nobody'}")


def _check_parts(data: bytes, sender: Sender, address: str) -> None:
    message = BytesParser(policy=_POLICY).parsebytes(data)
    parts = list(message.walk())
    kinds = [part.get_content_type() for part in parts]
    if kinds != ["multipart/alternative", "text/plain", "text/html"]:
        raise UnsafeMail(f"the mail to {address} has the parts {', '.join(kinds)}")
    defects = [type(defect).__name__ for part in parts for defect in part.defects]
    if defects:
        raise UnsafeMail(f"the mail to {address} is not well formed: {', '.join(defects)}")
    for part in parts[1:]:
        names = set(part.keys()) - {"Content-Type", "Content-Transfer-Encoding", "MIME-Version"}
        if names:
            raise UnsafeMail(f"the mail to {address} has {', '.join(sorted(names))} in a part")
    text = " ".join(parts[1].get_content().split())
    for said in (sender.community_name, place_of(sender.community_name, sender.postal_address)):
        if " ".join(said.split()) not in text:
            raise UnsafeMail(f"the mail to {address} does not say where it comes from: {said}")
