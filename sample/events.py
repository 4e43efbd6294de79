"""Repair cafés and other meetings: who invites, who says they will come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from sample import words
from sample.conversation import Conversation, Turn
from sample.moments import END, FOUNDED, answered_at
from sample.people import Person
from sample.plants import Plants
from sample.telling import Teller
from sample.written import Post, Thread

PAST = 58
COMING = 7


@dataclass(frozen=True)
class Event:
    """A meeting, with the conversation below it."""

    thread: Thread
    starts_at: datetime
    ends_at: datetime
    town: str
    venue: str
    guests: tuple[tuple[int, str], ...]
    """Member number and `attending`, `maybe` or `not attending`."""


def events(people: list[Person], plants: Plants, teller: Teller, rng: Random) -> list[Event]:
    """Past meetings and some to come, in the order in which they were announced."""
    apart = {frozenset(pair[:2]) for pair in plants.never()}
    hosts = [p for p in people if p.part in ("helper", "bridge", "owner", "admin")]
    found = []
    for number in range(PAST + COMING):
        if number < PAST:
            ahead = timedelta(days=40 + 770 * rng.random())
            starts = FOUNDED + ahead
        else:
            starts = END + timedelta(days=rng.uniform(5, 50))
        saturday = starts.date() + timedelta(days=(5 - starts.weekday()) % 7)
        host = rng.choice(hosts)
        begin = datetime.combine(saturday, time(10), tzinfo=END.tzinfo) - timedelta(
            hours=host.ahead
        )
        announced = begin - timedelta(days=rng.uniform(12, 34))
        if announced < host.joined_at or announced > END - timedelta(hours=4):
            announced = min(
                max(host.joined_at, FOUNDED) + timedelta(days=2), END - timedelta(days=3)
            )
            begin = max(begin, announced + timedelta(days=6))
        announced -= timedelta(microseconds=announced.microsecond)
        found.append(_event(host, announced, begin, people, apart, teller, rng))
    return sorted(found, key=lambda event: event.thread.talk.at)


def _event(
    host: Person,
    at: datetime,
    begin: datetime,
    people: list[Person],
    apart: set[frozenset[int]],
    teller: Teller,
    rng: Random,
) -> Event:
    near = [
        p for p in people
        if p.is_ordinary and p.rate > 0 and p.number != host.number
        and p.joined_at < at and p.quiet_after > begin - timedelta(days=20)
        and (p.town == host.town or p.region == host.region)
        and p.part not in ("gone", "suspended", "left")
    ]  # fmt: skip
    guests = rng.sample(near, min(len(near), rng.randint(3, 15)))
    statuses = [
        (p.number, rng.choices(("attending", "maybe", "not attending"), (6, 3, 1))[0])
        for p in guests
    ]
    craft = max(host.interests, key=lambda name: host.interests[name])
    thing = rng.choice(words.crafts()[craft].things)
    talk = Conversation("event", host.number, at, craft=craft, thing=thing)
    for number, status in statuses:
        guest = people[number]
        said_at = answered_at(rng, at, hours=40, ahead=guest.ahead, hour=guest.hour)
        talks = frozenset((number, host.number)) not in apart and rng.random() < 0.3
        if talks and status != "not attending" and at < said_at < min(END, begin):
            talk.turns.append(Turn(number, said_at, "event_comments", to=host.number))
    talk.turns.sort(key=lambda turn: turn.at)
    told = teller.tell(talk)
    thread = Thread(talk, told.title, told.opening)
    thread.posts = [
        Post(turn.author, turn.at, text, turn.to)
        for turn, text in zip(talk.turns, told.turns, strict=True)
    ]
    venue = rng.choice(words.lists("places")["venues"])
    return Event(thread, begin, begin + timedelta(hours=6), host.town, venue, tuple(statuses))
