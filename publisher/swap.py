"""Finished sites side by side, and the one link that says which of them is shown.

A site is built in `site-NNNN-partial`, flushed to the disk, renamed to `site-NNNN-<digest>`, and
only then does `output`, a symbolic link, point to it: by rename(2), so a reader finds the old site
or the new one and never half of each. What is remembered of a site lies beside it, not in it.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from publisher.errors import ForeignOutput, NothingToUndo
from publisher.flushing import flush, flush_tree

KEEP = 3
SITE = re.compile(r"site-(\d{4,})-[0-9a-f]{12}")
_NUMBERED = re.compile(r"site-(\d{4,})-")


def check_output(output: Path) -> None:
    """Nothing, when the output is free or ours.

    Raises ForeignOutput when something stands there that we did not make.
    """
    if output.is_symlink():
        if shown_site(output) is None:
            raise ForeignOutput(output, f"a link to {os.readlink(output)}")
    elif output.is_dir():
        raise ForeignOutput(output, "a folder")
    elif output.exists():
        raise ForeignOutput(output, "a file")


def shown_site(output: Path) -> Path | None:
    """The site that the output shows now; None when it shows none of ours."""
    if not output.is_symlink():
        return None
    target = (output.parent / os.readlink(output)).resolve()
    # The note beside the site is the mark that we made it.
    return target if SITE.fullmatch(target.name) and note_of(target).is_file() else None


def note_of(site: Path) -> Path:
    """Where the things remembered of a site lie: beside it."""
    return site.with_name(site.name + ".json")


def kept_sites(build: Path) -> list[Path]:
    """The finished sites below the build folder, oldest first."""
    numbered = [
        (int(found.group(1)), path)
        for path in build.glob("site-*")
        if (found := SITE.fullmatch(path.name)) and path.is_dir() and note_of(path).is_file()
    ]
    return [path for _, path in sorted(numbered)]


def partial_site(build: Path) -> Path:
    """An empty folder to build the next site in, of a number that no other had."""
    left = sorted(build.glob("site-*"))
    # What was broken off counts too: a process that outlived it may still write there.
    used = [int(found.group(1)) for path in left if (found := _NUMBERED.match(path.name))]
    for path in left:
        is_forgotten = SITE.fullmatch(path.name) and path.is_dir() and not note_of(path).is_file()
        if path.name.endswith("-partial") or is_forgotten:
            shutil.rmtree(path, ignore_errors=True)
    partial = build / f"site-{max(used, default=0) + 1:04}-partial"
    partial.mkdir(parents=True)
    return partial


def finish(partial: Path, digest: str, note: bytes) -> Path:
    """The finished site: everything flushed, its note beside it, renamed in one step."""
    site = partial.with_name(partial.name.removesuffix("partial") + digest[:12])
    flush_tree(partial)
    note_file = note_of(site)
    note_file.write_bytes(note)
    flush(note_file)
    partial.rename(site)
    flush(site.parent)
    return site


def show(site: Path, output: Path) -> None:
    """The output shows the site from now on; a reader never finds nothing there."""
    check_output(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    link = output.with_name(f".{output.name}-{os.getpid()}")
    link.unlink(missing_ok=True)
    link.symlink_to(os.path.relpath(site.resolve(), output.parent.resolve()))
    link.replace(output)
    flush(output.parent)


def forget_old(build: Path, output: Path, *, keep: int = KEEP) -> None:
    """Only the newest sites are left, and the one that is shown."""
    shown = shown_site(output)
    for site in kept_sites(build)[:-keep]:
        if shown is None or site.resolve() != shown:
            # Gone at once for whoever reads in it, and never half of it.
            note_of(site).unlink()
            going = site.with_name(f"{site.name}-partial")
            site.rename(going)
            shutil.rmtree(going)


def undo(output: Path) -> Path:
    """The site shown before the present one, which the output shows again.

    Raises ForeignOutput when the output is not ours, NothingToUndo when no earlier site is kept.
    """
    check_output(output)
    shown = shown_site(output)
    earlier = [] if shown is None else [
        site for site in kept_sites(shown.parent) if _number(site) < _number(shown)
    ]  # fmt: skip
    if not earlier:
        raise NothingToUndo(output)
    show(earlier[-1], output)
    return earlier[-1]


def _number(site: Path) -> int:
    return int(site.name.split("-")[1])
