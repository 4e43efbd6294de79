"""Whether learning from letters pays, on communities whose truth is known.

What introductions drawn by lot teach runs always; half a year of the recommender's own letters,
with and without learning, on six worlds with COMMUNIS_FULL=1. docs/simulation.md says what was
seen.
"""

from __future__ import annotations

import os

import numpy as np
import pyarrow as pa
import pytest

from recommender.letter_habits import HABITS, FirstWords
from recommender.matrices import Matrices
from recommender.taught import INTRODUCED, Taught, learn_from
from tests.simulation.short import LETTERS_AT, Short, name, number, snapshot_of
from tests.simulation.world import SEEN, WEEK, Plan, World

IS_FULL = bool(os.environ.get("COMMUNIS_FULL"))
WEEKS, PAIRS = 14, 120
SEEDS = (11, 12, 13, 14, 15, 16)
STUDENT = 2.571
"""Of five degrees of freedom, for 95 %."""


def taught_by_lot(effect: float) -> tuple[World, Matrices, Taught | None]:
    """A world, as it is after weeks of letters about anybody, and what these teach."""
    world = World(Plan(consenting=120, others=30, seed=21, effect=effect))
    for _ in range(world.plan.history_weeks):
        world.pass_week()
    rng = np.random.default_rng(8)
    letters = []
    for _ in range(WEEKS):
        at = world.now + LETTERS_AT
        for reader, candidate in rng.choice(world.consenting, (PAIRS, 2)).tolist():
            if (min(reader, candidate), max(reader, candidate)) in world.first_talk:
                continue
            if reader != candidate:
                world.introduce(reader, candidate, at)
                letters.append((reader, candidate, at))
        world.pass_week()
    rows = [
        {
            "reader_id": name(reader),
            "candidate_id": name(candidate),
            "at": at,
            "score": 0.2,
            "shown": 0.5,
            "is_far": False,
            "is_mutual": False,
            "both_ways": all(
                world.first_word.get(pair, at + WEEK * 99) <= at + SEEN
                for pair in ((reader, candidate), (candidate, reader))
            ),
        }
        for reader, candidate, at in letters
        if at + SEEN < world.now
    ]
    matrices = Matrices(snapshot_of(world))
    return world, matrices, learn_from(pa.Table.from_pylist(rows, INTRODUCED), matrices)


def test_letters_by_lot_teach_whom_letters_work_for() -> None:
    """What is told of a candidate goes with how easy they are to write to and how they answer."""
    world, matrices, taught = taught_by_lot(0.12)
    assert taught is not None
    weights = np.array([taught.habits[habit] for habit in HABITS])
    told = FirstWords.of(matrices).habits(0) @ weights
    told += [taught.candidates.get(member, 0.0) for member in matrices.ids]
    members = [number(member) for member in matrices.ids]
    truth = np.log(world.warm[members] * world.answers[members])
    assert np.corrcoef(told, truth)[0, 1] > 0.5
    assert taught.habits["is written to"] > 0
    assert taught.habits["answers"] > 0


def test_letters_that_do_nothing_teach_nothing() -> None:
    """Without an effect too few of them are followed by talk both ways to learn from."""
    assert taught_by_lot(0.0)[2] is None


@pytest.mark.slow
@pytest.mark.skipif(not IS_FULL, reason="six half-years, twice, take an hour: COMMUNIS_FULL=1")
def test_learning_from_letters_raises_talk_both_ways() -> None:
    """As many letters lead to more pairs who talk both ways; the interval is above nothing."""
    more = []
    for seed in SEEDS:
        plan = Plan(consenting=150, seed=seed, effect=0.12)
        without, with_it = (Short.begun(plan, learns=learns) for learns in (False, True))
        for short in (without, with_it):
            short.live(26)
        more.append(with_it.both_ways()[1] - without.both_ways()[1])
    spread = float(np.std(more, ddof=1)) / len(more) ** 0.5
    assert np.mean(more) - STUDENT * spread > 0
