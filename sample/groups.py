"""The groups of the network: who keeps them, who belongs to them, which are closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import msgspec

from sample.moments import FOUNDED
from sample.people import Person
from sample.words import WORDS, Written


class GroupWords(Written, frozen=True, kw_only=True):
    """A group as its founder wrote it down."""

    key: str
    title: str
    description: str
    craft: str | None = None
    region: str | None = None
    private: bool = False
    month: int = 1
    """Founded in this month of the network's life."""
    size: int = 30


@dataclass(frozen=True)
class Group:
    """A group with its members."""

    key: str
    title: str
    description: str
    craft: str | None
    is_private: bool
    founder: int
    created_at: datetime
    members: tuple[int, ...]


def groups(people: list[Person], rng: Random) -> list[Group]:
    """All groups, in the order of their founding."""
    written = msgspec.yaml.decode((WORDS / "groups.yaml").read_bytes(), type=list[GroupWords])
    found = [_group(entry, people, rng) for entry in written]
    return sorted(found, key=lambda group: group.created_at)


def _group(entry: GroupWords, people: list[Person], rng: Random) -> Group:
    created_at = FOUNDED + timedelta(days=entry.month * 30 - rng.uniform(5, 29))
    fitting = [
        p for p in people
        if p.is_ordinary and p.part not in ("gone", "pending", "minor") and p.english
        and (entry.craft is None or p.interests.get(entry.craft, 0) > 0.12)
        and (entry.region is None or p.region == entry.region)
    ]  # fmt: skip
    fitting.sort(key=lambda p: (-p.rate * rng.uniform(0.3, 1.0), p.number))
    chosen = fitting[: entry.size]
    early = [p for p in chosen if p.joined_at < created_at and p.rate > 0.5] or people[:1]
    founder = 0 if entry.private else rng.choice(early[:5]).number
    members = sorted({founder, *(p.number for p in chosen)})
    return Group(
        entry.key,
        entry.title,
        entry.description,
        entry.craft,
        entry.private,
        founder,
        created_at,
        tuple(members),
    )
