"""Letters that leave by day, where their readers are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from digest.hours import Hours
from tests.digest.fault_server import FaultServer
from tests.digest.posting import Posting, StillClock, composed
from tests.digest.world import NOW, account, member

AMSTERDAM, AUCKLAND = ZoneInfo("Europe/Amsterdam"), ZoneInfo("Pacific/Auckland")


@pytest.fixture
def six(tmp_path: Path) -> Iterator[Posting]:
    with composed(tmp_path / "composed", 6) as posting:
        yield posting


@pytest.mark.parametrize(
    ("now", "leaves_at"),
    [
        ("2026-11-20T12:00", "2026-11-23T06:00"),  # not before its own moment
        ("2026-11-23T02:00", "2026-11-23T06:00"),
        ("2026-11-23T06:00", "2026-11-23T06:00"),
        ("2026-11-23T19:59", "2026-11-23T19:59"),
        ("2026-11-23T20:00", "2026-11-24T06:00"),
        ("2027-03-27T22:00", "2027-03-28T05:00"),  # the clocks go forward that night
    ],
)
def test_from_seven_to_twenty_one_by_the_readers_clock(now: str, leaves_at: str) -> None:
    """Amsterdam is an hour before UTC in winter, two in summer."""
    planned_at = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    mail: dict[str, Any] = {"account_id": "a", "planned_at": planned_at}
    hours = Hours({}, AMSTERDAM)
    found = hours.leaves_at(mail, datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert found == datetime.fromisoformat(leaves_at).replace(tzinfo=UTC)


def test_who_is_asleep_waits_and_the_same_command_goes_on(six: Posting) -> None:
    """It is eight in the evening in Auckland when it is eight in the morning in Amsterdam."""
    ledger = six.world.ledger
    reader = account(member("m2"))
    ledger.record_choice(
        reader, "time zone", "Pacific/Auckland", source="reply", said_at=NOW, now=NOW
    )
    six.clock = StillClock(datetime(2026, 11, 24, 8, 30, tzinfo=UTC))
    with FaultServer() as server:
        assert six.delivery(by_day=AMSTERDAM).preview().asleep == 1
        report = six.send(server, by_day=AMSTERDAM)
        assert report.states == {"sent": 5, "queued": 1}
        assert report.next_try_at == datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
        assert "for those that wait" in report.lines[-1]
        six.clock.moment = report.next_try_at
        assert six.send(server, by_day=AMSTERDAM).states == {"sent": 6}
        assert len(server.taken) == 6


def test_a_patient_run_waits_for_every_morning(six: Posting) -> None:
    """At night nothing leaves; at seven all of it does, in one run."""
    six.clock = StillClock(datetime(2026, 11, 24, 1, 0, tzinfo=UTC))
    with FaultServer() as server:
        report = six.send(server, by_day=AMSTERDAM, is_patient=True)
    assert report.states == {"sent": 6}
    assert six.clock.moment == datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def test_evening_comes_while_letters_wait_their_turn(six: Posting) -> None:
    """What did not get its turn by nine in the evening leaves in the morning."""
    six.clock = StillClock(datetime(2026, 11, 24, 19, 58, 30, tzinfo=UTC))

    def a_minute_passes(stage: str, _: str) -> None:
        if stage == "end of DATA":
            six.clock.moment += timedelta(minutes=1)

    with FaultServer(on_command=a_minute_passes) as server:
        report = six.send(server, by_day=AMSTERDAM)
    assert report.states == {"sent": 2, "queued": 4}
    assert report.next_try_at == datetime(2026, 11, 25, 6, 0, tzinfo=UTC)


def test_at_any_hour_when_nothing_else_is_asked(six: Posting) -> None:
    six.clock = StillClock(datetime(2026, 11, 24, 1, 0, tzinfo=UTC))
    with FaultServer() as server:
        assert six.send(server).states == {"sent": 6}
