"""What is planted before the network lives: pairs who are to talk, to stop, or never to begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sample.moments import END, FOUNDED
from sample.people import Person

STRONG = 56
DORMANT = 26
SAME_INTEREST = 60

SILENT_SINCE = timedelta(days=205)
"""Dormant pairs have been silent for longer than the 180 days that make a tie dormant."""


@dataclass(frozen=True)
class Plants:
    """Pairs of member numbers with what becomes of them."""

    strong: list[tuple[int, int]]
    """They keep visiting each other, to the end."""
    dormant: list[tuple[int, int, datetime]]
    """They did so until that moment, and never since."""
    same_interest: list[tuple[int, int]]
    """They love the same craft and never talk."""
    quarrel: tuple[int, int, datetime]
    """They disagree harshly at that moment, and not a word since."""
    remembered: int

    def never(self) -> Iterable[tuple[int, int, datetime]]:
        """Pairs who must not talk from a moment on."""
        yield from ((one, other, FOUNDED) for one, other in self.same_interest)
        yield from self.dormant
        one, other, since = self.quarrel
        yield one, other, since + timedelta(days=30)


def plant(people: list[Person], rng: Random) -> Plants:
    """The plants for these members."""
    steady = [
        p for p in people
        if p.is_ordinary and not p.is_team and p.english and p.quiet_after == END
        and p.rate > 0.7 and p.joined_at < END - timedelta(days=150) and p.part != "quarreller"
    ]  # fmt: skip
    quarrellers = [p.number for p in people if p.part == "quarreller"]
    used: Counter[int] = Counter()
    pairs = _pairs(steady, rng)
    same = _take(pairs, SAME_INTEREST, used, limit=2, least_alike=0.8)
    strong = _take(pairs, STRONG, used, limit=4, least_alike=0.25)
    silent_since = END - SILENT_SINCE
    dormant = [
        (one, other, silent_since - timedelta(days=rng.randrange(200)))
        for one, other in _take(
            [p for p in pairs if _old(people, p, silent_since)], DORMANT, used, limit=5,
            least_alike=0.25,
        )
    ]  # fmt: skip
    return Plants(
        strong=strong,
        dormant=dormant,
        same_interest=same,
        quarrel=(quarrellers[0], quarrellers[1], END - timedelta(days=96)),
        remembered=next(p.number for p in people if p.part == "remembered"),
    )


def alike(one: Person, other: Person) -> float:
    """The cosine of two members' interests, from 0 to 1."""
    dot = sum(share * other.interests.get(craft, 0.0) for craft, share in one.interests.items())
    size = sum(s * s for s in one.interests.values()) * sum(s * s for s in other.interests.values())
    return float(dot / size**0.5)


def _pairs(steady: list[Person], rng: Random) -> list[tuple[int, int, float]]:
    pairs = [
        (one.number, other.number, alike(one, other))
        for place, one in enumerate(steady)
        for other in steady[place + 1 :]
    ]
    rng.shuffle(pairs)
    return [pair for pair in pairs if pair[2] > 0.2]


def _take(
    pairs: list[tuple[int, int, float]],
    count: int,
    used: Counter[int],
    *,
    limit: int,
    least_alike: float,
) -> list[tuple[int, int]]:
    """Take pairs that are alike enough, nobody more often than the limit; they leave the list."""
    taken: list[tuple[int, int]] = []
    rest: list[tuple[int, int, float]] = []
    for one, other, likeness in pairs:
        fits = likeness >= least_alike and used[one] < limit and used[other] < limit
        if fits and len(taken) < count:
            taken.append((one, other))
            used.update((one, other))
        else:
            rest.append((one, other, likeness))
    pairs[:] = rest
    return taken


def _old(people: list[Person], pair: tuple[int, int, float], before: datetime) -> bool:
    return all(people[number].joined_at < before - timedelta(days=260) for number in pair[:2])
