"""Who likes the Facebook page: members, strangers, and some who only share a member's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Literal

from sample import words
from sample.called import in_disguise, nearly, otherwise
from sample.moments import END, PAGE_FOUNDED, PAGE_TWO_WEEKS
from sample.people import LISTED, Person, stranger

FANS = 1668
EARLY_FANS = 900
"""Of these, who came in the page's first two weeks."""

MEMBER_FANS = 320
WAYS = {"declared": 0.4, "list": 0.25, "traces": 0.35}
"""How it can be known that a fan is a member: they say so in their profile; the list of
subscribers has their address and the name they go by on Facebook; or by what they leave behind."""

NAMESAKES = LISTED // 20
NEIGHBOURS = 0.01
"""How many namesakes live in the same town as the member of that name."""
LOOK_ALIKES = 4
FAN_SPAMMERS = 8

PAGE_ID = "104417625550042"
PAGE_NAME = "The Mending Table"

Way = Literal["declared", "list", "traces", ""]


@dataclass(frozen=True)
class Fan:
    """Somebody who likes the page."""

    number: int
    """Their place among the fans; 0 is the page itself."""
    facebook_id: str
    person: Person
    """How they write; with the fan's own number, and the name they have there."""
    member: int | None
    """The number of the member they are, if they are one."""
    followed_at: datetime
    way: Way = ""
    """How it can be known which member they are."""
    namesake_of: int | None = None
    """The member whose name they have as well."""
    is_look_alike: bool = False
    """Their name only looks like that member's."""


@dataclass(frozen=True)
class _Part:
    """Somebody who is to like the page, before it is known when."""

    person: Person
    member: int | None = None
    way: Way = ""
    namesake_of: int | None = None
    is_look_alike: bool = False


def fans(people: list[Person], rng: Random) -> list[Fan]:
    """The page itself, then everybody who likes it, in the order in which they came."""
    members = [
        p for p in people
        if p.part not in ("spammer", "collector", "pending", "gone", "suspended") and not p.is_team
    ]  # fmt: skip
    taken = {p.name for p in people}
    joined = rng.sample(members, MEMBER_FANS)
    cast = _members(joined, taken, rng)
    cast += _namesakes(members, {p.number for p in joined}, rng)
    spam_names = words.lists("spam")["names"][:FAN_SPAMMERS]
    cast += [
        _Part(replace(stranger(rng, name=name, region="america"), part="spammer", rate=0.0))
        for name in spam_names
    ]
    while len(cast) < FANS:
        person = stranger(rng, taken=taken)
        taken.add(person.name)
        cast.append(_Part(person))
    rng.shuffle(cast)
    page = replace(people[0], number=0, name=PAGE_NAME, first="the page", part="page", rate=0.0)
    found = [Fan(0, PAGE_ID, page, None, PAGE_FOUNDED)]
    for number, (part, at) in enumerate(zip(cast, _follow_moments(rng), strict=True), start=1):
        found.append(
            Fan(
                number=number,
                facebook_id=str(rng.randrange(10**14, 10**15)),
                person=_as_fan(part, number, at, rng),
                member=part.member,
                followed_at=at,
                way=part.way,
                namesake_of=part.namesake_of,
                is_look_alike=part.is_look_alike,
            )
        )
    return found


def with_ways(
    fans: list[Fan], comments: Mapping[int, int], posts: Mapping[int, int], rng: Random
) -> list[Fan]:
    """The fans, each member among them with how it can be known who they are.

    comments: by fan, posts: by member, how much they wrote. Traces are left by those who write in
    both places; of the others who are not on the list everybody declares it.
    """
    free = [fan for fan in fans if fan.member is not None and not fan.way]
    rng.shuffle(free)
    free.sort(key=lambda fan: min(comments.get(fan.number, 0), posts.get(fan.member or 0, 0)) == 0)
    traced = {fan.number for fan in free[: round(WAYS["traces"] * MEMBER_FANS)]}
    declared = {fan.number for fan in free} - traced
    return [
        replace(
            fan,
            way="traces" if fan.number in traced
            else "declared" if fan.number in declared
            else fan.way,
        )
        for fan in fans
    ]  # fmt: skip


def _members(joined: list[Person], taken: set[str], rng: Random) -> list[_Part]:
    on_list = round(WAYS["list"] * len(joined))
    chosen = [(person, number < on_list) for number, person in enumerate(joined)]
    parts = []
    for person, is_listed in chosen:
        if is_listed:
            name = otherwise(person, rng, taken)
            taken.add(name)
            called = replace(person, name=name, first=name.split(" ")[0])
            parts.append(_Part(called, person.number, "list"))
        else:
            called = replace(person, name=nearly(person, rng))
            parts.append(_Part(called, person.number))
    return parts


def _namesakes(members: list[Person], on_page: set[int], rng: Random) -> list[_Part]:
    """People with the name of a member; some of these members are on the page as well."""
    doubles = rng.sample([p for p in members if p.rate > 0], NAMESAKES + LOOK_ALIKES)
    parts = []
    for place, person in enumerate(doubles):
        if person.number in on_page and rng.random() < 0.5:
            continue
        is_look_alike = place >= NAMESAKES
        name = in_disguise(person.name) if is_look_alike else person.name
        other = stranger(rng, name=name, region=person.region, unlike=person)
        towns = [town for town in words.regions()[person.region].towns if town[0] != person.town]
        home = (person.town, person.country, person.ahead)
        if rng.random() > NEIGHBOURS:
            home = rng.choice(towns)
        other = replace(other, town=home[0], country=home[1], ahead=home[2])
        if name != person.name or not is_look_alike:
            parts.append(_Part(other, namesake_of=person.number, is_look_alike=is_look_alike))
    return parts


def _as_fan(part: _Part, number: int, at: datetime, rng: Random) -> Person:
    """The person as they are on the page: the same interests, their own habits."""
    person = part.person
    chance = 0.55 if person.rate > 0 else 0.22
    rate, stays = rng.lognormvariate(-0.6, 1.2), 0.55
    if part.member is not None and part.way != "list":
        # Most of those who come over from the network have something to say.
        chance, rate, stays = 0.9, rng.lognormvariate(0.9, 0.6), 0.85
    writes = rng.random() < chance and person.part != "spammer"
    return replace(
        person,
        number=number,
        rate=rate if writes else 0.0,
        joined_at=at,
        quiet_after=END
        if rng.random() < stays
        else at + timedelta(days=rng.lognormvariate(4.8, 1)),
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
