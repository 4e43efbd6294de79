"""Who can introduce two members, and how often somebody is asked to."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa

from recommender.recommend import Recommendations, recommend
from recommender.snapshot import PAIRS, Snapshot
from tests.recommender.worlds import only, rehearsal, seat, talk, world


def both_ways(one: str, other: str, days: float = 3) -> list[dict[str, object]]:
    return [talk(one, other, days), talk(other, one, days)]


def willing(snapshot: Snapshot, *names: str) -> Snapshot:
    may = [name in names for name in snapshot.members["member_id"].to_pylist()]
    members = snapshot.members.append_column("may_introduce", pa.array(may, pa.bool_()))
    return replace(snapshot, members=members)


def friends_of_hub(size: int) -> Snapshot:
    """Everybody talks with Hub, both ways, and wrote in the same thread; nobody else talks."""
    names = [f"m{number}" for number in range(size)]
    return world(
        ["hub", *names],
        talks=[row for name in names for row in both_ways(name, "hub")],
        seats=[seat(name, "bees") for name in names],
    )


def asked(found: Recommendations) -> set[tuple[str, str, str]]:
    return {
        (row["member_id"], row["candidate_id"], row["introducer_id"])
        for row in found.introducers.to_pylist()
    }


def test_only_who_is_willing_introduces() -> None:
    snapshot = friends_of_hub(2)
    assert asked(recommend(snapshot, rehearsal(), "i")) == set()
    assert asked(recommend(willing(snapshot), rehearsal(), "i")) == set()
    found = recommend(willing(snapshot, "hub"), rehearsal(), "i")
    assert asked(found) == {("m0", "m1", "hub"), ("m1", "m0", "hub")}
    assert set(found.reasons["contact_member_id"].to_pylist()) == {None, "hub"}


def test_a_tie_goes_both_ways_with_both() -> None:
    """Hub never answered Bo."""
    talks = [*both_ways("ada", "hub"), talk("bo", "hub")]
    snapshot = willing(world(["ada", "bo", "hub"], talks=talks), "hub")
    assert asked(recommend(snapshot, rehearsal(), "i")) == set()


def test_the_weaker_of_two_ties_decides() -> None:
    """Dee talks with Ada daily but with Bo long ago; Cy is a fair friend of both."""
    talks = [
        *[row for day in range(9) for row in both_ways("ada", "dee", day)],
        *both_ways("bo", "dee", 400),
        *both_ways("ada", "cy"),
        *both_ways("bo", "cy"),
    ]
    names = ["ada", "bo", "cy", "dee"]
    seats = [seat("ada", "bees"), seat("bo", "bees")]
    snapshot = willing(world(names, talks=talks, seats=seats), "cy", "dee")
    found = {row for row in asked(recommend(snapshot, rehearsal(), "i")) if row[0] == "ada"}
    assert found == {("ada", "bo", "cy")}


def test_nobody_is_asked_or_named_more_than_twice_a_month() -> None:
    """Eight people want to meet through Hub: two pairs do, the other sentences name nobody."""
    found = recommend(willing(friends_of_hub(8), "hub"), rehearsal(), "i")
    pairs = {frozenset(row[:2]) for row in asked(found)}
    assert found.matches.num_rows > 16
    assert len(pairs) == 2
    rows = found.reasons.to_pylist()
    named = {
        frozenset((row["member_id"], row["candidate_id"]))
        for row in rows
        if "Hub" in row["sentence"]
    }
    assert named == pairs
    assert all((row["contact_member_id"] == "hub") == ("Hub" in row["sentence"]) for row in rows)


def test_who_was_asked_this_month_is_asked_less() -> None:
    snapshot = willing(friends_of_hub(8), "hub")
    once = recommend(snapshot, rehearsal(asked=only("hub")), "i")
    assert len({frozenset(row[:2]) for row in asked(once)}) == 1
    assert asked(recommend(snapshot, rehearsal(asked=only("hub", "hub")), "i")) == set()


def test_who_is_kept_apart_from_one_introduces_neither() -> None:
    snapshot = willing(friends_of_hub(2), "hub")
    blocked = pa.Table.from_pylist([{"member_a_id": "hub", "member_b_id": "m1"}], PAIRS)
    assert asked(recommend(snapshot, rehearsal(never=blocked), "i")) == set()
    free = recommend(snapshot, rehearsal(never=blocked, apart=PAIRS.empty_table()), "i")
    assert len(asked(free)) == 2
