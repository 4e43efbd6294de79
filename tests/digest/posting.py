"""A composed issue of many readers, ready to be sent to a server of the test's own."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from digest.delivery import Delivery
from digest.mail_server import Server
from digest.pacing import Limits
from digest.send_report import Report
from ledger import PURPOSES, Ledger, purpose_column
from tests.digest.fault_server import FaultServer
from tests.digest.world import (
    ISSUE,
    NOW,
    PLANNED_AT,
    World,
    account,
    match,
    member,
    reason,
    unsampled,
)

HOST = "desk"
FAST = Limits(per_minute=100_000, per_domain=100_000)


@dataclass
class StillClock:
    """A clock that moves only when somebody sleeps."""

    moment: datetime = PLANNED_AT + timedelta(hours=1)
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)


@dataclass
class Posting:
    """A world with one issue in its outbox."""

    world: World
    clock: StillClock = field(default_factory=StillClock)

    @property
    def people(self) -> pa.Table:
        return pa.Table.from_pylist(
            [
                {
                    "member_id": member(number),
                    "display_name": name,
                    **{purpose_column(p): number not in self.world.hidden for p in PURPOSES},
                }
                for number, name in self.world.names.items()
            ]
        )

    @property
    def member_accounts(self) -> pa.Table:
        ids = [member(number) for number in self.world.names]
        return pa.Table.from_pylist([{"account_id": account(m), "member_id": m} for m in ids])

    def delivery(self, **changes: Any) -> Delivery:
        values: dict[str, Any] = {
            "issue": ISSUE,
            "sender": self.world.sender,
            "ledger": self.world.ledger,
            "outbox": self.world.outbox,
            "people": self.people,
            "member_accounts": self.member_accounts,
            "newest_export_at": NOW,
            "clock": self.clock,
        }
        return Delivery(**(values | changes))

    def send(self, server: FaultServer | Server, **changes: Any) -> Report:
        if isinstance(server, FaultServer):
            server = here(server)
        options: dict[str, Any] = {"limits": FAST, "host": HOST}
        for name in ("limits", "is_patient", "host", "tell"):
            if name in changes:
                options[name] = changes.pop(name)
        return self.delivery(**changes).send(server, **options)

    def states(self) -> Counter[str]:
        return Counter(self.world.ledger.mails(ISSUE)["state"].to_pylist())

    def state(self, number: str) -> str:
        return str(self.mail(number)["state"])

    def mail(self, number: str) -> dict[str, Any]:
        found = self.world.ledger.mail(ISSUE, account(member(number)))
        assert found is not None
        return found


def here(server: FaultServer, **changes: Any) -> Server:
    """How to reach the server; it is given five seconds for each answer."""
    values: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": server.port,
        "security": "none",
        "reply_seconds": 5.0,
        "end_seconds": 5.0,
    }
    return Server(**(values | changes))


def many(number: int) -> dict[str, Any]:
    """The inputs of a world of so many readers; each reads of the next one."""
    numbers = [f"m{n}" for n in range(1, number + 1)]
    pairs = list(zip(numbers, [*numbers[1:], numbers[0]], strict=True))
    return {
        "names": {n: f"Quill {n}" for n in numbers},
        "emails": {n: f"{n}@mail.example.org" for n in numbers},
        "matches": [match(a, b, 1) for a, b in pairs],
        "reasons": [
            reason(a, b, 1, "topic", "You both write about bell ropes.", "Bell ropes")
            for a, b in pairs
        ],
        "answers": [],
    }


@contextmanager
def composed(folder: Path, number: int) -> Iterator[Posting]:
    """An issue of so many letters, composed in the folder."""
    with Ledger.open(folder / "ledger.sqlite", "knot-tyers", host=HOST, key=b"k" * 32) as ledger:
        world = World(ledger=ledger, outbox=folder / "outbox", **many(number))
        world.sender = unsampled(world.sender)
        world.everybody_says_yes()
        assert len(world.compose().written) == number
        yield Posting(world)


@contextmanager
def copied(template: Path, folder: Path, number: int) -> Iterator[Posting]:
    """The issue composed in `template`, in a folder of its own."""
    shutil.copytree(template, folder)
    with Ledger.open(folder / "ledger.sqlite", "knot-tyers") as ledger:
        world = World(ledger=ledger, outbox=folder / "outbox", **many(number))
        world.sender = unsampled(world.sender)
        yield Posting(world)
