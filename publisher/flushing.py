"""Files brought to the disk, so that a power cut leaves them whole."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

MANY = 64
"""So many files are flushed faster with all their file system than one by one."""


def flush_tree(folder: Path) -> None:
    """Nothing; all that is new below the folder is on the disk, and the folders themselves.

    A file with a second name stood in a finished site before, and was flushed then.
    """
    new, folders = [], []
    for place, _, names in os.walk(folder):
        folders.append(place)
        new += [path for name in names if os.stat(path := f"{place}/{name}").st_nlink == 1]
    if len(new) >= MANY and _flush_file_system(folder):
        return
    for path in (*new, *folders):
        flush(path)


def flush(path: str | Path) -> None:
    """Nothing; the file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _flush_file_system(folder: Path) -> bool:
    """Whether the whole file system that holds the folder could be flushed at once: on Linux."""
    if sys.platform != "linux":
        return False
    handle = os.open(folder, os.O_RDONLY)
    try:
        # syncfs(2) waits until all is written, and tells of errors; Python has no name for it.
        return bool(ctypes.CDLL(None).syncfs(handle) == 0)
    finally:
        os.close(handle)
