"""What was planted, so that tests can ask whether it is found; never read by an importer."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sample.fans import Fan
from sample.moments import END, FOUR_WEEKS
from sample.people import Person
from sample.plants import Plants, alike
from sample.profiles import Profiles
from sample.talks import Talk, ning
from sample.written import Thread

ANSWERED_WITHIN = timedelta(days=7)
ENOUGH = 6
"""A member of a planted pair wrote at least so much."""

ACTIVE = timedelta(days=90)


def truth(
    people: list[Person],
    fans: list[Fan],
    plants: Plants,
    profiles: Profiles,
    threads: list[Thread],
    talks: list[Talk],
    counts: Mapping[int, int],
) -> dict[str, Any]:
    """Every planted fact, with ids as `ning:<screen name>` and `facebook:<id>`."""
    talked = {frozenset((talk.one, talk.other)) for talk in talks}
    same = [
        pair
        for pair in plants.same_interest
        if all(counts.get(number, 0) >= ENOUGH for number in pair)
        and _unacquainted(people, pair, talked)
    ]
    part = defaultdict(list)
    for person in people:
        part[person.part].append(ning(person))
    quarrel = [ning(people[number]) for number in plants.quarrel[:2]]
    return {
        "ends_at": END.isoformat(),
        "members": len(people),
        "interests": {ning(p): dict(p.interests) for p in people if p.is_ordinary},
        "sub_communities": {ning(p): p.family for p in people if p.is_ordinary},
        "bridges": part["bridge"],
        "helpers": part["helper"],
        "collectors": part["collector"],
        "spammers": part["spammer"]
        + [_on_facebook(fan) for fan in fans if fan.person.part == "spammer"],
        "spam_posts": [p.native_id for t in threads for p in t.posts if p.is_spam],
        "team": part["owner"] + part["admin"],
        "minors": part["minor"],
        "left": part["left"],
        "suspended": part["suspended"],
        "unlisted": part["gone"],
        "memorial": [ning(people[plants.remembered])],
        "quarrel": quarrel,
        "strong_ties": _pairs(people, plants.strong),
        "dormant_ties": [
            [ning(people[one]), ning(people[other]), until.isoformat()]
            for one, other, until in plants.dormant
        ],
        "weak_ties": _weak(talks),
        "same_interest_pairs": _pairs(people, same),
        "control_pairs": _pairs(people, _controls(people, same, talked, counts, threads)),
        "declared": {ning(people[n]): _on_facebook(f) for n, f in profiles.declared.items()},
        "same_person": {
            ning(people[f.member]): _on_facebook(f) for f in fans if f.member is not None
        },
        "ways": {ning(people[f.member]): f.way for f in fans if f.member is not None},
        "fan_names": {_on_facebook(f): f.person.name for f in fans},
        "namesakes": _namesakes(people, fans),
        "look_alikes": [
            [ning(people[f.namesake_of]), _on_facebook(f)]
            for f in fans
            if f.namesake_of is not None and f.is_look_alike
        ],
        "newcomers": _newcomers(people, threads, talks),
        "fenced_threads": [t.native_id for t in threads if t.talk.group in ("hard", "keys")],
        "consents": {ning(people[n]): dict(said) for n, said in profiles.consents.items() if said},
    }  # fmt: skip


def _on_facebook(fan: Fan) -> str:
    return f"facebook:{fan.facebook_id}"


def _pairs(people: list[Person], pairs: list[tuple[int, int]]) -> list[list[str]]:
    return [[ning(people[one]), ning(people[other])] for one, other in pairs]


def _unacquainted(people: list[Person], pair: tuple[int, int], talked: set[frozenset[str]]) -> bool:
    return frozenset(ning(people[number]) for number in pair) not in talked


def _controls(
    people: list[Person],
    same: list[tuple[int, int]],
    talked: set[frozenset[str]],
    counts: Mapping[int, int],
    threads: list[Thread],
) -> list[tuple[int, int]]:
    """For each pair its first member with somebody as busy as the second, and nothing in common."""
    last: dict[int, datetime] = {}
    for thread in threads:
        for number, at in (
            (thread.talk.author, thread.talk.at),
            *((p.author, p.at) for p in thread.posts),
        ):
            last[number] = max(at, last.get(number, at))
    controls: list[tuple[int, int]] = []
    used: Counter[int] = Counter()
    for one, other in same:
        fitting = [
            p.number for p in people
            if p.part == "member" and p.english and counts.get(p.number, 0) >= ENOUGH
            and alike(people[one], p) < 0.05 and p.family != people[one].family
            and _unacquainted(people, (one, p.number), talked)
            and used[p.number] < 3 and p.number != one
        ]  # fmt: skip
        if fitting:
            chosen = min(fitting, key=lambda n: (_apart(n, other, counts, last), n))
            used[chosen] += 1
            controls.append((one, chosen))
    return controls


def _apart(
    number: int, other: int, counts: Mapping[int, int], last: Mapping[int, datetime]
) -> float:
    """How different two members' activity is: how much they wrote, and how long ago."""
    more = abs(math.log(counts[number] / counts[other]))
    return more + abs((last[number] - last[other]).days) / 60


def _weak(talks: list[Talk]) -> list[list[str]]:
    """Pairs who spoke exactly once, long enough ago to be no beginning."""
    counts = Counter(frozenset((talk.one, talk.other)) for talk in talks)
    once = [
        talk for talk in talks
        if counts[frozenset((talk.one, talk.other))] == 1 and talk.is_strict
        and talk.at < END - ACTIVE
    ]  # fmt: skip
    return [[talk.one, talk.other] for talk in once[:: max(1, len(once) // 100)]]


def _namesakes(people: list[Person], fans: list[Fan]) -> list[list[str]]:
    """Accounts under one name that belong to different people."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for person in people:
        by_name[person.name].append(ning(person))
    found = [ids for ids in by_name.values() if len(ids) > 1]
    for fan in fans:
        if fan.namesake_of is not None and not fan.is_look_alike:
            found += [[account, _on_facebook(fan)] for account in by_name[fan.person.name]]
    return found


def _newcomers(
    people: list[Person], threads: list[Thread], talks: list[Talk]
) -> dict[str, dict[str, Any]]:
    """Everybody's first post, and who spoke to them within a week of it."""
    first: dict[str, datetime] = {}
    for thread in threads:
        written = [] if thread.talk.kind == "wall" else [(thread.talk.author, thread.talk.at)]
        written += [(post.author, post.at) for post in thread.posts]
        for number, at in written:
            account = ning(people[number])
            first[account] = min(at, first.get(account, at))
    answered: dict[str, str] = {}
    for talk in talks:
        began = first.get(talk.other)
        if began is not None and began < talk.at <= began + ANSWERED_WITHIN:
            answered.setdefault(talk.other, talk.one)
    return {
        ning(person): {
            "first_post_at": first[ning(person)].isoformat(),
            "answered_by": answered.get(ning(person)),
            "is_of_the_last_four_weeks": person.joined_at > FOUR_WEEKS,
        }
        for person in people
        if person.is_ordinary and not person.is_team and ning(person) in first
    }
