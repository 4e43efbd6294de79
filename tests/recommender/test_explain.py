"""Why two are, or are not, proposed to each other."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from recommender.candidates import PAIR_SIGNALS
from recommender.explain import Explained, InCommon, explain
from recommender.matrices import Matrices
from recommender.ranker import rank_pairs
from recommender.recommend import recommend
from recommender.snapshot import PAIRS
from tests.recommender.worlds import (
    busy_world,
    days_ago,
    interest,
    member,
    only,
    rehearsal,
    seat,
    talk,
    world,
)


def explained(one: str = "ada", other: str = "bo", **columns: Any) -> Explained:
    return explain(world(["ada", "bo", "cy"], **columns), rehearsal(), one, other)


def test_scores_and_places_are_those_of_the_ranker() -> None:
    """Every match of an issue, looked up again."""
    snapshot, rules = busy_world(), rehearsal()
    matches = recommend(snapshot, rules, "i").matches.to_pylist()
    for row in matches[::7]:
        side, back = explain(snapshot, rules, row["member_id"], row["candidate_id"]).sides
        assert side.score == pytest.approx(row["score"])
        assert (side.reader, side.candidate) == (row["member_id"], row["candidate_id"])
        assert (back.reader, back.candidate) == (row["candidate_id"], row["member_id"])
        assert side.barred == ()
        assert side.is_above_floor
        assert side.sentences
        assert set(PAIR_SIGNALS) <= {signal.name for signal in side.signals}


def test_the_place_counts_who_is_ranked_before() -> None:
    matrices = Matrices(busy_world())
    everyone = matrices.truth("is_matchable")
    ranked = rank_pairs(matrices, pa.array([0]).to_numpy(), allowed=everyone, seed=7)
    best = ranked.score.argmax()
    candidate = matrices.ids[int(ranked.candidate[best])]
    side, _ = explain(busy_world(), rehearsal(), matrices.ids[0], candidate).sides
    assert (side.place, side.of) == (1, len(ranked.score))


def test_every_row_in_common_is_told_with_the_earlier_of_two_dates() -> None:
    found = explained(
        talks=[talk("ada", "cy", 9), talk("cy", "bo", 5)],
        seats=[seat("ada", "bees", 40), seat("bo", "bees", 20), seat("cy", "other")],
        interests=[interest("ada", "chess", 7), interest("bo", "chess", 8)],
    )
    assert found.rows == (
        InCommon("thread", "About bees", days_ago(40)),
        InCommon("topic", "chess", days_ago(8)),
        InCommon("contact", "cy", days_ago(9)),
    )
    thread = next(s for s in found.sides[0].signals if s.name == "co_thread")
    assert thread.score > 0
    assert (thread.place, thread.of) == (1, 1)


def test_talk_of_the_two_is_told_and_bars_them() -> None:
    """Private talk too, marked as no evidence."""
    found = explained(talks=[talk("ada", "bo", 9, is_public=False)], seats=[seat("ada", "bees")])
    assert found.rows == (InCommon("talk", "t0", days_ago(9), is_public=False),)
    for side in found.sides:
        assert side.barred == ("they talk already, or declared each other",)
        assert (side.score, side.place) == (None, None)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"readers": only("bo", "cy")}, "the reader gets no introductions"),
        ({"candidates": only("ada", "cy")}, "the candidate may not be named to others"),
        (
            {"never": pa.Table.from_pylist([{"member_a_id": "bo", "member_b_id": "ada"}], PAIRS)},
            "they are kept apart, or were introduced lately",
        ),
    ],
    ids=["no reader", "no candidate", "apart"],
)
def test_each_rule_that_keeps_them_apart_is_told(rules: dict[str, Any], expected: str) -> None:
    snapshot = world(["ada", "bo", "cy"], seats=[seat("ada", "bees"), seat("bo", "bees")])
    side, _ = explain(snapshot, rehearsal(**rules), "ada", "bo").sides
    assert side.barred == (expected,)


def test_who_may_not_be_matched_is_said_to_be() -> None:
    people = [member("ada"), member("bo", is_matchable=False)]
    first, second = explain(world(people), rehearsal(), "ada", "bo").sides
    assert first.barred == ("the candidate may not be matched",)
    assert second.barred == ("the reader may not be matched",)


def test_below_the_floor_is_told() -> None:
    snapshot = world(["ada", "bo"], seats=[seat("ada", "bees"), seat("bo", "bees")])
    side, _ = explain(snapshot, rehearsal(floor=1.01), "ada", "bo").sides
    assert side.score is not None
    assert not side.is_above_floor


def test_nobody_by_that_id_is_an_error() -> None:
    with pytest.raises(KeyError, match="dee is no member as of 2026-11-16"):
        explained("ada", "dee")
