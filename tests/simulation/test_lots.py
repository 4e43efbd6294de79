"""Outcomes against the truth where introductions are drawn by lot, also where they do nothing.

Without the recommender, so that there are hundreds of pairs: the world writes its logs, letters and
pairs left alone stand in a real ledger, and the line loads, analyses and counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

import line
from analytics.came_of import CameOf
from ledger import HeldOut, Ledger, Proposal, QueuedMail
from publisher.came import outcomes_told
from publisher.rows import issue_of
from tests.simulation.world import START, WEEK, Plan, World
from tests.simulation.year import begun, handle

WEEKS, PAIRS = 16, 40
"""In so many weeks, so many pairs a week are drawn; every other one is introduced."""


def account(member: int) -> str:
    return f"bench:simulated:{handle(member)}"


def introduce(ledger: Ledger, world: World, pairs: list[tuple[int, int]]) -> None:
    """The first of each pair gets a letter about the second."""
    issue, at = issue_of(world.now, "UTC"), world.now + timedelta(hours=7)
    for number, (reader, candidate) in enumerate(pairs):
        world.introduce(reader, candidate, at)
        ledger.record_proposals(
            issue,
            [
                Proposal(
                    account_id=account(reader),
                    candidate_account_id=account(candidate),
                    place=1,
                    slot="far" if number % 3 == 0 else "bond",
                    reason_kind="topic",
                )
            ],
            now=at,
        )
        mail = QueuedMail(
            account_id=account(reader),
            address=f"{handle(reader)}@members.example",
            message_id=f"<{issue}.{reader}@bench.example>",
            file_name=f"{reader}.eml",
            content_sha256="x",
            planned_at=at,
        )
        ledger.queue_mail(issue, mail, now=at)
        for state in ("sending", "sent"):
            ledger.change_mail(issue, account(reader), state, now=at)


def leave_alone(ledger: Ledger, world: World, pairs: list[tuple[int, int]]) -> None:
    at = world.now + timedelta(hours=7)
    held = [
        HeldOut(
            account_a_id=min(account(one), account(other)),
            account_b_id=max(account(one), account(other)),
            slot="bond",
            reason_kind=None,
            is_mutual=False,
        )
        for one, other in pairs
    ]
    ledger.record_held_out(issue_of(world.now, "UTC"), held, held_at=at, now=at)


def strangers(world: World, rng: np.random.Generator) -> Iterator[tuple[int, int]]:
    """Pairs who never talked, each member at most once."""
    order = rng.permutation(world.plan.members).tolist()
    for one, other in zip(order[::2], order[1::2], strict=True):
        if (min(one, other), max(one, other)) not in world.first_talk:
            yield one, other


@pytest.mark.parametrize("effect", [0.0, 0.12], ids=["no effect", "an effect"])
def test_outcomes_by_lot_agree_with_the_truth(effect: float, tmp_path: Path) -> None:
    """Shares and their difference hold what the world foretold; of no effect, none is claimed."""
    world = World(Plan(consenting=160, others=0, seed=11, effect=effect, history_weeks=8))
    rng = np.random.default_rng(5)
    told: list[float] = []
    alone: list[float] = []
    with begun(world, tmp_path) as year:
        for week in range(WEEKS):
            pairs = list(strangers(world, rng))[:PAIRS]
            introduce(year.ledger, world, pairs[::2])
            leave_alone(year.ledger, world, pairs[1::2])
            if week < WEEKS - 4:
                told += [world.talk_chance(*pair, {pair[0]}) for pair in pairs[::2]]
                alone += [world.talk_chance(*pair, ()) for pair in pairs[1::2]]
            year.export_week()
        line.load_exports(year.place, year.warehouse, year.ledger, lambda what: None)
        line.analyse_exports(year.place, year.warehouse, year.ledger, world.now, lambda what: None)
        came = year.came_of()
        written = line.record_outcomes(year.warehouse, year.ledger, world.now)
    assert written == WEEKS * PAIRS / 2
    assert came.held_out is not None
    assert came.all.talked.known == len(told)
    assert came.held_out.talked.known == len(alone)
    assert came.all.talked.too_early == 4 * PAIRS / 2
    assert holds(came.all.talked.interval, np.mean(told))
    assert holds(came.held_out.talked.interval, np.mean(alone))
    assert came.more is not None
    assert holds((came.more.low, came.more.high), np.mean(told) - np.mean(alone))
    assert came.more.is_more == (effect > 0)
    assert claims(came) == (effect > 0)
    # Which slot it was is nothing to this world; by slot it must come to the same in all.
    assert sum(each.talked.happened for each in came.slots) == came.all.talked.happened


def holds(interval: tuple[float, float] | None, value: np.floating) -> bool:
    assert interval is not None
    return bool(interval[0] <= value <= interval[1])


def claims(came: CameOf) -> bool:
    """Whether the office says that introductions add something."""
    return any("So introductions add" in sentence for sentence in outcomes_told(came).sentences)


def test_the_weeks_of_the_world_are_the_issues(tmp_path: Path) -> None:
    """A world's week begins on a Monday, so a letter's 28 days are four of its weeks."""
    assert START.isoweekday() == 1
    assert issue_of(START + WEEK, "UTC") == "2024-W02"
