"""metrics about writing: by day, week and month, cohorts, spread, languages, warmth."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from importers.records import Account, Record, Space
from tests.analytics.worlds import account, analysed, day, reply, rows, thread

JANUARY, FEBRUARY, MARCH, APRIL = (date(2024, month, 1) for month in (1, 2, 3, 4))


def test_beginning_is_the_first_post_or_the_first_who_joined(tmp_path: Path) -> None:
    """marts.beginning: one row; what the team did before anybody came is no beginning of members,
    but a post of it is one.
    """
    with analysed(tmp_path, thread("t", "ana", 3), wanted=("marts.beginning",)) as warehouse:
        assert rows(warehouse, "select * from marts.beginning") == [(day(3),)]
    with analysed(
        tmp_path / "2", [account("ana"), *thread("t", "ana", 3)], wanted=("marts.beginning",)
    ) as warehouse:
        assert rows(warehouse, "select * from marts.beginning") == [(day(0),)]


def test_periods_begin_and_end_in_the_communitys_zone(tmp_path: Path) -> None:
    """metrics.periods, metrics.months: 31 January 23:30 in UTC is February in Rome."""
    late = (datetime(2024, 1, 31, 23, 30, tzinfo=UTC) - day(0)).total_seconds() / 86400
    as_of = datetime(2024, 2, 3, 12, tzinfo=UTC)
    with analysed(
        tmp_path,
        thread("t", "ana", late),
        as_of=as_of,
        time_zone="Europe/Rome",
        wanted=("metrics.months", "metrics.periods"),
    ) as warehouse:
        assert rows(warehouse, "select * from metrics.months") == [
            (FEBRUARY, datetime(2024, 1, 31, 23, tzinfo=UTC), as_of, False)
        ]
        assert rows(
            warehouse,
            "select period, count(*), min(period_date), max(period_date), bool_or(is_whole) "
            "from metrics.periods group by period order by period",
        ) == [
            ("day", 3, date(2024, 2, 1), date(2024, 2, 3), True),
            ("month", 1, FEBRUARY, FEBRUARY, False),
            ("week", 1, date(2024, 1, 29), date(2024, 1, 29), False),
        ]


def test_activity_counts_members_and_team_apart(tmp_path: Path) -> None:
    """metrics.activity: by day, week and month; who writes twice is one member."""
    records: list[Record] = [
        account("mod", role="staff"),
        *thread("t", "ana", 0),
        reply("t.2", "ben", 1, parent_id="t.1"),
        reply("t.3", "ben", 1.1),
        reply("t.4", "mod", 2, parent_id="t.1"),
        reply("t.5", "ana", 31, parent_id="t.2"),
    ]
    with analysed(tmp_path, records, as_of=day(32), wanted=("metrics.activity",)) as warehouse:
        columns = "members_wrote, members_talked, posts, openings, team_wrote, team_posts, is_whole"
        assert rows(
            warehouse,
            f"select {columns} from metrics.activity where period = 'month' order by period_date",
        ) == [(2, 1, 3, 1, 1, 1, True), (1, 1, 1, 0, 0, 0, False)]
        assert rows(
            warehouse,
            f"select {columns} from metrics.activity where period = 'day' "
            "order by period_date limit 4",
        ) == [
            (1, 0, 1, 1, 0, 0, True),
            (1, 1, 2, 0, 0, 0, True),
            (0, 0, 0, 0, 1, 1, True),
            (0, 0, 0, 0, 0, 0, True),
        ]
        weeks = rows(
            warehouse,
            "select members_wrote from metrics.activity where period = 'week' order by period_date",
        )
        assert weeks == [(2,), (0,), (0,), (0,), (1,)]


def test_retention_follows_each_months_newcomers(tmp_path: Path) -> None:
    """metrics.retention: of January's two, one writes in March and none in February."""
    records: list[Record] = [
        account("mod", role="staff"),
        *thread("t", "ana", 0),
        reply("t.2", "ben", 1),
        reply("t.3", "cem", 32),
        reply("t.4", "ana", 62),
        reply("t.5", "mod", 63),
    ]
    with analysed(tmp_path, records, as_of=day(64), wanted=("metrics.retention",)) as warehouse:
        assert rows(
            warehouse,
            "select cohort_date, months_after, month_date, members, wrote, share, is_whole "
            "from metrics.retention order by 1, 2",
        ) == [
            (JANUARY, 0, JANUARY, 2, 2, 1.0, True),
            (JANUARY, 1, FEBRUARY, 2, 0, 0.0, True),
            (JANUARY, 2, MARCH, 2, 1, 0.5, False),
            (FEBRUARY, 0, FEBRUARY, 1, 1, 1.0, True),
            (FEBRUARY, 1, MARCH, 1, 0, 0.0, False),
        ]


def test_spread_says_who_many_write_half(tmp_path: Path) -> None:
    """metrics.spread: six of ten posts are ana's, so one member wrote half; the team's are none."""
    records: list[Record] = [account("mod", role="staff"), *thread("t", "ana", 0)]
    records += [reply(f"t.a{n}", "ana", 1 + n / 10) for n in range(5)]
    records += [reply(f"t.b{n}", "ben", 2 + n / 10) for n in range(3)]
    records += [reply("t.c", "cem", 3), *[reply(f"t.m{n}", "mod", 4) for n in range(9)]]
    with analysed(tmp_path, records, as_of=day(40), wanted=("metrics.spread",)) as warehouse:
        assert rows(
            warehouse,
            "select month_date, members_wrote, posts, members_of_half, share_of_busiest_tenth, "
            "median_posts, wrote_once from metrics.spread order by 1",
        ) == [(JANUARY, 3, 10, 1, 0.6, 3.0, 1), (FEBRUARY, 0, 0, 0, None, None, 0)]


def test_languages_count_posts_long_enough_to_tell(tmp_path: Path) -> None:
    """metrics.languages: a German and two English posts; 'ok' is no language."""
    english = "How do I mend the handle of this old wooden drawer without glue?"
    records: list[Record] = [
        account("mod", role="staff"),
        *thread("t", "ana", 0, text=english),
        reply("t.2", "ben", 1, text="Das Holz war gebrochen und ich habe es mit Leim repariert."),
        reply("t.3", "ana", 2, text="Thank you very much, this is what I needed to hear today."),
        reply("t.4", "cem", 3, text="ok"),
        reply("t.5", "mod", 4, text="Please keep the discussion about the drawer in one place."),
    ]
    with analysed(tmp_path, records, wanted=("metrics.languages",)) as warehouse:
        assert rows(warehouse, "select * from metrics.languages order by language") == [
            (JANUARY, "de", 1, 1),
            (JANUARY, "en", 2, 1),
        ]


def warming_world() -> list[Record]:
    """Knives: 2 posts in January, 14 in April; lamps the other way round; private ones aside."""
    records: list[Record] = [
        account("mod", role="staff"),
        Space(native_id="k", name="Knives", visibility="public"),
        Space(native_id="l", name="Lamps", visibility="public"),
        Space(native_id="p", name="Closet", visibility="private"),
    ]
    for space, january, april in (("k", 1, 13), ("l", 13, 1), ("p", 1, 13)):
        visibility = "private" if space == "p" else "public"
        for name, at, count in ((f"{space}1", 0, january), (f"{space}4", 95, april)):
            records += thread(name, "ana", at, space_id=space, visibility=visibility)
            records += [reply(f"{name}.x{n}", "ben", at + 1 + n / 100) for n in range(count)]
            records.append(reply(f"{name}.m", "mod", at + 2))
    return records


def test_topics_warm_and_cool_by_quarters(tmp_path: Path) -> None:
    """metrics.warmth: three months against three, public posts of members only."""
    with analysed(
        tmp_path, warming_world(), as_of=day(120), wanted=("metrics.warmth",)
    ) as warehouse:
        found = rows(
            warehouse,
            "select label, posts, posts_quarter, posts_quarter_before, members_quarter, "
            "is_warming, is_cooling from metrics.warmth "
            "where kind = 'topic' and month_date = $april order by label",
            april=APRIL,
        )
        assert found == [
            ("Knives", 14, 14, 2, 2, True, False),
            ("Lamps", 2, 2, 14, 2, False, True),
        ]


def test_spaces_warm_and_cool_by_quarters(tmp_path: Path) -> None:
    """metrics.warmth: in January nothing had been before, so thirteen more are warming."""
    with analysed(
        tmp_path, warming_world(), as_of=day(120), wanted=("metrics.warmth",)
    ) as warehouse:
        sql = (
            "select label, posts_quarter, posts_quarter_before, members_quarter, is_warming, "
            "is_cooling from metrics.warmth "
            "where kind = 'space' and month_date = $month order by label"
        )
        assert rows(warehouse, sql, month=JANUARY) == [
            ("Knives", 2, 0, 2, False, False),
            ("Lamps", 14, 0, 2, True, False),
        ]
        assert rows(warehouse, sql, month=APRIL) == [
            ("Knives", 14, 2, 2, True, False),
            ("Lamps", 2, 14, 2, False, True),
        ]


def test_page_stands_beside_the_team_in_no_members_figure(tmp_path: Path) -> None:
    """metrics.activity: what a page says is the team's."""
    records: list[Record] = [Account(native_id="page", role="page"), *thread("s", "page", 1)]
    with analysed(tmp_path, records, as_of=day(2), wanted=("metrics.activity",)) as warehouse:
        assert rows(
            warehouse,
            "select members_wrote, team_wrote, team_posts from metrics.activity "
            "where period = 'month'",
        ) == [(0, 1, 1)]
