"""The simulated world is what it says: its chances hold, and letters do what was set."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from tests.simulation.world import SEEN, START, Plan, World

MONTH_LATER = START + SEEN


def silent_world(seed: int, effect: float = 0.1) -> World:
    """Nobody has talked yet."""
    return World(Plan(consenting=40, seed=seed, effect=effect, history_weeks=0))


def talked_by(world: World, pair: tuple[int, int]) -> bool:
    return pair in world.first_talk and world.first_talk[pair] <= MONTH_LATER


@pytest.mark.parametrize("effect", [0.0, 0.1])
def test_two_talk_as_often_as_the_world_says(effect: float) -> None:
    """Over 60 worlds, pairs introduced and pairs left alone talk within 28 days as foretold."""
    foretold: dict[bool, list[float]] = {True: [], False: []}
    happened: dict[bool, list[bool]] = {True: [], False: []}
    for seed in range(60):
        world = silent_world(seed, effect)
        told = [(number, number + 1) for number in range(0, 40, 2)]
        for one, other in told:
            world.introduce(one, other, START)
        for _ in range(4):
            world.pass_week()
        for introduced, pairs in ((True, told), (False, [(a + 1, b + 1) for a, b in told])):
            for pair in pairs:
                foretold[introduced].append(
                    world.talk_chance(*pair, {pair[0]} if introduced else set())
                )
                happened[introduced].append(talked_by(world, pair))
    for introduced in (True, False):
        chances = np.array(foretold[introduced])
        error = np.sqrt((chances * (1 - chances)).sum())
        assert abs(sum(happened[introduced]) - chances.sum()) < 3 * error
    gain = np.mean(foretold[True]) - np.mean(foretold[False])
    assert (gain > 0.05) == (effect > 0)


def test_letters_change_nothing_of_who_begins_by_themselves() -> None:
    """Without an effect, a world with letters goes on as the one without them."""
    worlds = [silent_world(3, effect=0.0) for _ in range(2)]
    for one in range(20):
        worlds[0].introduce(one, one + 1, START)
    for _ in range(3):
        weeks = [world.pass_week() for world in worlds]
        assert weeks[0] == weeks[1]


def test_what_is_written_can_be_read_as_a_forums_log() -> None:
    """Every post answers an earlier one of its thread or opens one; weeks do not overlap."""
    world = silent_world(5)
    posts = {post.number: post for post in world.posts}
    for week in range(6):
        for post in world.pass_week():
            posts[post.number] = post
            assert post.at < world.now
            assert post.at >= START + timedelta(weeks=week) - timedelta(hours=1)
    assert len(posts) > 200
    for post in posts.values():
        if post.parent is None:
            assert post.title
        else:
            parent = posts[post.parent]
            assert parent.at < post.at
            assert parent.thread == post.thread


def test_the_same_plan_is_the_same_world() -> None:
    """Everything follows from the seed."""
    one, other = (silent_world(9) for _ in range(2))
    assert [one.pass_week() for _ in range(3)] == [other.pass_week() for _ in range(3)]
    assert silent_world(10).pass_week() != silent_world(9).pass_week()
    assert one.consenting == other.consenting
