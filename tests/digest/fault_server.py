"""A mail server that fails as it is told to, and keeps count of what it took.

It speaks raw SMTP over asyncio on this machine's loopback, in a thread of its own.
"""

from __future__ import annotations

import asyncio
import re
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Stage = Literal[
    "greeting", "EHLO", "STARTTLS", "AUTH", "MAIL FROM", "RCPT TO", "DATA", "end of DATA"
]

NORMAL: Mapping[str, str] = {
    "greeting": "220 fault.example.org",
    "STARTTLS": "220 go on",
    "AUTH": "235 welcome",
    "MAIL FROM": "250 2.1.0 fine",
    "RCPT TO": "250 2.1.5 fine",
    "DATA": "354 go on",
    "end of DATA": "250 2.0.0 taken",
}


@dataclass(frozen=True)
class Says:
    """Another answer than the usual one."""

    words: str | bytes


@dataclass(frozen=True)
class Drops:
    """The connection is cut instead of an answer."""

    is_taken: bool = False
    """At the end of DATA: the mail was taken all the same."""


@dataclass(frozen=True)
class DropsInside:
    """At DATA: the connection is cut after so many bytes of the mail."""

    after: int


@dataclass(frozen=True)
class Waits:
    """The usual answer, later."""

    seconds: float


@dataclass(frozen=True)
class Drips:
    """The usual answer, byte by byte."""

    seconds: float


Fault = Says | Drops | DropsInside | Waits | Drips


class _Cut(Exception):
    """The connection has been cut."""


@dataclass
class FaultServer:
    """Answers as usual, but for the faults: by stage, for every address or for the one named."""

    faults: dict[Stage | tuple[Stage, str], Fault] = field(default_factory=dict)
    features: tuple[str, ...] = ("8BITMIME",)
    certificate: ssl.SSLContext | None = None
    on_command: Callable[[Stage, str], None] | None = None
    """Is told each stage and the recipient before the answer."""
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    """Each mail the server took responsibility for: the recipient and the bytes."""
    connections: int = 0
    port: int = 0

    def __enter__(self) -> FaultServer:
        """The server listens."""
        self._loop = asyncio.new_event_loop()
        is_ready = threading.Event()

        def serve() -> None:
            asyncio.set_event_loop(self._loop)
            self._loop.run_until_complete(self._listen(is_ready))

        self._thread = threading.Thread(target=serve, daemon=True)
        self._thread.start()
        is_ready.wait()
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing listens any more."""
        self._loop.call_soon_threadsafe(self._ending.set)
        self._thread.join()
        self._loop.close()

    def copies(self) -> Counter[str]:
        """How many copies of each mail were taken, by Message-ID."""
        found = (re.search(rb"^Message-ID: (\S+)", data, re.MULTILINE) for _, data in self.taken)
        return Counter(match[1].decode() for match in found if match)

    async def _listen(self, is_ready: threading.Event) -> None:
        self._ending = asyncio.Event()
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=2**17)
        self.port = server.sockets[0].getsockname()[1]
        is_ready.set()
        await self._ending.wait()
        server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            await self._talk(reader, writer)
        except (_Cut, OSError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        finally:
            writer.transport.abort()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._answer(writer, "greeting", "")
        recipient = ""
        while line := await reader.readline():
            verb, _, rest = line.decode("ascii").strip().partition(" ")
            verb = verb.upper()
            if verb in ("EHLO", "HELO"):
                features = [*self.features, *(["STARTTLS"] if self.certificate else [])]
                lines = ["fault.example.org", *features]
                said = "\r\n".join(f"250-{one}" for one in lines[:-1]) + f"\r\n250 {lines[-1]}"
                await self._answer(writer, "EHLO", "", said.lstrip("\r\n"))
            elif verb == "STARTTLS":
                await self._answer(writer, "STARTTLS", "")
                if self.certificate:
                    await writer.start_tls(self.certificate)
            elif verb == "AUTH":
                await self._answer(writer, "AUTH", "")
            elif verb == "MAIL":
                await self._answer(writer, "MAIL FROM", "")
            elif verb == "RCPT":
                recipient = rest.removeprefix("TO:<").removesuffix(">")
                await self._answer(writer, "RCPT TO", recipient)
            elif verb == "DATA":
                await self._answer(writer, "DATA", recipient)
                await self._take(reader, writer, recipient)
            elif verb == "QUIT":
                writer.write(b"221 bye\r\n")
                await writer.drain()
                return
            else:
                writer.write(b"250 fine\r\n")

    async def _take(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, recipient: str
    ) -> None:
        if isinstance(self._fault("DATA", recipient), Says):
            return
        fault = self._fault("end of DATA", recipient)
        if isinstance(fault, DropsInside):
            await reader.readexactly(fault.after)
            raise _Cut
        data = await reader.readuntil(b"\r\n.\r\n")
        if (
            isinstance(fault, (Waits, Drips))
            or fault is None
            or (isinstance(fault, Drops) and fault.is_taken)
        ):
            self.taken.append((recipient, data))
        await self._answer(writer, "end of DATA", recipient)

    def _fault(self, stage: Stage, recipient: str) -> Fault | None:
        return self.faults.get((stage, recipient)) or self.faults.get(stage)

    async def _answer(
        self, writer: asyncio.StreamWriter, stage: Stage, recipient: str, usual: str = ""
    ) -> None:
        if self.on_command:
            self.on_command(stage, recipient)
        answer = (usual or NORMAL[stage]).encode() + b"\r\n"
        match self._fault(stage, recipient):
            case Drops():
                raise _Cut
            case Says(words):
                writer.write((words if isinstance(words, bytes) else words.encode()) + b"\r\n")
            case Waits(seconds):
                await asyncio.sleep(seconds)
                writer.write(answer)
            case Drips(seconds):
                for byte in answer:
                    writer.write(bytes([byte]))
                    await writer.drain()
                    await asyncio.sleep(seconds)
            case _:
                writer.write(answer)
        await writer.drain()
