"""Tells when files that the site is made from were changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path

EVERY = 0.5
"""Seconds between two looks."""


def stamps(folders: Iterable[Path]) -> dict[str, tuple[int, int]]:
    """When each file below the folders was written last, and its size, by path."""
    found = {}
    for top in folders:
        for folder, _, names in os.walk(top):
            for name in names:
                path = f"{folder}/{name}"
                try:
                    known = os.stat(path)
                except FileNotFoundError:
                    continue  # An editor's own, gone between two looks.
                found[path] = (known.st_mtime_ns, known.st_size)
    return found


def watch(
    folders: Iterable[Path], changed: Callable[[], None], is_over: Callable[[float], object]
) -> None:
    """Nothing, once it is over; `changed` is called after each change below the folders.

    is_over: waits so many seconds and says whether it is over, as `threading.Event.wait` does.
    """
    folders = list(folders)
    before = stamps(folders)
    while not is_over(EVERY):
        now = stamps(folders)
        if now != before:
            # An editor writes in steps: the change is read when it is whole.
            time.sleep(EVERY / 5)
            before = stamps(folders)
            changed()
