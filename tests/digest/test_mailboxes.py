"""Mailboxes of three kinds give the same mails, and none is changed by reading."""

from __future__ import annotations

import imaplib
import mailbox
from collections.abc import Iterable
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from digest.errors import BadMailbox
from digest.mailboxes import Imap, Maildir, Mbox, open_mailbox

SINCE = date(2026, 11, 2)
URL = "imaps://ilse%40knots.example.org@mail.example.org/Answers%20here"


def mails() -> list[EmailMessage]:
    found = []
    for number, text in enumerate(["less", "From time to time a pause\n\nFrom here on: stop"]):
        mail = EmailMessage()
        mail["From"] = "Bron <bron@mail.example.org>"
        mail["Message-ID"] = f"<{number}@mail.example.org>"
        mail.set_content(text)
        found.append(mail)
    return found


def texts(found: Iterable[bytes]) -> list[str]:
    return [data.decode().replace("\r\n", "\n").partition("\n\n")[2].strip() for data in found]


def test_an_mbox(tmp_path: Path) -> None:
    """A line that begins with From inside a mail begins no other mail."""
    path = tmp_path / "answers.mbox"
    box = mailbox.mbox(path)
    for mail in mails():
        box.add(mail)
    box.close()
    before = path.read_bytes()
    found = open_mailbox(str(path), since=SINCE)
    assert isinstance(found, Mbox)
    assert texts(found.mails()) == ["less", "From time to time a pause\n\nFrom here on: stop"]
    assert path.read_bytes() == before


def test_an_empty_mbox_holds_nothing(tmp_path: Path) -> None:
    """No mail is no mistake."""
    path = tmp_path / "answers.mbox"
    path.touch()
    assert list(open_mailbox(str(path), since=SINCE).mails()) == []


def test_a_maildir(tmp_path: Path) -> None:
    """Read and unread mails; those still being delivered, and links out of the folder, are left."""
    box = mailbox.Maildir(tmp_path / "box")
    for mail in mails():
        box.add(mail)
    (tmp_path / "box" / "tmp" / "half").write_text("Subject: half")
    (tmp_path / "secret").write_text("Subject: elsewhere")
    (tmp_path / "box" / "new" / "link").symlink_to(tmp_path / "secret")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    found = open_mailbox(str(tmp_path / "box"), since=SINCE)
    assert isinstance(found, Maildir)
    assert len(texts(found.mails())) == 2
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


class Server:
    """An IMAP server with two mails, which notes what it was asked."""

    def __init__(self, *, refuses: str = "") -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.refuses = refuses

    def connect(self, host: str, port: int) -> Server:
        self.asked.append((host, port))
        if self.refuses == "connect":
            raise ConnectionRefusedError("refused")
        return self

    def login(self, name: str, password: str) -> None:
        self.asked.append(("login", name, password))
        if self.refuses == "login":
            raise imaplib.IMAP4.error("authentication failed")

    def select(self, folder: str, readonly: bool) -> tuple[str, list[bytes]]:
        self.asked.append(("select", folder, readonly))
        return ("NO", [b"no such folder"]) if self.refuses == "select" else ("OK", [b"2"])

    def uid(self, command: str, *arguments: Any) -> tuple[str, list[Any]]:
        self.asked.append((command, *arguments))
        if self.refuses == command:
            raise OSError("broken pipe")
        if command == "SEARCH":
            return "OK", [b"4 9"]
        mail = mails()[0 if arguments[0] == "4" else 1].as_bytes()
        return "OK", [(b"1 (BODY[] {9}", mail), b")"]

    def logout(self) -> None:
        self.asked.append(("logout",))


def test_a_folder_on_a_server() -> None:
    """Opened for reading only, asked for what came since a day, and nothing marked as seen."""
    server = Server()
    found = Imap(URL, "open sesame", SINCE, connect=server.connect)
    assert len(texts(found.mails())) == 2
    assert server.asked[:4] == [
        ("mail.example.org", 993),
        ("login", "ilse@knots.example.org", "open sesame"),
        ("select", '"Answers here"', True),
        ("SEARCH", None, "SINCE", "02-Nov-2026"),
    ]
    fetches = [asked for asked in server.asked if asked[0] == "FETCH"]
    assert [asked[1] for asked in fetches] == ["4", "9"]
    assert all("BODY.PEEK" in asked[2] for asked in fetches)
    assert server.asked[-1] == ("logout",)


@pytest.mark.parametrize(
    ("refuses", "complaint"),
    [
        ("connect", r"no connection \(refused\); check host and port"),
        ("login", "the server said: authentication failed; check the name"),
        ("select", r"there is no folder 'Answers here' \(no such folder\)"),
        ("FETCH", r"the connection broke \(broken pipe\); run again"),
    ],
)
def test_a_server_that_refuses(refuses: str, complaint: str) -> None:
    """One line for the manager, without the password."""
    found = Imap(URL, "open sesame", SINCE, connect=Server(refuses=refuses).connect)
    with pytest.raises(BadMailbox, match=complaint) as problem:
        list(found.mails())
    assert "sesame" not in str(problem.value) + repr(found)


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("nothing-there", "there is no such file or folder; expected an mbox file, a Maildir"),
        ("folder", "this folder has neither cur nor new in it"),
        ("text.txt", "this file is no mbox"),
        ("pop3://host/box", "expected an mbox file"),
        ("imaps://ilse:secret@host/INBOX", "leave the password out of the address"),
        ("imaps://ilse@host/INBOX", "COMMUNIS_IMAP_PASSWORD is not set"),
    ],
)
def test_what_is_no_mailbox(
    name: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each mistake is answered with what was expected."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.txt").write_text("no mail at all\n")
    with pytest.raises(BadMailbox, match=complaint) as problem:
        list(open_mailbox(name, since=SINCE).mails())
    assert "secret" not in str(problem.value)
