"""How well the recommender would have done: it sees the past, what came later is the truth.

All matchable members are ranked for each other; the truth of a member are those they had never
talked with, nor declared, and then talked with. Two leagues: *open*, everybody with any truth and
ten places; *capped*, who is active lately, three places, nobody in more than five lists, through
the same matching as the real issue. The first rewards sending everybody to the same few; the
second is the one that counts. `communis` is the ranker; every difference is taken from it. Beside
the single algorithms stands a fusion of five of them, what anybody would try first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from recommender.algorithm import Algorithm, Fitted, find_algorithms
from recommender.candidates import fit_signals
from recommender.errors import TooManyMembers
from recommender.leagues import apart, capped_lists, cells, fused, open_lists, rows_of, scored
from recommender.matrices import Bools, Floats, Ints, Matrices, Sparse
from recommender.measure import EVERY_TRUTH, Lists, find_measures
from recommender.probability import learn_chances
from recommender.ranker import Ranked, rank_pairs
from recommender.report import Evaluation, Observation, Shown, summed_up
from recommender.slots import MUTUAL_WITHIN
from recommender.snapshot import MOMENT, Snapshot

OURS = "communis"
WITH_FAR = "communis, far place"
FAR_SLOTS = ("bond", "bond", "far")
FUSED = "reciprocal_rank_fusion"
FUSED_SCORES = ("recency_degree", "adamic_adar_recent", "pagerank_recent", "co_thread", "text")
"""What the fusion to compare with is of: who is here now, three kinds of nearness, and words."""
HUBS = 0.1
"""The part of the matchable, those with most talk before, whose being found is no merit."""

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
    observations, shown = _observations(snapshot, later, chosen, seed)
    return summed_up(observations, shown, ours=OURS, seed=seed)


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
    shown: list[Shown] = []
    for moment in split_moments(talks, quantiles):
        found, given = _observations(snapshot_at(moment), talks, chosen, seed)
        observations += found
        shown += given
    return summed_up(observations, shown, ours=OURS, seed=seed)


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
    """Who talked with whom for the first time after the snapshot, both ways round.

    One matrix for each of EVERY_TRUTH: true cells of reader and candidate.
    """

    any: Sparse
    strict: Sparse
    two_way: Sparse
    far: Sparse
    non_hub: Sparse

    @classmethod
    def after(cls, matrices: Matrices, talks: pa.Table, matchable: Bools) -> Truth:
        """New pairs among matchable members in the talks that came after as-of."""
        as_of = pa.scalar(matrices.snapshot.as_of, MOMENT)
        later = talks.filter(pc.greater(talks["created_at"].cast(MOMENT), as_of))
        strict = later.filter(pc.fill_null(later["is_strict"], False))
        heard = _directed(matrices, later)
        new = _new(matrices, heard + heard.T, matchable)
        pairs = sparse.coo_array(new)
        return cls(
            new,
            _new(matrices, matrices.pairs(strict, "from_member_id", "to_member_id"), matchable),
            _new(matrices, heard.multiply(heard.T), matchable),
            _where(new, apart(matrices, pairs.row, pairs.col)),
            _where(new, ~hubs(matrices, matchable)[pairs.col]),
        )

    def of(self, kind: str) -> Sparse:
        """The matrix of one of EVERY_TRUTH."""
        found: Sparse = getattr(self, kind)
        return found


def hubs(matrices: Matrices, matchable: Bools) -> Bools:
    """The tenth of the matchable with most public talk, in and out; a tie at the edge is none."""
    talked = np.asarray(matrices.talk.sum(axis=0) + matrices.talk.sum(axis=1), dtype=np.float64)
    most = np.sort(talked[matchable])[::-1]
    size = int(HUBS * len(most))
    limit = most[size] if size < len(most) else np.inf
    return np.asarray(matchable & (talked > limit), dtype=bool)


def _where(pairs: Sparse, keep: Bools) -> Sparse:
    at = sparse.coo_array(pairs)
    row, column = at.row[keep], at.col[keep]
    return sparse.csr_array((np.ones(len(row), dtype=bool), (row, column)), shape=pairs.shape)


def _directed(matrices: Matrices, talks: pa.Table) -> Sparse:
    left, right = matrices.numbers(talks["from_member_id"]), matrices.numbers(talks["to_member_id"])
    keep = (left >= 0) & (right >= 0) & (left != right)
    cells = left[keep], right[keep]
    shape = (matrices.count, matrices.count)
    return sparse.csr_array((np.ones(len(cells[0])), cells), shape=shape).astype(bool)


def _new(matrices: Matrices, pairs: Sparse, matchable: Bools) -> Sparse:
    at = sparse.coo_array(pairs)
    known = cells(matrices.known, at.row, at.col)
    return _where(at, ~known & matchable[at.row] & matchable[at.col])


def _observations(
    snapshot: Snapshot, talks: pa.Table, chosen: Mapping[str, Algorithm], seed: int
) -> tuple[list[Observation], list[Shown]]:
    matrices = Matrices(snapshot)
    is_matchable = matrices.truth("is_matchable")
    matchable = np.flatnonzero(is_matchable)
    truth = Truth.after(matrices, talks, is_matchable)
    everyone = np.flatnonzero(is_matchable & (np.diff(truth.any.indptr) > 0))
    lately = np.flatnonzero(is_matchable & matrices.truth("is_active_lately"))
    found: list[Observation] = []
    shown: list[Shown] = []
    for name, evidence, ranked in _rankings(matrices, matchable, chosen, seed):
        leagues: list[tuple[str, Lists]] = []
        if name != WITH_FAR:
            leagues.append(("open", open_lists(matrices, ranked, everyone, matchable)))
        capped = capped_lists(
            matrices,
            ranked,
            lately,
            matchable,
            slots=FAR_SLOTS if name == WITH_FAR else ("bond",) * len(FAR_SLOTS),
            mutual_within=MUTUAL_WITHIN if evidence == OURS else 0,
        )
        leagues.append(("capped", capped))
        for league, lists in leagues:
            for measure, is_per_member, values in _values(league, lists, truth):
                head = name, evidence, league, measure, snapshot.as_of
                found.append(Observation(*head, len(everyone), is_per_member, values))
        if name == OURS:
            shown += _shown(matrices, ranked, capped, talks, len(everyone), seed)
    return found, shown


def _rankings(
    matrices: Matrices, matchable: Ints, chosen: Mapping[str, Algorithm], seed: int
) -> Iterator[tuple[str, str, Ranked]]:
    allowed = np.zeros(matrices.count, dtype=bool)
    allowed[matchable] = True
    signals: dict[str, Fitted] = dict(fit_signals(matrices, seed=seed))
    ours = rank_pairs(matrices, matchable, allowed=allowed, seed=seed, fitted=signals)
    yield OURS, OURS, ours
    yield WITH_FAR, OURS, ours
    known = find_algorithms()
    for name in FUSED_SCORES:
        if name not in signals:
            signals[name] = known[name].fit(matrices, seed)
    yield FUSED, "pair", fused(matrices, [signals[name] for name in FUSED_SCORES], matchable)
    for name, algorithm in chosen.items():
        try:
            fitted = signals.get(name) or algorithm.fit(matrices, seed)
        except TooManyMembers:
            continue
        yield name, algorithm.evidence, scored(matrices, fitted, matchable)


def _values(league: str, lists: Lists, truth: Truth) -> Iterator[tuple[str, bool, Floats]]:
    """Name, whether it has one value per member, and the values of every measure of the league."""
    judged = {kind: _hits(lists, truth.of(kind)) for kind in EVERY_TRUTH}
    for measure in find_measures():
        if league not in measure.leagues:
            continue
        if measure.per_member is not None:
            yield measure.name, True, measure.per_member(*judged[measure.truth or "any"])
        elif measure.of_lists is not None:
            yield measure.name, False, np.array([measure.of_lists(lists)])


def _hits(lists: Lists, pairs: Sparse) -> tuple[Bools, Ints]:
    """Which places came true and how many new contacts there were, of readers with any."""
    truths = np.diff(pairs.indptr)[lists.readers]
    with_truth = truths > 0
    readers, places = lists.readers[with_truth], lists.places[with_truth]
    hits = np.zeros(places.shape, dtype=bool)
    row, place = np.nonzero(places >= 0)
    hits[row, place] = cells(pairs, readers[row], places[row, place])
    return hits, truths[with_truth]


def _shown(
    matrices: Matrices, ranked: Ranked, lists: Lists, talks: pa.Table, members: int, seed: int
) -> list[Shown]:
    """The chances on the places of the lists, where the past was long enough to learn them."""
    snapshot = matrices.snapshot
    chances = learn_chances(snapshot, seed=seed)
    if chances is None or ranked.learned is None:
        return []
    row, place = np.nonzero(lists.places >= 0)
    reader, candidate = lists.readers[row], lists.places[row, place]
    moments = talks["created_at"].cast(MOMENT)
    until = pa.scalar(snapshot.as_of + chances.within, MOMENT)
    later = pc.and_(
        pc.greater(moments, pa.scalar(snapshot.as_of, MOMENT)), pc.less_equal(moments, until)
    )
    heard = _directed(matrices, talks.filter(later))
    told = ranked.learned[rows_of(ranked, reader, candidate, matrices.count)]
    head = OURS, OURS, "capped", snapshot.as_of, members
    return [
        Shown(*head, "any", chances.of(told), cells(heard + heard.T, reader, candidate)),
        Shown(
            *head,
            "two_way",
            chances.of_answers(told),
            cells(heard.multiply(heard.T), reader, candidate),
        ),
    ]
