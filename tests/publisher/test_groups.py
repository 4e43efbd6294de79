"""The picture of groups: named, at least five people in each, and nobody in particular."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from publisher.groups import WIDTH, Groups, drawn, groups
from publisher.names import NameBook
from tests.publisher.mending_table import Warehouse


def warehouse(sizes: dict[int, int], holders: dict[int, int], ties: list[tuple[int, int]]) -> Any:
    """Groups of so many members, of whom so many hold the topic of their group."""
    world = Warehouse()
    members = [
        {"member_id": f"g{g}-{n}", "sub_community": g, "is_active": True, "is_team": False,
         "is_bot": False, "is_spam": False}
        for g, size in sizes.items() for n in range(size)
    ]  # fmt: skip
    world.put("marts.members", members)
    world.put(
        "marts.topics",
        [{"topic_id": f"k{g}", "label": f"topic {g}", "kind": "declared", "is_shareable": True,
          "member_count": holders[g]} for g in sizes],
    )  # fmt: skip
    world.put(
        "marts.member_topics",
        [{"member_id": f"g{g}-{n}", "topic_id": f"k{g}", "is_public": True}
         for g in sizes for n in range(holders[g])],
    )  # fmt: skip
    tied = [
        {"member_a_id": f"g{a}-{n}", "member_b_id": f"g{b}-{n}", "talks_ab": 1, "talks_ba": 1}
        for a, b in ties for n in range(min(sizes[a], sizes[b]))
    ]  # fmt: skip
    schema = pa.schema(
        [("member_a_id", pa.string()), ("member_b_id", pa.string()), ("talks_ab", pa.int64()),
         ("talks_ba", pa.int64())]
    )  # fmt: skip
    world.put("marts.ties", tied, schema)
    return world


def picture(*arguments: Any) -> Groups | None:
    return groups(warehouse(*arguments).frame, NameBook([], {}), smallest=5)


def test_groups_are_named_after_what_they_hold_and_figures_are_rounded() -> None:
    """Three groups, the largest first, 12 as 10 and 8 as 10."""
    found = picture({1: 12, 2: 8, 3: 6}, {1: 7, 2: 6, 3: 5}, [(1, 2)])
    assert found
    assert [(g.label, g.people) for g in found.groups] == [
        ("topic 1", 10), ("topic 2", 10), ("topic 3", 5),
    ]  # fmt: skip
    assert [g.talks_with for g in found.groups] == [("topic 2",), ("topic 1",), ()]


def test_a_group_of_four_is_not_shown() -> None:
    """Nor one in which fewer than five share the topic; one group alone is no picture."""
    assert picture({1: 4, 2: 8}, {1: 4, 2: 6}, []) is None
    assert picture({1: 12, 2: 8}, {1: 4, 2: 6}, []) is None


def test_a_bond_needs_five_on_each_side() -> None:
    """One who talks with everybody binds no two groups."""
    world = warehouse({1: 9, 2: 9}, {1: 9, 2: 9}, [])
    ties = [
        {"member_a_id": "g1-0", "member_b_id": f"g2-{n}", "talks_ab": 1, "talks_ba": 1}
        for n in range(9)
    ]
    world.put("marts.ties", ties)
    found = groups(world.frame, NameBook([], {}), smallest=5)
    assert found
    assert found.lines == ()


def test_an_empty_community_has_no_picture() -> None:
    """Nothing is drawn from nothing."""
    assert groups(Warehouse().frame, NameBook([], {}), smallest=5) is None


@given(st.lists(st.integers(1, 400).map(lambda n: n * 5), min_size=2, max_size=12), st.data())
def test_every_slip_and_label_stands_within_the_picture(people: list[int], data: Any) -> None:
    """Whatever the sizes, and no two slips hide one another."""
    named = {number: (f"group {number}", size) for number, size in enumerate(people, 1)}
    pairs = [(a, b) for a in named for b in named if a < b]
    bonds = dict.fromkeys(data.draw(st.lists(st.sampled_from(pairs), max_size=12)), 5)
    found = drawn(named, bonds)
    boxes = []
    for group in found.groups:
        points = [tuple(map(float, p.split())) for p in group.path[1:-1].split("L")]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        assert min(xs) >= 0
        assert max(xs) <= WIDTH
        assert min(ys) >= 0
        assert max(*ys, group.label_y) <= found.height
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    for place, (a, b, c, d) in enumerate(boxes):
        for e, f, g, h in boxes[place + 1 :]:
            assert c <= e or g <= a or d <= f or h <= b
    ET.fromstring(
        f"<svg>{''.join(f'<path d={chr(34)}{g.path}{chr(34)}/>' for g in found.groups)}</svg>"
    )
