"""A small pool gets fewer people per issue, the manager is told, and it lasts."""

from __future__ import annotations

from datetime import timedelta

import pyarrow as pa
import pytest

from recommender.matrices import Matrices
from recommender.pace import Pace, others_to_meet, pace_of
from recommender.recommend import Recommendations, recommend
from recommender.snapshot import MOMENT, PAIRS, Rules, Snapshot
from tests.recommender.worlds import (
    NOW,
    days_ago,
    member,
    only,
    pairs_of,
    rehearsal,
    seat,
    talk,
    world,
)


@pytest.mark.parametrize(
    ("others", "people", "weeks"),
    [(399, 3, 1), (156, 3, 1), (155, 2, 1), (52, 1, 1), (51, 1, 2), (19, 1, 3), (5, 1, 4)],
)
def test_the_fewer_there_are_to_meet_the_fewer_an_issue_brings(
    others: int, people: int, weeks: int
) -> None:
    """A place uses up a pair of both sides: 3 × 2 × 26 = 156 others for the full pace."""
    pace = pace_of(others, readers=others + 1, places=3, repeat_weeks=26)
    assert (pace.people, pace.weeks) == (people, weeks)
    assert pace.is_slowed == ((people, weeks) != (3, 1))


def test_the_manager_is_told_in_a_sentence() -> None:
    slow = pace_of(19, readers=20, places=3, repeat_weeks=26)
    assert slow.sentence == (
        "20 members are each introduced to 1 person every 3 weeks, not 3, "
        "so that nobody runs out within 26 weeks: each has 19 others to meet"
    )
    least = pace_of(5, readers=6, places=3, repeat_weeks=26)
    assert "people may still run out; more need to say yes" in least.sentence
    full = pace_of(300, readers=301, places=3, repeat_weeks=26)
    assert full.sentence == "301 members are each introduced to 3 people in every issue"


@pytest.mark.parametrize(
    ("people", "left"),
    [(3, ("bond", "bond", "far")), (2, ("bond", "far")), (1, ("bond",))],
)
def test_of_the_kind_there_is_most_of_one_goes_first(people: int, left: tuple[str, ...]) -> None:
    assert Pace(people, 1, True, "").slots(("bond", "bond", "far")) == left


def test_others_to_meet_are_those_not_known_yet() -> None:
    """Ada knows Bo; Cy knows nobody: 1 + 2 others for two readers."""
    snapshot = world(["ada", "bo", "cy"], talks=[talk("ada", "bo")])
    matrices = Matrices(snapshot)
    everyone = matrices.truth("is_matchable")
    readers = matrices.mask(only("ada", "cy"), everyone)
    assert others_to_meet(matrices, readers, everyone) == 1.5


def pool(size: int) -> tuple[Snapshot, list[str]]:
    """So many members in one thread, who have never talked."""
    names = [f"m{number:02}" for number in range(size)]
    return world(names, seats=[seat(name, "hello") for name in names]), names


def issue(
    snapshot: Snapshot, names: list[str], sent: dict[tuple[str, str], int], week: int
) -> Recommendations:
    """The issue of a week: who was introduced in the 26 weeks before is not again."""
    recent = {pair: at for pair, at in sent.items() if week - at < 26}
    reads: dict[str, int] = {}
    for (reader, _), at in sent.items():
        reads[reader] = max(reads.get(reader, at), at)
    rules = Rules(
        only(*names),
        only(*names),
        pa.Table.from_pylist([{"member_a_id": a, "member_b_id": b} for a, b in recent], PAIRS),
        last_read=pa.table(
            {
                "member_id": list(reads),
                "last_at": pa.array(
                    [NOW - timedelta(weeks=week - at) + timedelta(days=1) for at in reads.values()],
                    MOMENT,
                ),
            }
        ),
    )
    return recommend(snapshot, rules, f"week {week}")


@pytest.mark.parametrize(("size", "weeks"), [(20, 3), (60, 1)])
def test_a_small_pool_lasts_and_everybody_is_introduced_once_a_month(size: int, weeks: int) -> None:
    """Half a year, issue after issue: the pace is held and no pair comes twice."""
    snapshot, names = pool(size)
    sent: dict[tuple[str, str], int] = {}
    last = dict.fromkeys(names, 0)
    for week in range(26):
        found = issue(snapshot, names, sent, week)
        assert (found.pace.people, found.pace.weeks) == (1, weeks)
        for reader, candidate in pairs_of(found.matches):
            assert (reader, candidate) not in sent
            assert (candidate, reader) not in sent
            last[reader] = week
        sent |= dict.fromkeys(pairs_of(found.matches), week)
        assert max(week - at for at in last.values()) <= 4
        assert found.matches.num_rows <= size


def test_whose_turn_it_is_not_is_told_so() -> None:
    snapshot, names = pool(6)
    last_read = pa.table({"member_id": names[:3], "last_at": pa.array([days_ago(6)] * 3, MOMENT)})
    rules = Rules(only(*names), only(*names), PAIRS.empty_table(), last_read=last_read)
    found = recommend(snapshot, rules, "2026-W47")
    assert set(found.matches["member_id"].to_pylist()) == set(names[3:])
    assert found.unmatched["member_id"].to_pylist() == names[:3]
    assert set(found.unmatched["reason"].to_pylist()) == {
        "few have said yes, so their turn comes in a later issue"
    }


def test_a_rehearsal_uses_nobody_up_and_has_the_full_pace() -> None:
    snapshot, _ = pool(6)
    found = recommend(snapshot, rehearsal(), "2026-W47")
    assert not found.pace.is_slowed
    assert found.matches.num_rows == 18


def test_nobody_at_all_has_a_pace_too() -> None:
    none = Rules(only(), only(), PAIRS.empty_table())
    found = recommend(world([member("ada")]), none, "2026-W47")
    assert not found.pace.is_slowed
    assert found.matches.num_rows == 0


def test_without_readers_nothing_is_slowed() -> None:
    """A community in which nobody said yes is not told of a pace."""
    pace = pace_of(0, readers=0, places=3, repeat_weeks=26)
    assert (pace.people, pace.weeks, pace.is_slowed) == (3, 1, False)
