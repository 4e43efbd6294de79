"""Who turns to whom: drawn by interests, past talk, common friends and shared threads."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from random import Random

import numpy as np
import numpy.typing as npt

from sample import words
from sample.moments import DAYS, END, FOUNDED
from sample.people import Person

HALF_LIFE_DAYS = 60
"""After so many days without a word, a tie pulls half as strongly."""

Weights = npt.NDArray[np.float32]


class Society:
    """The members and what lies between them, moved forward day by day.

    never: pairs who must not talk from a moment on; planted facts stay true that way.
    """

    def __init__(
        self, people: list[Person], rng: Random, never: Iterable[tuple[int, int, datetime]]
    ) -> None:
        self.people = people
        self.rng = rng
        self.crafts = list(words.crafts())
        count = len(people)
        self.ties: Weights = np.zeros((count, count), dtype=np.float32)
        self.shared: Weights = np.zeros((count, count), dtype=np.float32)
        self.interest = self._interest()
        self.generous = np.array([8.0 if p.part == "helper" else 1.0 for p in people], np.float32)
        self.answers = np.array([1.15 - p.asks for p in people], np.float32)
        self._rates = np.array([p.rate if p.is_ordinary else 0.0 for p in people], np.float32)
        self._joined = np.array([p.joined_at.timestamp() for p in people])
        self._quiet = np.array([p.quiet_after.timestamp() for p in people])
        phases = [Random(p.seed) for p in people]
        self._phase = np.array([p.uniform(0, 6.28) for p in phases])
        self._period = np.array([p.uniform(60, 260) for p in phases])
        self._never: dict[int, dict[int, datetime]] = {}
        for one, other, since in never:
            self._never.setdefault(one, {})[other] = since
            self._never.setdefault(other, {})[one] = since
        self._presence: Weights = np.zeros(count, dtype=np.float32)
        self._near: Weights = np.zeros((count, count), dtype=np.float32)
        self._drawn = np.asarray(self.interest**1.05, dtype=np.float32)
        self.speaks = {
            language: np.array(
                [p.english if language == "en" else p.language == language for p in people]
            )
            for language in words.tongues()
        }

    def _interest(self) -> Weights:
        table = np.full((len(self.people), len(self.crafts)), 0.004, dtype=np.float32)
        for person in self.people:
            for craft, share in person.interests.items():
                table[person.number, self.crafts.index(craft)] += share
        return table

    def begin_day(self, number: int) -> None:
        """Let a day pass: other people are about, and once a week ties fade a little."""
        if number % 7 == 0:
            self.ties *= 0.5 ** (7 / HALF_LIFE_DAYS)
            self.shared *= 0.5 ** (7 / HALF_LIFE_DAYS)
            # Common friends are counted as of this morning, once a week: it is a whole table.
            self._near = np.minimum(self.ties + self.ties.T, 2.0)
        noon = (FOUNDED + timedelta(days=number, hours=18)).timestamp()
        age = (noon - self._joined) / 86400
        wave = 0.2 + 1.6 * np.maximum(0, np.sin(age * 6.2832 / self._period + self._phase))
        fresh = 1 + 1.5 * np.exp(-np.maximum(age, 0) / 20)
        here = (age >= 0) & (noon < self._quiet)
        self._presence = (self._rates * wave * fresh * here).astype(np.float32)

    def may_talk(self, one: int, other: int, at: datetime) -> bool:
        """Whether nothing planted keeps the two apart at that moment."""
        since = self._never.get(one, {}).get(other)
        return one != other and (since is None or at < since)

    def pull(self, member: int) -> Weights:
        """How strongly each member is drawn to answer this one."""
        known = self.ties[member] + self.ties[:, member]
        both = np.minimum(self.ties[member], self.ties[:, member])
        # Not a matrix product: that would be slower here, and may differ from machine to machine.
        friends = np.flatnonzero(known > 0.1)
        through = (np.minimum(known[friends], 2.0)[:, None] * self._near[friends]).sum(axis=0)
        return np.asarray(
            0.25
            + 0.7 * np.minimum(known, 3.0)
            + 1.2 * np.minimum(both, 2.0)
            + 1.3 * np.minimum(through, 6.0)
            + 0.5 * np.minimum(self.shared[member], 3.0),
            dtype=np.float32,
        )

    def somebody(self, weights: Weights) -> int | None:
        """A member drawn by weight; None when nobody has any."""
        sums = np.cumsum(weights, dtype=np.float64)
        if sums[-1] <= 0:
            return None
        return int(np.searchsorted(sums, self.rng.random() * sums[-1], side="right"))

    def starter(self, *, language: str = "en", craft: str | None = None) -> int | None:
        """Who starts a conversation today; with a craft, somebody who cares for it."""
        asks = np.array(1.15 - self.answers)
        weights = self._presence * asks * self.speaks[language]
        if craft is not None:
            weights = weights * self._drawn[:, self.crafts.index(craft)]
        return self.somebody(weights.astype(np.float32))

    def answerer(
        self,
        to: int,
        at: datetime,
        *,
        craft: str | None,
        language: str = "en",
        without: Collection[int] = (),
        is_newcomer: bool = False,
        among: Collection[int] | None = None,
    ) -> int | None:
        """Who answers a member; None when nobody may or cares to."""
        weights = self._presence * self.answers * self.speaks[language]
        if craft is not None:
            weights = weights * self._drawn[:, self.crafts.index(craft)]
        else:
            weights = weights * (0.02 + (self.interest * self.interest[to]).sum(axis=1))
        weights = weights * (self.generous if is_newcomer else self.pull(to))
        weights = weights * (self._joined < at.timestamp())
        if among is not None:
            only = np.zeros(len(self.people), dtype=np.float32)
            only[list(among)] = 1
            weights = weights * only
        weights[[to, *without]] = 0
        for other, since in self._never.get(to, {}).items():
            if at + timedelta(days=21) >= since:
                weights[other] = 0
        return self.somebody(weights.astype(np.float32))

    def talked(self, one: int, other: int, weight: float = 1.0) -> None:
        """Remember that one spoke to another."""
        self.ties[one, other] += weight

    def met_in_thread(self, members: Collection[int]) -> None:
        """Remember that these wrote in the same thread."""
        here = list(members)
        for one in here:
            self.shared[one, here] += 0.5

    def is_here(self, member: int, at: datetime) -> bool:
        """Whether the member has joined and still writes at that moment."""
        person = self.people[member]
        return person.joined_at <= at <= min(person.quiet_after, END)


def all_days() -> range:
    """The days of the network's life."""
    return range(DAYS)
