"""Files of the site before that stand in the new one too."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def take_over(file: Path, target: Path) -> bool:
    """Whether the file of the previous site now stands at the target too, linked or copied."""
    if not file.is_file():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(file, target)
    except OSError:
        # Another file system, or one without links: the bytes matter, not the way.
        shutil.copyfile(file, target)
    return True
