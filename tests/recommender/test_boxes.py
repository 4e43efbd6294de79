"""An old tie to rekindle, and a newcomer's question to answer."""

from __future__ import annotations

from typing import Any

import pytest

from recommender.boxes import QUESTIONS, REKINDLED
from recommender.recommend import recommend
from recommender.snapshot import PAIRS, Snapshot
from tests.recommender.worlds import (
    days_ago,
    interest,
    member,
    only,
    rehearsal,
    seat,
    talk,
    thread,
    world,
)


def friendship(one: str, other: str, *days: float, **columns: Any) -> list[dict[str, Any]]:
    """A talk each way on each of these days ago, in thread 'old'."""
    return [
        talk(*pair, day, thread_id="old", **columns)
        for day in days
        for pair in ((one, other), (other, one))
    ]


def old_friends(talks: list[dict[str, Any]], people: list[Any] | None = None) -> Snapshot:
    return world(people or ["ada", "bo", "cy"], talks=talks, threads=[thread("old")])


def box(snapshot: Snapshot, **rules: Any) -> list[tuple[str, str, bool]]:
    table = recommend(snapshot, rehearsal(**rules), "i").rekindled
    assert table.schema.equals(REKINDLED)
    rows = table.to_pylist()
    return [(row["member_id"], row["candidate_id"], row["is_mutual"]) for row in rows]


def test_two_who_were_friends_and_fell_silent_read_of_each_other() -> None:
    snapshot = old_friends(friendship("ada", "bo", 400, 300, 200))
    assert box(snapshot) == [("ada", "bo", True), ("bo", "ada", True)]
    [row, _] = recommend(snapshot, rehearsal(), "i").rekindled.to_pylist()
    assert (row["talks"], row["thread_id"]) == (6, "old")
    assert row["last_talk_at"] == days_ago(200)


@pytest.mark.parametrize(
    "talks",
    [
        friendship("ada", "bo", 400, 300, 100),
        friendship("ada", "bo", 400, 300),
        [*friendship("ada", "bo", 400), talk("ada", "bo", 300), talk("ada", "bo", 200)],
        friendship("ada", "bo", 400, 300, 200, is_strict=False),
        friendship("ada", "bo", 400, 300, 200, is_public=False),
        [*friendship("ada", "bo", 400, 300, 200), talk("bo", "ada", 5, is_public=False)],
    ],
    ids=["not silent", "two days", "one answer", "weakly", "in private", "in private lately"],
)
def test_what_is_no_dormant_friendship(talks: list[dict[str, Any]]) -> None:
    assert box(old_friends(talks)) == []


def test_only_who_is_here_is_shown_and_only_readers_read() -> None:
    talks = friendship("ada", "bo", 400, 300, 200)
    gone = old_friends(talks, [member("ada"), member("bo", is_active=False)])
    assert box(gone, readers=only("ada", "bo")) == [("bo", "ada", False)]
    assert box(old_friends(talks), readers=only("ada")) == [("ada", "bo", False)]
    assert box(old_friends(talks), candidates=only("ada")) == [("bo", "ada", False)]


def test_who_is_kept_apart_is_not_rekindled_who_was_introduced_once_is() -> None:
    snapshot = old_friends(friendship("ada", "bo", 400, 300, 200))
    pair = PAIRS.empty_table().from_pylist([{"member_a_id": "bo", "member_b_id": "ada"}], PAIRS)
    assert box(snapshot, never=pair) == []
    assert len(box(snapshot, never=pair, apart=PAIRS.empty_table())) == 2


def test_everybody_is_in_one_box_at_most_the_fullest_tie_first() -> None:
    talks = [*friendship("ada", "bo", 400, 300, 200), *friendship("bo", "cy", 500, 400, 300, 200)]
    assert box(old_friends(talks)) == [("bo", "cy", True), ("cy", "bo", True)]


def test_a_thread_that_may_not_be_shown_is_left_out() -> None:
    talks = friendship("ada", "bo", 400, 300, 200)
    hidden = world(["ada", "bo"], talks=talks, threads=[thread("old", is_public=False)])
    assert recommend(hidden, rehearsal(), "i").rekindled["thread_id"].to_pylist() == [None, None]


def newcomers_question(
    *,
    title: str = "How do I start with bees?",
    author: dict[str, Any] | None = None,
    question: dict[str, Any] | None = None,
    answerer: dict[str, Any] | None = None,
) -> Snapshot:
    """New asks about bees; Ada once answered a question on bees, Bo began one, Cy never came."""
    return world(
        [
            member("new", **({"first_post_at": days_ago(5)} | (author or {}))),
            member("ada", **(answerer or {})),
            member("bo"),
            member("cy"),
        ],
        seats=[
            seat("new", "asked", is_opener=True),
            seat("bo", "earlier", 90, is_opener=True),
            seat("ada", "earlier", 90),
        ],
        threads=[
            thread(
                "asked", title, author_member_id="new", **({"answer_count": 0} | (question or {}))
            ),
            thread("earlier", "Why do bees swarm?", author_member_id="bo"),
        ],
        interests=[
            interest("new", "bees", thread_id="asked"),
            interest("ada", "bees", thread_id="earlier"),
            interest("bo", "bees", thread_id="earlier"),
            interest("cy", "bees"),
        ],
    )


def shown(snapshot: Snapshot, **rules: Any) -> list[tuple[str, str]]:
    table = recommend(snapshot, rehearsal(**rules), "i").questions
    assert table.schema.equals(QUESTIONS)
    return [(row["member_id"], row["thread_id"]) for row in table.to_pylist()]


def test_a_newcomers_question_goes_to_who_answers_such_ones() -> None:
    """Not to who asks them, nor to who only likes the topic."""
    assert shown(newcomers_question()) == [("ada", "asked")]
    [row] = recommend(newcomers_question(), rehearsal(), "i").questions.to_pylist()
    assert (row["author_member_id"], row["topic_id"]) == ("new", "bees")
    assert row["score"] > 0


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "A question from New"},
        {"author": {"is_matchable": False}},
        {"author": {"first_post_at": days_ago(50)}},
        {"question": {"answer_count": 1}},
        {"question": {"is_public": False}},
        {"answerer": {"language": "pt"}},
    ],
    ids=["names the newcomer", "may not", "no newcomer", "answered", "private", "another language"],
)
def test_what_is_shown_to_nobody(changed: dict[str, Any]) -> None:
    snapshot = newcomers_question(**changed)
    assert shown(snapshot) == []


def test_only_readers_are_asked_and_not_by_whom_they_are_kept_apart_from() -> None:
    assert shown(newcomers_question(), readers=only("bo", "cy")) == []
    pair = PAIRS.empty_table().from_pylist([{"member_a_id": "new", "member_b_id": "ada"}], PAIRS)
    assert shown(newcomers_question(), never=pair) == []


def test_a_question_goes_to_three_and_each_gets_one() -> None:
    """Five could answer either of two: three and two, nobody both."""
    answerers = [f"a{number}" for number in range(5)]
    new = ["new1", "new2"]
    asked = [
        thread(f"of {name[-1]}", "How?", author_member_id=name, answer_count=0) for name in new
    ]
    snapshot = world(
        [*(member(name, first_post_at=days_ago(5)) for name in new), *answerers],
        seats=[seat(name, "earlier", 90) for name in answerers],
        threads=[*asked, thread("earlier", "Why do bees swarm?")],
        interests=[
            *[interest(name, "bees") for name in new],
            *[interest(name, "bees", thread_id="earlier") for name in answerers],
        ],
    )
    rows = shown(snapshot)
    assert sorted(reader for reader, _ in rows) == answerers
    assert sorted([thread for _, thread in rows].count(f"of {n}") for n in (1, 2)) == [2, 3]
