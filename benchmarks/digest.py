"""Composing and sending letters beside the usual way to do either.

`python -m benchmarks.digest` composes 10,000 mails both ways and hands 1,000 to a mail server on
this machine both ways, and prints medians of at least five rounds. Both sides get the same letters,
check every head the same way, and render with Jinja2. The peer keeps its styles in a sheet and
writes them into each mail with css-inline, builds it as an `EmailMessage`, and sends the files of
the outbox with smtplib over one connection, keeping no account. We write each mail's bytes
ourselves, look at every letter again before it leaves, and note each step on the disk.
"""

from __future__ import annotations

import argparse
import re
import shutil
import smtplib
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import css_inline
from jinja2 import DictLoader, Environment

from benchmarks.cost import report_cost
from benchmarks.made_letters import ISSUE, PLANNED_AT, SENDER, Waiting, letters
from benchmarks.pairs import Pair, compare, show
from digest.delivery import Delivery
from digest.letter import Envelope, Letter
from digest.mail_server import Server
from digest.message import check_message, message_bytes
from digest.pacing import Limits
from digest.rendering import TEMPLATES, render_text

_POLICY = SMTP.clone(max_line_length=200)
_STYLED = re.compile(r'<(\w+)([^<>]*) style="([^"]*)"([^<>]*)>')


def compose_ours(count: int) -> None:
    """Nothing; so many mails were composed."""
    for letter, envelope in letters(count):
        message_bytes(letter, SENDER, envelope)


def compose_peer(count: int) -> None:
    """Nothing; the same mails were composed the usual way."""
    environment = Environment(
        loader=DictLoader({"letter.html": with_a_sheet()}),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("letter.html")
    inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
    for letter, envelope in letters(count):
        html = inliner.inline(template.render(letter=letter))
        check_message(_message(letter, envelope, html).as_bytes(), envelope.address)


def with_a_sheet() -> str:
    """The letter's template with its styles in the sheet, as a class for each different one."""
    classes: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        tag, before, style, after = found.groups()
        mark = classes.setdefault(style, f"s{len(classes)}")
        attributes = before + after
        if ' class="' in attributes:
            attributes = attributes.replace(' class="', f' class="{mark} ')
        else:
            attributes += f' class="{mark}"'
        return f"<{tag}{attributes}>"

    source = (TEMPLATES / "letter.html").read_text(encoding="utf-8")
    source = _STYLED.sub(name, source)
    rules = "".join(f".{mark} {{ {style} }}\n" for style, mark in classes.items())
    return source.replace("<style>", "<style>\n" + rules.replace("{{ serif }}", "Georgia, serif"))


def _message(letter: Letter, envelope: Envelope, html: str) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(SENDER.manager_name, addr_spec=SENDER.manager_email)
    message["To"] = Address(addr_spec=envelope.address)
    message["Date"] = format_datetime(envelope.planned_at)
    message["Message-ID"] = envelope.message_id
    message["Subject"] = letter.subject
    message["List-Id"] = f"<{SENDER.list_id}>"
    message["List-Unsubscribe"] = f"<mailto:{SENDER.manager_email}?subject=stop>"
    message["Auto-Submitted"] = "auto-generated"
    message["Precedence"] = "bulk"
    message.set_content(render_text(letter), cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    return message


def send_ours(waiting: Waiting, port: int) -> None:
    """Nothing; every letter that waited has left, as `./do send` does it."""
    with waiting.open_ledger() as ledger:
        report = Delivery(
            issue=ISSUE,
            sender=SENDER,
            ledger=ledger,
            outbox=waiting.outbox,
            people=waiting.people,
            member_accounts=waiting.member_accounts,
            newest_export_at=PLANNED_AT,
            is_old_wanted=True,
            is_late_wanted=True,
        ).send(
            Server(host="127.0.0.1", port=port, security="none"),
            limits=Limits(per_minute=10_000_000, per_domain=10_000_000),
            host="bench",
        )
    assert report.states == {"sent": waiting.count}, report


def send_peer(waiting: Waiting, port: int) -> None:
    """Nothing; every file in the outbox was handed over, by one connection."""
    with smtplib.SMTP("127.0.0.1", port) as client:
        assert client.sock is not None
        client.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for number, (_, envelope) in enumerate(letters(waiting.count)):
            data = (waiting.outbox / ISSUE / f"m{number}.eml").read_bytes()
            assert client.sendmail(SENDER.manager_email, [envelope.address], data) == {}


@contextmanager
def _sink() -> Iterator[int]:
    """The port of a mail server that takes everything."""
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.smtp_sink"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield int(process.stdout.readline())
        process.stdin.close()


def _check_composed() -> None:
    """Raises AssertionError when the two ways do not say the same."""
    ((letter, envelope),) = letters(1)
    ours = message_bytes(letter, SENDER, envelope)
    theirs = _message(letter, envelope, "<p>x</p>").as_bytes()
    for name in (b"From", b"To", b"Subject", b"Message-ID", b"Date"):
        lines = [
            next(line for line in data.split(b"\r\n") if line.startswith(name + b":"))
            for data in (ours, theirs)
        ]
        assert lines[0] == lines[1], lines


def main() -> None:
    """Run one side when asked for it; else both, in pairs, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--side", choices=("compose-ours", "compose-peer", "ours", "peer"))
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--sent", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--port", type=int, default=0)
    chosen = parser.parse_args()
    if chosen.side:
        if chosen.side.startswith("compose"):
            (compose_ours if chosen.side == "compose-ours" else compose_peer)(chosen.count)
        else:
            send = send_ours if chosen.side == "ours" else send_peer
            send(Waiting(chosen.folder, chosen.sent), chosen.port)
        report_cost()
        return
    with TemporaryDirectory() as folder, _sink() as port:
        waiting = Waiting(Path(folder) / "waiting", chosen.sent)
        kept = Waiting(Path(folder) / "kept", chosen.sent)
        kept.folder.mkdir()
        kept.fill()
        side = ("benchmarks.digest", "--side")
        sent = ("--folder", str(waiting.folder), "--port", str(port), "--sent", str(chosen.sent))
        count = ("--count", str(chosen.count))
        pairs = [
            Pair(
                f"compose {chosen.count:,}",
                (*side, "compose-ours", *count),
                (*side, "compose-peer", *count),
                _check_composed,
            ),
            Pair(
                f"send {chosen.sent:,}",
                (*side, "ours", *sent),
                (*side, "peer", *sent),
                _nothing,
                before=partial(_put_back, kept, waiting),
            ),
        ]
        show(compare(pairs, rounds=chosen.rounds, said=lambda line: print(line, flush=True)))


def _nothing() -> None:
    """Nothing; each side has counted what it sent."""


def _put_back(kept: Waiting, waiting: Waiting) -> None:
    """Nothing; the letters wait again, and nothing was sent."""
    shutil.rmtree(waiting.folder, ignore_errors=True)
    shutil.copytree(kept.folder, waiting.folder)


if __name__ == "__main__":
    main()
