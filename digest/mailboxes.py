"""Where replies lie: an mbox file, a Maildir folder, a mailbox on a server. All are only read."""

from __future__ import annotations

import hashlib
import imaplib
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from digest.errors import BadMailbox
from importers.errors import ImportersError
from importers.importer import ExportFile
from importers.reading.mbox import LONGEST_MESSAGE, begins_mailbox, messages

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_SECONDS_TO_WAIT = 60
EXPECTED = "expected an mbox file, a Maildir folder, or imaps://user@host/INBOX"


class Mailbox(Protocol):
    """Something that holds mails."""

    @property
    def name(self) -> str:
        """As the manager knows it."""

    def mails(self) -> Iterator[bytes]:
        """Every mail as it lies there, headers and body, in the mailbox's own order.

        Raises BadMailbox when the mailbox cannot be read.
        """


@dataclass(frozen=True)
class Mbox:
    """One file with all mails in it, as most mail programs export a folder."""

    path: Path

    @property
    def name(self) -> str:
        """The file."""
        return str(self.path)

    def mails(self) -> Iterator[bytes]:
        """Every mail in the file."""
        digest = hashlib.sha256(str(self.path).encode()).hexdigest()
        file = ExportFile(path=self.path, name=self.path.name, sha256=digest)
        try:
            head = file.head()
            if head.strip() and not begins_mailbox(head):
                raise BadMailbox(f"{self.path}: this file is no mbox; {EXPECTED}")
            for message in messages(file):
                yield message.data
        except (ImportersError, OSError) as problem:
            raise BadMailbox(f"{self.path}: {problem}") from None


@dataclass(frozen=True)
class Maildir:
    """A folder with a file per mail, below `new` and `cur`."""

    path: Path

    @property
    def name(self) -> str:
        """The folder."""
        return str(self.path)

    def mails(self) -> Iterator[bytes]:
        """Every mail in the folder; what is still being delivered is left out."""
        for folder in ("cur", "new"):
            for file in sorted((self.path / folder).glob("*")):
                if file.is_file() and not file.is_symlink():
                    with file.open("rb") as stream:
                        yield stream.read(LONGEST_MESSAGE)


Connect = Callable[[str, int], Any]
"""Opens the conversation with an IMAP server, as imaplib.IMAP4_SSL does."""


def _connect(host: str, port: int) -> imaplib.IMAP4_SSL:
    return imaplib.IMAP4_SSL(
        host, port, ssl_context=ssl.create_default_context(), timeout=_SECONDS_TO_WAIT
    )


@dataclass(frozen=True, repr=False)
class Imap:
    """A folder on a server, looked at without changing a thing: nothing is marked as read."""

    url: str
    password: str
    since: date
    """Mails that came before this day are not fetched."""
    connect: Connect = _connect

    @property
    def name(self) -> str:
        """The folder's address, which holds no password."""
        return self.url

    def mails(self) -> Iterator[bytes]:
        """Every mail since the day, whole, or its beginning when it is very long."""
        parts = urlsplit(self.url)
        folder = unquote(parts.path.lstrip("/")) or "INBOX"
        try:
            server = self.connect(parts.hostname or "", parts.port or 993)
        except (OSError, imaplib.IMAP4.error) as problem:
            raise BadMailbox(
                f"{self.url}: no connection ({problem}); check host and port"
            ) from None
        try:
            server.login(unquote(parts.username or ""), self.password)
            said, detail = server.select(_quoted(folder), readonly=True)
            if said != "OK":
                raise BadMailbox(f"{self.url}: there is no folder {folder!r} ({_said(detail)})")
            day = f"{self.since.day:02d}-{_MONTHS[self.since.month - 1]}-{self.since.year}"
            for number in _answer(server.uid("SEARCH", None, "SINCE", day), self.url)[0].split():
                parts_of = f"(BODY.PEEK[]<0.{LONGEST_MESSAGE}>)"
                for part in _answer(server.uid("FETCH", number.decode(), parts_of), self.url):
                    if isinstance(part, tuple):
                        yield bytes(part[1])
        except imaplib.IMAP4.error as problem:
            raise BadMailbox(
                f"{self.url}: the server said: {problem}; check the name in the address and "
                "COMMUNIS_IMAP_PASSWORD"
            ) from None
        except OSError as problem:
            raise BadMailbox(f"{self.url}: the connection broke ({problem}); run again") from None
        finally:
            _leave(server)


def open_mailbox(text: str, *, password: str | None = None, since: date) -> Mailbox:
    """The mailbox a text names: imaps://user@host/FOLDER, a Maildir folder, or an mbox file.

    password, since: for a server only. Raises BadMailbox when it names none.
    """
    if text.startswith("imaps://"):
        parts = urlsplit(text)
        if parts.password:
            raise BadMailbox(
                "imaps: leave the password out of the address; put it into COMMUNIS_IMAP_PASSWORD"
            )
        if not password:
            raise BadMailbox(f"{text}: COMMUNIS_IMAP_PASSWORD is not set")
        return Imap(text, password, since)
    if "://" in text:
        raise BadMailbox(f"{text}: {EXPECTED}")
    path = Path(text)
    if path.is_dir():
        if not ((path / "cur").is_dir() or (path / "new").is_dir()):
            raise BadMailbox(f"{path}: this folder has neither cur nor new in it; {EXPECTED}")
        return Maildir(path)
    if not path.is_file():
        raise BadMailbox(f"{path}: there is no such file or folder; {EXPECTED}")
    return Mbox(path)


def _answer(answered: tuple[str, list[Any]], url: str) -> list[Any]:
    said, data = answered
    if said != "OK":
        raise BadMailbox(f"{url}: the server said: {_said(data)}")
    return [part for part in data if part is not None] or [b""]


def _said(data: list[Any]) -> str:
    return b" ".join(part for part in data if isinstance(part, bytes)).decode("utf-8", "replace")


def _quoted(folder: str) -> str:
    escaped = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _leave(server: Any) -> None:
    try:
        server.logout()
    except (OSError, imaplib.IMAP4.error):
        return
