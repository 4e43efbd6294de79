"""One connection to a mail server, and one mail handed over through it.

The standard library's client sends a mail in one call and cannot tell how far it came. Whether a
mail may have arrived depends on exactly that, so the steps are taken one by one here.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass

from digest.errors import CannotConnect
from digest.mail_server import Server
from digest.verdicts import LOST, Stage

# The server's log shows who greets it; a laptop's name is nobody's business.
_OUR_NAME = "[127.0.0.1]"
_LAST_PART = 16 * 1024
_IDLE_SECONDS = 10.0
_ENHANCED = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}(?=\s|$)")


@dataclass(frozen=True)
class Answer:
    """The answer that decided, and at which stage."""

    stage: Stage
    answer: str
    """As in `digest.verdicts`: '250', '550 5.1.1', or LOST."""
    words: str
    """The server's words in one line, without the recipient's address."""

    @property
    def is_break(self) -> bool:
        """Whether the connection ended with it."""
        is_taken = self.stage == "end of DATA" and self.answer.startswith("2")
        is_refused = self.answer[0] in "45" and not self.answer.startswith("421")
        return not (is_taken or is_refused)


class Connection:
    """An open connection; used for one mail after another."""

    def __init__(self, client: smtplib.SMTP, server: Server) -> None:
        self._client = client
        self._server = server
        self._used_at = time.monotonic()
        self._is_recipient_told = False

    @classmethod
    def open(cls, server: Server) -> Connection:
        """A connection on which mails may be sent: greeted, encrypted, logged in.

        Raises CannotConnect saying at which step and in what words it failed.
        """
        place = f"{server.host}:{server.port}"
        step = "connecting"
        client: smtplib.SMTP | None = None
        try:
            context = None
            if server.security != "none":
                step = f"reading the certificates {server.ca_file or 'of the system'}"
                context = ssl.create_default_context()
                if server.ca_file:
                    context.load_verify_locations(server.ca_file)
                step = "connecting"
            where = (server.host, server.port, _OUR_NAME)
            if server.security == "tls":
                client = smtplib.SMTP_SSL(*where, timeout=server.reply_seconds, context=context)
            else:
                client = smtplib.SMTP(*where, timeout=server.reply_seconds)
            step = "EHLO"
            client.ehlo_or_helo_if_needed()
            if server.security == "starttls":
                step = "STARTTLS"
                client.starttls(context=context)
                client.ehlo_or_helo_if_needed()
            if server.user:
                step = "logging in"
                client.login(server.user, server.password)
            # Small writes follow large ones; waiting to join them costs 40 ms a mail.
            if client.sock is not None:
                client.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            if client is not None:
                client.close()
            raise CannotConnect(f"{place}: {step}: {_why(error)}") from None
        return cls(client, server)

    @property
    def is_open(self) -> bool:
        """Whether another mail may be tried; a connection that was idle is asked first."""
        if self._client.sock is None:
            return False
        if time.monotonic() - self._used_at > _IDLE_SECONDS:
            self._settle("noop")
        return self._client.sock is not None

    def begin(self, return_path: str, address: str) -> Answer | None:
        """None when the first command of a mail has been written, else the lost connection.

        The second goes with it to a server that takes several at once (RFC 2920). The third waits:
        a server that refused the recipient could take an empty mail.
        """
        commands = f"MAIL FROM:<{return_path}>\r\n"
        self._is_recipient_told = bool(self._client.has_extn("pipelining"))
        if self._is_recipient_told:
            commands += f"RCPT TO:<{address}>\r\n"
        try:
            self._client.send(commands)
        except (OSError, smtplib.SMTPException) as error:
            return self._lost("MAIL FROM", error)
        return None

    def finish(
        self, address: str, data: bytes, *, meanwhile: Callable[[], None] | None = None
    ) -> Answer:
        """The answer that decided about the mail begun. data: the mail, with CRLF line ends.

        meanwhile: done while the server takes the mail; it raises nothing.
        """
        stage: Stage = "MAIL FROM"
        try:
            answer = self._answer(stage, address)
            if not answer.answer.startswith("2"):
                if self._is_recipient_told and not answer.is_break:
                    self._client.getreply()
                return self._refused(answer)
            stage = "RCPT TO"
            if not self._is_recipient_told:
                self._client.putcmd("RCPT", f"TO:<{address}>")
            answer = self._answer(stage, address)
            if not answer.answer.startswith("2"):
                return self._refused(answer)
            stage = "DATA"
            self._client.putcmd("DATA")
            answer = self._answer(stage, address)
            if not answer.answer.startswith("354"):
                return self._refused(answer)
            dotted = re.sub(rb"(?m)^\.", b"..", data)
            dotted += b".\r\n" if dotted.endswith(b"\r\n") else b"\r\n.\r\n"
            if before := dotted[:-_LAST_PART]:
                self._client.send(before)
            # From here on the server may have the whole mail.
            stage = "end of DATA"
            self._wait_at_most(self._server.end_seconds)
            self._client.send(dotted[-_LAST_PART:])
            if meanwhile:
                meanwhile()
            answer = self._answer(stage, address)
            self._wait_at_most(self._server.reply_seconds)
        except (OSError, smtplib.SMTPException) as error:
            return self._lost(stage, error)
        if not answer.answer.startswith("2"):
            return self._refused(answer)
        self._used_at = time.monotonic()
        return answer

    def close(self) -> None:
        """Nothing; the server has been told, where it still listens."""
        if self._client.sock is not None:
            self._wait_at_most(min(5.0, self._server.reply_seconds))
            self._settle("quit")
        self._client.close()

    def _answer(self, stage: Stage, address: str) -> Answer:
        code, said = self._client.getreply()
        words = _line(said).replace(address, "(the address)")
        if not 200 <= code < 600:
            self._client.close()
            return Answer(stage, LOST, f"no SMTP: {words[:80]}")
        enhanced = _ENHANCED.match(said)
        answer = f"{code} {enhanced[0].decode()}" if enhanced else str(code)
        return Answer(stage, answer, f"{code} {words}")

    def _refused(self, answer: Answer) -> Answer:
        if answer.is_break:
            self._client.close()
        else:
            self._settle("rset")
        self._used_at = time.monotonic()
        return answer

    def _lost(self, stage: Stage, error: Exception) -> Answer:
        self._client.close()
        return Answer(stage, LOST, _why(error))

    def _settle(self, command: str) -> None:
        """Send a command after which the next mail may come; the connection ends if that fails."""
        try:
            code, _ = self._client.docmd(command)
            if code != 250:
                self._client.close()
        except (OSError, smtplib.SMTPException):
            self._client.close()
        self._used_at = time.monotonic()

    def _wait_at_most(self, seconds: float) -> None:
        if self._client.sock is not None:
            self._client.sock.settimeout(seconds)


def _why(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return f"{error.smtp_code} {_line(said if isinstance(said, bytes) else said.encode())}"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, UnicodeError):
        return "the user or the password holds letters the server cannot be told"
    return _line(str(error).encode()) or type(error).__name__


def _line(said: bytes) -> str:
    text = said.decode("ascii", "replace")
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.split())[:200]
