"""Which open threads a member is shown, and what draws them there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from recommender.affinities import MODELS, Interests
from recommender.boxes import QUESTIONS
from recommender.matrices import Matrices
from recommender.open_threads import OPEN_THREADS, open_threads
from recommender.recommend import recommend
from recommender.snapshot import PAIRS, THREAD_TOPICS, Snapshot
from tests.recommender.worlds import (
    days_ago,
    interest,
    member,
    permuted,
    rehearsal,
    seat,
    thread,
    world,
)

ISSUE = "2026-W47"


def about(snapshot: Snapshot, topics: Mapping[str, str]) -> Snapshot:
    """The snapshot with each of these threads wholly about its topic."""
    rows = [{"thread_id": t, "topic_id": topic, "weight": 1.0} for t, topic in topics.items()]
    return replace(snapshot, thread_topics=pa.Table.from_pylist(rows, schema=THREAD_TOPICS))


def bakery(
    interests: Iterable[Mapping[str, Any]] = (), days: Mapping[str, float] | None = None
) -> Snapshot:
    """Bread people and bike people, one who began all threads, and three threads that wait.

    Who holds bread also holds ovens, so that the two are alike.
    """
    bakers = [f"baker{number}" for number in range(6)]
    riders = [f"rider{number}" for number in range(6)]
    held = [interest(who, "bread", strength=0.4 + at / 20) for at, who in enumerate(bakers)]
    held += [interest(who, "ovens", strength=0.8 - at / 20) for at, who in enumerate(bakers[1:])]
    held += [interest(who, "bikes", strength=0.4 + at / 20) for at, who in enumerate(riders)]
    ages = {"oven": 3.0, "crust": 3.0, "chain": 3.0} | dict(days or {})
    snapshot = world(
        [*bakers, *riders, "starter"],
        interests=[*held, *interests],
        seats=[seat("starter", name, is_opener=True) for name in ages],
        threads=[
            thread(
                name,
                f"About the {name}",
                author_member_id="starter",
                answer_count=0,
                last_post_at=days_ago(age),
            )
            for name, age in ages.items()
        ],
    )
    return about(snapshot, {"oven": "ovens", "crust": "bread", "chain": "bikes"})


def shown(snapshot: Snapshot, reader: str, *apart: tuple[str, str]) -> list[tuple[str, str]]:
    """The threads and topics the reader is shown, best first."""
    matrices = Matrices(snapshot)
    pairs = pa.Table.from_pylist(
        [{"member_a_id": one, "member_b_id": other} for one, other in apart], schema=PAIRS
    )
    found = open_threads(
        matrices,
        ISSUE,
        readers=np.ones(matrices.count, dtype=bool),
        apart=matrices.pairs(pairs),
        seed=7,
    )
    rows = [row for row in found.to_pylist() if row["member_id"] == reader]
    assert [row["place"] for row in rows] == list(range(1, len(rows) + 1))
    return [(row["thread_id"], row["topic_id"]) for row in rows]


def test_a_member_is_shown_threads_on_topics_they_hold() -> None:
    """A rider sees the chain, and nothing of the bakers."""
    assert shown(bakery(), "rider2") == [("chain", "bikes")]


def test_a_topic_alike_draws_who_never_wrote_of_it() -> None:
    """baker0 holds bread alone; who holds bread holds ovens, so the oven is shown as well."""
    found = shown(bakery(), "baker0")
    assert [thread_id for thread_id, _ in found] == ["crust", "oven"]


def test_a_topic_with_a_name_is_told_before_words_that_stand_together() -> None:
    """The chain is on bikes and, more so, on words nobody named; bikes is what can be said."""
    words = [interest(f"rider{at}", "w", label="gear, chain, link", strength=0.9) for at in (1, 2)]
    snapshot = bakery(words)
    rows = [*snapshot.thread_topics.to_pylist()]
    rows.append({"thread_id": "chain", "topic_id": "w", "weight": 1.0})
    both = replace(snapshot, thread_topics=pa.Table.from_pylist(rows, schema=THREAD_TOPICS))
    assert shown(both, "rider2") == [("chain", "bikes")]


def test_a_week_of_silence_halves_what_a_thread_draws() -> None:
    """The same affinity: the thread with the newer words comes first, the closed one not at all."""
    both = [interest("baker3", "bikes", strength=0.55)]
    assert [t for t, _ in shown(bakery(both, {"chain": 25.0}), "baker3")][-1] == "chain"
    assert shown(bakery(days={"chain": 31.0}), "rider2") == []


@pytest.mark.parametrize(
    "change",
    [
        {"is_public": False},
        {"title": ""},
        {"author_member_id": None},
        {"author_member_id": "guest"},
        {"title": "Starter, from Porto"},
    ],
    ids=["private", "no title", "nobody's", "may not be matched", "names its author"],
)
def test_a_thread_that_may_not_be_shown_is_not(change: dict[str, Any]) -> None:
    snapshot = bakery()
    guest = member("guest", is_matchable=False)
    members = pa.Table.from_pylist(
        [*snapshot.members.to_pylist(), guest], schema=snapshot.members.schema
    )
    rows = [
        row | (change if row["thread_id"] == "chain" else {})
        for row in snapshot.threads.to_pylist()
    ]
    threads = pa.Table.from_pylist(rows, schema=snapshot.threads.schema)
    assert shown(replace(snapshot, members=members, threads=threads), "rider2") == []


def test_nobody_is_shown_a_thread_they_are_in_or_of_somebody_they_are_apart_from() -> None:
    snapshot = bakery()
    seats = pa.Table.from_pylist(
        [*snapshot.member_threads.to_pylist(), seat("rider2", "chain", is_public=False)],
        schema=snapshot.member_threads.schema,
    )
    assert shown(replace(snapshot, member_threads=seats), "rider2") == []
    assert shown(snapshot, "rider2", ("starter", "rider2")) == []
    assert shown(snapshot, "starter") == []


def test_a_private_interest_draws_nobody_anywhere() -> None:
    """What only private rows show is no evidence: baker0 is still shown nothing of bikes."""
    secret = [interest("baker0", "bikes", is_public=False)]
    assert "chain" not in [t for t, _ in shown(bakery(secret), "baker0")]


def test_the_issue_has_open_threads_in_any_order_of_rows() -> None:
    """For readers, and for newcomers who do not read."""
    rules = rehearsal(readers=pa.table({"member_id": ["rider1"]}))
    found = recommend(bakery(), rules, ISSUE).open_threads
    assert found.schema.equals(OPEN_THREADS)
    assert set(found["member_id"].to_pylist()) == {"rider1"}
    backwards = replace(
        permuted(bakery()), thread_topics=bakery().thread_topics.take(pa.array([2, 1, 0]))
    )
    assert recommend(backwards, rules, ISSUE).open_threads.equals(found)
    members = [
        row | ({"first_post_at": days_ago(5)} if row["member_id"] == "rider4" else {})
        for row in bakery().members.to_pylist()
    ]
    newer = replace(bakery(), members=pa.Table.from_pylist(members, schema=bakery().members.schema))
    found = recommend(newer, rules, ISSUE).open_threads
    assert set(found["member_id"].to_pylist()) == {"rider1", "rider4"}


def test_what_waits_for_an_answer_is_offered_after_a_newcomers_question() -> None:
    """The chain has no answer yet and the crust has one; only the first is to be answered."""
    snapshot = bakery()
    rows = [
        row | ({"answer_count": 2} if row["thread_id"] == "crust" else {})
        for row in snapshot.threads.to_pylist()
    ]
    threads = pa.Table.from_pylist(rows, schema=snapshot.threads.schema)
    found = recommend(replace(snapshot, threads=threads), rehearsal(), ISSUE)
    asked = QUESTIONS.empty_table().to_pylist()
    asked.append(dict.fromkeys(QUESTIONS.names) | {"member_id": "rider1", "thread_id": "new"})
    found = replace(found, questions=pa.Table.from_pylist(asked, schema=QUESTIONS))
    rows = found.to_answer().to_pylist()
    assert rows[0] == {"member_id": "rider1", "thread_id": "new", "is_newcomer": True}
    assert {"member_id": "rider1", "thread_id": "chain", "is_newcomer": False} in rows
    assert "crust" in found.open_threads["thread_id"].to_pylist()
    assert "crust" not in {row["thread_id"] for row in rows}


def test_without_topics_there_is_nothing_to_show() -> None:
    empty = recommend(world(["ada", "bo"]), rehearsal(), ISSUE).open_threads
    assert empty.equals(OPEN_THREADS.empty_table())


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_model_gives_one_finite_number_for_each_member_and_topic(name: str) -> None:
    """Never below 0; the same for the same seed; of an empty community nothing."""
    matrices = Matrices(bakery())
    interests = Interests.of(matrices)
    everyone = np.arange(matrices.count)
    first = MODELS[name](interests.held, 7).scores(everyone)
    assert first.shape == (matrices.count, len(interests.topic_ids))
    assert np.isfinite(first).all()
    assert (first >= 0).all()
    assert np.array_equal(first, MODELS[name](interests.held, 7).scores(everyone))
    nobody = Interests.of(Matrices(world([])))
    assert MODELS[name](nobody.held, 7).scores(np.arange(0)).shape == (0, 0)


@pytest.mark.parametrize("name", ["surprise_knn", "cosine"])
def test_likeness_is_of_topics_the_same_people_hold(name: str) -> None:
    """Ovens draw baker0, who holds bread; bikes do not."""
    matrices = Matrices(bakery())
    interests = Interests.of(matrices)
    [row] = MODELS[name](interests.held, 7).scores(matrices.numbers(pa.array(["baker0"])))
    drawn = dict(zip(interests.topic_ids, row.tolist(), strict=True))
    assert drawn["bread"] > drawn["ovens"] > drawn["bikes"]
    assert drawn["bikes"] == 0
