"""A snapshot as sparse matrices, made once and shared by all algorithms.

Members are numbered in the order of their ids and rows are summed in one fixed order, so nothing
depends on the order in which rows arrive. Evidence is public rows only; private talk counts for
nothing but *already talks*.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from recommender.snapshot import Snapshot

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]
Sparse: TypeAlias = Any
"""A scipy.sparse.csr_array; scipy publishes no types."""

DAY = 86_400_000_000
"""Microseconds."""


class Matrices:
    """The members of a snapshot, numbered, and what ties them as sparse matrices."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.ids: list[str] = sorted(set(snapshot.members["member_id"].to_pylist()))
        self._values = pa.array(self.ids, pa.string())

    @property
    def count(self) -> int:
        """How many members there are."""
        return len(self.ids)

    def numbers(self, member_ids: pa.ChunkedArray | pa.Array) -> Ints:
        """The number of each member id; -1 for one who is not a member."""
        return index_of(member_ids, self._values)

    @cached_property
    def _member_rows(self) -> pa.Table:
        order = np.empty(self.count, dtype=np.int64)
        order[self.numbers(self.snapshot.members["member_id"])] = np.arange(
            self.snapshot.members.num_rows
        )
        return self.snapshot.members.take(order)

    def column(self, name: str) -> list[Any]:
        """A column of the members table, in the order of the numbers."""
        return list(self._member_rows[name].to_pylist())

    def truth(self, name: str) -> Bools:
        """A yes-or-no column of the members table, in the order of the numbers; unknown is no."""
        return np.array([value is True for value in self.column(name)], dtype=bool)

    def mask(self, table: pa.Table | None, otherwise: Bools) -> Bools:
        """Which members the table's member_id column names; `otherwise` when there is none."""
        if table is None:
            return otherwise
        found = np.zeros(self.count, dtype=bool)
        numbers = self.numbers(table["member_id"])
        found[numbers[numbers >= 0]] = True
        return found

    def pairs(self, table: pa.Table, a: str = "member_a_id", b: str = "member_b_id") -> Sparse:
        """Which pairs the table names, both ways round, as true cells."""
        left, right = self.numbers(table[a]), self.numbers(table[b])
        keep = (left >= 0) & (right >= 0) & (left != right)
        both = np.concatenate([left[keep], right[keep]]), np.concatenate([right[keep], left[keep]])
        found = sparse.csr_array((np.ones(len(both[0])), both), shape=(self.count, self.count))
        return found.astype(bool)

    def talked(self, talks: pa.Table) -> Sparse:
        """From whom (row) to whom (column) any of the talks went, as true cells."""
        left, right = self.numbers(talks["from_member_id"]), self.numbers(talks["to_member_id"])
        keep = (left >= 0) & (right >= 0) & (left != right)
        cells = left[keep], right[keep]
        shape = (self.count, self.count)
        return sparse.csr_array((np.ones(len(cells[0])), cells), shape=shape).astype(bool)

    @cached_property
    def known(self) -> Sparse:
        """Pairs who already talk, however weakly or privately, or declared each other."""
        talked = self.pairs(self.snapshot.talks, "from_member_id", "to_member_id")
        return (talked + self.pairs(self.snapshot.declared)).astype(bool)

    @cached_property
    def public_talks(self) -> tuple[Ints, Ints, Floats, Floats]:
        """The public talks in a fixed order: who, to whom, age in days, weight."""
        talks = public_rows(self.snapshot.talks)
        left = self.numbers(talks["from_member_id"])
        right = self.numbers(talks["to_member_id"])
        age = ages_in_days(talks["created_at"], self.snapshot)
        weight = floats(talks["weight"])
        keep = (left >= 0) & (right >= 0) & (left != right)
        left, right, age, weight = left[keep], right[keep], age[keep], weight[keep]
        order = np.lexsort((weight, age, right, left))
        return left[order], right[order], age[order], weight[order]

    def _talk_matrix(self, values: Floats) -> Sparse:
        left, right, _, _ = self.public_talks
        return sparse.csr_array((values, (left, right)), shape=(self.count, self.count))

    @cached_property
    def talk(self) -> Sparse:
        """Summed weight of the talk from each member (row) to each (column)."""
        return self._talk_matrix(self.public_talks[3])

    @cached_property
    def recent_talk(self) -> Sparse:
        """As `talk`, each talk worth half after every half-life."""
        _, _, age, weight = self.public_talks
        return self._talk_matrix(weight * np.exp2(-age / self.snapshot.half_life_days))

    @cached_property
    def recency(self) -> Floats:
        """How much each member talks and is talked to lately: the recent talk in and out."""
        recent = self.recent_talk
        return np.asarray(recent.sum(axis=0) + recent.sum(axis=1), dtype=np.float64)

    @cached_property
    def thread_ids(self) -> list[str]:
        """The public threads with members in them, in the order of their columns."""
        rows = public_rows(self.snapshot.member_threads)
        return sorted(set(rows["thread_id"].to_pylist()))

    @cached_property
    def threads(self) -> Sparse:
        """Graded strength of each member (row) in each public thread (column)."""
        rows = public_rows(self.snapshot.member_threads)
        return self._strengths(rows, rows["thread_id"], self.thread_ids)

    @cached_property
    def thread_sizes(self) -> Floats:
        """How many members are in each public thread, in the order of its columns."""
        rows = public_rows(self.snapshot.member_threads)
        columns = index_of(rows["thread_id"], pa.array(self.thread_ids, pa.string()))
        sizes = np.ones(len(self.thread_ids))
        np.maximum.at(sizes, columns, floats(rows["thread_size"]))
        return sizes

    @cached_property
    def topic_ids(self) -> list[str]:
        """The topics that two can share, in the order of their columns."""
        return sorted(set(self._shareable["topic_id"].to_pylist()))

    @cached_property
    def _shareable(self) -> pa.Table:
        rows = public_rows(self.snapshot.member_topics)
        return rows.filter(pc.fill_null(rows["is_shareable"], False))

    @cached_property
    def topics(self) -> Sparse:
        """Graded strength of each member (row) in each topic two can share (column)."""
        return self._strengths(self._shareable, self._shareable["topic_id"], self.topic_ids)

    def _strengths(self, rows: pa.Table, things: pa.ChunkedArray, ids: Sequence[str]) -> Sparse:
        members = self.numbers(rows["member_id"])
        columns = index_of(things, pa.array(list(ids), pa.string()))
        strength = floats(rows["strength"])
        keep = (members >= 0) & (columns >= 0) & (strength > 0)
        cells = members[keep], columns[keep]
        return sparse.csr_array((strength[keep], cells), shape=(self.count, len(ids)))


def index_of(values: pa.ChunkedArray | pa.Array, known: pa.Array) -> Ints:
    """The place of each value in `known`, -1 where it is not there."""
    # Databases hand over other kinds of text columns; index_in compares one kind only.
    found = pc.fill_null(pc.index_in(values.cast(pa.string()), value_set=known), -1)
    return np.asarray(
        found.to_numpy(zero_copy_only=False) if isinstance(found, pa.Array) else found.to_numpy(),
        dtype=np.int64,
    )


def floats(values: pa.ChunkedArray) -> Floats:
    """The values as floats; unknown is 0, which no evidence is made of."""
    return np.asarray(pc.fill_null(values.cast(pa.float64()), 0.0).to_numpy(), dtype=np.float64)


def ages_in_days(moments: pa.ChunkedArray, snapshot: Snapshot) -> Floats:
    """How many days before as-of each moment was, at least 0; unknown is very long ago."""
    as_of = int(snapshot.as_of.timestamp() * 1_000_000)
    stamps = moments.cast(pa.timestamp("us", tz="UTC")).cast(pa.int64())
    filled = np.asarray(pc.fill_null(stamps, 0).to_numpy(), dtype=np.int64)
    return np.asarray(np.maximum(as_of - filled, 0) / DAY, dtype=np.float64)


def public_rows(table: pa.Table) -> pa.Table:
    """The rows known to be public and unfenced."""
    return table.filter(pc.fill_null(table["is_public"], False))


def common(held: Sparse, one: Ints, other: Ints) -> Bools:
    """Whether the rows of each two have a column in common."""
    found = np.zeros(len(one), dtype=bool)
    true = sparse.csr_array(held).astype(bool)
    for start in range(0, len(one), 50_000):
        part = slice(start, start + 50_000)
        both = true[one[part]].multiply(true[other[part]])
        found[part] = np.asarray(both.sum(axis=1)).reshape(-1) > 0
    return found
