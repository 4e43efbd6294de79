"""marts: members, threads, topics and newcomers, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.records import Account, Record, Thread, Tie
from tests.analytics.worlds import (
    SOURCE,
    account,
    analyse_at,
    analysed,
    day,
    export,
    loaded,
    member,
    reply,
    rows,
    talk_both_ways,
    thread,
)


def test_accounts_join_when_their_owner_says_so(tmp_path: Path) -> None:
    """derived.member_accounts: by handle, by a unique name, never into the team one-sidedly."""
    page = "facebook:bakery"
    forum: list[Record] = [
        account("ana", declares=("facebook:ANA.b", "facebook:Bread Boss")),
        account("ben", declares=("facebook:Ben Bun",)),
        account("cem", declares=("facebook:Two Names", "discourse:dan", "facebook:nobody")),
        account("dan", declares=()),
        account("mod", role="moderator", declares=("facebook:Bread Boss",)),
    ]
    visitors: list[Record] = [
        Account(native_id="1", handle="ana.b", joined_at=day(0)),
        Account(native_id="2", name="Ben  Bun", joined_at=day(0)),
        Account(native_id="3", name="Two Names", joined_at=day(0)),
        Account(native_id="4", name="Two Names", joined_at=day(0)),
        account("5", handle="x", name="Bread Boss", role="page", declares=("discourse:mod",)),
    ]
    with loaded(tmp_path, export(forum), export(visitors, source=page)) as warehouse:
        analyse_at(warehouse, 100)
        joined = dict(
            rows(
                warehouse,
                "select account_id, member_id from derived.member_accounts "
                "where \"join\" = 'declared'",
            )
        )
        assert joined == {
            f"{SOURCE}:ana": member("ana"),
            f"{page}:1": member("ana"),
            f"{SOURCE}:ben": member("ben"),
            f"{page}:2": member("ben"),
            f"{SOURCE}:mod": member("mod"),
            f"{page}:5": member("mod"),
        }
        assert warehouse.value("select count(*) from marts.members") == 7


def test_equal_addresses_only_propose(tmp_path: Path) -> None:
    """derived.people_proposals waits for a manager, and derived.people counts what was accepted."""
    import pyarrow as pa

    from analytics.build import analyse
    from analytics.parameters import PAIRS, Decisions, Parameters

    other = "ning:net"
    with loaded(
        tmp_path,
        export([account("ana", email="A@x.org"), account("mod", role="staff", email="m@x.org")]),
        export(
            [account("a", email="a@x.org "), account("m", email="m@x.org"), account("b", email="")],
            source=other,
        ),
    ) as warehouse:
        analyse_at(warehouse, 10)
        pair = (f"{SOURCE}:ana", f"{other}:a")
        assert rows(
            warehouse,
            "select account_a_id, account_b_id, evidence from derived.people_proposals",
        ) == [(*pair, "the same address")]
        growth = "select max(forum_members) from metrics.growth"
        assert warehouse.value(growth) == 4
        merges = pa.table([[pair[0]], [pair[1]]], schema=PAIRS)
        analyse(warehouse, Parameters(as_of=day(10)), Decisions(merges=merges))
        assert warehouse.value(growth) == 3
        assert warehouse.value("select count(distinct person_id) from derived.people") == 4
        assert warehouse.value("select count(*) from marts.members") == 5


@pytest.mark.parametrize(
    "facts",
    [
        {"role": "staff"},
        {"role": "bot"},
        {"role": "guest"},
        {"state": "banned"},
        {"state": "suspended"},
        {"state": "left"},
        {"state": "deleted"},
        {"state": "anonymous"},
        {"is_minor": True},
        {"is_memorial": True},
        {"name": "visit www.example.com now"},
    ],
    ids=str,
)
def test_who_may_never_be_matched(facts: dict[str, object]) -> None:
    """Every one of these facts alone is enough; see NOT_MATCHABLE for the members themselves."""
    assert facts in NOT_MATCHABLE


NOT_MATCHABLE: list[dict[str, object]] = [
    {"role": "staff"},
    {"role": "bot"},
    {"role": "guest"},
    {"state": "banned"},
    {"state": "suspended"},
    {"state": "left"},
    {"state": "deleted"},
    {"state": "anonymous"},
    {"is_minor": True},
    {"is_memorial": True},
    {"name": "visit www.example.com now"},
]


def test_members_as_of_the_moment(tmp_path: Path) -> None:
    """marts.members and marts.member_states: who is matchable, active, new; and their hours."""
    records: list[Record] = [
        *(account(f"x{place}", **facts) for place, facts in enumerate(NOT_MATCHABLE)),
        account("ana", name="Ana", location="Lima", email="ana@example.org"),
        account("pending", state="pending"),
        *talk_both_ways("ana", "old", [1], "o"),
        *thread("t", "ana", 95),
        reply("t.2", "fresh", 96, parent_id="t.1"),
        reply("t.3", "fresh", 96.25, parent_id="t.1"),
    ]
    with analysed(tmp_path, records) as warehouse:
        matchable = rows(
            warehouse, "select handle from marts.members where is_matchable order by 1 nulls last"
        )
        assert matchable == [("ana",), ("pending",), (None,), (None,)]
        assert rows(
            warehouse,
            "select display_name, location, email, post_count, first_post_at, last_post_at, "
            "last_talk_at, is_active, is_active_lately, is_newcomer, joined_at "
            "from marts.members where handle = 'ana'",
        ) == [
            (
                *("Ana", "Lima", "ana@example.org", 3, day(1), day(95), day(1.01)),
                *(False, False, False, day(0)),
            )
        ]
        fresh = rows(
            warehouse,
            "select is_active, is_active_lately, is_newcomer, hours[13], hours[19], len(hours), "
            "list_sum(hours)::int, display_name from marts.members where member_id = $fresh",
            fresh=member("fresh"),
        )
        assert fresh == [(True, True, True, 1, 1, 24, 2, "a member")]
        assert warehouse.value("select count(*) from marts.member_states where is_departed") == 3
        assert "marts.members.email" in warehouse.personal_columns


def test_threads_count_who_takes_part(tmp_path: Path) -> None:
    """marts.threads and marts.member_threads: without bots and spam."""
    records: list[Record] = [
        account("bot", role="bot"),
        *thread("t", "ana", 80),
        reply("t.2", "ben", 81),
        reply("t.3", "ana", 82),
        reply("t.4", "ben", 83),
        reply("t.5", "bot", 99),
        *thread("closed", "ana", 99, is_closed=True),
        *thread("quiet", "ana", 60),
    ]
    with analysed(tmp_path, records) as warehouse:
        assert rows(
            warehouse,
            "select native, post_count, member_count, answer_count, is_open, author_member_id, "
            "last_post_at from (select *, split_part(thread_id, ':', 3) as native "
            "from marts.threads) order by native",
        ) == [
            ("closed", 1, 1, 0, False, member("ana"), day(99)),
            ("quiet", 1, 1, 0, False, member("ana"), day(60)),
            ("t", 4, 2, 2, True, member("ana"), day(83)),
        ]
        assert rows(
            warehouse,
            "select member_id, posts, round(strength, 3), is_opener, is_public "
            "from marts.member_threads where thread_id = $t order by is_opener",
            t=f"{SOURCE}:t",
        ) == [
            (member("ben"), 2, 1.0, False, True),
            (member("ana"), 2, 1.0, True, True),
        ]
        assert warehouse.value("select min(strength) from marts.member_threads") == 0.5


def test_newcomers_and_their_first_answer(tmp_path: Path) -> None:
    """marts.newcomers and metrics.newcomers_answered: in time, by whom, and did they return."""
    records: list[Record] = [
        account("mod", role="moderator"),
        *thread("a", "ana", 1),
        reply("a.2", "mod", 2, parent_id="a.1"),
        reply("a.3", "ben", 3, parent_id="a.1"),
        reply("a.4", "ana", 4),
        *thread("c", "cem", 1),
        reply("c.2", "ben", 9, parent_id="c.1"),
        *thread("d", "dan", 97),
    ]
    with analysed(tmp_path, records) as warehouse:
        found = rows(
            warehouse,
            "select members.member_id, answered_at, answered_by_member_id, answered_by_team, "
            "hours_to_answer, wrote_again_at, is_answered, is_answered_by_members, is_settled, "
            "first_post_id from marts.newcomers inner join marts.members using (member_id)",
        )
        by_member = {row[0]: row[1:] for row in found}
        assert by_member == {
            member("ana"): (
                *(day(2), member("mod"), True, 24.0, day(4), True, True, True),
                f"{SOURCE}:a.1",
            ),
            member("ben"): (None, None, None, None, day(9), False, False, True, f"{SOURCE}:a.3"),
            member("cem"): (
                *(day(9), member("ben"), False, 192.0, None, False, False, True),
                f"{SOURCE}:c.1",
            ),
            member("dan"): (None, None, None, None, None, False, False, False, f"{SOURCE}:d.1"),
        }
        assert rows(
            warehouse,
            "select newcomers, answered, answered_by_members, answered_first_by_team, wrote_again, "
            "is_settled from metrics.newcomers_answered where newcomers > 0 order by week_date",
        ) == [(3, 1, 1, 1, 2, True), (1, 0, 0, 0, 0, False)]


def test_topics_come_from_tags_spaces_and_profiles(tmp_path: Path) -> None:
    """marts.thread_topics, marts.profile_topics, marts.member_topics, marts.topics."""
    interests = "What are your  INTERESTS?"
    records: list[Record] = [
        account("ana", answers={interests: "Bread, cheese; call 0171 1234567"}),
        account("ben", answers={"Topics: may we match you?": "yes"}),
        account("cem", answers={"Favourite skill": "cheese"}),
        *thread("t", "ana", 90, topics=("Bread", "Ovens")),
        reply("t.2", "ben", 91, parent_id="t.1"),
        *thread("secret", "ben", 92, topics=("Divorce",), visibility="private"),
    ]
    with analysed(tmp_path, records, consent_questions=("Topics: may we match you?",)) as warehouse:
        assert rows(
            warehouse,
            "select label, kind, member_count, active_share, is_shareable "
            "from marts.topics order by lower(label)",
        ) == [
            ("Bread", "declared", 2, 1.0, False),
            ("cheese", "declared", 2, 0.0, True),
            ("Ovens", "declared", 2, 1.0, False),
        ]
        assert rows(
            warehouse,
            "select topics.label, round(strength, 3), is_declared, is_public, thread_id, last_at "
            "from marts.member_topics inner join marts.topics using (topic_id) "
            "where member_id = $ana order by lower(label)",
            ana=member("ana"),
        ) == [
            ("Bread", 0.714, True, True, f"{SOURCE}:t", day(90)),
            ("cheese", 0.667, True, False, None, None),
            ("Ovens", 0.333, False, True, f"{SOURCE}:t", day(90)),
        ]
        assert warehouse.value("select count(*) from marts.profile_topics") == 3
        assert warehouse.value("select count(*) from marts.thread_topics") == 2


def test_strays_warn_and_do_not_stop(tmp_path: Path) -> None:
    """checks.post_with_thread and checks.reply_after_what_it_replies_to are told, not thrown."""
    records: list[Record] = [
        *thread("t", "ana", 5),
        reply("t.2", "ben", 4, parent_id="t.1"),
        reply("stray", "ben", 6, thread_id="nowhere"),
    ]
    with loaded(tmp_path, export(records)) as warehouse:
        done = analyse_at(warehouse, 10)
        assert sorted(line.split(":")[0] for line in done.warnings) == [
            "analytics/checks/post_with_thread.sql",
            "analytics/checks/reply_after_what_it_replies_to.sql",
        ]
        assert analyse_at(warehouse, 10).is_unchanged


def test_wrong_accounting_stops_the_build(tmp_path: Path) -> None:
    """checks.accounting_adds_up names the file; the tables stay as they were."""
    from analytics.errors import CheckFailed

    with analysed(tmp_path, thread("t", "ana", 5)) as warehouse:
        warehouse.execute("update raw.imports set read = read + 1 where table_name = 'posts'")
        with pytest.raises(CheckFailed, match=r"accounting_adds_up\.sql: 1 rows that should not"):
            analyse_at(warehouse, 3)
        assert warehouse.value("select count(*) from marts.posts") == 1


def test_declared_ties_of_others_do_not_matter(tmp_path: Path) -> None:
    """A membership is no tie between accounts, and a space no account."""
    records: list[Record] = [
        account("ana"),
        Thread(native_id="t", author_id="ana"),
        Tie(from_id="ana", to_id="group", kind="membership"),
    ]
    with analysed(tmp_path, records) as warehouse:
        assert warehouse.value("select count(*) from marts.members") == 1
        assert warehouse.value("select count(*) from marts.ties") == 0
