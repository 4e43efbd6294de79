"""How far two members have come with one another, step by step, as planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sample.planned import ZONE, Pair, Said

FRIEND_TALKS, FRIEND_DAYS = 2, 3
STEPS = ("noticed", "answered", "two_way", "repeated", "offline")

Meetings = Iterable[tuple[datetime, frozenset[str]]]


def talks_by_pair(between: Iterable[Said]) -> dict[Pair, list[Said]]:
    """What each two members said to one another, in the order of time."""
    found: defaultdict[Pair, list[Said]] = defaultdict(list)
    for said in between:
        found[frozenset((said.by, said.to or ""))].append(said)
    return found


def steps(
    by_pair: Mapping[Pair, list[Said]], meetings: Meetings
) -> dict[Pair, dict[str, datetime]]:
    """By pair: when each step was reached, of those that were."""
    return {pair: _steps(pair, talks, meetings) for pair, talks in by_pair.items()}


def _steps(pair: Pair, talks: list[Said], meetings: Meetings) -> dict[str, datetime]:
    one, other = sorted(pair)
    moments: dict[str, datetime] = {"noticed": talks[0].at}
    ways = {who: [s.at for s in talks if s.by == who] for who in (one, other)}
    strict = {who: [s.at for s in talks if s.by == who and s.is_strict] for who in (one, other)}
    if all(ways.values()):
        moments["answered"] = max(each[0] for each in ways.values())
    if all(strict.values()):
        moments["two_way"] = max(each[0] for each in strict.values())
        days: list[date] = []
        third: datetime | None = None
        for said in talks:
            day = said.at.astimezone(ZONE).date()
            if said.is_strict and day not in days:
                days.append(day)
                if len(days) == FRIEND_DAYS:
                    third = said.at
        if third and all(len(each) >= FRIEND_TALKS for each in strict.values()):
            second = max(each[FRIEND_TALKS - 1] for each in strict.values())
            moments["repeated"] = max(third, second)
        met = [at for at, guests in meetings if pair <= guests]
        if met:
            moments["offline"] = max(moments["two_way"], min(met))
    return moments
