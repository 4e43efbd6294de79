"""Every measure on cases worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from recommender.measure import Lists, find_measures

MEASURES = {measure.name: measure for measure in find_measures()}


def per_member(name: str, hits: list[list[int]], truths: list[int]) -> list[float]:
    calculate = MEASURES[name].per_member
    assert calculate is not None
    found: list[float] = calculate(np.array(hits, dtype=bool), np.array(truths)).tolist()
    return found


def of_lists(name: str, places: list[list[int]], readers: list[int], members: int) -> float:
    calculate = MEASURES[name].of_lists
    assert calculate is not None
    return calculate(Lists(np.array(readers), np.array(places), np.arange(members)))


@pytest.mark.parametrize(
    ("hits", "truths", "expected"),
    [
        ([1, 0, 0, 0, 0, 0, 0, 0, 0, 0], 1, 1.0),
        ([0, 1, 0, 0, 0, 0, 0, 0, 0, 0], 1, 1 / math.log2(3)),
        ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 3, 0.0),
        ([1, 0, 1, 0, 0, 0, 0, 0, 0, 0], 2, (1 + 0.5) / (1 + 1 / math.log2(3))),
        ([1] * 10, 25, 1.0),
        ([1, 0, 0], 1, 1.0),
    ],
    ids=["first", "second", "none", "first and third of two", "more than ten", "a short list"],
)
def test_ndcg_at_10(hits: list[int], truths: int, expected: float) -> None:
    assert per_member("ndcg_at_10", [hits], [truths]) == [pytest.approx(expected)]


def test_recall_divides_by_all_new_contacts() -> None:
    assert per_member("recall_at_3", [[1, 0, 1], [0, 0, 0]], [4, 1]) == [0.5, 0.0]
    assert per_member("recall_at_10", [[1] + [0] * 9], [2]) == [0.5]


@pytest.mark.parametrize("name", ["hit_at_3", "strict_hit_at_3", "two_way_hit_at_3"])
def test_a_hit_is_a_hit_once(name: str) -> None:
    assert per_member(name, [[1, 1, 0], [0, 0, 1], [0, 0, 0]], [2, 1, 1]) == [1.0, 1.0, 0.0]


def test_the_three_hits_are_of_three_kinds_of_truth() -> None:
    kinds = {name: MEASURES[name].truth for name in MEASURES if name.endswith("hit_at_3")}
    assert kinds == {"hit_at_3": "any", "strict_hit_at_3": "strict", "two_way_hit_at_3": "two_way"}


def test_coverage_counts_different_people() -> None:
    assert of_lists("coverage", [[1, 2], [1, -1]], [0, 3], members=4) == 0.5


@pytest.mark.parametrize(
    ("places", "members", "expected"),
    [
        ([[0], [1], [2], [3]], 4, 0.0),
        ([[0], [0], [0], [0]], 4, 0.75),
        ([[-1]], 4, 0.0),
        ([[0], [0], [0], [1]], 2, 0.25),
    ],
    ids=["all alike", "one has all", "no places", "three to one"],
)
def test_exposure_gini(places: list[list[int]], members: int, expected: float) -> None:
    assert of_lists("exposure_gini", places, list(range(len(places))), members) == expected


def test_greatest_load_is_the_most_lists_of_one_member() -> None:
    assert of_lists("greatest_load", [[1, 2], [1, -1]], [0, 3], members=4) == 2
    assert of_lists("greatest_load", [[-1, -1]], [0], members=4) == 0


def test_places_filled_is_a_share_of_all_places() -> None:
    assert of_lists("places_filled", [[1, 2], [1, -1]], [0, 3], members=4) == 0.75


def test_mutual_share_counts_places_whose_reverse_is_there() -> None:
    assert of_lists("mutual_share", [[1, 2], [0, -1]], [0, 1], members=4) == pytest.approx(2 / 3)


def test_every_measure_is_of_members_or_of_lists() -> None:
    for measure in MEASURES.values():
        assert (measure.per_member is None) != (measure.of_lists is None), measure.name
        assert (measure.truth is None) == (measure.per_member is None), measure.name
