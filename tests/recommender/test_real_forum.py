"""The ranker on a real forum: better than chance, fame and the library, at two moments."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.build import analyse, load
from analytics.parameters import Parameters
from analytics.snapshot import snapshot, snapshot_at
from analytics.warehouse import Warehouse
from importers.read import read_exports
from importers.reading.files import find_files
from recommender.algorithm import find_algorithms
from recommender.evaluation import FUSED, OURS, WITH_FAR, evaluate_splits
from recommender.recommend import recommend
from recommender.report import Evaluation
from tests.recommender.recomputed import wrong_reasons
from tests.recommender.worlds import pairs_of, rehearsal

pytestmark = pytest.mark.real_data

TALKS = """
    select from_member_id, to_member_id, created_at, is_strict
    from marts.talks
    where is_between_members
"""


@pytest.fixture(scope="module")
def forum(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder = tmp_path_factory.mktemp("forum")
    with Warehouse.open(folder) as warehouse:
        files = find_files([real_data / "discourse-forum"], work=folder / "work")
        load(warehouse, read_exports(files, default_instance="forum", work=folder))
        analyse(warehouse, Parameters(assume_public=True))
        yield warehouse


@pytest.fixture(scope="module")
def evaluation(forum: Warehouse) -> Evaluation:
    talks = forum.frame(TALKS)
    return evaluate_splits(lambda moment: snapshot_at(forum, moment), talks, seed=7)


def test_the_ranker_beats_chance_fame_and_the_library_at_both_moments(
    evaluation: Evaluation,
) -> None:
    """The paired difference in NDCG@10 lies wholly above 0, at each moment and pooled."""
    rivals = ["random", "popular", *(n for n in find_algorithms() if n.startswith("surprise"))]
    for split in evaluation.splits:
        for rival in rivals:
            low = evaluation.value(rival, "ndcg_at_10", "open", split).behind_low
            assert low is not None
            assert low > 0, (rival, split)


def test_the_ranker_is_about_as_good_as_the_best_single_score(evaluation: Evaluation) -> None:
    """At least nine tenths of it in the open league, and ahead of it under the cap."""
    best = "pagerank_times_recency"
    open_ours = evaluation.value(OURS, "ndcg_at_10", "open").value
    open_best = evaluation.value(best, "ndcg_at_10", "open").value
    assert open_ours is not None
    assert open_best is not None
    assert open_ours >= 0.9 * open_best
    for measure in ("recall_at_3", "hit_at_3", "two_way_hit_at_3"):
        behind = evaluation.value(best, measure, "capped").behind
        assert behind is not None
        assert behind > 0, measure


def test_the_capped_league_is_won_by_a_fifth_and_most_have_somebody_far(
    evaluation: Evaluation,
) -> None:
    """Against PageRank × recency and the fusion; a far place costs at most 8 % of hit@3."""

    def value(algorithm: str, measure: str, league: str = "capped") -> float:
        found = evaluation.value(algorithm, measure, league).value
        assert found is not None
        return found

    for measure in ("recall_at_3", "hit_at_3"):
        assert value(OURS, measure) >= 1.2 * value("pagerank_times_recency", measure), measure
    assert value(OURS, "two_way_hit_at_3") >= value(FUSED, "two_way_hit_at_3")
    best = max(value(name, "ndcg_at_10", "open") for name in find_algorithms())
    assert value(OURS, "ndcg_at_10", "open") >= 0.9 * best
    assert value(WITH_FAR, "far_readers") >= 0.8
    assert value(WITH_FAR, "hit_at_3") >= 0.92 * value(OURS, "hit_at_3")


def test_every_place_is_filled_and_nobody_is_in_more_than_five_lists(
    evaluation: Evaluation,
) -> None:
    load = evaluation.value(OURS, "greatest_load", "capped").value
    filled = evaluation.value(OURS, "places_filled", "capped").value
    assert load is not None
    assert load <= 5
    assert filled is not None
    assert filled >= 0.99


def test_an_issue_of_the_forum_has_a_reason_for_every_match(forum: Warehouse) -> None:
    found = recommend(snapshot(forum), rehearsal(), "2022-W47")
    assert found.matches.num_rows > 0
    assert pairs_of(found.reasons) == pairs_of(found.matches)
    assert all(len(sentence) <= 190 for sentence in found.reasons["sentence"].to_pylist())
    assert all(len(overlap) <= 40 for overlap in found.reasons["overlap"].to_pylist())
    assert wrong_reasons(forum, found.reasons) == []
    filled = found.matches.num_rows / (3 * len(set(found.matches["member_id"].to_pylist())))
    assert filled >= 0.99
    assert found.unmatched.num_rows == 0


def test_chances_on_the_places_shown_are_calibrated(evaluation: Evaluation) -> None:
    """Better than the base rate the test itself came to, and at most .02 off."""
    error = evaluation.value(OURS, "calibration_error", "capped").value
    skill = evaluation.value(OURS, "brier_skill", "capped").value
    assert error is not None
    assert error <= 0.02
    assert skill is not None
    assert skill > 0


def test_no_place_is_illegal_and_the_places_go_around(evaluation: Evaluation) -> None:
    """At least 1.3 times the fewest people possible under the cap."""
    assert {r.value for r in evaluation.results if r.measure == "illegal_places"} == {0}
    people = evaluation.value(OURS, "people_proposed", "capped").value
    least = evaluation.value(OURS, "people_least", "capped").value
    assert people is not None
    assert least is not None
    assert people >= 1.3 * least
