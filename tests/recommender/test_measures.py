"""Every measure on cases worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from recommender.measure import EVERY_TRUTH, Lists, find_measures

MEASURES = {measure.name: measure for measure in find_measures()}


def per_member(name: str, hits: list[list[int]], truths: list[int]) -> list[float]:
    calculate = MEASURES[name].per_member
    assert calculate is not None
    found: list[float] = calculate(np.array(hits, dtype=bool), np.array(truths)).tolist()
    return found


def of_lists(
    name: str,
    places: list[list[int]],
    readers: list[int],
    members: int,
    *,
    cap: int | None = 5,
    far: list[list[int]] | None = None,
    illegal: list[list[int]] | None = None,
) -> float:
    calculate = MEASURES[name].of_lists
    assert calculate is not None
    none = np.zeros(np.shape(places), dtype=bool)
    return calculate(
        Lists(
            np.array(readers),
            np.array(places),
            np.arange(members),
            cap,
            np.array(far, dtype=bool) if far else none,
            np.array(illegal, dtype=bool) if illegal else none,
        )
    )


def of_chances(name: str, chances: list[float], talked: list[int]) -> float | None:
    calculate = MEASURES[name].of_chances
    assert calculate is not None
    return calculate(np.array(chances), np.array(talked, dtype=bool))


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


@pytest.mark.parametrize("kind", EVERY_TRUTH)
def test_a_hit_is_a_hit_once(kind: str) -> None:
    name = "hit_at_3" if kind == "any" else f"{kind}_hit_at_3"
    assert per_member(name, [[1, 1, 0], [0, 0, 1], [0, 0, 0]], [2, 1, 1]) == [1.0, 1.0, 0.0]
    assert MEASURES[name].truth == kind


def test_precision_divides_by_three_places() -> None:
    found = per_member("precision_at_3", [[1, 1, 0], [0, 0, 0], [1, 1, 1]], [9, 1, 3])
    assert found == [pytest.approx(2 / 3), 0.0, 1.0]


def test_the_reciprocal_rank_is_of_the_first_new_contact() -> None:
    """First, third of two, and none among the ten."""
    hits = [[1, 1, 0], [0, 0, 1], [0, 0, 0]]
    assert per_member("mrr", hits, [2, 2, 1]) == [1.0, pytest.approx(1 / 3), 0.0]


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


def test_people_are_counted_once_and_the_least_is_all_places_over_the_cap() -> None:
    """Two readers with three places each: six places, so two people at a cap of five."""
    places = [[1, 2, 3], [1, 2, -1]]
    assert of_lists("people_proposed", places, [0, 4], members=5) == 3
    assert of_lists("people_least", places, [0, 4], members=5) == 2
    assert of_lists("people_least", places, [0, 4], members=5, cap=3) == 2
    assert of_lists("people_least", places, [0, 4], members=5, cap=None) == 0


@pytest.mark.parametrize(
    ("places", "members", "expected"),
    [
        ([[0], [1], [2], [3]], 4, 0.0),
        ([[0], [0], [0], [-1]], 4, 0.25),
        ([[0], [0], [0], [0], [0], [0]], 4, 2 * 2 / (4 * 6)),
        ([[-1]], 4, 0.0),
    ],
    ids=["one each", "three for four", "six for four", "no places"],
)
def test_the_floor_of_the_gini_is_that_of_an_even_share(
    places: list[list[int]], members: int, expected: float
) -> None:
    """Six for four: 2, 2, 1, 1. The even share itself has exactly that Gini."""
    found = of_lists("exposure_gini_floor", places, list(range(len(places))), members)
    assert found == pytest.approx(expected)
    filled = sum(row[0] >= 0 for row in places)
    even = [[number % members] for number in range(filled)] or [[-1]]
    shared = of_lists("exposure_gini", even, list(range(len(even))), members)
    assert found == pytest.approx(shared)


def test_far_places_and_readers_with_one() -> None:
    """Of three places filled two are far, both of the first of two readers."""
    places, far = [[1, 2], [0, -1]], [[1, 1], [0, 0]]
    assert of_lists("far_share", places, [0, 1], members=4, far=far) == pytest.approx(2 / 3)
    assert of_lists("far_readers", places, [0, 1], members=4, far=far) == 0.5
    assert of_lists("far_share", [[-1]], [0], members=4) == 0


def test_illegal_places_are_the_wrong_ones_and_those_beyond_the_cap() -> None:
    places = [[1, 2], [1, -1], [1, 0]]
    assert of_lists("illegal_places", places, [0, 3, 2], members=4) == 0
    assert of_lists("illegal_places", places, [0, 3, 2], members=4, cap=2) == 1
    wrong = [[0, 1], [0, 0], [1, 0]]
    assert of_lists("illegal_places", places, [0, 3, 2], members=4, illegal=wrong) == 2


def test_calibration_error_is_the_gap_of_each_bin_by_its_size() -> None:
    """Twenty places, two to a bin: nine bins are right; in the last .9 is said of who never did."""
    chances = [0.0] * 18 + [0.9, 0.9]
    assert of_chances("calibration_error", chances, [0] * 20) == pytest.approx(0.9 * 2 / 20)
    assert of_chances("calibration_error", [0.5, 0.5], [0, 1]) == pytest.approx(0.5)
    assert of_chances("calibration_error", [], []) is None


def test_brier_skill_is_0_for_the_base_rate_and_1_for_knowing() -> None:
    assert of_chances("brier_skill", [0.25] * 4, [1, 0, 0, 0]) == pytest.approx(0)
    assert of_chances("brier_skill", [1, 0, 0, 0], [1, 0, 0, 0]) == pytest.approx(1)
    assert of_chances("brier_skill", [0, 1, 1, 1], [1, 0, 0, 0]) == pytest.approx(1 - 1 / 0.1875)
    assert of_chances("brier_skill", [0.1, 0.2], [0, 0]) is None


def test_every_measure_is_worked_out_in_one_way() -> None:
    for measure in MEASURES.values():
        ways = (measure.per_member, measure.of_lists, measure.of_chances)
        assert sum(way is not None for way in ways) == 1, measure.name
        assert (measure.truth is None) == (measure.of_lists is not None), measure.name
