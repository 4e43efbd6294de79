"""marts.ties and the metrics of pairs: strength, stage, who keeps talking."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.warehouse import Warehouse
from importers.records import Record, Tie
from tests.analytics.worlds import (
    account,
    analyse_at,
    analysed,
    member,
    reply,
    rows,
    talk_both_ways,
    thread,
)


def tie(warehouse: Warehouse, one: str, other: str, *columns: str) -> tuple[object, ...] | None:
    a, b = sorted((member(one), member(other)))
    found = rows(
        warehouse,
        f"select {', '.join(columns)} from marts.ties where member_a_id = $a and member_b_id = $b",
        a=a,
        b=b,
    )
    return found[0] if found else None


def test_strength_is_the_smaller_sum_and_half_of_what_is_over(tmp_path: Path) -> None:
    """Strength is m + (M - m)/2, each talk halved every 90 days, weak talk weighing 0.3.

    At day 100: ana to ben strictly at day 10 (one half-life old) and at day 100;
    ben to ana weakly at day 100.
    """
    records: list[Record] = [
        *thread("t", "ana", 0),
        *thread("u", "ben", 0),
        reply("u.2", "ana", 10, parent_id="u.1"),
        reply("u.3", "ana", 100, parent_id="u.1"),
        reply("t.2", "ben", 100),
    ]
    with analysed(tmp_path, records) as warehouse:
        found = tie(warehouse, "ana", "ben", "sum_ab", "sum_ba", "strength", "reciprocity")
    assert found is not None
    assert sorted(found[:2]) == pytest.approx([0.3, 1.5])  # type: ignore[type-var]
    assert found[2] == pytest.approx(0.3 + (1.5 - 0.3) / 2)
    assert found[3] == 0.5


def test_stages_of_a_tie(tmp_path: Path) -> None:
    """From noticed over answered and two-way to repeated."""
    records: list[Record] = [
        *thread("n", "ana", 1),
        reply("n.2", "one", 2, parent_id="n.1"),
        *thread("a", "ana", 1),
        *thread("b", "two", 1),
        reply("a.2", "two", 2),
        reply("b.2", "ana", 2),
        *talk_both_ways("ana", "three", [1, 1.1, 1.2], "c"),
        *talk_both_ways("ana", "four", [1, 2, 3], "d"),
    ]
    with analysed(tmp_path, records) as warehouse:
        stages = {
            other: tie(warehouse, "ana", other, "stage", "days")
            for other in ("one", "two", "three", "four")
        }
    assert stages == {
        "one": ("noticed", 1),
        "two": ("answered", 0),
        "three": ("two-way", 1),
        "four": ("repeated", 3),
    }


def test_pair_keeps_talking_then_falls_silent(tmp_path: Path) -> None:
    """metrics.keep_talking counts a pair from its third day until 90 days after its last talk.

    The same pair is a friend in marts.ties, then nothing, then dormant; checks.keep_talking_agrees
    compares the two at every as-of.
    """
    records = talk_both_ways("ana", "ben", [1, 2, 8])
    by_week = "select list(pairs_who_keep_talking order by week_date) from metrics.keep_talking"
    with analysed(tmp_path, records, as_of=None) as warehouse:
        columns = ("is_friend", "is_dormant")
        analyse_at(warehouse, 7.9)
        assert tie(warehouse, "ana", "ben", *columns) == (False, False)
        analyse_at(warehouse, 97.9)
        assert tie(warehouse, "ana", "ben", *columns) == (True, False)
        assert warehouse.value(by_week) == [0] + [1] * 14
        analyse_at(warehouse, 99)
        assert tie(warehouse, "ana", "ben", *columns) == (False, False)
        assert warehouse.value(by_week) == [0] + [1] * 13 + [0]
        analyse_at(warehouse, 189)
        assert tie(warehouse, "ana", "ben", *columns) == (False, True)


def test_tie_cools_when_talk_halved(tmp_path: Path) -> None:
    """The last 60 days against the 60 before."""
    warm = talk_both_ways("ana", "ben", [50, 52, 54, 110, 112, 114], "w")
    cool = talk_both_ways("ana", "cem", [50, 52, 54, 55, 110], "c")
    with analysed(tmp_path, [*warm, *cool], as_of=None) as warehouse:
        analyse_at(warehouse, 120)
        assert tie(warehouse, "ana", "ben", "is_cooling") == (False,)
        assert tie(warehouse, "ana", "cem", "is_cooling") == (True,)


def test_declared_friends_have_a_tie_without_strength(tmp_path: Path) -> None:
    """A follow is none, and neither is a friendship with the team."""
    records: list[Record] = [
        account("ana"),
        account("ben"),
        account("mod", role="moderator"),
        *thread("t", "ana"),
        Tie(from_id="ana", to_id="ben", kind="friend"),
        Tie(from_id="ben", to_id="ana", kind="friend"),
        Tie(from_id="ana", to_id="cem", kind="follow"),
        Tie(from_id="ana", to_id="mod", kind="connection"),
    ]
    with analysed(tmp_path, records, as_of=None) as warehouse:
        assert tie(warehouse, "ana", "ben", "is_declared", "strength", "stage", "reciprocity") == (
            True,
            0.0,
            None,
            None,
        )
        assert warehouse.value("select count(*) from marts.ties") == 1
        assert warehouse.value("select count(*) from staging.ties") == 4


def test_team_bots_and_spam_have_no_ties(tmp_path: Path) -> None:
    """checks.no_tie_with_team_bot_or_spam holds whatever they write."""
    records: list[Record] = [
        account("ana"),
        account("mod", role="staff"),
        account("bot", role="bot"),
        account("x", name="Best payday loans"),
        *thread("t", "ana"),
        *(reply(f"t.{name}", name, 1, parent_id="t.1") for name in ("mod", "bot", "x")),
    ]
    with analysed(tmp_path, records) as warehouse:
        assert warehouse.value("select count(*) from marts.ties") == 0
        assert rows(warehouse, "select from_member_id from marts.talks") == [(member("mod"),)]
        assert rows(
            warehouse,
            "select account_id, reason from derived.account_spam",
        ) == [("discourse:forum.example:x", "advertising name")]


def test_sub_communities_are_groups_of_ties(tmp_path: Path) -> None:
    """derived.sub_communities: two villages, two groups; a lone pair is in none."""
    records: list[Record] = []
    for village in ("x", "y"):
        names = [f"{village}{place}" for place in range(4)]
        for one in range(4):
            for other in range(one):
                name = f"{village}{one}{other}"
                records += talk_both_ways(names[one], names[other], [1, 2], name)
    records += talk_both_ways("lone", "pair", [1], "z")
    with analysed(tmp_path, records) as warehouse:
        groups = dict(rows(warehouse, "select member_id, sub_community from marts.members"))
    assert {groups[member(f"x{place}")] for place in range(4)} != {
        groups[member(f"y{place}")] for place in range(4)
    }
    assert sorted(str(group) for group in groups.values()) == ["1"] * 4 + ["2"] * 4 + ["None"] * 2
