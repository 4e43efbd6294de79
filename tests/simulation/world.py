"""A community whose truth is known: who talks with whom follows traits nobody is ever told.

Each member has tastes, a village, a love of talking, a habit of answering, and with each other
member a chemistry of its own. Strangers begin to talk as a Poisson process whose pace follows from
these and stays as it is, so the chance that two talk within 28 days is known exactly. Who has
talked goes on for a while. A letter that introduces two makes its reader write with a chance that
is set per run and may be none. What comes out is what a forum would log: posts that answer posts.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np
import numpy.typing as npt

from tests.simulation.words import FIRST_NAMES, LAST_NAMES, TOPICS, sentence

Floats = npt.NDArray[np.float64]
WEEK = timedelta(weeks=1)
START = datetime(2024, 1, 1, tzinfo=UTC)
"""A Monday: the first history begins here."""
SOON = timedelta(days=21)
"""Who acts on a letter does so within three weeks, evenly spread."""
SEEN = timedelta(days=28)
"""What an outcome is counted over."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is set for one run."""

    consenting: int
    seed: int
    effect: float
    """The chance that a letter makes its reader write to the one it names, on average."""
    others: int | None = None
    """Members who said nothing; by default half as many as said yes."""
    begins: float = 0.35
    """How many strangers a member writes to in a week, on average."""
    history_weeks: int = 26
    """Of talk before the first issue."""

    @property
    def members(self) -> int:
        """Everybody."""
        return self.consenting + (self.consenting // 2 if self.others is None else self.others)


@dataclass(frozen=True)
class Written:
    """One post."""

    number: int
    author: int
    thread: int
    parent: int | None
    topic: int
    at: datetime
    text: str
    title: str | None = None
    """Of an opening."""


@dataclass(order=True)
class _Due:
    """Something that will be written when its time comes."""

    at: datetime
    speaker: int
    listener: int
    depth: int = field(compare=False)
    """How many talks led to this one: answers to answers come to an end."""


class World:
    """The community as it goes on; `pass_week` writes one more week."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.now = START
        self.rng = rng = np.random.default_rng(plan.seed)
        self.letters_rng = np.random.default_rng([plan.seed, 1])
        """Apart, so that who began to talk by themselves does not hang on letters."""
        n = plan.members
        self.village = rng.integers(0, max(2, n // 14), n)
        """Who came together; half of all beginnings stay within."""
        self.taste = rng.dirichlet(np.full(len(TOPICS), 0.25), n)
        self.sociable = rng.lognormal(-0.18, 0.6, n)
        self.warm = rng.lognormal(-0.18, 0.6, n)
        """How much others are drawn to write to somebody, by themselves and by a letter."""
        self.answers = rng.beta(2.0, 2.0, n)
        """The chance that somebody answers who wrote to them."""
        self.acts = rng.beta(1.5, 3.0, n) * 3
        """How readily somebody follows a letter, 1 on average."""
        chemistry = rng.normal(0, 0.7, (n, n))
        self.chemistry = np.triu(chemistry, 1) + np.triu(chemistry, 1).T
        self.pace = self._paces()
        """Talks that i begins with j in a week, while they are strangers."""
        self.pull = self._pulls()
        """The chance that i writes to j because a letter named j."""
        self.first_talk: dict[tuple[int, int], datetime] = {}
        """When two first talked, by the smaller and the larger number."""
        self.first_word: dict[tuple[int, int], datetime] = {}
        """When the first of the two first addressed the second."""
        self.posts: list[Written] = []
        self._own: defaultdict[int, deque[Written]] = defaultdict(lambda: deque(maxlen=6))
        self._threads = 0
        self._due: list[_Due] = []
        self._fading: dict[tuple[int, int], datetime] = {}
        """Pairs who talk still, and until when."""
        for member in range(n):
            self._open(member, START + timedelta(minutes=5 * member))

    @property
    def names(self) -> list[str]:
        """Of everybody, all different."""
        both = [f"{first} {last}" for last in LAST_NAMES for first in FIRST_NAMES]
        return both[: self.plan.members]

    def likeness(self) -> Floats:
        """How alike two tastes are: the cosine, from 0 to 1."""
        unit = self.taste / np.linalg.norm(self.taste, axis=1, keepdims=True)
        return np.asarray(unit @ unit.T)

    def _paces(self) -> Floats:
        same = self.village[:, None] == self.village[None, :]
        drawn = self.warm[None, :] * np.exp(2.0 * self.likeness() + 2.0 * same + self.chemistry)
        np.fill_diagonal(drawn, 0)
        drawn /= drawn.sum(axis=1, keepdims=True)
        return np.asarray(self.plan.begins * self.sociable[:, None] * drawn)

    def _pulls(self) -> Floats:
        """The letter's effect: more where the reader follows letters and the two would suit.

        The mean over all pairs is the plan's.
        """
        suits = np.exp(self.likeness() + self.chemistry)
        pull = self.acts[:, None] * self.warm[None, :] * suits
        off = ~np.eye(len(pull), dtype=bool)
        return np.asarray(np.clip(self.plan.effect * pull / pull[off].mean(), 0, 0.9))

    def talk_chance(self, one: int, other: int, read_by: Iterable[int]) -> float:
        """That two strangers talk within 28 days of a letter, exactly.

        read_by: those of the two whose letter named the other; nobody: left alone.
        """
        weeks = SEEN / WEEK
        silent = float(np.exp(-weeks * (self.pace[one, other] + self.pace[other, one])))
        for reader in read_by:
            silent *= 1 - float(self.pull[reader, other if reader == one else one])
        return 1 - silent

    def both_chance(self, one: int, other: int, read_by: Iterable[int]) -> float:
        """That each of two strangers addresses the other within 28 days of a letter, nearly.

        Taken as if both might begin, each by themselves or because of a letter, and whoever did not
        begin answered or not. Left out: that an answer may come after day 28.
        """
        weeks, readers = SEEN / WEEK, set(read_by)

        def begins(speaker: int, listener: int) -> float:
            silent = float(np.exp(-weeks * self.pace[speaker, listener]))
            pulled = float(self.pull[speaker, listener]) if speaker in readers else 0.0
            return 1 - silent * (1 - pulled)

        first, second = begins(one, other), begins(other, one)
        return float(
            first * second
            + first * (1 - second) * self.answers[other]
            + second * (1 - first) * self.answers[one]
        )

    def introduce(self, reader: int, candidate: int, at: datetime) -> None:
        """Nothing; a letter of this moment named the candidate to the reader."""
        if self.letters_rng.random() < self.pull[reader, candidate]:
            self._later(at + SOON * self.letters_rng.random(), reader, candidate, 0)

    @property
    def consenting(self) -> list[int]:
        """Who said yes, the same in every run of the plan."""
        order = np.random.default_rng([self.plan.seed, 2]).permutation(self.plan.members)
        return sorted(order[: self.plan.consenting].tolist())

    def pass_week(self) -> list[Written]:
        """What was written in the week that begins now."""
        begin, end = self.now, self.now + WEEK
        first = len(self.posts)
        self._begin_talks(begin)
        self._go_on(begin)
        for member in np.flatnonzero(self.rng.random(self.plan.members) < 0.05 * self.sociable):
            self._open(int(member), begin + WEEK * self.rng.random())
        while due := [each for each in self._due if each.at < end]:
            self._due = [each for each in self._due if each.at >= end]
            for each in sorted(due):
                self._talk(each)
        self.now = end
        return sorted(self.posts[first:], key=lambda post: (post.at, post.number))

    def _begin_talks(self, begin: datetime) -> None:
        counts = self.rng.poisson(self.pace)
        for one, other in zip(*map(np.ndarray.tolist, np.nonzero(counts)), strict=True):
            if _pair(one, other) not in self.first_talk:
                self._later(begin + WEEK * self.rng.random(), one, other, 0)

    def _go_on(self, begin: datetime) -> None:
        """Pairs who talk still: one of them begins anew in about one week of five."""
        for (one, other), until in list(self._fading.items()):
            if until < begin:
                del self._fading[one, other]
            elif self.rng.random() < 0.2:
                speaker = one if self.rng.random() < 0.5 else other
                listener = other if speaker == one else one
                self._later(begin + WEEK * self.rng.random(), speaker, listener, 0)

    def _later(self, at: datetime, speaker: int, listener: int, depth: int) -> None:
        self._due.append(_Due(at, speaker, listener, depth))

    def _talk(self, due: _Due) -> None:
        """One addresses the other, who may answer, and the two may go on."""
        pair = _pair(due.speaker, due.listener)
        self._reply(due.speaker, due.listener, due.at)
        self.first_word.setdefault((due.speaker, due.listener), due.at)
        if pair not in self.first_talk:
            self.first_talk[pair] = due.at
        if due.depth < 3 and self.rng.random() < self.answers[due.listener]:
            after = due.at + timedelta(hours=1 + 60 * self.rng.random())
            self._later(after, due.listener, due.speaker, due.depth + 1)
            suits = 1 / (1 + np.exp(-self.chemistry[pair] - 0.5))
            if due.depth == 0 and self.rng.random() < 0.6 * suits:
                weeks = self.rng.exponential(14.0)
                self._fading[pair] = max(
                    self._fading.get(pair, due.at), due.at + timedelta(weeks=weeks)
                )

    def _reply(self, speaker: int, listener: int, at: datetime) -> None:
        """An answer to one of the listener's last posts, rather in a topic the speaker likes."""
        posts = [post for post in self._own[listener] if post.at < at]
        if not posts:
            posts = [self._open(listener, at - timedelta(minutes=30))]
        liking = np.array([self.taste[speaker, post.topic] + 0.02 for post in posts])
        chosen = posts[int(self.rng.choice(len(posts), p=liking / liking.sum()))]
        self._write(speaker, chosen.thread, chosen.topic, at, parent=chosen.number)

    def _open(self, member: int, at: datetime) -> Written:
        topic = int(self.rng.choice(len(TOPICS), p=self.taste[member]))
        self._threads += 1
        title = sentence(self.rng, topic, words=5).rstrip(".")
        return self._write(member, self._threads, topic, at, parent=None, title=title)

    def _write(
        self, author: int, thread: int, topic: int, at: datetime, *, parent: int | None,
        title: str | None = None,
    ) -> Written:  # fmt: skip
        text = " ".join(sentence(self.rng, topic) for _ in range(int(self.rng.integers(1, 4))))
        post = Written(len(self.posts) + 1, author, thread, parent, topic, at, text, title)
        self.posts.append(post)
        self._own[author].append(post)
        return post


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
