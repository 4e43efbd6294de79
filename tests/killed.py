"""Work done in a process of its own that is killed (-9) at one of its calls."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable


def calls_of(work: Callable[[], object], *, kill_at: int = -1) -> int:
    """How many calls the work makes; 0 when it was killed at one of them."""
    reading, writing = os.pipe()
    if child := os.fork():
        os.close(writing)
        with os.fdopen(reading) as pipe:
            said = pipe.read()
        os.waitpid(child, 0)
        return int(said or 0)
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += 1
        if calls == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        sys.setprofile(count)
        work()
        sys.setprofile(None)
        os.write(writing, str(calls).encode())
    finally:
        os._exit(0)
