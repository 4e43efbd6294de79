"""Two ways to do one thing, run in turn in fresh processes, as ratios of time and memory."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Cost:
    """What one run took, all its processes together."""

    cpu: float
    """Seconds of processor time, user and system."""
    wall: float
    """Seconds."""
    memory: float
    """MiB: the peaks of the process and of the largest it started, added up."""


@dataclass(frozen=True)
class Pair:
    """One comparison."""

    name: str
    ours: tuple[str, ...]
    """Arguments of `python -m`; the process prints its memory as its last line."""
    peer: tuple[str, ...]
    check: Callable[[], None]
    """Raises AssertionError when the two did not come to the same; goes to another process."""
    before: Callable[[], None] = lambda: None
    """Makes each run's files what they were before the first."""
    before_peer: Callable[[], None] | None = None
    """The same for the peer's runs, where theirs are other files."""


def run_once(arguments: tuple[str, ...], before: Callable[[], None] = lambda: None) -> Cost:
    """What a fresh process with these arguments of `python -m` took, once `before` was done.

    Raises CalledProcessError when it fails.
    """
    before()
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.stderr.write(done.stderr)
        done.check_returncode()
    spent = json.loads(done.stdout.splitlines()[-1])
    return Cost(spent["cpu"], time.monotonic() - started, spent["memory"])


def compare(pairs: list[Pair], *, rounds: int, said: Callable[[str], None]) -> Table:
    """The medians of each pair and of its ratios; the order changes from round to round."""
    table = Table(title=f"{rounds} rounds, medians; ratio = ours / peer of the same round")
    for column in ("what", "CPU s", "peer", "ratio", "wall s", "peer", "ratio", "MiB", "peer"):
        table.add_column(column, justify="left" if column == "what" else "right")
    for pair in pairs:
        costs: list[tuple[Cost, Cost]] = []
        before_peer = pair.before_peer or pair.before
        for number in range(rounds):
            if number % 2:
                peer = run_once(pair.peer, before_peer)
                ours = run_once(pair.ours, pair.before)
            else:
                ours = run_once(pair.ours, pair.before)
                peer = run_once(pair.peer, before_peer)
            if not costs:
                _checked_elsewhere(pair)
            costs.append((ours, peer))
            said(
                f"{pair.name}, round {number + 1}: {ours.cpu:.1f} s beside {peer.cpu:.1f} s of CPU"
            )
        table.add_row(pair.name, *_medians(costs))
    return table


def _checked_elsewhere(pair: Pair) -> None:
    """Nothing; checked in a process of its own.

    Linux counts the memory of whoever starts a process as a peak of the one that is started.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere:
        elsewhere.submit(pair.check).result()


def show(table: Table) -> None:
    """Nothing; the table is printed."""
    Console(width=110).print(table)


def _medians(costs: list[tuple[Cost, Cost]]) -> list[str]:
    def middle(of: Callable[[Cost, Cost], float]) -> float:
        return statistics.median(of(ours, peer) for ours, peer in costs)

    return [
        f"{middle(lambda ours, peer: ours.cpu):.1f}",
        f"{middle(lambda ours, peer: peer.cpu):.1f}",
        f"{middle(lambda ours, peer: ours.cpu / peer.cpu):.2f}",
        f"{middle(lambda ours, peer: ours.wall):.1f}",
        f"{middle(lambda ours, peer: peer.wall):.1f}",
        f"{middle(lambda ours, peer: ours.wall / peer.wall):.2f}",
        f"{middle(lambda ours, peer: ours.memory):.0f}",
        f"{middle(lambda ours, peer: peer.memory):.0f}",
    ]
