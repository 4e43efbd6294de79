"""Habits as of a moment: nothing later than it counts."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.letter_habits import HABITS, FirstWords
from recommender.matrices import Matrices
from recommender.past import cut_back
from tests.recommender.worlds import busy_world, days_ago, talk, world

TALKS = [
    talk("ada", "bo", 50),
    talk("ada", "bo", 3),
    talk("bo", "ada", 20),
    talk("cy", "bo", 40),
    talk("dee", "cy", 30),
]


def habits(ago: float) -> dict[str, list[float]]:
    columns = FirstWords.of(Matrices(world(["ada", "bo", "cy", "dee"], talks=TALKS))).habits(ago)
    return dict(zip(HABITS, columns.T.tolist(), strict=True))


def test_habits_told_by_hand() -> None:
    """Two wrote to bo, who answered one; dee is written to by nobody."""
    now = habits(0)
    assert np.argsort(now["is written to"]).tolist()[-1] == 1
    assert now["is written to"][1] == 1
    assert now["writes first"][1] < min(now["writes first"][each] for each in (0, 2, 3))
    # Of four who were written to, one answered; bo's rate is drawn to it as if by three more.
    usual = 2 / 4
    assert now["answers"] == pytest.approx(
        [(1 + 3 * usual) / 4, (1 + 3 * usual) / 5, (0 + 3 * usual) / 4, usual]
    )


def test_what_came_after_a_moment_is_not_in_its_habits() -> None:
    """Twenty-five days ago nobody had answered, and thirty-five days ago cy was not written to."""
    assert habits(25)["answers"] == [0, 0, 0, 0]
    assert habits(35)["is written to"][2] < habits(25)["is written to"][2]
    assert habits(60) == {name: [0, 0, 0, 0] for name in HABITS}


@pytest.mark.parametrize("days", [5, 40])
def test_they_are_those_of_the_snapshot_of_then(days: float) -> None:
    """As of a day, and from a snapshot cut back to it: the same."""
    snapshot = busy_world(24)
    then = FirstWords.of(Matrices(cut_back(snapshot, days_ago(days)))).habits(0)
    assert np.allclose(FirstWords.of(Matrices(snapshot)).habits(days), then)
