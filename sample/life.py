"""The network's life from its first day to its last: one conversation after another."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from random import Random

from sample import words
from sample.conversation import Conversation
from sample.groups import Group, groups
from sample.moments import END, FOUNDED, FOUR_WEEKS, PAGE_FOUNDED, awake, day
from sample.people import Person
from sample.plants import Plants
from sample.scenes import scenes
from sample.scripts import Script
from sample.society import Society, all_days

DAILY = {
    "problem": 1.12,
    "show": 0.16,
    "photo": 0.1,
    "blog": 0.13,
    "wanted": 0.13,
    "chat": 0.09,
    "wall": 0.9,
}
"""How many of each kind begin on an ordinary day."""

CORNERS = {"nl": 0.066, "de": 0.05, "fr": 0.036, "es": 0.04}
"""How many questions a day are asked in the corners of other languages."""


@dataclass
class Life:
    """Everything that was said on the network."""

    conversations: list[Conversation] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)


def live(people: list[Person], plants: Plants, rng: Random) -> Life:
    """All conversations, in the order in which they began."""
    society = Society(people, rng, plants.never())
    life = Life(groups=groups(people, rng))
    script = Script(society)
    diary = _diary(people, plants, rng)
    memory = _Memory(society, life.groups)
    for number in all_days():
        society.begin_day(number)
        staged = scenes(script, plants, life.groups, number)
        for talk in chain(staged, _one_day(script, number, memory, diary.get(number, []))):
            if talk.at <= END:
                life.conversations.append(talk)
                memory.keep(talk)
    for talk in life.conversations:
        # A thread that was begun on the last evenings is cut where the export was made.
        cut = next((n for n, turn in enumerate(talk.turns) if turn.at > END), len(talk.turns))
        talk.turns = talk.turns[:cut]
    kept = [talk for talk in life.conversations if talk.kind != "wall" or talk.turns]
    life.conversations = sorted(kept, key=lambda talk: (talk.at, talk.author))
    return life


@dataclass(frozen=True)
class _Note:
    """Something the diary holds for a day."""

    what: str
    one: int
    other: int = 0


def _diary(people: list[Person], plants: Plants, rng: Random) -> dict[int, list[_Note]]:
    """Arrivals, and visits of those who are friends, by day."""
    diary: dict[int, list[_Note]] = {}

    def note(at: datetime, entry: _Note) -> None:
        diary.setdefault((at.date() - FOUNDED.date()).days, []).append(entry)

    for person in people:
        if person.is_ordinary and not person.is_team and person.rate > 0.15:
            note(person.joined_at, _Note("arrival", person.number))
    visits = [(one, other, END) for one, other in plants.strong] + list(plants.dormant)
    for one, other, until in visits:
        both_here = max(people[one].joined_at, people[other].joined_at) + timedelta(days=3)
        late_enough = until - timedelta(days=200)
        at = max(both_here, min(both_here + timedelta(days=rng.uniform(5, 500)), late_enough))
        while at < until - timedelta(days=12):
            guest, host = (one, other) if rng.random() < 0.5 else (other, one)
            note(at, _Note("visit", host, guest))
            at += timedelta(days=rng.uniform(14, 42))
    return diary


class _Memory:
    """What has been asked before, so that the same question does not come twice in a month."""

    def __init__(self, society: Society, found: list[Group]) -> None:
        self.society = society
        self.groups = found
        self.team = {p.number for p in society.people if p.is_team}
        self.last_thing: dict[int, tuple[str, str]] = {}
        self.used: dict[tuple[str, int], int] = {}
        self.pieces = list(words.pieces("chats"))
        self.next_piece = 0

    def keep(self, talk: Conversation) -> None:
        if talk.craft is not None and talk.language == "en" and talk.kind in ("problem", "show"):
            self.last_thing[talk.author] = (talk.craft, talk.thing)

    def thing_of(self, member: int) -> tuple[str, str]:
        """What they wrote about last, else something of their own craft."""
        person = self.society.people[member]
        own = max(person.interests, key=lambda craft: person.interests[craft])
        return self.last_thing.get(member, (own, words.crafts()[own].things[0]))

    def problem(self, name: str, problems: list[words.Problem]) -> int:
        """The problem asked least so far, by lot among those."""
        rng = self.society.rng
        least = min(self.used.get((name, n), 0) for n in range(len(problems)))
        free = [n for n in range(len(problems)) if self.used.get((name, n), 0) <= least]
        number = rng.choice(free)
        self.used[name, number] = self.used.get((name, number), 0) + 1
        return number

    def piece(self) -> words.Piece:
        """The next of the questions for everybody."""
        if self.next_piece % len(self.pieces) == 0:
            self.society.rng.shuffle(self.pieces)
        self.next_piece += 1
        return self.pieces[(self.next_piece - 1) % len(self.pieces)]

    def group(self, craft: str, at: datetime) -> str | None:
        """The craft's own group, now and then."""
        rng = self.society.rng
        fitting = [g.key for g in self.groups if g.craft == craft and g.created_at < at]
        return rng.choice(fitting) if fitting and rng.random() < 0.22 else None


def _one_day(
    script: Script, number: int, memory: _Memory, notes: list[_Note]
) -> Iterator[Conversation]:
    society, rng = script.society, script.rng
    for entry in notes:
        if entry.what == "arrival":
            talk = _arrival(script, entry.one, memory)
            if talk is not None:
                yield talk
        else:
            craft, thing = memory.thing_of(entry.one)
            visitor = society.people[entry.other]
            at = awake(rng, day(number), ahead=visitor.ahead, hour=visitor.hour)
            yield from script.wall_exchange(
                entry.one, entry.other, at, craft=craft, thing=thing, answers=0.82
            )
    factor = _factor(number)
    for kind, mean in DAILY.items():
        for _ in range(_count(rng, mean * factor)):
            yield from _begin(script, kind, number, memory)
    for language, mean in CORNERS.items():
        for _ in range(_count(rng, mean * factor)):
            author = society.starter(language=language)
            if author is not None:
                yield _question(script, author, _at(script, author, number), memory, language)


def _factor(number: int) -> float:
    """How lively a day is: the first weeks, the weekends and the winters are livelier."""
    early = 1.0 + 0.9 * math.exp(-number / 60)
    weekend = 1.25 if day(number).weekday() >= 5 else 0.92
    winter = 1.0 + 0.16 * math.cos((number + 215) / 365.25 * 2 * math.pi)
    growing = 0.78 + 0.5 * number / 822
    start = min(1.0, 0.25 + number / 12)
    return early * weekend * winter * growing * start


def _count(rng: Random, mean: float) -> int:
    """A Poisson number."""
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def _at(script: Script, author: int, number: int) -> datetime:
    person = script.society.people[author]
    moment = awake(script.rng, day(number), ahead=person.ahead, hour=person.hour)
    return max(moment, person.joined_at + timedelta(minutes=20))


def _craft_of(script: Script, author: int) -> str:
    interests = script.society.people[author].interests
    return script.rng.choices(list(interests), list(interests.values()))[0]


def _begin(script: Script, kind: str, number: int, memory: _Memory) -> Iterator[Conversation]:
    society, rng = script.society, script.rng
    author = society.starter()
    if author is None:
        return
    at, name = _at(script, author, number), _craft_of(script, author)
    craft = words.crafts()[name]
    thing = rng.choice(craft.things)
    if kind == "problem":
        yield _question(script, author, at, memory, "en", name)
    elif kind in ("show", "photo", "blog"):
        group = memory.group(name, at) if kind == "show" else None
        show = rng.randrange(len(craft.shows))
        yield script.show(author, at, craft=name, number=show, thing=thing, kind=kind, group=group)
    elif kind == "wanted":
        part = rng.choice(words.options(craft.parts))
        yield script.wanted(author, at, craft=name, part=part)
    elif kind == "chat":
        yield script.chat(author, at, piece=memory.piece())
    else:
        host = society.answerer(author, at, craft=None)
        if host is not None and society.ties[host, author] > 0.2:
            name, thing = memory.thing_of(host)
            yield from script.wall_exchange(host, author, at, craft=name, thing=thing, answers=0.6)


def _question(
    script: Script,
    author: int,
    at: datetime,
    memory: _Memory,
    language: str,
    craft: str | None = None,
    *,
    answers: int | None = None,
    is_newcomer: bool = False,
) -> Conversation:
    rng = script.rng
    group = None
    if craft is None:
        problems = words.tongues()[language].problems
        number = memory.problem(language, problems)
        craft_name = problems[number].craft
    else:
        problems = words.crafts()[craft].problems
        number = memory.problem(craft, problems)
        group, craft_name = memory.group(craft, at), craft
    return script.problem(
        author,
        at,
        craft=craft_name,
        problem=problems[number],
        number=number,
        thing=rng.choice(words.things_of(craft_name, problems[number])),
        language=language,
        group=None if is_newcomer else group,
        answers=answers,
        is_newcomer=is_newcomer,
    )


def _arrival(script: Script, author: int, memory: _Memory) -> Conversation | None:
    """What a newcomer begins with; None when they begin by answering somebody, or not at all."""
    rng, person = script.rng, script.society.people[author]
    roll = rng.random()
    if roll > 0.86:
        return None
    at = person.joined_at + timedelta(hours=rng.lognormvariate(0.4, 1.3))
    if at > END:
        at = person.joined_at + (END - person.joined_at) * rng.random()
    at -= timedelta(microseconds=at.microsecond)
    lonely = 0.5 if at > FOUR_WEEKS else 0.24
    count = 0 if rng.random() < lonely else 1 + min(4, _count(rng, 1.1))
    if at < PAGE_FOUNDED:
        count += 1
    craft = _craft_of(script, author)
    if not person.english:
        return _question(
            script, author, at, memory, person.language, answers=count, is_newcomer=True
        )
    if roll < 0.62:
        thing = rng.choice(words.things_of(craft))
        return script.intro(author, at, craft=craft, thing=thing, welcomers=count, team=memory.team)
    return _question(script, author, at, memory, "en", craft, answers=count, is_newcomer=True)
