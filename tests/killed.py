"""Work done in a process of its own that is killed (-9) at one of its steps."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable


def steps_of(work: Callable[[Callable[[], None]], object], *, kill_at: int = -1) -> int:
    """How often the work called what it is handed; 0 when it was killed at one of those calls."""
    reading, writing = os.pipe()
    if child := os.fork():
        os.close(writing)
        with os.fdopen(reading) as pipe:
            said = pipe.read()
        os.waitpid(child, 0)
        return int(said or 0)
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1
        if steps == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        work(step)
        os.write(writing, str(steps).encode())
    finally:
        os._exit(0)


def calls_of(work: Callable[[], object], *, kill_at: int = -1) -> int:
    """How many calls the work makes; 0 when it was killed at one of them."""

    def profiled(step: Callable[[], None]) -> None:
        sys.setprofile(lambda frame, event, argument: step())
        work()
        sys.setprofile(None)

    return steps_of(profiled, kill_at=kill_at)


def touches_of(
    work: Callable[[], object], folder: str, events: set[str], *, kill_at: int = -1
) -> int:
    """How many of Python's audit events name a path with the folder in it; 0 when killed."""

    def audited(step: Callable[[], None]) -> None:
        def count(event: str, arguments: tuple[object, ...]) -> None:
            if event in events and folder in str(arguments[:2]):
                step()

        sys.addaudithook(count)
        work()

    return steps_of(audited, kill_at=kill_at)
