"""The real line, week after week, on communities whose truth is known.

Eight weeks of 60 members run always; whole years with COMMUNIS_FULL=1, and docs/simulation.md says
what they showed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import line
from tests.simulation.figures import (
    faster_than_stated,
    greatest_load,
    idle_months,
    matched_share,
    proposed,
    repeats,
    truth,
)
from tests.simulation.world import Plan, World
from tests.simulation.year import Year, begun

IS_FULL = bool(os.environ.get("COMMUNIS_FULL"))
WEEKS = 52 if IS_FULL else 8
SIZES = (20, 60, 150, 400) if IS_FULL else (60,)
CAP = 5


@pytest.fixture(scope="module", params=SIZES)
def year(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Year]:
    """Some weeks of a community where letters make one in ten readers write."""
    world = World(Plan(consenting=request.param, seed=1, effect=0.1))
    with begun(world, tmp_path_factory.mktemp("year")) as begun_year:
        begun_year.live(WEEKS)
        yield begun_year


def test_no_pair_is_introduced_twice_within_26_weeks(year: Year) -> None:
    """In neither order, but for the two letters of one issue."""
    assert repeats(year.issues) == []


def test_everybody_reads_of_somebody_at_least_once_a_month(year: Year) -> None:
    """Whoever had a candidate above the floor did, and everybody is in one table or the other."""
    assert idle_months(year.issues, year.world.consenting) == []
    for issued in year.issues:
        members = set(issued.lists) | set(issued.alone) | issued.dropped
        assert members == set(year.world.consenting)
        assert not set(issued.lists) & set(issued.alone)


def test_the_pace_is_stated_and_held(year: Year) -> None:
    """No more people than it says, no sooner, and the pool does not run dry unless it says so."""
    assert faster_than_stated(year.issues) == []
    if year.world.plan.consenting <= 60:
        assert all(each.pace.is_slowed for each in year.issues)
        assert all("not 3, " in each.pace.sentence for each in year.issues)
    if any("people may still run out" in each.pace.sentence for each in year.issues):
        assert year.world.plan.consenting < 60
        return
    late = year.issues[len(year.issues) // 2 :]
    stated = sum(1 / each.pace.weeks for each in late) / len(late)
    assert matched_share(late) > 0.8 * stated


def test_nobody_stands_in_too_many_lists(year: Year) -> None:
    """The cap holds in every issue, and nearly everybody is proposed to somebody."""
    assert greatest_load(year.issues) <= CAP
    often = proposed(year.issues, year.world.consenting)
    assert sum(map(bool, often)) > 0.8 * len(often)


def test_outcomes_agree_with_the_truth(year: Year) -> None:
    """What the exports show of the introductions is what the world made of them."""
    found = truth(year)
    assert found.talked.known > 20
    low, high = found.talked.interval or (0, 1)
    assert low <= found.expected <= high
    assert year.came_of().all.introductions == len(year.sent)


def test_a_letter_that_never_arrived_is_no_introduction(year: Year) -> None:
    """Its reader was told of nobody, so nothing is counted of it."""
    lost = [each for each in year.issues if each.lost]
    assert lost
    sent = {(each.issue, reader) for each in year.sent for reader in each.read_by}
    for issued in lost:
        assert all((issued.issue, reader) not in sent for reader in issued.lost)


def test_what_letters_taught_is_kept_with_them(year: Year) -> None:
    """Each proposal has the score it had and how likely its place was to be shown."""
    rows = year.ledger.proposals().to_pylist()
    assert all(0 < row["score"] <= 1 and 0 < row["shown"] <= 1 for row in rows)
    known = line.issue_rules(
        year.place,
        year.warehouse,
        year.ledger,
        year.world.now,
        line.people_of(year.warehouse, year.ledger, year.world.now),
    ).introduced
    assert known is not None
    talked = truth(year).both_ways
    assert known.num_rows >= talked.known
    mutual = sum(row["is_mutual"] for row in known.to_pylist())
    assert known.num_rows - mutual / 2 == talked.known


@pytest.mark.slow
@pytest.mark.skipif(not IS_FULL, reason="twenty weeks of 150 members take minutes: COMMUNIS_FULL=1")
@pytest.mark.parametrize("effect", [0.0, 0.15])
def test_what_introductions_add_is_told_only_where_there_is_something(
    effect: float, tmp_path: Path
) -> None:
    """A third held out for twenty weeks: the difference holds the truth; of none, none is told."""
    world = World(Plan(consenting=150, seed=4, effect=effect))
    with begun(world, tmp_path, held_out=0.33) as year:
        year.live(20)
        came, found = year.came_of(), truth(year)
    assert came.held_out is not None
    assert came.more is not None
    assert came.more.low <= found.expected - found.alone <= came.more.high
    assert came.more.is_more == (effect > 0)
    assert not came.more.is_less
