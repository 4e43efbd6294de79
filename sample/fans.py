"""Who likes the Facebook page: members, strangers, and some who only share a member's name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from sample import words
from sample.moments import END, PAGE_FOUNDED, PAGE_TWO_WEEKS
from sample.people import Person, stranger

FANS = 1668
EARLY_FANS = 900
"""Of these, who came in the page's first two weeks."""

MEMBER_FANS = 320
NAMESAKES = 7
FAN_SPAMMERS = 8

PAGE_ID = "104417625550042"
PAGE_NAME = "The Mending Table"


@dataclass(frozen=True)
class Fan:
    """Somebody who likes the page."""

    number: int
    """Their place among the fans; 0 is the page itself."""
    facebook_id: str
    person: Person
    """How they write; with the fan's own number."""
    member: int | None
    """The number of the member they are, if they are one."""
    followed_at: datetime
    is_namesake: bool = False


def fans(people: list[Person], rng: Random) -> list[Fan]:
    """The page itself, then everybody who likes it, in the order in which they came."""
    members = [
        p for p in people
        if p.part not in ("spammer", "collector", "pending", "gone", "suspended") and not p.is_team
    ]  # fmt: skip
    joined = rng.sample(members, MEMBER_FANS)
    chosen = {p.number for p in joined}
    # Namesakes carry the name of an active member who is not on Facebook at all.
    doubles = rng.sample([p for p in members if p.number not in chosen and p.rate > 0.3], NAMESAKES)
    taken = {p.name for p in people}
    moments = _follow_moments(rng)
    rng.shuffle(joined)
    cast: list[tuple[Person, int | None, bool]] = [(p, p.number, False) for p in joined]
    cast += [(stranger(rng, name=p.name, region=p.region, unlike=p), None, True) for p in doubles]
    spam_names = words.lists("spam")["names"][:FAN_SPAMMERS]
    cast += [
        (replace(stranger(rng, name=name, region="america"), part="spammer", rate=0.0), None, False)
        for name in spam_names
    ]
    while len(cast) < FANS:
        person = stranger(rng, taken=taken)
        taken.add(person.name)
        cast.append((person, None, False))
    rng.shuffle(cast)
    page = replace(people[0], number=0, name=PAGE_NAME, first="the page", part="page", rate=0.0)
    found = [Fan(0, PAGE_ID, page, None, PAGE_FOUNDED)]
    for number, ((person, member, is_namesake), at) in enumerate(
        zip(cast, moments, strict=True), start=1
    ):
        found.append(
            Fan(
                number,
                str(rng.randrange(10**14, 10**15)),
                _as_fan(person, number, at, rng),
                member,
                at,
                is_namesake,
            )
        )
    return found


def _as_fan(person: Person, number: int, at: datetime, rng: Random) -> Person:
    """The person as they are on the page: the same interests, their own habits."""
    writes = rng.random() < (0.55 if person.rate > 0 else 0.22)
    return replace(
        person,
        number=number,
        rate=rng.lognormvariate(-0.6, 1.2) if writes and person.part != "spammer" else 0.0,
        joined_at=at,
        quiet_after=END if rng.random() < 0.55 else at + timedelta(days=rng.lognormvariate(4.8, 1)),
        english=True,
        signs=False,
    )


def _follow_moments(rng: Random) -> list[datetime]:
    """When they came: a crowd in the first two weeks, then a trickle."""
    early = PAGE_TWO_WEEKS - PAGE_FOUNDED - timedelta(minutes=20)
    rest = END - PAGE_TWO_WEEKS
    moments = [PAGE_FOUNDED + early * rng.random() ** 1.2 for _ in range(EARLY_FANS)]
    moments += [PAGE_TWO_WEEKS + rest * rng.random() ** 1.1 for _ in range(FANS - EARLY_FANS)]
    return sorted(at - timedelta(microseconds=at.microsecond) for at in moments)
