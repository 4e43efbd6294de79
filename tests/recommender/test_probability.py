"""Chances are learned from the past or not given at all."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from recommender.probability import Chances, Curve, learn_chances
from recommender.snapshot import Snapshot
from tests.recommender.worlds import busy_world, days_ago, member, talk, world


def growing_world(size: int = 60) -> Snapshot:
    """Members who know each other through somebody come to talk; every third pair answers."""
    names = [f"m{number:02}" for number in range(size)]
    talks = [
        talk(*pair, days=1000 - 40 * step - n / size)
        for n in range(size)
        for step in range(1, 24 if n % 2 else 3)
        for pair in [
            (names[n], names[(n + step) % size]),
            (names[(n + step) % size], names[n]),
        ][: 2 if step % 3 == 0 else 1]
    ]
    members = [member(name, first_post_at=days_ago(1100), joined_at=None) for name in names]
    return world(members, talks=talks)


def test_a_short_past_teaches_no_chance() -> None:
    """Null is better than a number nobody could have learned."""
    assert learn_chances(busy_world(), seed=7) is None


def test_a_long_past_teaches_chances_that_rise_with_the_score() -> None:
    chances = learn_chances(growing_world(), seed=7)
    assert chances is not None
    scores = np.linspace(0, 1, 50)
    for found in (chances.of(scores), chances.of_answers(scores)):
        assert np.all(np.diff(found) >= 0)
        assert found.min() >= 0
        assert found.max() <= 1
        assert found.max() > 0
    assert np.all(chances.of_answers(scores) <= chances.of(scores))
    assert timedelta(0) < chances.within < timedelta(days=400)


def test_a_curve_goes_through_what_happened() -> None:
    """A quarter of the low scores and three quarters of the high ones."""
    scores = np.repeat([0.1, 0.4], 400)
    happened = np.tile([True, False, False, False], 100).tolist()
    happened += np.tile([True, True, True, False], 100).tolist()
    curve = Curve.through(scores, np.array(happened))
    assert curve.at(np.array([0.1, 0.4])) == pytest.approx([0.25, 0.75], abs=0.01)


def test_a_score_that_tells_nothing_gets_the_usual_chance() -> None:
    """Where low scores talked more, the curve is level, never falling."""
    scores = np.repeat([0.1, 0.4], 100)
    happened = np.array([n < 60 for n in range(100)] + [n < 20 for n in range(100)])
    curve = Curve.through(scores, happened)
    assert curve.at(np.array([0.01, 0.1, 1.0])) == pytest.approx([0.4, 0.4, 0.4])


def test_talk_both_ways_is_never_likelier_than_talk() -> None:
    chances = Chances(Curve(-1.0, 1.0), Curve(0.0, 0.5), timedelta(days=28))
    assert chances.of_answers(np.array([0.5])) == chances.of(np.array([0.5]))
    assert chances.of(np.array([0.0])) == pytest.approx([0.0], abs=1e-9)
