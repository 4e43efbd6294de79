"""The matching is stable, and the slots are filled as promised."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recommender.matching import Wishes, mutual_pairs, places_within, stable_matching
from recommender.slots import fill_slots

SIZE = 6


def wishes(rows: Sequence[tuple[int, int, float, float]]) -> Wishes:
    reader, candidate, wish, answer = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Wishes(
        np.array(reader, dtype=np.int64),
        np.array(candidate, dtype=np.int64),
        np.array(wish, dtype=np.float64),
        np.array(answer, dtype=np.float64),
    )


@st.composite
def markets(draw: st.DrawFn) -> tuple[Wishes, list[int], list[int]]:
    """Any pairs, scores with and without ties, quotas and capacities from 0."""
    cells = [(r, c) for r in range(SIZE) for c in range(SIZE) if r != c]
    chosen = draw(st.lists(st.sampled_from(cells), unique=True))
    score = st.integers(1, 8).map(lambda number: number / 8)
    rows = [(r, c, draw(score), draw(score)) for r, c in chosen]
    numbers = st.lists(st.integers(0, 3), min_size=SIZE, max_size=SIZE)
    return wishes(rows), draw(numbers), draw(numbers)


@given(markets())
def test_no_two_outside_the_matching_would_both_rather_have_each_other(
    market: tuple[Wishes, list[int], list[int]],
) -> None:
    """No blocking pair: one side of every refused pair is full of at least as good ones."""
    asked, quota, capacity = market
    rows = set(stable_matching(asked, quota=np.array(quota), capacity=np.array(capacity)).tolist())
    for reader in range(SIZE):
        mine = [row for row in rows if asked.reader[row] == reader]
        assert len(mine) <= quota[reader]
    for candidate in range(SIZE):
        assert sum(asked.candidate[row] == candidate for row in rows) <= capacity[candidate]
    for row in set(range(len(asked.reader))) - rows:
        reader, candidate = asked.reader[row], asked.candidate[row]
        theirs = [asked.wish[r] for r in rows if asked.reader[r] == reader]
        kept = [asked.answer[r] for r in rows if asked.candidate[r] == candidate]
        reader_wants = len(theirs) < quota[reader] or min(theirs, default=9) < asked.wish[row]
        candidate_wants = (
            len(kept) < capacity[candidate] or min(kept, default=9) < asked.answer[row]
        )
        if quota[reader] == 0 or capacity[candidate] == 0:
            continue
        assert not (reader_wants and candidate_wants)


def test_a_candidate_keeps_whom_it_would_itself_choose() -> None:
    """Both want 2, who has one place and prefers 1; 0 gets its second choice."""
    asked = wishes([(0, 2, 0.9, 0.1), (1, 2, 0.5, 0.8), (0, 3, 0.4, 0.4)])
    rows = stable_matching(asked, quota=np.ones(4, dtype=int), capacity=np.ones(4, dtype=int))
    assert rows.tolist() == [1, 2]


def test_mutual_pairs_take_the_best_pair_first_and_nobody_twice() -> None:
    rows = [
        (0, 1, 0.9, 0.9),
        (1, 0, 0.9, 0.9),
        (1, 2, 0.8, 0.8),
        (2, 1, 0.8, 0.8),
        (2, 3, 0.1, 0.1),
        (3, 2, 0.1, 0.1),
        (0, 3, 0.5, 0.0),
    ]
    assert mutual_pairs(wishes(rows), within=5).tolist() == [0, 1, 4, 5]


def test_mutual_pairs_stand_high_on_both_sides() -> None:
    """1 is the only wish of 0, but 0 is the second of 1: not within one place."""
    rows = [(0, 1, 0.9, 0.1), (1, 0, 0.1, 0.9), (1, 2, 0.8, 0.2)]
    assert mutual_pairs(wishes(rows), within=1).tolist() == []
    assert mutual_pairs(wishes(rows), within=2).tolist() == [0, 1]


def test_places_count_from_one_within_a_reader() -> None:
    rows = [(1, 0, 0.2, 0), (0, 1, 0.5, 0), (1, 2, 0.9, 0), (0, 2, 0.7, 0)]
    assert places_within(wishes(rows)).tolist() == [2, 2, 1, 1]


def test_far_and_bond_places_are_filled_each_from_its_own() -> None:
    """Two bonds and a far one, although a third bond is wished for more."""
    asked = wishes([(0, 1, 0.9, 0), (0, 2, 0.8, 0), (0, 3, 0.7, 0), (0, 4, 0.1, 0)])
    is_far = np.array([False, False, False, True])
    readers = np.array([True, False, False, False, False])
    filled = fill_slots(asked, is_far, readers=readers, slots=("bond", "bond", "far"), cap=5)
    assert asked.candidate[filled.rows].tolist() == [1, 2, 4]
    assert filled.is_far.tolist() == [False, False, True]


def test_a_far_place_nobody_can_fill_goes_to_another_bond() -> None:
    asked = wishes([(0, 1, 0.9, 0), (0, 2, 0.8, 0), (0, 3, 0.7, 0), (0, 4, 0.6, 0)])
    readers = np.array([True, False, False, False, False])
    filled = fill_slots(
        asked, np.zeros(4, dtype=bool), readers=readers, slots=("bond", "bond", "far"), cap=5
    )
    assert asked.candidate[filled.rows].tolist() == [1, 2, 3]


def test_only_readers_get_places_and_mutual_needs_two_readers() -> None:
    asked = wishes([(0, 1, 0.9, 0.9), (1, 0, 0.9, 0.9)])
    readers = np.array([True, False])
    filled = fill_slots(asked, np.zeros(2, dtype=bool), readers=readers, slots=("bond",), cap=5)
    assert asked.reader[filled.rows].tolist() == [0]


@given(markets(), st.integers(1, 3), st.lists(st.booleans(), min_size=30, max_size=30))
def test_nobody_stands_in_more_lists_than_the_cap(
    market: tuple[Wishes, list[int], list[int]], cap: int, far: list[bool]
) -> None:
    """Mutual and spilled places included, and no reader has more places than slots."""
    asked, _, _ = market
    is_far = np.array(far[: len(asked.reader)], dtype=bool)
    filled = fill_slots(
        asked, is_far, readers=np.ones(SIZE, dtype=bool), slots=("bond", "bond", "far"), cap=cap
    )
    assert len(set(filled.rows.tolist())) == len(filled.rows)
    assert np.bincount(asked.candidate[filled.rows], minlength=SIZE).max() <= cap
    assert np.bincount(asked.reader[filled.rows], minlength=SIZE).max() <= 3
