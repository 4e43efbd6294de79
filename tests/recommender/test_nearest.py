"""The best few without a table of everybody: the same people, at a cost that many members bear."""

from __future__ import annotations

import resource
import time

import numpy as np
import pytest
from scipy import sparse

from recommender.algorithm import find_algorithms
from recommender.candidates import (
    CONTACTS,
    MEMBER_SIGNALS,
    find_candidates,
    fit_signals,
)
from recommender.matrices import Matrices
from recommender.nearest import Open, best_of, best_products, walked
from recommender.recommend import recommend, recommend_out
from recommender.snapshot import Snapshot
from tests.recommender.worlds import (
    busy_world,
    pairs_of,
    rehearsal,
    two_villages,
    village_of,
    world,
)

LIMITS = (
    "recommender.algorithm.LARGE",
    "recommender.candidates.LARGE",
    "recommender.algorithms.text.LARGE",
)


@pytest.fixture
def as_if_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every community counts as a large one."""
    for name in LIMITS:
        monkeypatch.setattr(name, 0)


@pytest.mark.parametrize("seed", range(5))
def test_the_best_products_are_those_of_the_whole_table(seed: int) -> None:
    """Left out: oneself, the barred, who is not allowed, and scores of 0."""
    draw = np.random.default_rng(seed)
    held = sparse.random_array((40, 30), density=0.1, rng=draw, format="csr")
    allowed = draw.random(40) < 0.8
    barred = sparse.csr_array((draw.random((40, 40)) < 0.2) | np.eye(40, dtype=bool))
    may = Open(allowed, sparse.csr_array(barred.astype(float)))
    readers = np.flatnonzero(draw.random(40) < 0.7)
    found = best_products(held, held, readers, may, 4).toarray()
    whole = (held @ held.T).toarray()[readers]
    whole[:, ~allowed] = 0
    whole[barred[readers].toarray()] = 0
    kept = np.sort(whole, axis=1)[:, -4:]
    assert np.allclose(np.sort(found, axis=1)[:, -4:], kept, rtol=1e-6)
    assert np.allclose(found[found > 0], whole[found > 0], rtol=1e-6)


def test_equals_are_not_always_the_same_few() -> None:
    """A thousand members alike in everything: who is among the best changes with the readers."""
    alike = sparse.csr_array(np.ones((5_000, 1)))
    may = Open(np.ones(5_000, dtype=bool), sparse.eye_array(5_000, format="csr"))
    found = best_products(alike, alike, np.arange(5_000), may, 3)
    assert np.diff(found.indptr).tolist() == [3] * 5_000
    assert len(np.unique(found.indices)) > 3
    assert set(found.data.tolist()) == {1.0}


def test_a_walk_that_drops_nobody_is_exact() -> None:
    draw = np.random.default_rng(3)
    ties = sparse.random_array((30, 30), density=0.1, rng=draw, format="csr")
    found = walked(ties, ties, [1.0, 0.5, 0.25], keep=30).toarray()
    dense = ties.toarray()
    assert np.allclose(found, dense + 0.5 * dense @ dense + 0.25 * dense @ dense @ dense)


@pytest.mark.parametrize(
    "name", ["adamic_adar", "adamic_adar_recent", "resource_allocation", "co_thread", "topics"]
)
def test_products_name_the_same_pairs_either_way(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With room for all, the best of a large community are all there are of a small one."""
    algorithm = find_algorithms()[name]
    before = algorithm.match(busy_world(40), top=40, seed=7)
    for limit in LIMITS:
        monkeypatch.setattr(limit, 0)
    after = algorithm.match(busy_world(40), top=40, seed=7)
    assert pairs_of(before) == pairs_of(after)
    assert np.allclose(before["score"].to_numpy(), after["score"].to_numpy(), rtol=1e-6)


@pytest.mark.parametrize("name", ["pagerank", "pagerank_recent", "pagerank_reciprocal", "katz"])
def test_walks_of_a_large_community_find_the_same_people_first(name: str) -> None:
    """Shorter walks: of each reader's best five at least four in five are the same."""
    matrices = Matrices(busy_world(60))
    everybody = np.arange(matrices.count)
    may = Open.to(matrices, np.ones(matrices.count, dtype=bool))
    signal = find_algorithms()[name].fit(matrices, 7)
    near = best_of(signal, everybody, may, 5).toarray()
    whole = signal.scores(everybody)
    whole[may.barred.toarray() > 0] = 0
    best = np.sort(whole, axis=1)[:, -5:-4]
    same = (whole[near > 0] >= np.repeat(best[:, 0], (near > 0).sum(axis=1)) * (1 - 1e-9)).mean()
    assert same >= 0.8


@pytest.mark.usefixtures("as_if_large")
def test_a_large_community_is_matched_within_its_villages() -> None:
    matches = recommend(two_villages(), rehearsal(), "2026-W47").matches
    assert matches.num_rows > 0
    assert all(village_of(one) == village_of(other) for one, other in pairs_of(matches))


@pytest.mark.usefixtures("as_if_large")
def test_candidates_of_a_large_community_are_legal_and_known_of_each_other() -> None:
    """Nobody known, nobody barred; what is far has no contact and no thread in common."""
    matrices = Matrices(busy_world(60))
    allowed = np.arange(matrices.count) % 7 > 0
    fitted = fit_signals(matrices, seed=7)
    found = find_candidates(matrices, fitted, np.arange(30), allowed=allowed)
    assert len(found.reader) > 0
    assert allowed[found.candidate].all()
    assert not np.asarray(matrices.known[found.reader, found.candidate]).any()
    assert (found.reader != found.candidate).all()
    whole = {name: fitted[name].scores(np.arange(30)) for name in (CONTACTS, "co_thread")}
    for name, scores in whole.items():
        shared = scores[found.reader[found.is_far], found.candidate[found.is_far]]
        assert not shared.any(), name
    for name in MEMBER_SIGNALS:
        expected = fitted[name].scores(np.arange(1))[0][found.candidate]
        assert np.allclose(found.scores[name], expected, rtol=1e-6)


def test_a_hundred_thousand_members_without_ties_get_nobody_and_cost_little() -> None:
    """A minute of processor time and a gigabyte would be a bug: there is nothing to compare."""
    crowd = _crowd(100_000)
    started, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = recommend(crowd, rehearsal(), "2026-W47")
    assert found.matches.num_rows == 0
    assert found.unmatched.num_rows == 100_000
    assert recommend_out(crowd, league="open", native_ids={}, seed=7).num_rows == 0
    assert time.process_time() - started < 60
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1_500_000


def _crowd(size: int) -> Snapshot:
    return world([f"member{number:06}" for number in range(size)])


def test_what_is_too_large_is_left_out_with_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ranker goes on without it."""
    told: list[str] = []
    monkeypatch.setattr("recommender.algorithms.surprise_knn.TABLES", 10**9)
    fitted = fit_signals(Matrices(busy_world()), seed=7, tell=told.append)
    assert "surprise_knn" not in fitted
    assert [line.split(":")[0] for line in told] == ["surprise_knn"]
