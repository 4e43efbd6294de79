"""A letter as the bytes of a mail, and the check that no mail leaves without passing.

The envelope's recipient is the ledger's; the To line holds the same bare address and no name,
because a member's own name is where injected headers come from.
"""

from __future__ import annotations

import binascii
import hashlib
import re
from datetime import datetime
from email.headerregistry import Address
from email.parser import BytesParser
from email.policy import SMTP, compat32
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from urllib.parse import quote

from digest.errors import UnsafeMail
from digest.letter import Envelope, Letter, Sender, place_of
from digest.plain import plain, usable_address
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
# One fold, before the second of two links, is all we make ourselves.
_OURS = re.compile(r"[\x20-\x7e]+(?:\r\n [\x21-\x7e]+)?")
_LONGEST_LINE = 900
_FOLD = re.compile(r"\r\n([ \t])")


def message_bytes(letter: Letter, sender: Sender, envelope: Envelope) -> bytes:
    """The mail, the same bytes for the same letter and envelope.

    Raises UnsafeMail when the finished mail is not exactly what it should be.
    """
    # The standard library draws boundaries by lot.
    boundary = "part-" + hashlib.sha256(envelope.message_id.encode()).hexdigest()[:40]
    stop = f"<mailto:{sender.manager_email}?subject={quote(envelope.stop_word)}>"
    choices, reply_to = envelope.choices_link(sender), envelope.reply_address(sender)
    head = [
        _from_line(sender.manager_name, sender.manager_email),
        _line("To", envelope.address),
        _line("Date", format_datetime(envelope.planned_at)),
        _line("Message-ID", envelope.message_id),
        _folded("Subject", plain(letter.subject)),
        _line("List-Id", f"<{sender.list_id}>"),
        *([_reply_line(sender, reply_to)] if reply_to else []),
        _line("List-Unsubscribe", f"{stop},\r\n <{choices}>" if choices else stop),
        *([_line(ONE_CLICK, "List-Unsubscribe=One-Click")] if choices else []),
        b"Auto-Submitted: auto-generated\r\nPrecedence: bulk\r\nMIME-Version: 1.0\r\n",
        _line("Content-Type", f'multipart/alternative; boundary="{boundary}"'),
    ]
    line = f"--{boundary}".encode()
    data = b"".join(
        [
            *head,
            b"\r\n" + line + b"\r\n" + _part("plain", render_text(letter)),
            line + b"\r\n" + _part("html", render_html(letter)),
            line + b"--\r\n",
        ]
    )
    check_message(data, envelope.address)
    return data


def _line(name: str, value: str) -> bytes:
    """A header line of what we made ourselves: plain ASCII that needs no encoding."""
    if not _OURS.fullmatch(value) or len(value) > _LONGEST_LINE:
        raise UnsafeMail(f"{name} cannot hold {value!r}")
    return f"{name}: {value}\r\n".encode("ascii")


@lru_cache(maxsize=64)
def _folded(name: str, value: str) -> bytes:
    """A header line of somebody's words, encoded and folded; the same for many mails."""
    folded: str = _POLICY.header_factory(name, value).fold(policy=_POLICY)
    return folded.encode("ascii")


@lru_cache(maxsize=64)
def _from_line(name: str, address: str) -> bytes:
    return _folded("From", str(Address(plain(name), addr_spec=address)))


def _reply_line(sender: Sender, address: str) -> bytes:
    """The From line, as Reply-To and with an address that tells whose answer it is."""
    if usable_address(address) is None:
        raise UnsafeMail(f"{REPLY_TO} cannot hold {address!r}")
    _, _, line = _from_line(sender.manager_name, sender.manager_email).partition(b":")
    own = line.replace(sender.manager_email.encode("ascii"), address.encode("ascii"))
    return REPLY_TO.encode("ascii") + b":" + own


def _part(kind: str, text: str) -> bytes:
    """A part of the body, quoted-printable, with CRLF line ends."""
    lines = "\r\n".join(text.splitlines()) + "\r\n"
    head = f'Content-Type: text/{kind}; charset="utf-8"\r\n'.encode()
    encoded = binascii.b2a_qp(lines.encode(), quotetabs=False, istext=True)
    return head + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + encoded + b"\r\n"


def check_message(data: bytes, address: str) -> None:
    """Nothing, when the header lines are the allowed ones and the mail goes to `address` alone.

    Raises UnsafeMail saying what was found.
    """
    _checked_head(data, address)


def _checked_head(data: bytes, address: str) -> dict[str, str]:
    """The header lines by name, unfolded: each once, no other, from one and to `address` alone."""
    head, separator, _ = data.partition(b"\r\n\r\n")
    if not separator or not _has_whole_line_ends(head):
        raise UnsafeMail(f"the mail to {address} has a broken line end in its head")
    lines = [
        line.partition(": ")
        for line in _FOLD.sub(r"\1", head.decode("ascii", "replace")).split("\r\n")
    ]
    names = [name for name, _, _ in lines]
    found = {name: value for name, _, value in lines}
    expected = list(HEADERS)
    if "<https://" in found.get("List-Unsubscribe", ""):
        expected.append(ONE_CLICK)
    if REPLY_TO in found:
        expected.append(REPLY_TO)
    if sorted(names) != sorted(expected):
        odd = sorted(set(names) ^ set(expected)) or sorted(n for n in names if names.count(n) > 1)
        raise UnsafeMail(
            f"the mail to {address} has other header lines than it should: {', '.join(odd)}"
        )
    # As it stands, so that nothing else can be meant by it.
    if found["To"] != address:
        to = ", ".join(_addresses("To", found["To"]))
        raise UnsafeMail(f"the mail to {address} has To: {to or 'nobody'}")
    if len(senders := _addresses("From", found["From"])) != 1:
        raise UnsafeMail(f"the mail to {address} has From: {', '.join(senders) or 'nobody'}")
    return found


@lru_cache(maxsize=64)
def _addresses(name: str, value: str) -> tuple[str, ...]:
    """Who stands in a header line, as the standard library reads it."""
    return tuple(one.addr_spec for one in _POLICY.header_factory(name, value).addresses)


def _has_whole_line_ends(data: bytes) -> bool:
    """Whether each CR has its LF and each LF its CR."""
    return data.count(b"\r\n") == data.count(b"\r") == data.count(b"\n")


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
    found = _checked_head(data, address)
    # A lone line end is where one server sees the end of a mail and the next one does not.
    if not data.isascii() or not _has_whole_line_ends(data) or b"\x00" in data:
        raise UnsafeMail(f"the mail to {address} has a broken line end, or is not plain ASCII")
    (writer,) = _addresses("From", found["From"])
    for name, is_found, expected in (
        ("From", writer, sender.manager_email),
        ("Message-ID", found["Message-ID"], message_id),
        ("List-Id", found["List-Id"], f"<{sender.list_id}>"),
    ):
        if is_found != expected:
            raise UnsafeMail(
                f"the mail to {address} has {name} {is_found!r}; expected {expected!r}"
            )
    if REPLY_TO in found:
        _check_reply_address(list(_addresses(REPLY_TO, found[REPLY_TO])), sender, address)
    try:
        parsedate_to_datetime(found["Date"])
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
    # The older policy reads the same parts in a tenth of the time; it leaves header lines alone.
    message = BytesParser(policy=compat32).parsebytes(data)
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
    content = parts[1].get_payload(decode=True)
    text = " ".join(content.decode("utf-8").split()) if isinstance(content, bytes) else ""
    for said in (sender.community_name, place_of(sender.community_name, sender.postal_address)):
        if " ".join(said.split()) not in text:
            raise UnsafeMail(f"the mail to {address} does not say where it comes from: {said}")
