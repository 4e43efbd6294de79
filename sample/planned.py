"""The sample's talk as it was planned: who wrote what, to whom, when and where.

Nothing here reads an export or asks the warehouse. It is taken from the conversations as they were
made up, before any platform's format; `sample.figures` and `sample.kept_figures` count it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sample.events import Event
from sample.facebook_files import COVERS
from sample.fans import PAGE_NAME, Fan
from sample.groups import Group
from sample.moments import END
from sample.ning_archive import category, noted_at
from sample.page import PAGE, PagePost
from sample.people import LISTED, Person
from sample.talks import ning
from sample.written import Post, Thread

ZONE = ZoneInfo("Europe/Amsterdam")
"""The sample community's own, as its settings say."""

Pair = frozenset[str]
Who = Literal["members", "team", "page"]


@dataclass(frozen=True)
class Said:
    """One thing somebody wrote."""

    thread: str
    by: str
    at: datetime
    to: str | None
    """Whom it speaks to; None: nobody."""
    is_strict: bool
    is_opening: bool
    is_wall: bool
    text: str
    language: str
    """Which it was written in; ISO 639-1."""


@dataclass(frozen=True)
class Place:
    """Where a thread stands."""

    native_id: str
    """As its platform's export names it; of walls by whose they are."""
    space: str | None
    """Category, group or page; None: the network's blogs, photos and events have none."""
    is_public: bool


@dataclass(frozen=True)
class Plan:
    """Everything said by those who are no spammers, in the order of time."""

    said: tuple[Said, ...]
    team: frozenset[str]
    page: str
    meetings: tuple[tuple[datetime, frozenset[str]], ...]
    """Meetings held, and who said they would come."""
    places: Mapping[str, Place]
    """By thread: where it stands."""
    passed_on: tuple[tuple[str, datetime], ...]
    """Threads the page passed on, each with the moment."""
    joined: Mapping[str, datetime]
    """When each of those whom the network lists joined it, without the team."""
    followed: Mapping[str, datetime]
    """When each of those who like the page began to."""
    nameless: Mapping[str, tuple[datetime, ...]]
    """By thread: when something was said of which the export keeps the author to itself."""

    def who(self, person: str) -> Who:
        """Whether they are a member, of the team, or the page itself."""
        return "page" if person == self.page else "team" if person in self.team else "members"

    def talks(self) -> list[Said]:
        """Whatever speaks to somebody else, in the order of time."""
        return [said for said in self.said if said.to is not None and said.to != said.by]

    def between(self, talks: Iterable[Said]) -> list[Said]:
        """Of these, what members say to members."""
        return [s for s in talks if self.who(s.by) == self.who(s.to or "") == "members"]


def plan(
    people: list[Person],
    fans: list[Fan],
    threads: Iterable[Thread],
    gatherings: Iterable[Event],
    page: Iterable[PagePost],
    group_walls: Mapping[str, list[Post]],
    declared: Mapping[int, Fan],
    groups: Mapping[str, Group],
) -> Plan:
    """The sample's talk, each person under one name: who declared an account has only one."""
    own = {fan.facebook_id: ning(people[number]) for number, fan in declared.items()}

    def fan(number: int) -> str:
        account = fans[number].facebook_id
        return own.get(account, f"facebook:{account}")

    def member(number: int) -> str:
        return ning(people[number])

    spammers = {ning(p) for p in people if p.part == "spammer"}
    spammers |= {fan(f.number) for f in fans if f.person.part == "spammer"}
    found: list[Said] = []
    places: dict[str, Place] = {}
    passed_on = []
    keys: dict[int, str] = {}
    nameless: dict[str, tuple[datetime, ...]] = {}
    gatherings, page = list(gatherings), list(page)
    for number, thread in enumerate((*threads, *(each.thread for each in gatherings))):
        found += _on_the_network(f"n{number}", thread, member)
        places[f"n{number}"] = _place(thread, groups, people)
        keys[id(thread)] = f"n{number}"
    for key, posts in group_walls.items():
        title = groups[key].title
        places[f"g{key}"] = Place(f"group-wall:{title}", title, is_public=True)
        found += [
            Said(f"g{key}", member(post.author), post.at, None, False, False, True, post.text, "en")
            for post in posts
        ]
    for number, each in enumerate(page):
        found += _on_the_page(f"p{number}", each.thread, fan)
        places[f"p{number}"] = Place(each.thread.native_id, PAGE_NAME, is_public=True)
        nameless[f"p{number}"] = tuple(
            post.at for post in each.thread.posts if post.is_unnamed and not post.is_spam
        )
        if each.passes_on:
            passed_on.append((keys[id(each.passes_on)], each.thread.talk.at))
    for number, moment in enumerate(COVERS):
        found.append(Said(f"c{number}", fan(PAGE), moment, None, False, True, False, "", "en"))
    for number, moment in enumerate(noted_at(people[0])):
        found.append(Said(f"o{number}", member(0), moment, None, False, True, False, "", "en"))
    team = {ning(p) for p in people if p.is_team}
    return Plan(
        tuple(sorted((each for each in found if each.by not in spammers), key=lambda s: s.at)),
        frozenset(team),
        fan(PAGE),
        tuple(
            (each.starts_at, frozenset(member(n) for n, said in each.guests if said == "attending"))
            for each in gatherings
            if each.starts_at <= END
        ),
        places,
        tuple(passed_on),
        {
            ning(person): person.joined_at
            for person in people[:LISTED]
            if not person.is_team and person.part != "spammer"
        },
        {fan(each.number): each.followed_at for each in fans[1:] if each.person.part != "spammer"},
        nameless,
    )


def _place(thread: Thread, groups: Mapping[str, Group], people: list[Person]) -> Place:
    talk = thread.talk
    if talk.group is not None:
        group = groups[talk.group]
        return Place(thread.native_id, group.title, not group.is_private)
    if talk.kind == "wall":
        return Place(f"wall:{people[talk.author].key}", None, is_public=True)
    bare = talk.kind in ("blog", "photo", "event")
    return Place(thread.native_id, None if bare else category(thread), is_public=True)


def _on_the_network(key: str, thread: Thread, member: Any) -> Iterable[Said]:
    opener, is_wall = member(thread.talk.author), thread.talk.kind == "wall"
    language = thread.talk.language
    if not is_wall:
        yield Said(key, opener, thread.talk.at, None, False, True, False, thread.opening, language)
    for post in thread.posts:
        if post.is_spam:
            continue
        named = post.to is not None and post.way != "none"
        to = member(post.to) if named else opener
        is_strict = named or is_wall
        yield Said(
            key,
            member(post.author),
            post.at,
            to,
            is_strict,
            False,
            is_wall,
            post.text,
            post.language or language,
        )


def _on_the_page(key: str, thread: Thread, fan: Any) -> Iterable[Said]:
    yield Said(key, fan(PAGE), thread.talk.at, None, False, True, False, thread.opening, "en")
    written = [post for post in thread.posts if not post.is_spam]
    for post in written:
        if post.is_unnamed:
            continue
        to = written[post.about] if post.about is not None else None
        if to is None:
            to_whom = fan(PAGE)
        elif not to.is_unnamed:
            to_whom = fan(to.author)
        else:
            continue
        yield Said(key, fan(post.author), post.at, to_whom, True, False, False, post.text, "en")


def is_on_page(thread: str) -> bool:
    """Whether a thread, by its name in the plan, stands on the page."""
    return thread.startswith("p")


def is_of_the_network(person: str) -> bool:
    """Whether somebody, by their name in the plan, has an account on the network."""
    return person.startswith("ning:")


def month_of(moment: datetime) -> date:
    """The first day of the month a moment lies in, in the community's zone."""
    return moment.astimezone(ZONE).date().replace(day=1)
