"""Work on many things in as many processes as there are cores, where the system can fork."""

from __future__ import annotations

import gc
import os
import pickle
import warnings
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from publisher.errors import ProcessLost

T = TypeVar("T")
R = TypeVar("R")

FEWEST = 200
"""Of fewer things the work is done before another process has begun."""


def at_once(
    do: Callable[[Sequence[T]], R], things: Sequence[T], *, fewest: int = FEWEST
) -> list[R]:
    """What `do` made of each part of the things, in their order; all of it in one part when few.

    A part is done by a copy of this process, so `do` sees everything as it is now, and what it
    changes but for files is lost. What it returns or raises is pickled and comes back.
    """
    cores = _cores()
    if len(things) < fewest or cores < 2:
        return [do(things)]
    size = -(-len(things) // cores)
    first, *others = (things[at : at + size] for at in range(0, len(things), size))
    gc.collect()
    gc.freeze()  # What the collector does not touch stays shared between the processes.
    try:
        begun = [_begun(do, part) for part in others]
        try:
            made = [do(first)]
        finally:
            told = [_told(*each) for each in begun]
    finally:
        gc.unfreeze()
    return made + [_opened(each) for each in told]


def _cores() -> int:
    if not hasattr(os, "fork"):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begun(do: Callable[[Sequence[T]], R], part: Sequence[T]) -> tuple[int, int]:
    """The process that does the part, and where its answer can be read."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # Threads of DuckDB and of a moving line may run; the copy uses neither.
        warnings.simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    try:
        gc.disable()
        os.close(reading)
        try:
            answer: tuple[bool, Any] = (True, do(part))
        except BaseException as problem:
            answer = (False, problem)
        with os.fdopen(writing, "wb") as stream:
            pickle.dump(answer, stream)
    finally:
        # Nothing of the parent's is cleaned up twice.
        os._exit(0)


def _told(process: int, reading: int) -> bytes:
    with os.fdopen(reading, "rb") as stream:
        answer = stream.read()
    os.waitpid(process, 0)
    return answer


def _opened(answer: bytes) -> Any:
    """What the part made. Raises what it raised, and ProcessLost when it ended without a word."""
    if not answer:
        raise ProcessLost()
    is_made, made = pickle.loads(answer)
    if not is_made:
        raise made
    return made
