"""marts.talks: who addresses whom, by the first rule that finds somebody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from analytics.build import analyse, load
from analytics.parameters import Parameters
from analytics.warehouse import Warehouse
from importers.records import Account, Post, Record, Thread
from tests.analytics.worlds import (
    SOURCE,
    account,
    day,
    export,
    loaded,
    member,
    reply,
    rows,
    thread,
)

SITE = "stackexchange:bikes.example"
PAGE = "facebook:bakery"

FORUM: list[Record] = [
    *(account(name) for name in ("ana", "ben", "cem", "dan")),
    account("eva", name="Eva Maria"),
    account("f1", handle="twin", name="Same Name"),
    account("f2", handle="other", name="Same Name"),
    account("mod", role="moderator"),
    account("robot", role="bot"),
    *thread("t", "ana", 0),
    reply("t.reply", "ben", 1, parent_id="t.1", quoted=("cem",), mentioned=("dan",)),
    reply("t.quote", "ben", 2, quoted=("CEM", "dan"), mentioned=("eva",)),
    reply("t.mention", "ben", 3, mentioned=("Dan", "evamaria", "nobody")),
    reply("t.opener", "cem", 4),
    reply("t.addressed", "cem", 5, addressed=("dan", "ben"), quoted=("ana",)),
    reply("t.to_self", "ben", 6, parent_id="t.reply", mentioned=("dan",)),
    reply("t.own_thread", "ana", 7),
    reply("t.to_robot", "ben", 8, parent_id="t.robot"),
    reply("t.robot", "robot", 7.5),
    reply("t.to_team", "ben", 9, parent_id="t.mod"),
    reply("t.mod", "mod", 8.5, parent_id="t.reply"),
    reply("t.twin_name", "ben", 10, mentioned=("samename",)),
    reply("t.unknown_author", None, 10.5),
    reply("t.to_unknown", "dan", 11, parent_id="t.unknown_author"),
    reply("t.undated", "dan", None, parent_id="t.1"),
    reply("t.lost_parent", "dan", 12, parent_id="t.nowhere", mentioned=("ben",)),
]
QUESTIONS: list[Record] = [
    Account(native_id="1", name="Ask Er"),
    Account(native_id="2", name="Neil Fein"),
    Account(native_id="3", name="Neighbour"),
    Account(native_id="4", name="Zoë"),
    *thread("q", "1", 0),
    reply("a", "2", 1, thread_id="q"),
    reply("c1", "3", 2, thread_id="post:a", parent_id="a", kind="comment"),
    reply("c2", "4", 3, thread_id="post:a", parent_id="a", kind="comment", mentioned=("neig",)),
    reply("c3", "4", 4, thread_id="post:a", parent_id="a", kind="comment", mentioned=("Nei",)),
    reply("c4", "3", 5, thread_id="post:a", parent_id="a", kind="comment", mentioned=("zoe",)),
    reply("c5", "3", 6, thread_id="post:a", parent_id="a", kind="comment", mentioned=("zo",)),
]
COMMENTS: list[Record] = [
    Account(native_id="page", role="page"),
    Account(native_id="fan"),
    Account(native_id="other"),
    Thread(native_id="s", author_id="page", created_at=day(0), visibility="public"),
    Post(native_id="s", thread_id="s", author_id="page", kind="announcement", created_at=day(0)),
    reply("s_1", "fan", 1, thread_id="s", kind="comment"),
    reply("s_2", "other", 2, thread_id="s", kind="comment", parent_id="s_1"),
]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder = tmp_path_factory.mktemp("talks")
    with loaded(folder, export(FORUM)) as warehouse:
        load(warehouse, export(QUESTIONS, source=SITE))
        load(warehouse, export(COMMENTS, source=PAGE))
        analyse(warehouse, Parameters(as_of=day(100)))
        yield warehouse


def talks_of(warehouse: Warehouse, post_id: str) -> set[tuple[str, str, float]]:
    """Whom the post addresses, how, and with what weight."""
    return {
        (to, kind, weight)
        for to, kind, weight in rows(
            warehouse,
            "select to_member_id, kind, weight from marts.talks where post_id = $post_id",
            post_id=post_id,
        )
    }


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ("t.reply", {("ana", "reply", 1.0)}),
        ("t.quote", {("cem", "quote", 1.0), ("dan", "quote", 1.0)}),
        ("t.mention", {("dan", "mention", 1.0), ("eva", "mention", 1.0)}),
        ("t.opener", {("ana", "opener", 0.3)}),
        ("t.addressed", {("dan", "addressed", 1.0), ("ben", "addressed", 1.0)}),
        ("t.to_self", set()),
        ("t.own_thread", set()),
        ("t.to_robot", set()),
        ("t.robot", set()),
        ("t.to_team", {("mod", "reply", 1.0)}),
        ("t.twin_name", {("ana", "opener", 0.3)}),
        ("t.to_unknown", {("ana", "opener", 0.3)}),
        ("t.undated", set()),
        ("t.lost_parent", {("ben", "mention", 1.0)}),
        ("t.1", set()),
    ],
)
def test_first_rule_that_finds_somebody(
    warehouse: Warehouse, post: str, expected: set[tuple[str, str, float]]
) -> None:
    """Reply, then quotations, then mentions, then weakly the thread's opener."""
    assert talks_of(warehouse, f"{SOURCE}:{post}") == {
        (member(to), kind, weight) for to, kind, weight in expected
    }


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ("a", {("1", "reply", 1.0)}),
        ("c1", {("2", "reply", 1.0)}),
        ("c2", {("3", "mention", 1.0)}),
        ("c3", {("2", "reply", 1.0)}),
        ("c4", {("4", "mention", 1.0)}),
        ("c5", {("2", "reply", 1.0)}),
    ],
    ids=[
        "answer to the asker",
        "comment to the post's author",
        "comment to whom it names",
        "two go by the name's start",
        "accents do not matter",
        "two letters are no name",
    ],
)
def test_questions_and_answers(
    warehouse: Warehouse, post: str, expected: set[tuple[str, str, float]]
) -> None:
    """An answer addresses the asker, a comment its post's author or the one it names."""
    assert talks_of(warehouse, f"{SITE}:{post}") == {
        (member(to, SITE), kind, weight) for to, kind, weight in expected
    }


def test_comment_on_a_page_addresses_the_page(warehouse: Warehouse) -> None:
    """And a reply to a comment addresses who wrote it."""
    assert talks_of(warehouse, f"{PAGE}:s_1") == {(member("page", PAGE), "addressed", 1.0)}
    assert talks_of(warehouse, f"{PAGE}:s_2") == {(member("fan", PAGE), "reply", 1.0)}


def test_talk_with_the_team_is_marked(warehouse: Warehouse) -> None:
    """It counts as talk, but not as talk between members."""
    assert rows(
        warehouse,
        "select is_from_team, is_to_team, is_between_members, is_strict from marts.talks "
        "where post_id = $post_id",
        post_id=f"{SOURCE}:t.mod",
    ) == [(True, False, False, True)]


def test_checks_find_nothing_to_complain_about(warehouse: Warehouse) -> None:
    """checks.no_talk_to_oneself, checks.no_talk_after_as_of and checks.post_with_thread ran."""
    assert warehouse.value("select count(*) from marts.talks where from_member_id is null") == 0
