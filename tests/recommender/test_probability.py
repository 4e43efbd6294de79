"""Chances are learned from the past or not given at all."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from recommender.probability import POSITIVES, Chances, cut_back, learn_chances
from recommender.snapshot import Snapshot
from tests.recommender.worlds import busy_world, days_ago, interest, seat, talk, world


def growing_world(size: int = 60) -> Snapshot:
    """Members who know each other through somebody come to talk, in the last fifth too."""
    names = [f"m{number:02}" for number in range(size)]
    early = [
        talk(names[n], names[(n + step) % size], days=900 - n - step)
        for n in range(size)
        for step in range(1, 17)
    ]
    late = [
        talk(names[n], names[(n + step) % size], days=300 - n - 60 * (step - 17) / 6)
        for n in range(size)
        for step in range(17, 24)
    ]
    return world(names, talks=early + late)


def test_a_short_past_teaches_no_chance() -> None:
    """Null is better than a number nobody could have learned."""
    assert learn_chances(busy_world(), seed=7) is None


def test_a_long_past_teaches_chances_that_rise_with_the_score() -> None:
    snapshot = growing_world()
    chances = learn_chances(snapshot, seed=7)
    assert chances is not None
    found = chances.of(np.linspace(0, 1, 50))
    assert np.all(np.diff(found) >= 0)
    assert found.min() >= 0
    assert found.max() <= 1
    assert found.max() > 0
    assert timedelta(0) < chances.within < timedelta(days=400)
    assert POSITIVES == 200


def test_a_score_between_two_known_ones_has_a_chance_between() -> None:
    chances = Chances(np.array([0.2, 0.6]), np.array([0.1, 0.3]), timedelta(days=28))
    assert chances.of(np.array([0.0, 0.4, 0.9])).tolist() == [0.1, 0.2, 0.3]


def test_the_past_holds_nothing_of_what_came_later() -> None:
    snapshot = world(
        ["ada", "bo"],
        talks=[talk("ada", "bo", 10), talk("bo", "ada", 100)],
        seats=[seat("ada", "old", 100), seat("ada", "new", 10)],
        interests=[interest("ada", "old", 100), interest("ada", "new", 10)],
        texts={"ada": "bees"},
    )
    past = cut_back(snapshot, days_ago(50))
    assert past.talks["from_member_id"].to_pylist() == ["bo"]
    assert past.member_threads["thread_id"].to_pylist() == ["old"]
    assert past.member_topics["topic_id"].to_pylist() == ["old"]
    assert past.texts.num_rows == 0
    assert past.as_of == days_ago(50)
