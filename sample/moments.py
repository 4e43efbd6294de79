"""When things happen: the network's own calendar, and hours at which people are awake."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random

FOUNDED = datetime(2024, 8, 15, 6, tzinfo=UTC)
"""The first member signs up."""

THREE_MONTHS = datetime(2024, 11, 15, tzinfo=UTC)
PAGE_FOUNDED = datetime(2024, 9, 2, 7, tzinfo=UTC)
PAGE_TWO_WEEKS = datetime(2024, 9, 16, 7, tzinfo=UTC)

END = datetime(2026, 11, 15, 21, tzinfo=UTC)
"""A Sunday evening: nothing in the exports is later."""

FOUR_WEEKS = END - timedelta(days=28)

DAYS = (END.date() - FOUNDED.date()).days + 1


def day(number: int) -> date:
    """The date so many days after the founding."""
    return FOUNDED.date() + timedelta(days=number)


def number_of(moment: datetime) -> int:
    """The number of the day on which a moment lies."""
    return (moment.date() - FOUNDED.date()).days


def awake(rng: Random, on: date, *, ahead: int, hour: float) -> datetime:
    """A moment on a day when a person writes.

    ahead: hours their clock is ahead of UTC; hour: the time of their day at which they like to
    write. Nobody writes between one and six in the morning.
    """
    local = rng.gauss(hour, 2.6) % 24
    if 1 <= local < 6:
        local = 6 + (local - 1) * 3
    midnight = datetime.combine(on, time(), tzinfo=UTC)
    return midnight + timedelta(minutes=int(local * 60) - ahead * 60, seconds=rng.randrange(60))


def answered_at(rng: Random, after: datetime, *, hours: float, ahead: int, hour: float) -> datetime:
    """When a person answers something written at `after`, typically so many hours later."""
    wanted = after + timedelta(hours=rng.lognormvariate(0, 1.0) * hours)
    local_date = (wanted + timedelta(hours=ahead)).date()
    moment = awake(rng, local_date, ahead=ahead, hour=hour)
    while moment < after + timedelta(minutes=4):
        local_date += timedelta(days=1)
        moment = awake(rng, local_date, ahead=ahead, hour=hour)
    return moment
