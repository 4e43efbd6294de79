"""metrics about answers: newcomers, first replies, threads that wait, what hangs on the team."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from importers.records import Account, Record
from tests.analytics.worlds import account, analysed, day, reply, rows, thread

JANUARY, FEBRUARY = date(2024, 1, 1), date(2024, 2, 1)


def test_newcomers_by_who_answered_them(tmp_path: Path) -> None:
    """metrics.newcomer_answers: a member after two hours, the team after five, nobody in time."""
    records: list[Record] = [
        account("mod", role="staff"),
        *thread("h", "host", 0),
        *thread("a", "ana", 1),
        reply("a.2", "host", 1 + 2 / 24, parent_id="a.1"),
        reply("a.3", "ana", 3, parent_id="a.2"),
        *thread("b", "ben", 2),
        reply("b.2", "mod", 2 + 5 / 24, parent_id="b.1"),
        *thread("c", "cem", 4),
        reply("c.2", "host", 12, parent_id="c.1"),
        reply("c.3", "cem", 40, parent_id="c.2"),
    ]
    with analysed(
        tmp_path, records, as_of=day(60), wanted=("metrics.newcomer_answers",)
    ) as warehouse:
        found = rows(
            warehouse,
            "select answered_by, newcomers, round(median_hours, 6), wrote_again, is_settled "
            "from metrics.newcomer_answers where month_date = $month order by answered_by",
            month=JANUARY,
        )
        # The host was new as well, and ana answered them after 72 hours; cem wrote again only
        # after the first days.
        assert found == [
            ("members", 2, 37.0, 2, True),
            ("nobody", 1, None, 0, True),
            ("team", 1, 5.0, 0, True),
        ]


def test_newcomers_whose_days_still_run_are_not_settled(tmp_path: Path) -> None:
    with analysed(
        tmp_path, thread("a", "ana", 0), as_of=day(20), wanted=("metrics.newcomer_answers",)
    ) as warehouse:
        assert rows(
            warehouse,
            "select answered_by, newcomers, is_settled from metrics.newcomer_answers order by 1",
        ) == [("members", 0, True), ("nobody", 1, False), ("team", 0, True)]


def replying_world() -> list[Record]:
    return [
        account("mod", role="staff"),
        Account(native_id="page", role="page"),
        *thread("a", "ana", 0),
        reply("a.2", "ana", 0.1),
        reply("a.3", "ben", 0.25, parent_id="a.1"),
        *thread("b", "ana", 1),
        reply("b.2", "mod", 3),
        *thread("c", "ben", 2),
        reply("c.2", "ana", 12),
        *thread("d", "mod", 3),
        reply("d.2", "ana", 3.5),
        *thread("e", "page", 4),
        *thread("f", "ben", 20),
        *thread("g", "ben", 5),
        reply("g.2", "mod", 5.5),
        reply("g.3", "ana", 6),
    ]


def test_first_reply_is_the_first_by_another(tmp_path: Path) -> None:
    """marts.thread_replies: one's own second post is no reply; late ones are not in time."""
    with analysed(
        tmp_path, replying_world(), as_of=day(24), wanted=("marts.thread_replies",)
    ) as warehouse:
        found = rows(
            warehouse,
            "select split_part(thread_id, ':', 3), begun_by, hours_to_reply, is_first_by_team, "
            "member_replies, team_replies, is_answered, is_settled "
            "from marts.thread_replies order by 1",
        )
        assert found == [
            ("a", "members", 6.0, False, 1, 0, True, True),
            ("b", "members", 48.0, True, 0, 1, True, True),
            ("c", "members", 240.0, False, 1, 0, False, True),
            ("d", "team", 12.0, False, 1, 0, True, True),
            ("e", "page", None, None, 0, 0, False, True),
            ("f", "members", None, None, 0, 0, False, False),
            ("g", "members", 12.0, True, 1, 1, True, True),
        ]


def test_first_replies_by_who_began_the_thread(tmp_path: Path) -> None:
    """metrics.first_replies: three of five answered in time, two of them first by the team."""
    with analysed(
        tmp_path, replying_world(), as_of=day(24), wanted=("metrics.first_replies",)
    ) as warehouse:
        found = rows(
            warehouse,
            "select begun_by, threads, people, answered, answered_first_by_team, "
            "answered_within_a_day, median_hours, is_settled "
            "from metrics.first_replies order by begun_by",
        )
        assert found == [
            ("members", 5, 2, 3, 2, 2, 12.0, False),
            ("page", 1, 1, 0, 0, 0, None, True),
            ("team", 1, 1, 1, 0, 1, 12.0, True),
        ]


def test_unanswered_threads_at_the_months_end(tmp_path: Path) -> None:
    """metrics.unanswered: c was answered by then, b waits and longer than seven days, d is new."""
    records = [
        *thread("b", "ana", 20),
        *thread("c", "ben", 21),
        reply("c.2", "ana", 22),
        *thread("d", "ana", 28),
        reply("b.2", "ben", 32),
        reply("d.2", "ben", 33),
    ]
    with analysed(tmp_path, records, as_of=day(40), wanted=("metrics.unanswered",)) as warehouse:
        assert rows(
            warehouse,
            "select month_date, threads, waiting, people_waiting, waiting_too_long "
            "from metrics.unanswered order by 1",
        ) == [(JANUARY, 3, 2, 1, 1), (FEBRUARY, 3, 0, 0, 0)]


def test_what_hangs_on_the_team(tmp_path: Path) -> None:
    """metrics.team_dependence: talk with the team, and threads that only it answered."""
    with analysed(
        tmp_path, replying_world(), as_of=day(24), wanted=("metrics.team_dependence",)
    ) as warehouse:
        assert rows(
            warehouse,
            "select talks, talks_with_team, share_with_team, threads_answered, "
            "threads_answered_first_by_team, threads_answered_by_team_alone "
            "from metrics.team_dependence",
        ) == [
            # Talks: a.3, b.2, c.2, d.2, g.2, g.3, of which b.2, d.2 and g.2 with the team.
            (6, 3, 0.5, 3, 2, 1)
        ]
