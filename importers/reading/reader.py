"""The reading process as seen from outside: started when needed, replaced when it died."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, cast

import pyarrow as pa

from importers.errors import ReaderDied
from importers.identify import ROOM
from importers.reading.limits import MIB, Limits
from importers.reading.wire import receive, send


class Reader:
    """A process that reads one file after the other."""

    def __init__(self, work: Path, limits: Limits) -> None:
        work.mkdir(parents=True, exist_ok=True)
        self._work = work
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self.is_offline: bool | None = None
        """Whether the process has no network; None before it was started."""

    def ask(self, order: dict[str, Any], name: str) -> dict[str, Any]:
        """The one answer to an order about the file of that name.

        Raises ReaderDied when the process ends instead; the next order starts a new one.
        """
        *_, last = self.answers(order, name)
        return cast(dict[str, Any], last)

    def answers(
        self, order: dict[str, Any], name: str
    ) -> Iterator[dict[str, Any] | tuple[str, pa.RecordBatch]]:
        """The batches that an order about the file of that name brings, then the answer.

        Raises ReaderDied when the process ends before the answer.
        """
        process = self._process or self._start(name)
        orders, replies = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
        try:
            send(orders, order)
            while (answer := receive(replies)) is not None:
                yield answer
                if isinstance(answer, dict):
                    return
        except BrokenPipeError:
            pass
        except GeneratorExit:
            # The caller wants no more of this file; what is still in the pipe is of no use.
            self.close()
            raise
        self._process = None
        raise ReaderDied(name, self._last_words(process))

    def close(self) -> None:
        """Nothing; the process is gone."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _start(self, name: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            # -P: modules come from the project, never from the folder the process stands in.
            [sys.executable, "-P", "-m", "importers.reading.worker"],
            cwd=self._work,
            # Nothing of ours but what reading needs: the environment may hold passwords.
            env={
                "PYTHONPATH": str(ROOM.parent),
                "PYTHONDONTWRITEBYTECODE": "1",
                "PYTHONUTF8": "1",
                "PATH": os.defpath,
                # The default allocator reserves address space far beyond what it uses.
                "ARROW_DEFAULT_MEMORY_POOL": "system",
                "OMP_NUM_THREADS": "1",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._process = process
        send(cast(IO[bytes], process.stdin), {"limits": asdict(self._limits)})
        hello = receive(cast(IO[bytes], process.stdout))
        if not isinstance(hello, dict):
            self._process = None
            raise ReaderDied(name, self._last_words(process))
        self.is_offline = hello["is_offline"]
        return process

    def _last_words(self, process: subprocess.Popen[bytes]) -> str:
        # Its output has ended; a process that lives on all the same is of no use.
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        code = process.returncode
        if code == -signal.SIGXCPU:
            why = f"took more than {self._limits.cpu_seconds} seconds of processor time"
        elif code in (-signal.SIGKILL, -signal.SIGSEGV, -signal.SIGABRT):
            why = (
                f"killed the reading process, most likely for want of memory "
                f"(it may take {self._limits.memory_bytes // MIB} MiB)"
            )
        else:
            why = f"ended the reading process (exit {code})"
        return f"{why}; the rest of it is left out. Export it in smaller parts"
