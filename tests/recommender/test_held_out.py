"""Pairs left to themselves: drawn by lot, only where it tells something, and whole pairs."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.held_out import WITHIN_WEEKS, drawn, offer, trial
from recommender.recommend import recommend
from recommender.unmatched import HELD_OUT
from tests.recommender.worlds import busy_world, pairs_of, rehearsal


def test_what_is_held_out_would_have_been_introduced() -> None:
    """With and without: the same pairs, in one place or the other, and none in both."""
    world = busy_world(24)
    whole, part = (recommend(world, rehearsal(held_out=share), "2026-W46") for share in (0.0, 0.3))
    assert part.trial is not None
    assert part.trial.is_worth_it
    held = {
        pair
        for row in part.held_out.to_pylist()
        for pair in (
            (row["member_a_id"], row["member_b_id"]),
            (row["member_b_id"], row["member_a_id"]),
        )
    }
    assert held
    assert pairs_of(part.matches) == pairs_of(whole.matches) - held
    both = {frozenset(pair) for pair in pairs_of(whole.matches)}
    assert 0.1 < part.held_out.num_rows / len(both) < 0.5
    mutual = {pair for pair in pairs_of(whole.matches) if pair[::-1] in pairs_of(whole.matches)}
    for row in part.held_out.to_pylist():
        assert row["is_mutual"] == ((row["member_a_id"], row["member_b_id"]) in mutual)
        assert row["reason_kind"]
        assert row["slot"] in ("bond", "far")
    alone = {row["member_id"]: row["reason"] for row in part.unmatched.to_pylist()}
    before = {row["member_id"] for row in whole.unmatched.to_pylist()}
    assert all(alone[member] == HELD_OUT for member in alone.keys() - before)


def test_nobody_is_held_out_where_it_would_not_be_known() -> None:
    """With few members it would take years; all are introduced, and the trial says how long."""
    world = busy_world(8)
    whole, part = (recommend(world, rehearsal(held_out=share), "2026-W46") for share in (0.0, 0.5))
    assert part.trial is not None
    assert part.trial.weeks > WITHIN_WEEKS
    assert part.held_out.num_rows == 0
    assert part.matches == whole.matches
    assert whole.trial is None


def test_the_draw_is_of_the_pair_the_issue_and_the_seed() -> None:
    """The same whichever of the two reads; another issue or seed draws anew; the share is met."""
    ids = [f"m{number}" for number in range(400)]
    one, other = (each.reshape(-1) for each in np.meshgrid(np.arange(400), np.arange(400)))
    apart = one != other
    one, other = one[apart], other[apart]
    first = drawn(ids, one, other, share=0.2, issue="2026-W46", seed=7)
    assert np.array_equal(first, drawn(ids, other, one, share=0.2, issue="2026-W46", seed=7))
    assert first.mean() == pytest.approx(0.2, abs=0.005)
    for issue, seed in (("2026-W47", 7), ("2026-W46", 8)):
        again = drawn(ids, one, other, share=0.2, issue=issue, seed=seed)
        assert (first & again).mean() == pytest.approx(0.04, abs=0.005)


def test_how_long_it_takes_is_the_usual_formula() -> None:
    """Fleiss: .20 against .10, half held out, 80 % power: 196 of each; simulated below."""
    found = trial(0.5, pairs_a_week=20, talk=0.20)
    assert found is not None
    needed = (found.weeks - 4) * 20
    assert needed == pytest.approx(392, abs=20)
    rng = np.random.default_rng(7)
    told, left = rng.binomial(needed // 2, [[0.2], [0.1]], size=(2, 4000)) / (needed // 2)
    middle = (told + left) / 2
    error = np.sqrt(2 * middle * (1 - middle) / (needed // 2))
    power = np.mean((told - left) / error > 1.96)
    assert power == pytest.approx(0.8, abs=0.03)


def test_the_smallest_share_that_will_do_is_offered() -> None:
    """Many pairs: one in ten; fewer: more of them; few: nothing."""
    shares = [found.share if (found := offer(pairs_a_week=n)) else None for n in (100, 25, 19, 5)]
    assert shares == sorted(shares, key=lambda share: share or 9)
    assert (shares[0], shares[-1]) == (0.1, None)
    assert trial(0.0, pairs_a_week=100) is None
    assert trial(0.2, pairs_a_week=0) is None
