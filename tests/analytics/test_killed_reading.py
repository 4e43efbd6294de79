"""A load is killed while its reading process works on real files; run again, nothing shows."""

from __future__ import annotations

import os
import random
import shutil
import time
from functools import partial
from pathlib import Path

from analytics.build import import_store, load
from analytics.warehouse import Warehouse
from importers.read import find_files, read_exports
from tests.analytics.conftest import IS_FULL
from tests.analytics.test_imports import all_rows
from tests.conftest import ROOT
from tests.killed import calls_of

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
    total = calls_of(partial(load_all, tmp_path / "counted", exports))
    choice = random.Random(17)
    killed = 0
    for number in range(KILLS):
        home = tmp_path / str(number)
        work, kill_at = partial(load_all, home, exports), choice.randrange(1, total)
        killed += calls_of(work, kill_at=kill_at) == 0
        until = time.monotonic() + 10
        while (left := readers_of(home)) and time.monotonic() < until:
            time.sleep(0.05)
        assert left == []
        load_all(home, exports)
        assert rows_of(home) == expected
        shutil.rmtree(home)
    # The number of calls differs a little from run to run, so a late kill may come to nothing.
    assert killed > KILLS / 2
