"""What may be said aloud: the public rows two members share, looked up for a reason.

Everything here is public, unfenced and titled, so deleting every private row changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from recommender.matrices import Bools, Ints, Matrices, Sparse, common, public_rows
from recommender.wording import is_named, names_member

LONGEST_PLACE = 40


@dataclass(frozen=True)
class Place:
    """A thread a member is in."""

    thread_id: str
    title: str
    url: str | None
    first_at: datetime
    last_at: datetime
    is_opener: bool
    size: int
    names: str | None = None
    """The member who began it, when its title or address says their name."""


RARE = 0.05
"""A word tells something of two who wrote it when at most this share of all writers did,"""
FEW = 5
"""or so few, in a small community."""
SHORTEST = 4
"""Letters of a word in Latin script; shorter ones are as often misspelt as telling."""
ASKED = 2000
"""In a large one, so many writers tell what all of them write, near enough."""


@dataclass(frozen=True)
class Interest:
    """A topic a member holds, with the thread of theirs that shows it, when one does."""

    topic_id: str
    label: str
    strength: float
    is_declared: bool
    last_at: datetime | None
    place: Place | None
    words: tuple[str, ...] = ()
    """Of a topic without a name: the words of its label that the member wrote in public."""


class PublicRecord:
    """The public threads, topics, contacts and places of some members."""

    def __init__(
        self,
        matrices: Matrices,
        members: Iterable[str],
        introducers: Mapping[tuple[str, str], str] | None = None,
    ) -> None:
        self.introducers = introducers
        self.matrices = matrices
        self.snapshot = matrices.snapshot
        self.members = pa.array(sorted(set(members)), pa.string())
        self._rare: dict[str, bool] = {}

    def _of_members(self, table: pa.Table) -> list[dict[str, Any]]:
        rows = public_rows(table)
        found: list[dict[str, Any]] = rows.filter(
            pc.is_in(rows["member_id"], value_set=self.members)
        ).to_pylist()
        return found

    @cached_property
    def _threads(self) -> dict[str, dict[str, Any]]:
        columns = ["thread_id", "title", "url", "author_member_id"]
        rows = sayable_threads(self.snapshot.threads).select(columns).to_pylist()
        called = {id_: profile["display_name"] for id_, profile in self.profiles.items()}
        for row in rows:
            author = row["author_member_id"]
            is_telling = names_member(row["title"], row["url"], called.get(author))
            row["names"] = author if is_telling else None
        return {row["thread_id"]: row for row in rows}

    @property
    def nameless_threads(self) -> set[str]:
        """The public titled threads whose title and address name nobody."""
        return {thread for thread, row in self._threads.items() if row["names"] is None}

    @cached_property
    def threads(self) -> dict[str, dict[str, Place]]:
        """Per member, their threads by id."""
        found: dict[str, dict[str, Place]] = {}
        for row in self._of_members(self.snapshot.member_threads):
            thread = self._threads.get(row["thread_id"])
            if thread is None or row["last_at"] is None:
                continue
            found.setdefault(row["member_id"], {})[row["thread_id"]] = Place(
                row["thread_id"],
                thread["title"],
                thread["url"],
                row["first_at"] or row["last_at"],
                row["last_at"],
                row["is_opener"] is True,
                row["thread_size"] or 1,
                thread["names"],
            )
        return found

    @cached_property
    def interests(self) -> dict[str, dict[str, Interest]]:
        """Per member, the topics that two can share, by id."""
        found: dict[str, dict[str, Interest]] = {}
        for row in self._of_members(self.snapshot.member_topics):
            if not row["is_shareable"] or not row["label"] or not row["strength"]:
                continue
            place = self.threads.get(row["member_id"], {}).get(row["thread_id"] or "")
            found.setdefault(row["member_id"], {})[row["topic_id"]] = Interest(
                row["topic_id"],
                row["label"],
                row["strength"],
                row["is_declared"] is True,
                row["last_at"],
                place,
                self._written(row["member_id"], row["label"]),
            )
        return found

    @cached_property
    def _texts(self) -> dict[str, str]:
        """Per member, what they wrote in public, the newest of it, in lower case."""
        texts = self.snapshot.texts
        rows = texts.filter(pc.is_in(texts["member_id"], value_set=self.members)).to_pylist()
        return {row["member_id"]: (row["text"] or "").casefold() for row in rows}

    def _written(self, member: str, label: str) -> tuple[str, ...]:
        """The words of a label nobody gave that stand in the member's own text, and in few others'.

        What many write ("half", "left", what the whole community is about) two do not share.
        """
        if is_named(label):
            return ()
        text = self._texts.get(member, "")
        words = (word.strip() for word in label.split(","))
        return tuple(
            word for word in words if word and re.search(_alone(word), text) and self._is_rare(word)
        )

    def _is_rare(self, word: str) -> bool:
        """Whether few of all who wrote in public wrote this word, and it is no slip of the pen."""
        if word.isascii() and len(word) < SHORTEST:
            return False
        if word not in self._rare:
            texts = self.snapshot.texts["text"]
            texts = texts.take(np.arange(0, len(texts), 1 + len(texts) // ASKED))
            # RE2 knows word borders of ASCII letters only, which may count a few too many.
            found = pc.match_substring_regex(texts, rf"(?i){_alone(word)}")
            self._rare[word] = (pc.sum(found).as_py() or 0) <= max(FEW, RARE * len(texts))
        return self._rare[word]

    @cached_property
    def topic_threads(self) -> dict[str, set[str]]:
        """Per topic, the public threads that show it for any member."""
        rows = public_rows(self.snapshot.member_topics)
        found: dict[str, set[str]] = {}
        for topic, thread in zip(
            rows["topic_id"].to_pylist(), rows["thread_id"].to_pylist(), strict=True
        ):
            if thread is not None:
                found.setdefault(topic, set()).add(thread)
        return found

    @cached_property
    def holders(self) -> dict[str, int]:
        """How many members hold each topic in public."""
        counted = (
            public_rows(self.snapshot.member_topics)
            .group_by("topic_id")
            .aggregate([("member_id", "count_distinct")])
        )
        names = counted["topic_id"].to_pylist(), counted["member_id_count_distinct"].to_pylist()
        return dict(zip(*names, strict=True))

    @cached_property
    def contacts(self) -> dict[str, dict[str, datetime]]:
        """Per member, whom they talked with in public and when last; only matchable people."""
        talks = public_rows(self.snapshot.talks)
        pairs = zip(
            talks["from_member_id"].to_pylist(),
            talks["to_member_id"].to_pylist(),
            talks["created_at"].to_pylist(),
            strict=True,
        )
        wanted = set(self.members.to_pylist())
        sayable = {
            name
            for name, fits in zip(
                self.matrices.ids, self.matrices.truth("is_matchable"), strict=True
            )
            if fits
        }
        found: dict[str, dict[str, datetime]] = {}
        for left, right, at in pairs:
            for one, other in ((left, right), (right, left)):
                if one in wanted and other in sayable and at is not None:
                    last = found.setdefault(one, {})
                    last[other] = max(last.get(other, at), at)
        return found

    @cached_property
    def profiles(self) -> dict[str, dict[str, Any]]:
        """Per member: display_name, location, and whether they may be named as a contact."""
        columns = ["member_id", "display_name", "location"]
        if "may_introduce" in self.snapshot.members.column_names:
            columns.append("may_introduce")
        rows = self.snapshot.members.select(columns).to_pylist()
        return {row["member_id"]: row for row in rows}

    def may_name(self, contact: str, reader: str, candidate: str) -> bool:
        """Whether a contact of both may be named to the reader: the pair's introducer, if set."""
        if self.profiles[contact].get("may_introduce") is not True:
            return False
        pair = reader, candidate
        return self.introducers is None or self.introducers.get(pair) == contact


def sayable_threads(threads: pa.Table) -> pa.Table:
    """The public threads that have a title."""
    rows = public_rows(threads)
    return rows.filter(pc.greater(pc.utf8_length(pc.fill_null(rows["title"], "")), 0))


def has_reason(matrices: Matrices, readers: Ints, candidates: Ints) -> Bools:
    """Whether anything could be said to each reader about the candidate.

    A public titled thread of both that names nobody; a public topic two can share, which has a
    name, or a word both wrote and a thread of each to show it; the same declared place. A matchable
    contact they both talked with in public is enough only in a snapshot that does not know who may
    be named: an unnamed one tells a reader nothing, and who introduces is settled when it is known
    who meets. Never true of a pair that `reasons_for` leaves without a sentence.
    """
    found = np.zeros(len(readers), dtype=bool)
    for held in _held(matrices):
        found |= common(held, readers, candidates)
    return found


def _held(matrices: Matrices) -> list[Sparse]:
    record = PublicRecord(matrices, matrices.ids)
    sayable = record.nameless_threads
    threads = np.array([thread in sayable for thread in matrices.thread_ids], dtype=bool)
    holding = [
        (at, (topic, word))
        for at, member in enumerate(matrices.ids)
        for topic, interest in record.interests.get(member, {}).items()
        for word in ("",) * is_named(interest.label)
        + interest.words * bool(interest.place and interest.place.names is None)
    ]
    columns = {thing: at for at, thing in enumerate(sorted({thing for _, thing in holding}))}
    topics = [(at, columns[thing]) for at, thing in holding]
    talked = sparse.csr_array(matrices.talk + matrices.talk.T)
    places = [place_key(place) for place in matrices.column("location")]
    numbers = {place: at for at, place in enumerate(sorted(set(places) - {""}))}
    living = [(row, numbers[place]) for row, place in enumerate(places) if place]
    return [
        matrices.threads[:, np.flatnonzero(threads)],
        _cells(topics, matrices.count, len(columns)),
        talked[:, np.flatnonzero(_contacts(matrices))],
        _cells(living, matrices.count, len(numbers)),
    ]


def _contacts(matrices: Matrices) -> Bools:
    """Whose being known to both is reason enough; nobody's where some may be named and some not."""
    if "may_introduce" in matrices.snapshot.members.column_names:
        return np.zeros(matrices.count, dtype=bool)
    return matrices.truth("is_matchable")


def _cells(true: list[tuple[int, int]], rows: int, columns: int) -> Sparse:
    at = np.array(true, dtype=np.int64).reshape(-1, 2)
    return sparse.csr_array((np.ones(len(at)), (at[:, 0], at[:, 1])), shape=(rows, max(columns, 1)))


def place_key(place: str | None) -> str:
    """A declared place without regard to case and spacing; empty when there is none.

    What is longer than a place's name is a sentence and no place two can share.
    """
    key = " ".join((place or "").casefold().split())
    return key if len(key) <= LONGEST_PLACE else ""


def _alone(word: str) -> str:
    """A pattern of the word, not as a part of a longer one."""
    return rf"\b{re.escape(word.casefold())}\b"
