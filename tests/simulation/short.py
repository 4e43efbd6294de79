"""The recommender alone, week after week: the world's truth as a snapshot, without files.

For what needs many years: whether learning from letters pays. The tables are what the line would
make of the same posts, topics being the spaces; letters arrive at once and none is lost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pyarrow as pa

from recommender.recommend import recommend
from recommender.snapshot import MEMBER_IDS, MOMENT, PAIRS, SCHEMAS, Rules, Snapshot
from recommender.taught import INTRODUCED
from tests.simulation.words import TOPICS
from tests.simulation.world import SEEN, WEEK, Plan, World

LETTERS_AT = timedelta(hours=7)
NO_REPEAT = 26


@dataclass(frozen=True)
class Letter:
    """One reader told of one candidate."""

    issue: int
    reader: int
    candidate: int
    score: float
    shown: float
    is_far: bool
    is_mutual: bool


@dataclass
class Short:
    """A simulated year of the recommender alone."""

    world: World
    learns: bool
    letters: list[Letter] = field(default_factory=list)
    issue: int = 0
    chances: list[tuple[int, float, float]] = field(default_factory=list)
    """Of each pair of letters: the issue, and the chance that they talk, and both ways."""

    @classmethod
    def begun(cls, plan: Plan, *, learns: bool) -> Short:
        """The world with its history, before the first issue."""
        world = World(plan)
        for _ in range(plan.history_weeks):
            world.pass_week()
        return cls(world, learns)

    def live(self, weeks: int) -> None:
        """Nothing; so many issues more, each followed by a week."""
        for _ in range(weeks):
            self._issue()
            self.world.pass_week()
            self.issue += 1

    def both_ways(self, since: int = 0) -> tuple[int, float]:
        """Of the pairs introduced from an issue on: how many talked both ways, and the truth."""
        happened = {
            self._pair(letter)
            for letter in self.letters
            if letter.issue >= since and self._talked_both_ways(letter)
        }
        return len(happened), sum(both for issue, _, both in self.chances if issue >= since)

    def _issue(self) -> None:
        world = self.world
        yes = pa.table({"member_id": [name(member) for member in world.consenting]}, MEMBER_IDS)
        lately = [each for each in self.letters if self.issue - each.issue < NO_REPEAT]
        never = {self._pair(each) for each in lately}
        last: dict[int, int] = {each.reader: each.issue for each in lately}
        rules = Rules(
            readers=yes,
            candidates=yes,
            never=pa.table(
                {
                    "member_a_id": [name(one) for one, _ in sorted(never)],
                    "member_b_id": [name(other) for _, other in sorted(never)],
                },
                PAIRS,
            ),
            last_read=pa.table(
                {
                    "member_id": [name(member) for member in last],
                    "last_at": [
                        world.now + LETTERS_AT - (self.issue - issue) * WEEK
                        for issue in last.values()
                    ],
                },
                pa.schema([("member_id", pa.string()), ("last_at", MOMENT)]),
            ),
            introduced=self._known() if self.learns else None,
        )
        found = recommend(snapshot_of(world), rules, f"{self.issue}").matches.to_pylist()
        read: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        for row in found:
            letter = Letter(
                self.issue,
                number(row["member_id"]),
                number(row["candidate_id"]),
                row["untaught"],
                row["shown"],
                row["slot"] == "far",
                row["is_mutual"],
            )
            self.letters.append(letter)
            read[self._pair(letter)].add(letter.reader)
            world.introduce(letter.reader, letter.candidate, world.now + LETTERS_AT)
        for pair, readers in sorted(read.items()):
            self.chances.append(
                (self.issue, world.talk_chance(*pair, readers), world.both_chance(*pair, readers))
            )

    def _known(self) -> pa.Table:
        rows = [
            {
                "reader_id": name(letter.reader),
                "candidate_id": name(letter.candidate),
                "at": self._left_at(letter),
                "score": letter.score,
                "shown": letter.shown,
                "is_far": letter.is_far,
                "is_mutual": letter.is_mutual,
                "both_ways": self._talked_both_ways(letter),
            }
            for letter in self.letters
            # The last of their 28 days is over when the letters of the fifth issue after leave.
            if (self.issue - letter.issue) * WEEK > SEEN
        ]
        return pa.Table.from_pylist(rows, INTRODUCED)

    def _talked_both_ways(self, letter: Letter) -> bool:
        at = self._left_at(letter)
        words = [
            self.world.first_word.get(pair)
            for pair in (
                (letter.reader, letter.candidate),
                (letter.candidate, letter.reader),
            )
        ]
        return all(word is not None and word <= at + SEEN for word in words)

    def _left_at(self, letter: Letter) -> datetime:
        return self.world.now - (self.issue - letter.issue) * WEEK + LETTERS_AT

    @staticmethod
    def _pair(letter: Letter) -> tuple[int, int]:
        return min(letter.reader, letter.candidate), max(letter.reader, letter.candidate)


def name(member: int) -> str:
    return f"m{member:04}"


def number(member_id: str) -> int:
    return int(member_id[1:])


def snapshot_of(world: World) -> Snapshot:
    """The community as the line would see it now."""
    posts = [post for post in world.posts if post.at < world.now]
    by_number = {post.number: post for post in posts}
    talks = []
    seats: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    spaces: defaultdict[int, Counter[int]] = defaultdict(Counter)
    texts: defaultdict[int, list[str]] = defaultdict(list)
    hours: defaultdict[int, list[int]] = defaultdict(lambda: [0] * 24)
    people: defaultdict[int, set[int]] = defaultdict(set)
    for post in posts:
        seats[post.author, post.thread].append(post.number)
        spaces[post.author][post.topic] += 1
        texts[post.author].append(post.text)
        hours[post.author][post.at.hour] += 1
        people[post.thread].add(post.author)
        if post.parent is not None and by_number[post.parent].author != post.author:
            talks.append(
                {
                    "from_member_id": name(post.author),
                    "to_member_id": name(by_number[post.parent].author),
                    "thread_id": f"t{post.thread}",
                    "post_id": f"p{post.number}",
                    "created_at": post.at,
                    "weight": 1.0,
                    "is_strict": True,
                    "is_public": True,
                }
            )
    last_talk = {row["from_member_id"]: row["created_at"] for row in talks}
    openers = {post.thread: post for post in posts if post.parent is None}
    first_at = {post.author: post.at for post in reversed(posts)}
    members = [
        {
            "member_id": name(member),
            "display_name": world.names[member],
            "is_matchable": True,
            "is_active": True,
            "is_active_lately": True,
            "hours": hours[member],
            "first_post_at": first_at.get(member),
            "last_talk_at": last_talk.get(name(member)),
            "joined_at": first_at.get(member),
        }
        for member in range(world.plan.members)
    ]
    held = Counter(topic for counts in spaces.values() for topic, count in counts.items() if count)
    return Snapshot(
        as_of=world.now,
        members=_table("members", members),
        talks=_table("talks", sorted(talks, key=lambda row: (row["created_at"], row["post_id"]))),
        member_threads=_table(
            "member_threads",
            [
                {
                    "member_id": name(member),
                    "thread_id": f"t{thread}",
                    "posts": len(written),
                    "first_at": by_number[written[0]].at,
                    "last_at": by_number[written[-1]].at,
                    "strength": len(written) / (len(written) + 2),
                    "is_public": True,
                    "is_opener": thread in openers and openers[thread].author == member,
                    "thread_size": len(people[thread]),
                }
                for (member, thread), written in sorted(seats.items())
            ],
        ),
        member_topics=_table(
            "member_topics",
            [
                {
                    "member_id": name(member),
                    "topic_id": f"space:{topic}",
                    "strength": count / (count + 3),
                    "is_declared": True,
                    "is_public": True,
                    "thread_id": None,
                    "last_at": world.now,
                    "label": TOPICS[topic][0],
                    "is_shareable": held[topic] <= 0.15 * world.plan.members,
                }
                for member, counts in sorted(spaces.items())
                for topic, count in sorted(counts.items())
            ],
        ),
        texts=_table(
            "texts",
            [
                {"member_id": name(member), "text": " ".join(written), "language": "en"}
                for member, written in sorted(texts.items())
            ],
        ),
        threads=_table(
            "threads",
            [
                {
                    "thread_id": f"t{thread}",
                    "title": post.title,
                    "url": f"https://bench.example.org/{thread}",
                    "is_public": True,
                    "created_at": post.at,
                    "last_post_at": post.at,
                    "author_member_id": name(post.author),
                    "member_count": len(people[thread]),
                    "answer_count": len(people[thread]) - 1,
                }
                for thread, post in sorted(openers.items())
            ],
        ),
        declared=_table("declared", []),
        half_life_days=90,
    )


def _table(which: str, rows: list[dict[str, object]]) -> pa.Table:
    return pa.Table.from_pylist(rows, SCHEMAS[which])
