"""One changed row of many, from the row to the site shown, in a process that published before.

Beside it: the same in a process that begins with the change, Hugo run again over what it wrote, and
Hugo watching its files. All are told in seconds of wall time, the medians of as many changes as
rounds; a change is new words in one spotlight.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import hugo_site, our_site
from benchmarks.made_spotlights import write_rows
from publisher.rows import SiteRows

PATIENCE = 60.0
"""Seconds after which nobody waits any longer for Hugo."""


def told_warm(folder: Path, count: int, rounds: int) -> Iterator[str]:
    """A line for each of the four."""
    folder.mkdir()
    write_rows(folder / "rows.json", count)
    hugo_site.set_up(folder / "peer", folder / "rows.json")
    hugo_site.build(folder / "peer")
    rows = our_site.read_rows(folder / "rows.json")
    our_site.publish_rows(rows, folder / "ours")
    cold, again, watching, ours = [], [], [], []
    for number in range(rounds):
        ours.append(_ours(rows, folder / "ours", f"Changed for the time {number}."))
        cold.append(_ours_cold(folder, f"Changed from cold for the time {number}."))
        again.append(_hugo_again(folder / "peer", f"Changed for the time {number}."))
    with _watching(folder / "peer"):
        for number in range(rounds):
            watching.append(_seen(folder / "peer", f"Seen for the time {number}."))
    yield f"one changed row of {count}, medians of {rounds}, seconds of wall time:"
    for what, took in (
        ("ours, warm, from the row to the site swapped", ours),
        ("ours, cold, from the start of a process to the site swapped", cold),
        ("Hugo run again", again),
        ("Hugo watching, from the file to the page", watching),
    ):
        ratio = statistics.median(o / t for o, t in zip(ours, took, strict=True))
        yield f"  {what}: {statistics.median(took):.3f} (ours / this: {ratio:.2f})"


def _ours(rows: SiteRows, folder: Path, words: str) -> float:
    first, *others = rows.spotlights
    started = time.perf_counter()
    changed = replace(rows, spotlights=(replace(first, words=words), *others))
    done = our_site.publish_rows(changed, folder)
    took = time.perf_counter() - started
    page = (folder / "output" / "spotlights" / f"{first.person.slug}.html").read_text("utf-8")
    assert words in page, "the changed page is not shown"
    assert done.is_new
    return took


def _ours_cold(folder: Path, words: str) -> float:
    changed = folder / "changed.json"
    made: list[dict[str, Any]] = json.loads((folder / "rows.json").read_bytes())
    made[0]["words"] = words
    changed.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.our_site", str(changed), str(folder / "ours")]
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    took = time.perf_counter() - started
    page = folder / "ours" / "output" / "spotlights" / f"{made[0]['slug']}.html"
    assert words in page.read_text("utf-8"), "the changed page is not shown"
    return took


def _hugo_again(folder: Path, words: str) -> float:
    page = _change(folder, words)
    started = time.perf_counter()
    hugo_site.build(folder)
    took = time.perf_counter() - started
    assert words in page.read_text("utf-8"), "Hugo does not show the changed page"
    return took


def _seen(folder: Path, words: str) -> float:
    page = _change(folder, words)
    started = time.perf_counter()
    _wait(lambda: words in page.read_text("utf-8"))
    took = time.perf_counter() - started
    time.sleep(1)  # So that it is done with this change before the next.
    return took


def _change(folder: Path, words: str) -> Path:
    file = folder / "assets" / "rows.json"
    rows: list[dict[str, Any]] = json.loads(file.read_bytes())
    rows[0]["words"] = words
    new = file.with_suffix(".new")
    new.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    shutil.move(new, file)
    return folder / "public" / "spotlights" / f"{rows[0]['slug']}.html"


@contextmanager
def _watching(folder: Path) -> Iterator[None]:
    log = folder / "watching.log"
    with log.open("w") as lines:
        hugo = subprocess.Popen(
            [hugo_site.hugo(), "--source", str(folder), "--watch"], stdout=lines, stderr=lines
        )
    try:
        _wait(lambda: "Press Ctrl+C to stop" in log.read_text("utf-8"))
        yield
    finally:
        hugo.terminate()
        hugo.wait()


def _wait(until: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < ends, "Hugo did not come to it"
        time.sleep(0.002)
