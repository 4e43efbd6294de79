"""How likely a proposed pair is to talk, learned from what followed scores in the past.

The snapshot is cut back to the moment when four fifths of its talk had happened; pairs are ranked
as of then; the share of each score that talked in the last fifth is the chance. So it is the
chance to talk *within that long without any introduction*; it says nothing of what an
introduction adds. Texts cannot be cut back and are left out of the rehearsal.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from recommender.leagues import DEPTH
from recommender.matching import places_within
from recommender.matrices import Floats, Matrices, public_rows
from recommender.ranker import rank_pairs
from recommender.snapshot import MOMENT, Snapshot

POSITIVES = 200
"""With fewer pairs that came to talk there is nothing to learn from."""
SHARE_OF_PAST = 0.8
LATELY = 0.75


@dataclass(frozen=True)
class Chances:
    """The chance to talk within `within`, rising with the score."""

    scores: Floats
    chances: Floats
    within: timedelta

    def of(self, scores: Floats) -> Floats:
        """The chance of each score, from 0 to 1."""
        return np.asarray(np.interp(scores, self.scores, self.chances), dtype=np.float64)


def learn_chances(snapshot: Snapshot, *, seed: int) -> Chances | None:
    """The chances as the past of this snapshot teaches them.

    None when fewer than 200 ranked pairs came to talk in its last fifth.
    """
    talks = public_rows(snapshot.talks)
    moments = np.sort(np.asarray(talks["created_at"].cast(pa.int64()).drop_null().to_numpy()))
    if len(moments) < POSITIVES:
        return None
    cut = _moment(int(moments[int(SHARE_OF_PAST * len(moments))]))
    lately = _moment(int(moments[int(LATELY * SHARE_OF_PAST * len(moments))]))
    past = cut_back(snapshot, cut)
    matrices = Matrices(past)
    matchable = matrices.truth("is_matchable")
    spoke = pc.greater_equal(past.talks["created_at"], pa.scalar(lately, MOMENT))
    recent = matrices.pairs(past.talks.filter(spoke), "from_member_id", "to_member_id")
    readers = np.flatnonzero(matchable & (np.diff(recent.indptr) > 0))
    ranked = rank_pairs(matrices, readers, allowed=matchable, seed=seed)
    near = places_within(ranked.wishes(matrices.count)) <= DEPTH
    ranked = ranked.where(near)
    after = snapshot.talks.filter(pc.greater(snapshot.talks["created_at"], pa.scalar(cut, MOMENT)))
    talked = matrices.pairs(after, "from_member_id", "to_member_id")
    outcome = np.zeros(0)
    if len(ranked.reader):
        outcome = np.asarray(talked[ranked.reader, ranked.candidate], dtype=np.float64).reshape(-1)
    if outcome.sum() < POSITIVES:
        return None
    # scikit-learn takes over a second to import.
    from sklearn.isotonic import IsotonicRegression

    model = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip")
    model.fit(ranked.score, outcome)
    return Chances(
        np.asarray(model.X_thresholds_, dtype=np.float64),
        np.asarray(model.y_thresholds_, dtype=np.float64),
        snapshot.as_of - cut,
    )


def cut_back(snapshot: Snapshot, cut: datetime) -> Snapshot:
    """The snapshot as it would have been at `cut`, as far as its rows tell.

    A membership in a thread or topic whose last moment is later is kept when it began before
    (threads) and left out when that is not known (topics); texts are left out.
    """
    limit = pa.scalar(cut, MOMENT)

    def until(table: pa.Table, column: str) -> pa.Table:
        return table.filter(pc.less_equal(table[column], limit))

    return replace(
        snapshot,
        as_of=cut,
        members=until(snapshot.members, "first_post_at"),
        talks=until(snapshot.talks, "created_at"),
        member_threads=until(snapshot.member_threads, "first_at"),
        member_topics=until(snapshot.member_topics, "last_at"),
        threads=until(snapshot.threads, "created_at"),
        texts=snapshot.texts.slice(0, 0),
    )


def _moment(microseconds: int) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=microseconds)
