"""A load is killed while its reading process works on real files; run again, nothing shows."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from analytics.build import import_store, load
from analytics.warehouse import Warehouse
from importers.read import find_files, read_exports
from tests.analytics.conftest import IS_FULL
from tests.analytics.test_imports import all_rows
from tests.conftest import ROOT

KILLS = 40 if IS_FULL else 6
SAMPLES = ("discourse", "ning", "phpbb", "stackexchange", "wordpress")


def exports_in(folder: Path) -> Path:
    """Five platforms' samples, each case in a folder of its own."""
    for source in SAMPLES:
        for inputs in sorted((ROOT / "tests" / "importers" / "sources" / source).glob("*/input")):
            shutil.copytree(inputs, folder / f"{source}-{inputs.parent.name}")
    return folder


def load_all(home: Path, exports: Path) -> None:
    work = home / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    with Warehouse.open(home) as warehouse:
        files = find_files([exports], work=work)
        known = import_store(warehouse).known()
        items = read_exports(files, default_instance="here", known=known, work=work)
        load(warehouse, items)


def rows_of(home: Path) -> dict[str, list[str]]:
    with Warehouse.open(home) as warehouse:
        return all_rows(warehouse)


def calls_of_load(home: Path, exports: Path, *, kill_at: int = -1) -> int:
    """How many calls a load makes in a process of its own; 0 when killed at one of them."""
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
        load_all(home, exports)
        sys.setprofile(None)
        os.write(writing, str(calls).encode())
    finally:
        os._exit(0)


def readers_of(home: Path) -> list[str]:
    """The reading processes that still stand in the load's work folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            stands_in = os.readlink(process / "cwd")
        except OSError:
            continue
        if stands_in.startswith(f"{home}/"):
            found.append(process.name)
    return found


def test_load_killed_while_it_reads_is_taken_up_again(tmp_path: Path) -> None:
    """Killed (-9) anywhere between the first file and the last; no reader stays behind."""
    exports = exports_in(tmp_path / "exports")
    load_all(tmp_path / "whole", exports)
    expected = rows_of(tmp_path / "whole")
    assert len(expected["raw.posts"]) > 50
    total = calls_of_load(tmp_path / "counted", exports)
    choice = random.Random(17)
    killed = 0
    for number in range(KILLS):
        home = tmp_path / str(number)
        killed += calls_of_load(home, exports, kill_at=choice.randrange(1, total)) == 0
        until = time.monotonic() + 10
        while (left := readers_of(home)) and time.monotonic() < until:
            time.sleep(0.05)
        assert left == []
        load_all(home, exports)
        assert rows_of(home) == expected
        shutil.rmtree(home)
    # The number of calls differs a little from run to run, so a late kill may come to nothing.
    assert killed > KILLS / 2
