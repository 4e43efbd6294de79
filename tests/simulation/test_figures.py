"""The figures of a year, on issues small enough to check by hand."""

from __future__ import annotations

import pytest

from recommender.pace import Pace
from recommender.unmatched import AT_CAP, NOT_THEIR_TURN, NOTHING_SHARED
from tests.simulation.figures import (
    faster_than_stated,
    gini,
    greatest_load,
    idle_months,
    repeats,
    weeks_between,
)
from tests.simulation.year import Issued

NOBODY: frozenset[int] = frozenset()


def issue(
    week: int,
    lists: dict[int, tuple[int, ...]],
    alone: dict[int, str] | None = None,
    *,
    people: int = 1,
    weeks: int = 2,
    lost: frozenset[int] = NOBODY,
) -> Issued:
    return Issued(f"2024-W{week:02}", Pace(people, weeks, True, ""), lists, alone or {}, lost)


def test_a_pair_in_either_order_is_a_repeat_within_26_weeks() -> None:
    """Both ways in one issue is none; after 26 weeks neither."""
    issues = [issue(1, {1: (2,), 2: (1,)}), issue(26, {2: (1,)}), issue(52, {1: (2,)})]
    lost = issue(30, {2: (1,)}, lost=frozenset([2]))
    assert repeats([*issues[:2], lost, issues[2]]) == repeats(issues)
    assert repeats(issues) == [("2024-W01", "2024-W26", (1, 2))]
    assert weeks_between("2024-W52", "2025-W02") == 2


def test_an_idle_month_is_one_without_a_reason() -> None:
    """Four issues of waiting are idle; one in which nobody was to be had excuses; silence too."""
    waits, nobody = {1: NOT_THEIR_TURN, 2: NOT_THEIR_TURN, 3: AT_CAP}, NOTHING_SHARED
    issues = [
        issue(1, {}, waits),
        issue(2, {3: (1,)}, {1: AT_CAP, 2: nobody}),
        issue(3, {}, waits),
        issue(4, {}, waits),
    ]
    assert idle_months(issues, [1, 2, 3, 4]) == [("2024-W01", 1)]
    assert idle_months(issues[:3], [1]) == []


def test_faster_than_stated_is_too_many_or_too_soon() -> None:
    """Who never got the letter may get the next one."""
    issues = [
        issue(1, {1: (5,), 2: (6,)}, lost=frozenset([2])),
        issue(2, {1: (7,), 2: (8,)}),
        issue(4, {1: (8, 9)}),
    ]
    assert faster_than_stated(issues) == [("2024-W02", 1), ("2024-W04", 1)]


def test_load_and_spread() -> None:
    """The most lists of one issue; even parts have a Gini of 0, all in one hand of four .75."""
    assert greatest_load([issue(1, {1: (3,), 2: (3, 1)}), issue(2, {})]) == 2
    assert gini([2, 2, 2, 2]) == 0
    assert gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert gini([0, 0]) == 0
