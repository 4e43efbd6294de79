"""Circles of four to six."""

from __future__ import annotations

from itertools import combinations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from recommender.circles import CIRCLES, circles
from recommender.matrices import Matrices
from recommender.snapshot import PAIRS, Snapshot
from tests.recommender.worlds import interest, member, only, talk, world

NAMES = [f"m{number}" for number in range(9)]


def found(
    snapshot: Snapshot, *willing: str, never: tuple[tuple[str, str], ...] = ()
) -> list[tuple[str, set[str]]]:
    """Topic and members of each circle."""
    apart = pa.Table.from_pylist([{"member_a_id": a, "member_b_id": b} for a, b in never], PAIRS)
    table = circles(Matrices(snapshot), "i", willing=only(*willing), never=apart)
    assert table.schema.equals(CIRCLES)
    groups: dict[int, list[dict[str, str]]] = {}
    for row in table.to_pylist():
        groups.setdefault(row["circle"], []).append(row)
    return [(rows[0]["topic_id"], {row["member_id"] for row in rows}) for rows in groups.values()]


def holders(*names: str, topic: str = "bees") -> list[dict[str, object]]:
    return [interest(name, topic, strength=0.9 - 0.05 * at) for at, name in enumerate(names)]


def test_four_who_said_yes_and_share_a_topic_are_a_circle() -> None:
    snapshot = world(NAMES, interests=holders(*NAMES[:5]))
    assert found(snapshot, *NAMES[:4]) == [("bees", set(NAMES[:4]))]
    assert found(snapshot, *NAMES[:3]) == []
    assert found(snapshot, *NAMES[5:]) == []
    assert found(snapshot) == []


def test_at_most_six_and_nobody_in_two() -> None:
    """Nine hold it: six who hold it most strongly; three are too few for a second circle."""
    snapshot = world(NAMES, interests=holders(*NAMES))
    assert found(snapshot, *NAMES) == [("bees", set(NAMES[:6]))]


def test_the_rarest_topic_comes_first() -> None:
    interests = holders(*NAMES) + holders(*NAMES[2:7], topic="astrolabes")
    snapshot = world(NAMES, interests=interests)
    assert found(snapshot, *NAMES) == [
        ("astrolabes", set(NAMES[2:7])),
        ("bees", {*NAMES[:2], *NAMES[7:]}),
    ]


def test_friends_all_of_each_other_are_no_circle() -> None:
    """One who knows not all of them makes it one."""
    talks = [talk(one, other) for one, other in combinations(NAMES[:4], 2)]
    friends = world(NAMES, talks=talks, interests=holders(*NAMES[:4]))
    assert found(friends, *NAMES) == []
    with_guest = world(NAMES, talks=talks, interests=holders(*NAMES[:5]))
    assert found(with_guest, *NAMES) == [("bees", set(NAMES[:5]))]


def test_who_is_kept_apart_is_in_no_circle_together() -> None:
    snapshot = world(NAMES, interests=holders(*NAMES[:5]))
    groups = found(snapshot, *NAMES, never=((NAMES[1], NAMES[0]),))
    assert groups == [("bees", {NAMES[0], *NAMES[2:5]})]


def test_private_topics_and_who_may_not_be_matched_make_no_circle() -> None:
    private = [row | {"is_public": False} for row in holders(*NAMES[:4])]
    assert found(world(NAMES, interests=private), *NAMES) == []
    common = [row | {"is_shareable": False} for row in holders(*NAMES[:4])]
    assert found(world(NAMES, interests=common), *NAMES) == []
    people = [member(name, is_matchable=name != "m0") for name in NAMES]
    assert found(world(people, interests=holders(*NAMES[:4])), *NAMES) == []


@given(
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 2)), max_size=30, unique=True),
    st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=6),
    st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=20),
)
def test_whatever_they_hold_a_circle_is_what_it_promises(
    held: list[tuple[int, int]], apart: set[tuple[int, int]], talked: set[tuple[int, int]]
) -> None:
    """Four to six, each in one, all of the topic, none kept apart, not all known."""
    pairs = {(NAMES[a], NAMES[b]) for a, b in talked if a != b}
    kept = tuple((NAMES[a], NAMES[b]) for a, b in apart if a != b)
    snapshot = world(
        NAMES,
        talks=[talk(a, b) for a, b in pairs],
        interests=[interest(NAMES[who], f"topic{topic}") for who, topic in held],
    )
    groups = found(snapshot, *NAMES, never=kept)
    everyone = [name for _, group in groups for name in group]
    assert len(everyone) == len(set(everyone))
    for topic, group in groups:
        assert 4 <= len(group) <= 6
        assert all((NAMES.index(name), int(topic[-1])) in held for name in group)
        assert not any(a in group and b in group for a, b in kept)
        known = [{a, b} in [set(p) for p in pairs] for a, b in combinations(sorted(group), 2)]
        assert not all(known)
