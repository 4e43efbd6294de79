"""How well the recommender would have done: it sees the past, what came later is the truth.

All matchable members are ranked for each other; the truth of a member are those they had never
talked with, nor declared, and then talked with. Two leagues: *open*, everybody with any truth and
ten places; *capped*, who is active lately, three places, nobody in more than five lists, through
the same matching as the real issue. The first rewards sending everybody to the same few; the
second is the one that counts. `communis` is the ranker; every difference is taken from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from recommender.algorithm import Algorithm, find_algorithms
from recommender.candidates import fit_signals
from recommender.errors import TooManyMembers
from recommender.leagues import capped_lists, open_lists, scored
from recommender.matrices import Bools, Floats, Ints, Matrices, Sparse
from recommender.measure import Lists, Measure, find_measures
from recommender.ranker import Ranked, rank_pairs
from recommender.report import Evaluation, Observation, summed_up
from recommender.slots import MUTUAL_WITHIN
from recommender.snapshot import MOMENT, Snapshot

OURS = "communis"
WITH_FAR = "communis, with a far place"
FAR_SLOTS = ("bond", "bond", "far")

SnapshotAt = Callable[[datetime], Snapshot]


def evaluate(
    snapshot: Snapshot,
    later: pa.Table,
    *,
    algorithms: Iterable[str] | None = None,
    seed: int,
) -> Evaluation:
    """How every algorithm, and the ranker, did on what came after one snapshot.

    later: from_member_id, to_member_id, created_at, is_strict; rows up to as-of are left out.
    algorithms: names; None is all. One too large for this community is left out.
    """
    chosen = _chosen(algorithms)
    return summed_up(_observations(snapshot, later, chosen, seed), ours=OURS, seed=seed)


def evaluate_splits(
    snapshot_at: SnapshotAt,
    talks: pa.Table,
    *,
    quantiles: Sequence[float] = (0.8, 0.6),
    algorithms: Iterable[str] | None = None,
    seed: int,
) -> Evaluation:
    """As `evaluate`, split where these shares of all talk events had happened, and pooled.

    snapshot_at: the snapshot as of a moment, with nothing in it that came later.
    """
    chosen = _chosen(algorithms)
    observations: list[Observation] = []
    for moment in split_moments(talks, quantiles):
        observations += _observations(snapshot_at(moment), talks, chosen, seed)
    return summed_up(observations, ours=OURS, seed=seed)


def split_moments(talks: pa.Table, quantiles: Sequence[float]) -> tuple[datetime, ...]:
    """The moments up to which these shares of the talk events had happened; none without talk."""
    moments = sorted(talks["created_at"].cast(MOMENT).drop_null().to_pylist())
    if not moments:
        return ()
    return tuple(moments[min(int(q * len(moments)), len(moments) - 1)] for q in quantiles)


def _chosen(names: Iterable[str] | None) -> dict[str, Algorithm]:
    known = find_algorithms()
    if names is None:
        return known
    wanted = list(names)
    missing = [name for name in wanted if name not in known]
    if missing:
        raise KeyError(f"no algorithm {', '.join(missing)}; there are: {', '.join(known)}")
    return {name: known[name] for name in wanted}


@dataclass(frozen=True)
class Truth:
    """Who talked with whom for the first time after the snapshot, both ways round."""

    any: Sparse
    strict: Sparse
    two_way: Sparse

    @classmethod
    def after(cls, matrices: Matrices, talks: pa.Table, matchable: Bools) -> Truth:
        """New pairs among matchable members in the talks that came after as-of."""
        as_of = pa.scalar(matrices.snapshot.as_of, MOMENT)
        later = talks.filter(pc.greater(talks["created_at"].cast(MOMENT), as_of))
        strict = later.filter(pc.fill_null(later["is_strict"], False))
        heard = _directed(matrices, later)
        return cls(
            _new(matrices, heard + heard.T, matchable),
            _new(matrices, matrices.pairs(strict, "from_member_id", "to_member_id"), matchable),
            _new(matrices, heard.multiply(heard.T), matchable),
        )


def _directed(matrices: Matrices, talks: pa.Table) -> Sparse:
    left, right = matrices.numbers(talks["from_member_id"]), matrices.numbers(talks["to_member_id"])
    keep = (left >= 0) & (right >= 0) & (left != right)
    cells = left[keep], right[keep]
    shape = (matrices.count, matrices.count)
    return sparse.csr_array((np.ones(len(cells[0])), cells), shape=shape).astype(bool)


def _new(matrices: Matrices, pairs: Sparse, matchable: Bools) -> Sparse:
    cells = sparse.coo_array(pairs)
    row, column = cells.row, cells.col
    known = np.zeros(len(row), dtype=bool)
    if len(row):
        known = np.asarray(matrices.known[row, column]).reshape(-1).astype(bool)
    keep = ~known & matchable[row] & matchable[column]
    return sparse.csr_array(
        (np.ones(int(keep.sum()), dtype=bool), (row[keep], column[keep])), shape=pairs.shape
    )


def _observations(
    snapshot: Snapshot, talks: pa.Table, chosen: Mapping[str, Algorithm], seed: int
) -> list[Observation]:
    matrices = Matrices(snapshot)
    is_matchable = matrices.truth("is_matchable")
    matchable = np.flatnonzero(is_matchable)
    truth = Truth.after(matrices, talks, is_matchable)
    has_truth = np.diff(truth.any.indptr) > 0
    everyone = np.flatnonzero(is_matchable & has_truth)
    lately = np.flatnonzero(is_matchable & matrices.truth("is_active_lately"))
    found: list[Observation] = []
    for name, evidence, ranked in _rankings(matrices, matchable, chosen, seed):
        leagues: list[tuple[str, Lists]] = []
        if name != WITH_FAR:
            leagues.append(("open", open_lists(ranked, everyone, matchable, matrices.count)))
        capped = capped_lists(
            ranked,
            lately,
            matchable,
            matrices.count,
            slots=FAR_SLOTS if name == WITH_FAR else ("bond",) * len(FAR_SLOTS),
            mutual_within=MUTUAL_WITHIN if evidence == OURS else 0,
        )
        leagues.append(("capped", capped))
        for league, lists in leagues:
            for measure in find_measures():
                if league in measure.leagues:
                    values = _values(measure, lists, truth)
                    found.append(
                        Observation(
                            name,
                            evidence,
                            league,
                            measure.name,
                            snapshot.as_of,
                            len(everyone),
                            measure.truth is not None,
                            values,
                        )
                    )
    return found


def _rankings(
    matrices: Matrices, matchable: Ints, chosen: Mapping[str, Algorithm], seed: int
) -> Iterator[tuple[str, str, Ranked]]:
    allowed = np.zeros(matrices.count, dtype=bool)
    allowed[matchable] = True
    signals = fit_signals(matrices, seed=seed)
    ours = rank_pairs(matrices, matchable, allowed=allowed, seed=seed, fitted=signals)
    yield OURS, OURS, ours
    yield WITH_FAR, OURS, ours
    for name, algorithm in chosen.items():
        try:
            fitted = signals.get(name) or algorithm.fit(matrices, seed)
        except TooManyMembers:
            continue
        yield name, algorithm.evidence, scored(matrices, fitted, matchable)


def _values(measure: Measure, lists: Lists, truth: Truth) -> Floats:
    if measure.per_member is None:
        assert measure.of_lists is not None
        return np.array([measure.of_lists(lists)])
    pairs: Sparse = getattr(truth, measure.truth or "any")
    truths = np.diff(pairs.indptr)[lists.readers]
    with_truth = truths > 0
    readers, places = lists.readers[with_truth], lists.places[with_truth]
    hits = np.zeros(places.shape, dtype=bool)
    row, place = np.nonzero(places >= 0)
    if len(row):
        found = pairs[readers[row], places[row, place]]
        hits[row, place] = np.asarray(found).reshape(-1).astype(bool)
    return measure.per_member(hits, truths[with_truth])
