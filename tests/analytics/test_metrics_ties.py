"""metrics about ties: the ladder, friends, dialogue, bonding, and what is worth nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analytics.build import FOLDER
from analytics.models import find_models
from importers.records import Account, Event, Reaction, Record, Rsvp, Tie
from tests.analytics.worlds import (
    account,
    analysed,
    day,
    member,
    reply,
    rows,
    talk_both_ways,
    thread,
)

JANUARY, FEBRUARY, MARCH, APRIL = (date(2024, month, 1) for month in (1, 2, 3, 4))


def ladder_world() -> list[Record]:
    """Ana and ben become friends on day 40, ana and cem met, dee only noticed ana."""
    return [
        *talk_both_ways("ana", "ben", (1, 2, 40), "ab"),
        *talk_both_ways("ana", "cem", (3,), "ac"),
        *thread("n", "ana", 4),
        reply("n.2", "dee", 5),
        *thread("w", "eve", 6),
        reply("w.2", "ana", 7),
        *thread("w2", "ana", 8),
        reply("w2.2", "eve", 9),
        Event(native_id="cafe", starts_at=day(50), created_at=day(10)),
        *[
            Rsvp(event_id="cafe", account_id=who, status=status)
            for who, status in (("ana", "attending"), ("cem", "attending"), ("dee", "maybe"))
        ],
        Event(native_id="later", starts_at=day(90), created_at=day(10)),
        Rsvp(event_id="later", account_id="ana", status="attending"),
        Rsvp(event_id="later", account_id="ben", status="attending"),
    ]


def test_steps_of_a_tie_have_their_moments(tmp_path: Path) -> None:
    """marts.tie_steps: noticed, answered, two-way, repeated, offline; a meeting to come is none."""
    names = {member(name): name for name in ("ana", "ben", "cem", "dee", "eve")}
    with analysed(
        tmp_path, ladder_world(), as_of=day(70), wanted=("marts.tie_steps",)
    ) as warehouse:
        found = {
            frozenset((names[row[0]], names[row[1]])) - {"ana"}: row[2:]
            for row in rows(warehouse, "select * from marts.tie_steps")
        }
    assert found == {
        frozenset({"ben"}): (day(1), day(1.01), day(1.01), day(40), None),
        frozenset({"cem"}): (day(3), day(3.01), day(3.01), None, day(50)),
        frozenset({"dee"}): (day(5), None, None, None, None),
        frozenset({"eve"}): (day(7), day(9), None, None, None),
    }


def test_ladder_counts_the_furthest_step_at_each_months_end(tmp_path: Path) -> None:
    """metrics.ladder: every pair once; reached counts the steps taken in the month."""
    with analysed(
        tmp_path, ladder_world(), as_of=day(70), wanted=("marts.ties", "metrics.ladder")
    ) as warehouse:
        found = rows(
            warehouse,
            "select month_date, stage, pairs, reached from metrics.ladder order by 1, step",
        )
        stages = rows(warehouse, "select stage, count(*) from marts.ties group by 1 order by 1")
    assert found == [
        (JANUARY, "noticed", 1, 4),
        (JANUARY, "answered", 1, 3),
        (JANUARY, "two-way", 2, 2),
        (JANUARY, "repeated", 0, 0),
        (JANUARY, "offline", 0, 0),
        (FEBRUARY, "noticed", 1, 0),
        (FEBRUARY, "answered", 1, 0),
        (FEBRUARY, "two-way", 0, 0),
        (FEBRUARY, "repeated", 1, 1),
        (FEBRUARY, "offline", 1, 1),
        *[
            (MARCH, stage, pairs, 0)
            for stage, pairs in (
                ("noticed", 1), ("answered", 1), ("two-way", 0), ("repeated", 1), ("offline", 1),
            )
        ],
    ]  # fmt: skip
    assert stages == [("answered", 1), ("noticed", 1), ("offline", 1), ("repeated", 1)]


def test_friends_begin_cool_and_fall_silent(tmp_path: Path) -> None:
    """metrics.friends, marts.friend_spells, metrics.keep_talking: one pair over eleven months."""
    records = talk_both_ways("ana", "ben", (1, 2, 3, 40, 41, 42))
    with analysed(
        tmp_path,
        records,
        as_of=day(330),
        wanted=("marts.friend_spells", "metrics.friends", "metrics.keep_talking"),
    ) as warehouse:
        found = rows(warehouse, "select * from metrics.friends order by month_date")
        spells = rows(
            warehouse, "select min(from_at), max(until_at), count(*) from marts.friend_spells"
        )
        weeks = rows(
            warehouse,
            "select count(*) filter (pairs_who_keep_talking = 1 and people_who_keep_talking = 2), "
            "count(*) from metrics.keep_talking",
        )
    assert [row[1:] for row in found] == [
        # pairs, people, began, cooling, dormant: the last talk is on 12 February
        (1, 2, 1, 0, 0),
        (1, 2, 0, 0, 0),
        (1, 2, 0, 0, 0),
        (1, 2, 0, 1, 0),  # 30 April: of the last 60 days none, of those before three each way
        (0, 0, 0, 1, 0),  # 31 May
        (0, 0, 0, 0, 0),
        (0, 0, 0, 0, 0),
        (0, 0, 0, 0, 1),  # silent since 180 days
        (0, 0, 0, 0, 1),
        (0, 0, 0, 0, 1),
        (0, 0, 0, 0, 1),
    ]
    # From the third day's first word, which the other had twice before, to 90 days after the last.
    assert spells == [(day(3), day(42.01 + 90), 8)]
    assert weeks == [(18, 48)]


def test_a_month_with_no_pair_is_nothing_and_not_missing(tmp_path: Path) -> None:
    with analysed(
        tmp_path, thread("t", "ana"), as_of=day(40), wanted=("metrics.friends",)
    ) as warehouse:
        assert rows(warehouse, "select * from metrics.friends order by 1") == [
            (JANUARY, 0, 0, 0, 0, 0),
            (FEBRUARY, 0, 0, 0, 0, 0),
        ]


def test_dialogue_against_announcement_by_who_speaks(tmp_path: Path) -> None:
    """metrics.dialogue: the page announces three times and answers one of four."""
    records: list[Record] = [
        Account(native_id="page", role="page"),
        account("mod", role="staff"),
        *[one for n in range(3) for one in thread(f"p{n}", "page", n)],
        reply("p0.2", "ana", 1, parent_id="p0.1"),
        reply("p0.3", "page", 1.5, parent_id="p0.2"),
        reply("p1.2", "ben", 2, parent_id="p1.1"),
        reply("p1.3", "ana", 2.1, parent_id="p1.2"),
        reply("p2.2", "ben", 3, parent_id="p2.1"),
        reply("p2.3", "cem", 3, parent_id="p2.1"),
        *thread("m", "mod", 4),
        reply("m.2", "ana", 4.5, parent_id="m.1"),
        reply("m.3", "mod", 20, parent_id="m.2"),
    ]
    with analysed(tmp_path, records, as_of=day(25), wanted=("metrics.dialogue",)) as warehouse:
        columns = "begun, answers, dialogue, addressed, answered_back, answer_back_rate"
        found = rows(
            warehouse,
            f"select speaker, {columns} from metrics.dialogue where period = 'month' order by 1",
        )
        assert found == [
            # To members: ana answers ben (never answered), the page ana, mod ana after 16 days.
            # ana had spoken to the page before, but nobody answered page or mod back.
            ("members", 0, 6, 1.0, 3, 0, 0.0),
            ("page", 3, 1, 0.25, 4, 1, 0.25),
            ("team", 1, 1, 0.5, 1, 0, 0.0),
        ]
        week = rows(
            warehouse,
            f"select {columns} from metrics.dialogue where period = 'week' and speaker = 'page' "
            "order by period_date",
        )
        assert week[0] == (3, 1, 0.25, 4, 1, 0.25)
        assert week[1] == (0, 0, None, 0, 0, None)


def two_villages() -> list[Record]:
    """Two triangles of friends, and one pair that bridges them."""
    records: list[Record] = []
    for n, (one, other) in enumerate(
        (("a1", "a2"), ("a2", "a3"), ("a1", "a3"), ("b1", "b2"), ("b2", "b3"), ("b1", "b3"))
    ):
        records += talk_both_ways(one, other, (1 + n, 8 + n, 15 + n), f"v{n}")
    return [*records, *talk_both_ways("a1", "b1", (25,), "bridge")]


def test_bonding_is_talk_within_and_bridging_talk_across(tmp_path: Path) -> None:
    """metrics.bonding: 36 talks within two villages, two across."""
    with analysed(
        tmp_path, two_villages(), as_of=day(30), wanted=("marts.sub_communities", "metrics.bonding")
    ) as warehouse:
        assert rows(
            warehouse,
            "select talks_within, talks_across, pairs_within, pairs_across, bridging "
            "from metrics.bonding",
        ) == [(36, 2, 6, 1, pytest.approx(2 / 38))]
        assert rows(
            warehouse,
            "select sub_community, member_count, ties_inside, ties_across "
            "from marts.sub_communities order by 1",
        ) == [(1, 3, 3, 1), (2, 3, 3, 1)]


def test_bridge_people_talk_both_ways_with_another_group(tmp_path: Path) -> None:
    """derived.bridges: the two of the bridge and nobody else; a word without answer is none."""
    records = [*two_villages(), *thread("x", "a2", 26), reply("x.2", "b2", 27)]
    with analysed(tmp_path, records, as_of=day(30), wanted=("derived.bridges",)) as warehouse:
        found = rows(warehouse, "select * from derived.bridges")
    assert [row[:3] for row in found] == sorted([(member("a1"), 1, 1), (member("b1"), 1, 1)])
    assert all(0 < row[3] < 0.5 for row in found)


def test_pairs_per_comment_and_new_ones(tmp_path: Path) -> None:
    """metrics.edges_per_comment: in February the same pair talks again, which is not new."""
    records = [
        account("mod", role="staff"),
        *thread("t", "ana", 0),
        reply("t.2", "ben", 1),
        reply("t.3", "ben", 2),
        reply("t.4", "cem", 3),
        reply("t.5", "mod", 3),
        reply("t.6", "ben", 35),
    ]
    with analysed(
        tmp_path, records, as_of=day(40), wanted=("metrics.edges_per_comment",)
    ) as warehouse:
        assert rows(
            warehouse,
            "select comments, pairs_talking, new_pairs, pairs_per_comment, new_pairs_per_comment "
            "from metrics.edges_per_comment order by month_date",
        ) == [(3, 2, 2, pytest.approx(2 / 3), pytest.approx(2 / 3)), (1, 1, 0, 1.0, 0.0)]


def test_follows_and_likes_without_talk_are_worth_nothing(tmp_path: Path) -> None:
    """metrics.without_talk: three follow or like, one pair talked; the rest has no strength."""
    records: list[Record] = [
        *map(account, ("ana", "ben", "cem", "dee")),
        Account(native_id="page", role="page"),
        Tie(from_id="cem", to_id="ana", kind="follow", created_at=day(1)),
        Tie(from_id="ana", to_id="cem", kind="follow", created_at=day(1)),
        Tie(from_id="ben", to_id="ana", kind="follow", created_at=day(1)),
        Tie(from_id="ben", to_id="page", kind="follow", created_at=day(1)),
        Tie(from_id="dee", to_id="page", kind="follow", created_at=day(1)),
        *thread("t", "ana", 0),
        reply("t.2", "ben", 1, parent_id="t.1"),
        Reaction(post_id="t.1", actor_id="dee", created_at=day(2)),
        Reaction(post_id="t.1", actor_id="ben", created_at=day(2)),
        Reaction(post_id="t.1", actor_id="ana", created_at=day(2)),
    ]
    with analysed(tmp_path, records, wanted=("marts.ties", "metrics.without_talk")) as warehouse:
        assert rows(warehouse, "select * from metrics.without_talk order by kind") == [
            ("follow", 2, 1, 1, 0.0),
            ("like", 2, 1, 1, 0.0),
            ("page", 2, 1, 1, 0.0),
        ]
        assert rows(warehouse, "select count(*) from marts.ties") == [(1,)]


@pytest.mark.parametrize(
    ("check", "spoil"),
    [
        ("checks.friends_agree", "update metrics.friends set pairs_cooling = pairs_cooling + 1"),
        ("checks.ladder_agrees", "update metrics.ladder set pairs = pairs + 1 where step = 4"),
    ],
)
def test_figures_by_month_and_by_tie_are_compared(tmp_path: Path, check: str, spoil: str) -> None:
    """checks.friends_agree and checks.ladder_agrees find a figure that is one too many."""
    model = find_models(FOLDER)[check]
    with analysed(tmp_path, ladder_world(), as_of=day(70)) as warehouse:
        assert warehouse.frame(model.sql).num_rows == 0
        warehouse.execute(spoil)
        assert warehouse.frame(model.sql).num_rows == 1


def test_guests_of_meetings_held_are_known(tmp_path: Path) -> None:
    """staging.rsvps: who said they would come, once the meeting has begun."""
    with analysed(tmp_path, ladder_world(), as_of=day(70), wanted=("staging.rsvps",)) as warehouse:
        found = rows(
            warehouse, "select account_id, starts_at from staging.rsvps order by account_id"
        )
    assert [(row[0].split(":")[-1], row[1]) for row in found] == [
        ("ana", day(50)),
        ("cem", day(50)),
    ]
