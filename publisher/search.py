"""The index behind the search page, by pagefind: made from the finished pages and nothing else.

Pages are indexed by what stands in an element marked `data-pagefind-body`; so whatever can be found
could be read. See https://pagefind.app/docs/ for the files it writes.
"""

from __future__ import annotations

import subprocess
from collections.abc import Collection
from pathlib import Path

import pagefind_bin

from publisher.errors import SearchFailed
from publisher.linking import take_over

FOLDER = "pagefind"
_NEEDED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.*", "*.pf_meta",
           "fragment/*", "index/*")  # fmt: skip
"""Our search page brings its own form; pagefind's three interfaces stay out."""


def index(site: Path, *, previous: Path | None, is_unchanged: bool) -> None:
    """Write the index of a site's pages below it.

    previous: a site whose index is taken over when no page is another than there. Raises
    SearchFailed when pagefind does.
    """
    if previous and is_unchanged and (previous / FOLDER).is_dir():
        for file in sorted((previous / FOLDER).rglob("*")):
            if file.is_file():
                take_over(file, site / file.relative_to(previous))
        return
    folder = site / FOLDER
    # One index whatever language a page says it is in: a quotation may be in another than its page.
    done = subprocess.run(
        [pagefind_bin.get_executable(), "--site", str(site), "--output-subdir", FOLDER, "--silent"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SearchFailed(done.stderr.strip() or done.stdout.strip())
    _keep(folder, _NEEDED)


def _keep(folder: Path, patterns: Collection[str]) -> None:
    if not folder.is_dir():
        return  # No page had anything to index.
    kept = {file for pattern in patterns for file in folder.glob(pattern)}
    for file in folder.rglob("*"):
        if file.is_file() and file not in kept:
            file.unlink()
