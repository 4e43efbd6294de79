"""A sender killed at random points, again and again: nobody gets two copies, nobody is lost."""

from __future__ import annotations

import contextlib
import os
import pickle
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

import pytest

from ledger import Ledger
from tests.conftest import ROOT
from tests.digest.fault_server import FaultServer, Stage
from tests.digest.posting import composed
from tests.digest.world import ISSUE, NOW

LETTERS = 200
KILLS = 50
LONGEST_DYING = 4
"""Commands; a letter has as many."""
ROUNDS = 10 if os.environ.get("COMMUNIS_FULL") else 1

pytestmark = pytest.mark.skipif(
    not hasattr(os, "pidfd_open"), reason="only Linux has handles of processes, to kill by"
)


@dataclass
class Killer:
    """Kills the sender when the server has heard so many commands, or a moment later.

    The moment ends with the next letter at the latest: however fast the sender is, it leaves
    letters for all the others.
    """

    chance: random.Random
    heard: int = 0
    target: int | None = None
    """None: it may live."""
    victim: int | None = None
    """A handle of the process, which no other process can come to have."""
    is_dying: bool = False
    killed_at: list[Stage] = field(default_factory=list)
    _handles: list[int] = field(default_factory=list)

    def aim(self) -> None:
        """The next sender lives for a few letters."""
        self.heard, self.target, self.victim = 0, self.chance.randint(1, 14), None
        self.is_dying = False

    def watch(self, pid: int) -> None:
        """The process to be killed."""
        self.victim = os.pidfd_open(pid)
        self._handles.append(self.victim)

    def on_command(self, stage: Stage, _: str) -> None:
        self.heard += 1
        victim = self.victim
        if self.target is None or self.heard < self.target or victim is None:
            return
        if self.is_dying:
            if self.heard >= self.target + LONGEST_DYING:
                _kill(victim)
            return
        self.is_dying = True
        self.killed_at.append(stage)
        # Half of the time at once, else while the answer is read and noted.
        if self.chance.random() < 0.5:
            _kill(victim)
        else:
            threading.Timer(self.chance.uniform(0, 0.012), _kill, [victim]).start()

    def close(self) -> None:
        for handle in self._handles:
            os.close(handle)


def _kill(victim: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        signal.pidfd_send_signal(victim, signal.SIGKILL)


@dataclass
class Senders:
    """The process that forks senders."""

    process: subprocess.Popen[str]

    def send(self, way: str, folder: Path, server: FaultServer, killer: Killer) -> int:
        """How the sender ended: 0, or minus the signal that killed it."""
        stdin, stdout = cast(IO[str], self.process.stdin), cast(IO[str], self.process.stdout)
        stdin.write(f"{way} {folder} {server.port}\n")
        stdin.flush()
        killer.watch(int(stdout.readline()))
        return int(stdout.readline())


@pytest.fixture(scope="module")
def senders() -> Iterator[Senders]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.digest.sender_process"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Senders(process)
        cast(IO[str], process.stdin).close()


@pytest.fixture(scope="module")
def two_hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kills") / "composed"
    with composed(folder, LETTERS) as posting:
        values = {
            "issue": ISSUE,
            "sender": posting.world.sender,
            "people": posting.people,
            "member_accounts": posting.member_accounts,
            "newest_export_at": NOW,
        }
        (folder / "delivery.pickle").write_bytes(pickle.dumps(values))
    return folder


def kill_again_and_again(
    senders: Senders, way: str, folder: Path, seed: int
) -> tuple[FaultServer, list[Stage]]:
    """The server after the last sender could finish, and where the others were killed."""
    killer = Killer(random.Random(seed))
    killed = 0
    with FaultServer(on_command=killer.on_command) as server:
        while killed < KILLS:
            killer.aim()
            ended = senders.send(way, folder, server, killer)
            if ended == 0:
                break
            assert ended == -signal.SIGKILL
            killed += 1
        killer.target = None
        assert senders.send(way, folder, server, killer) == 0
        time.sleep(0.05)
    killer.close()
    return server, killer.killed_at


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_killed_fifty_times_nobody_gets_two(
    senders: Senders, two_hundred: Path, tmp_path: Path, seed: int
) -> None:
    """All 200 are accounted for: sent and taken once, or unknown and taken at most once."""
    folder = tmp_path / "own"
    shutil.copytree(two_hundred, folder)
    server, killed = kill_again_and_again(senders, "careful", folder, seed)
    assert len(killed) == KILLS
    assert {"MAIL FROM", "RCPT TO", "DATA", "end of DATA"} <= set(killed)
    copies = server.copies()
    assert max(copies.values()) == 1
    with Ledger.open(folder / "ledger.sqlite", "knot-tyers") as ledger:
        states = {row["message_id"]: row["state"] for row in ledger.mails(ISSUE).to_pylist()}
        runs = ledger.send_runs()["ending"].to_pylist()
    assert len(states) == LETTERS
    assert set(states.values()) <= {"sent", "unknown"}
    assert {one for one, state in states.items() if state == "sent"} <= copies.keys()
    assert copies.keys() <= states.keys()
    # One connection, one letter at a time: no kill leaves more than one in doubt.
    assert list(states.values()).count("unknown") <= KILLS
    assert runs.count("broken") == KILLS
    assert runs[-1] == "done"


def test_a_naive_sender_doubles_in_the_same_harness(
    senders: Senders, two_hundred: Path, tmp_path: Path
) -> None:
    """So the harness can fail."""
    folder = tmp_path / "own"
    shutil.copytree(two_hundred, folder)
    server, _ = kill_again_and_again(senders, "naive", folder, 0)
    assert max(server.copies().values()) > 1
