"""metrics: one row per week in the community's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from importers.records import Account, Record, Tie
from tests.analytics.worlds import (
    account,
    analyse_at,
    analysed,
    day,
    export,
    loaded,
    reply,
    rows,
    thread,
)


def test_weeks_begin_on_monday_in_the_communitys_zone(tmp_path: Path) -> None:
    """metrics.weeks: Sunday 23:30 in UTC is Monday in Rome; the week that runs ends at as-of."""
    sunday = (datetime(2024, 1, 14, 23, 30, tzinfo=UTC) - day(0)).total_seconds() / 86400
    records = thread("t", "ana", sunday)
    with analysed(tmp_path, records, as_of=day(20), time_zone="Europe/Rome") as warehouse:
        assert rows(warehouse, "select * from metrics.weeks") == [
            (
                date(2024, 1, 15),
                datetime(2024, 1, 14, 23, tzinfo=UTC),
                day(20),
                False,
            )
        ]
    with analysed(tmp_path / "2", records, as_of=day(21), time_zone="UTC") as warehouse:
        assert rows(warehouse, "select week_date, is_whole from metrics.weeks") == [
            (date(2024, 1, 8), True),
            (date(2024, 1, 15), True),
            (date(2024, 1, 22), False),
        ]


def test_growth_counts_forum_and_page_side_by_side(tmp_path: Path) -> None:
    """metrics.growth: cumulative and new, without team, bots and spam."""
    forum: list[Record] = [
        account("ana"),
        account("late", joined_at=day(8)),
        account("mod", role="staff"),
        account("bot", role="bot"),
    ]
    page: list[Record] = [
        Account(native_id="page", role="page"),
        *thread("s", "page", 1),
        reply("s.2", "fan", 9),
    ]
    with loaded(tmp_path, export(forum), export(page, source="facebook:x")) as warehouse:
        analyse_at(warehouse, 15)
        assert rows(
            warehouse,
            "select forum_members, page_people, new_forum_members, new_page_people "
            "from metrics.growth order by week_date",
        ) == [(1, 0, 1, 0), (2, 1, 1, 1), (2, 1, 0, 0)]


def test_who_likes_a_page_by_name_and_writes_by_id_is_one(tmp_path: Path) -> None:
    """metrics.growth and metrics.without_talk: the one of that name; of two nobody knows which."""
    page: list[Record] = [
        Account(native_id="page", role="page"),
        *thread("s", "page", 1),
        *(
            each
            for number, name in ((7, "Ana Bell"), (8, "Same Name"), (9, "Same Name"))
            for each in (account(str(number), name=name), reply(f"s.{number}", str(number), number))
        ),
        *(
            each
            for name in ("ana bell", "same name", "jo only")
            for each in (
                Account(native_id=f"name:{name}", name=name.title()),
                Tie(from_id=f"name:{name}", to_id="page", kind="follow", created_at=day(2)),
            )
        ),
    ]
    with loaded(tmp_path, export(page, source="facebook:x")) as warehouse:
        analyse_at(warehouse, 15)
        assert warehouse.value("select max(page_people) from metrics.growth") == 5
        assert rows(
            warehouse,
            "select pairs, pairs_who_talked from metrics.without_talk where kind = 'page'",
        ) == [(3, 1)]


def test_active_members_and_reciprocity_look_back_ninety_days(tmp_path: Path) -> None:
    """metrics.active, metrics.reciprocity and metrics.report, week by week."""
    records: list[Record] = [
        account("mod", role="staff"),
        *thread("t", "ana", 0),
        reply("t.2", "ben", 1, parent_id="t.1"),
        reply("t.3", "mod", 2, parent_id="t.1"),
        reply("t.4", "ana", 8, parent_id="t.2"),
        reply("t.5", "cem", 9, parent_id="t.1"),
    ]
    with analysed(tmp_path, records) as warehouse:
        assert rows(
            warehouse,
            "select active_members, active_team from metrics.active order by week_date",
        ) == [(1, 1), *[(3, 1)] * 11, (3, 1), (2, 0), (0, 0)]
        found = rows(
            warehouse,
            "select pairs_talking, pairs_two_way, reciprocity "
            "from metrics.reciprocity order by week_date",
        )
        assert found[0] == (1, 0, 0.0)
        assert found[1] == (2, 1, 0.5)
        assert found[-1] == (0, 0, None)
        report = warehouse.frame("select * from metrics.report order by week_date")
        assert report.num_rows == 15
        assert report.to_pylist()[1] | {"forum_members": 4} == {
            "week_date": date(2024, 1, 8),
            "is_whole": True,
            "forum_members": 4,
            "page_people": 0,
            "new_forum_members": 1,
            "new_page_people": 0,
            "active_members": 3,
            "active_forum_members": 3,
            "active_team": 1,
            "pairs_who_keep_talking": 0,
            "newcomers": 1,
            "newcomers_answered": 0,
            "newcomers_answered_by_members": 0,
            "is_newcomers_settled": True,
            "pairs_talking": 2,
            "reciprocity": 0.5,
        }


def test_empty_community_has_empty_tables(tmp_path: Path) -> None:
    """No row in, no row out, and no error."""
    with loaded(tmp_path, export([account("later", joined_at=day(50))])) as warehouse:
        analyse_at(warehouse, 1)
        for name in warehouse.tables:
            if name.startswith(("marts.", "metrics.", "derived.")):
                assert warehouse.value(f"select count(*) from {name}") == 0, name
