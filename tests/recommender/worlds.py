"""Small communities whose right answers are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from recommender.snapshot import PAIRS, SCHEMAS, Rules, Snapshot

NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def table(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist([dict(row) for row in rows], schema=SCHEMAS[name])


def member(member_id: str, **columns: Any) -> dict[str, Any]:
    return {
        "member_id": member_id,
        "display_name": member_id.title(),
        "is_matchable": True,
        "is_active": True,
        "is_active_lately": True,
        "language": "en",
        "location": None,
        "hours": [0] * 24,
        "first_post_at": days_ago(300),
        "last_talk_at": days_ago(3),
        "joined_at": days_ago(300),
    } | columns


def talk(start: str, end: str, days: float = 3, **columns: Any) -> dict[str, Any]:
    return {
        "from_member_id": start,
        "to_member_id": end,
        "thread_id": "t0",
        "post_id": f"p-{start}-{end}-{days}",
        "created_at": days_ago(days),
        "weight": 1.0,
        "is_strict": True,
        "is_public": True,
    } | columns


def seat(member_id: str, thread_id: str, days: float = 3, **columns: Any) -> dict[str, Any]:
    """A member's place in a thread."""
    return {
        "member_id": member_id,
        "thread_id": thread_id,
        "posts": 1,
        "first_at": days_ago(days),
        "last_at": days_ago(days),
        "strength": 0.5,
        "is_public": True,
        "is_opener": False,
        "thread_size": 3,
    } | columns


def interest(member_id: str, topic_id: str, days: float = 3, **columns: Any) -> dict[str, Any]:
    return {
        "member_id": member_id,
        "topic_id": topic_id,
        "strength": 0.6,
        "is_declared": False,
        "is_public": True,
        "thread_id": None,
        "last_at": days_ago(days),
        "label": topic_id,
        "is_shareable": True,
    } | columns


def thread(thread_id: str, title: str | None = None, **columns: Any) -> dict[str, Any]:
    return {
        "thread_id": thread_id,
        "title": title if title is not None else f"About {thread_id}",
        "url": f"https://forum.example.org/t/{thread_id}",
        "is_public": True,
        "created_at": days_ago(200),
        "last_post_at": days_ago(3),
        "author_member_id": None,
        "member_count": 3,
        "answer_count": 2,
    } | columns


def world(
    members: Sequence[str | Mapping[str, Any]],
    *,
    talks: Iterable[Mapping[str, Any]] = (),
    seats: Iterable[Mapping[str, Any]] = (),
    interests: Iterable[Mapping[str, Any]] = (),
    threads: Iterable[Mapping[str, Any]] | None = None,
    texts: Mapping[str, str] | None = None,
    declared: Iterable[tuple[str, str]] = (),
) -> Snapshot:
    """A snapshot as of NOW; every thread somebody is in exists and is public unless given."""
    seats = list(seats)
    if threads is None:
        threads = [thread(name) for name in sorted({row["thread_id"] for row in seats})]
    return Snapshot(
        as_of=NOW,
        members=table("members", [m if isinstance(m, Mapping) else member(m) for m in members]),
        talks=table("talks", talks),
        member_threads=table("member_threads", seats),
        member_topics=table("member_topics", interests),
        texts=table(
            "texts",
            [{"member_id": m, "text": t, "language": "en"} for m, t in (texts or {}).items()],
        ),
        threads=table("threads", threads),
        declared=table("declared", [{"member_a_id": a, "member_b_id": b} for a, b in declared]),
        half_life_days=90,
    )


VOCABULARIES = {
    "north": ["snow", "reindeer", "sledge", "frost", "aurora", "fjord", "skiing", "glacier"],
    "south": ["olive", "lemon", "siesta", "harbour", "vineyard", "basil", "sardine", "lagoon"],
}


def two_villages(size: int = 8) -> Snapshot:
    """Two villages that share no thread, topic, word, hour, language or contact.

    In each village a ring of talk, overlapping threads, two topics and a vocabulary of its own.
    """
    members, talks, seats, interests, texts = [], [], [], [], {}
    for village, words in (
        ("north", ["snow", "reindeer", "sledge", "frost", "aurora", "fjord", "skiing", "glacier"]),
        (
            "south",
            ["olive", "lemon", "siesta", "harbour", "vineyard", "basil", "sardine", "lagoon"],
        ),
    ):
        names = [f"{village}{number}" for number in range(size)]
        spoken, first_hour = ("no", 6) if village == "north" else ("it", 18)
        members += [
            member(name, language=spoken, hours=hours_from(first_hour + number % 3))
            for number, name in enumerate(names)
        ]
        for number, name in enumerate(names):
            talks.append(talk(name, names[(number + 1) % size], days=number + 1))
            for step in range(3):
                seats.append(
                    seat(name, f"{village}-thread{(number + step) % size}", strength=0.2 + step / 4)
                )
            # Across the ring, in pairs: the same two threads, one strongly, one weakly.
            seats.append(seat(name, f"{village}-strong{number % (size // 2)}", strength=0.9))
            seats.append(seat(name, f"{village}-weak{number % (size // 2)}", strength=0.1))
            interests.append(interest(name, f"{village} topic {number % 2}"))
            texts[name] = " ".join(words[number % 4 :] * 3)
    return world(members, talks=talks, seats=seats, interests=interests, texts=texts)


def hours_from(first: int) -> list[int]:
    """Four posts in each of two hours, by hour of the day."""
    return [4 * (hour in (first, first + 1)) for hour in range(24)]


def village_of(member_id: str) -> str:
    return member_id[:5]


def busy_world(size: int = 24) -> Snapshot:
    """A connected community with some of everything."""
    names = [f"member{number:02}" for number in range(size)]
    talks, seats, interests = [], [], []
    for number, name in enumerate(names):
        for step in (1, 2, 5):
            talks.append(talk(name, names[(number * step + step) % size], days=number * step + 1))
        for step in range(4):
            seats.append(seat(name, f"thread{(number + step * 3) % size}", strength=0.2 + step / 5))
        interests.append(interest(name, f"topic{number % 5}", strength=0.3 + number / 100))
    talks = [row for row in talks if row["from_member_id"] != row["to_member_id"]]
    words = ["bees", "honey", "engine", "garden", "music", "bread"]
    texts = {
        name: f"{words[number % 6]} {words[number * 5 % 6]} {words[number // 4 % 6]}"
        for number, name in enumerate(names)
    }
    members = [member(name, hours=hours_from(number % 20)) for number, name in enumerate(names)]
    return world(members, talks=talks, seats=seats, interests=interests, texts=texts)


def permuted(snapshot: Snapshot) -> Snapshot:
    """The same rows in the reverse order."""
    names = ("members", "talks", "member_threads", "member_topics", "texts", "threads", "declared")
    return replace(
        snapshot,
        **{
            name: getattr(snapshot, name).take(
                pa.array(range(getattr(snapshot, name).num_rows - 1, -1, -1), pa.int64())
            )
            for name in names
        },
    )


def rehearsal(**columns: Any) -> Rules:
    """Everybody may receive and be proposed."""
    return Rules(**({"readers": None, "candidates": None, "never": PAIRS.empty_table()} | columns))


def only(*member_ids: str) -> pa.Table:
    return pa.table({"member_id": pa.array(member_ids, pa.string())})


def pairs_of(matches: pa.Table) -> set[tuple[str, str]]:
    return set(
        zip(matches["member_id"].to_pylist(), matches["candidate_id"].to_pylist(), strict=True)
    )


def checkerboard(size: int = 12) -> Snapshot:
    """Members and things in two colours: everybody is at all things of their colour but one.

    Ring talk, seats, topics and words all follow the colour. Whoever is a member's match can be
    told: somebody of the same colour.
    """
    members, talks, seats, interests, texts = [], [], [], [], {}
    for number in range(size):
        colour, name = number % 2, f"member{number:02}"
        members.append(member(name, hours=hours_from(8 + 10 * colour)))
        talks.append(talk(name, f"member{(number + 2) % size:02}", days=number + 1))
        words = list(VOCABULARIES.values())[colour]
        own = [thing for thing in range(size) if thing % 2 == colour and thing != number]
        for thing in own:
            seats.append(
                seat(name, f"thread{thing:02}", strength=0.2 + (thing * 5 + number) % 7 / 10)
            )
        for thing in own[:3]:
            interests.append(interest(name, f"topic{thing:02}", strength=0.2 + thing / 20))
        texts[name] = " ".join([*words[:4], words[4 + number // 2 % 4]])
    return world(members, talks=talks, seats=seats, interests=interests, texts=texts)


def star(rays: int = 8) -> Snapshot:
    """One hub everybody talks with, in a thread of two each; the rays know nobody else."""
    names = [f"ray{number}" for number in range(rays)]
    talks = [talk(name, "hub", days=at + 1) for at, name in enumerate(names)]
    seats = [
        seat(one, f"thread{at}", strength=0.3 + at / 20)
        for at, name in enumerate(names)
        for one in (name, "hub")
    ]
    return world(["hub", *names], talks=talks, seats=seats)


def newcomers(size: int = 8) -> Snapshot:
    """Everybody came this week: nobody has talked, all wrote once in one of two threads."""
    names = [f"new{number}" for number in range(size)]
    return world(
        [
            member(name, first_post_at=days_ago(2), joined_at=days_ago(3), last_talk_at=None)
            for name in names
        ],
        seats=[
            seat(name, f"hello{at % 2}", days=2, strength=0.5 + at / 50)
            for at, name in enumerate(names)
        ],
        interests=[
            interest(name, f"topic{at % 2}", days=2, strength=0.5 + at / 50)
            for at, name in enumerate(names)
        ],
        texts={
            name: " ".join(list(VOCABULARIES.values())[at % 2][:5]) for at, name in enumerate(names)
        },
    )


def with_twins(snapshot: Snapshot, of: str = "member03") -> Snapshot:
    """The same community, and a second account of one member that nobody has joined to the first.

    It does all that the first does, a minute later, under the name of `of` with a 2.
    """
    names = {
        "members": ("member_id",),
        "talks": ("from_member_id", "to_member_id"),
        "member_threads": ("member_id",),
        "member_topics": ("member_id",),
        "texts": ("member_id",),
    }
    twin = f"{of}2"
    found = {}
    for table_name, columns in names.items():
        rows = getattr(snapshot, table_name).to_pylist()
        more = [
            row | {column: twin for column in columns if row[column] == of}
            for row in rows
            if any(row[column] == of for column in columns)
        ]
        found[table_name] = table(table_name, rows + more)
    return replace(snapshot, **found)
