"""A snapshot as it was earlier, so that what followed can teach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from recommender.matrices import public_rows
from recommender.snapshot import MOMENT, Snapshot


def moments_of(snapshot: Snapshot, shares: Sequence[float]) -> tuple[datetime, ...]:
    """The moments up to which these shares of the public talk had happened; none without talk."""
    talks = public_rows(snapshot.talks)
    moments = np.sort(np.asarray(talks["created_at"].cast(pa.int64()).drop_null().to_numpy()))
    if not len(moments):
        return ()
    return tuple(
        datetime.fromtimestamp(0, UTC)
        + timedelta(microseconds=int(moments[min(int(share * len(moments)), len(moments) - 1)]))
        for share in shares
    )


def cut_back(snapshot: Snapshot, cut: datetime) -> Snapshot:
    """The snapshot as it would have been at `cut`, as far as its rows tell.

    A membership in a thread or topic whose last moment is later is kept when it began before
    (threads) and left out when that is not known (topics); texts are left out. Members who have
    not written are kept unless they joined later.
    """
    limit = pa.scalar(cut, MOMENT)

    def until(table: pa.Table, column: str) -> pa.Table:
        return table.filter(pc.less_equal(table[column], limit))

    return replace(
        snapshot,
        as_of=cut,
        members=snapshot.members.filter(came_before(snapshot.members, limit)),
        talks=until(snapshot.talks, "created_at"),
        member_threads=until(snapshot.member_threads, "first_at"),
        member_topics=until(snapshot.member_topics, "last_at"),
        threads=until(snapshot.threads, "created_at"),
        texts=snapshot.texts.slice(0, 0),
    )


def came_before(members: pa.Table, limit: pa.Scalar) -> pa.ChunkedArray:
    """Whether each member wrote or joined by the limit, or nobody knows that they ever did.

    Without the silent ones the past would hold nobody but people who talk.
    """
    wrote, joined = (
        pc.less_equal(members[column], limit) for column in ("first_post_at", "joined_at")
    )
    unknown = pc.and_(pc.is_null(wrote), pc.is_null(joined))
    return pc.or_(pc.or_(pc.fill_null(wrote, False), pc.fill_null(joined, False)), unknown)
