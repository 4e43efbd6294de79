"""Shares and differences with their intervals, against published figures."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.shares import Share, difference


def test_wilsons_interval() -> None:
    """Newcombe's example (1998): 81 of 263 are .3080, from .2553 to .3662."""
    assert Share(81, 263).interval == pytest.approx((0.2553, 0.3662), abs=1e-4)


def test_none_and_all_still_have_an_interval() -> None:
    """Of twenty none: at most .161; of twenty all: at least as much below one."""
    assert Share(0, 20).interval == pytest.approx((0, 0.1611), abs=1e-4)
    assert Share(20, 20).interval == pytest.approx((1 - 0.1611, 1), abs=1e-4)
    assert Share(0, 0, too_early=3).interval is None
    assert Share(0, 0).share is None


def test_newcombes_difference() -> None:
    """His example: 56 of 70 less 48 of 80 is .20, from .0524 to .3339."""
    found = difference(Share(56, 70), Share(48, 80))
    assert found is not None
    assert (found.points, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)
    assert found.is_more
    assert difference(Share(1, 2), Share(0, 0)) is None


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5])
def test_the_interval_holds_the_truth_19_times_of_20(share: float) -> None:
    """With 80 things each, the truth lies within in 93 to 98 of 100 draws."""
    drawn = np.random.default_rng(7).binomial(80, share, size=4000)
    held = [
        low <= share <= high for n in drawn for low, high in [Share(int(n), 80).interval or (0, 0)]
    ]
    assert 0.93 <= np.mean(held) <= 0.98
