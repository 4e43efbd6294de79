"""Each algorithm's own idea, on a community small enough to work out by hand."""

from __future__ import annotations

import math

import numpy as np
import pyarrow as pa
import pytest

from recommender.algorithms import _surprise
from recommender.algorithms.surprise_knn import Config, fit
from recommender.errors import TooManyMembers
from recommender.matrices import Matrices
from recommender.snapshot import Snapshot
from tests.recommender.ranked import ALGORITHMS, ranking, scores
from tests.recommender.worlds import (
    interest,
    pairs_of,
    seat,
    talk,
    two_villages,
    village_of,
    world,
)


def chain() -> Snapshot:
    """Ada and Bo talk; Bo talked with Cy lately and with Dee, more often, long ago."""
    return world(
        ["ada", "bo", "cy", "dee", "eve"],
        talks=[
            talk("ada", "bo", 1),
            talk("bo", "cy", 2),
            talk("bo", "dee", 720),
            talk("dee", "bo", 721),
            talk("dee", "bo", 722),
        ],
    )


def test_pagerank_follows_the_most_talk_however_old() -> None:
    assert ranking("pagerank", chain(), "ada") == ["dee", "cy"]


def test_recent_pagerank_follows_the_talk_of_these_days() -> None:
    assert ranking("pagerank_recent", chain(), "ada") == ["cy", "dee"]


def test_pagerank_times_recency_prefers_who_is_here_now() -> None:
    """The old path leads to both; only Cy still talks."""
    assert ranking("pagerank_times_recency", chain(), "ada") == ["cy", "dee"]


def test_pagerank_is_the_stationary_share_of_a_returning_walk() -> None:
    """Two members and a third: the walk's shares solve p = r·e + (1 − r)·Wᵀp."""
    snapshot = world(["ada", "bo", "cy"], talks=[talk("ada", "bo"), talk("bo", "cy")])
    r = 0.15
    # a = r + (1 − r)·b/2, b = (1 − r)·(a + c), c = (1 − r)·b/2
    b = (1 - r) * r / (1 - (1 - r) ** 2)
    tail = (1 - r) ** 16
    assert scores("pagerank", snapshot, "ada")["cy"] == pytest.approx((1 - r) * b / 2, abs=tail)


def test_a_quiet_common_contact_counts_more_than_a_hub() -> None:
    """Bo knows two people, Hub knows five: who is reached through Bo comes first."""
    snapshot = world(
        ["ada", "bo", "cy", "hub", "dee", "x1", "x2", "x3"],
        talks=[
            talk("ada", "bo"),
            talk("bo", "cy"),
            talk("ada", "hub"),
            talk("hub", "dee"),
            talk("hub", "x1"),
            talk("hub", "x2"),
            talk("hub", "x3"),
        ],
    )
    found = scores("adamic_adar", snapshot, "ada")
    assert found["cy"] == pytest.approx(1 / math.log(2 + 2))
    assert found["dee"] == pytest.approx(1 / math.log(2 + 5))


def test_recent_common_contacts_count_more_than_old_ones() -> None:
    snapshot = world(
        ["ada", "bo", "cy", "dee"],
        talks=[talk("ada", "bo", 1), talk("bo", "dee", 900), talk("bo", "cy", 1)],
    )
    assert ranking("adamic_adar_recent", snapshot, "ada") == ["cy", "dee"]
    assert scores("adamic_adar", snapshot, "ada")["cy"] == pytest.approx(
        scores("adamic_adar", snapshot, "ada")["dee"]
    )


def test_a_small_thread_counts_more_than_a_crowd() -> None:
    snapshot = world(
        ["ada", "bo", "cy"],
        seats=[
            seat("ada", "small", thread_size=2),
            seat("bo", "small", thread_size=2),
            seat("ada", "crowd", thread_size=50),
            seat("cy", "crowd", thread_size=50),
        ],
    )
    found = scores("co_thread", snapshot, "ada")
    assert found["bo"] == pytest.approx(0.25 / math.log(3))
    assert found["cy"] == pytest.approx(0.25 / math.log(51))


def test_a_rare_topic_counts_more_than_a_common_one() -> None:
    snapshot = world(
        ["ada", "bo", "cy", "dee"],
        interests=[
            interest("ada", "bees"),
            interest("bo", "bees"),
            interest("ada", "food"),
            interest("cy", "food"),
            interest("dee", "food"),
        ],
    )
    found = scores("topics", snapshot, "ada")
    assert found["bo"] == pytest.approx(0.36 * math.log(1 + 4 / 2))
    assert found["cy"] == pytest.approx(0.36 * math.log(1 + 4 / 3))


def test_a_topic_too_common_to_share_says_nothing() -> None:
    snapshot = world(
        ["ada", "bo"],
        interests=[
            interest("ada", "food", is_shareable=False),
            interest("bo", "food", is_shareable=False),
        ],
    )
    assert ranking("topics", snapshot, "ada") == []


def test_text_finds_who_writes_about_the_same_in_the_same_language() -> None:
    snapshot = world(
        ["ada", "bo", "cy", "dee"],
        texts={
            "ada": "bees honey hive garden",
            "bo": "bees hive honey wax",
            "cy": "engine gearbox garden",
            "dee": "engine gearbox wax",
        },
    )
    assert ranking("text", snapshot, "ada")[0] == "bo"
    other = snapshot.texts.set_column(2, "language", pa.array(["en", "de", "en", "de"]))
    apart = Snapshot(**{**vars(snapshot), "texts": other})
    assert ranking("text", apart, "ada") == ["cy"]


def test_recency_degree_is_the_decayed_talk_in_and_out() -> None:
    """Cy: one talk of 2 days; Dee: three of about two years, eight half-lives."""
    found = scores("recency_degree", chain(), "ada")
    assert found["cy"] == pytest.approx(2 ** (-2 / 90))
    assert found["dee"] == pytest.approx(sum(2 ** (-d / 90) for d in (720, 721, 722)))


def test_popular_counts_different_people() -> None:
    """Many talks with one person are one contact."""
    snapshot = world(
        ["ada", "bo", "cy", "dee", "eve"],
        talks=[talk("bo", "cy", d) for d in range(9)] + [talk("dee", "cy"), talk("dee", "eve")],
    )
    assert scores("popular", snapshot, "ada") == {"cy": 2, "dee": 2, "bo": 1, "eve": 1}


def test_random_does_not_depend_on_who_else_reads() -> None:
    """One reader's numbers are the same whether asked alone or with others."""
    fitted = ALGORITHMS["random"].fit(Matrices(two_villages()), 7)
    together = fitted.scores(np.arange(16))
    assert np.array_equal(together[3], fitted.scores(np.array([3]))[0])


def test_surprise_neighbours_are_of_ones_own_village() -> None:
    """The library offers neighbours of similarity 0 too; none comes through, in 16 × all."""
    matches = ALGORITHMS["surprise_knn"].match(two_villages(), top=50, seed=7).to_pylist()
    wrong = [r for r in matches if village_of(r["member_id"]) != village_of(r["candidate_id"])]
    assert matches
    assert wrong == []


def test_surprise_neighbours_do_the_same_threads_equally_strongly() -> None:
    """Ada and Bo: strong and weak in the same threads; Cy the other way round."""
    strong = {"t1": 0.9, "t2": 0.1, "t3": 0.9, "t4": 0.1}
    rows = [seat(who, t, strength=s) for who in ("ada", "bo") for t, s in strong.items()]
    rows += [seat("cy", t, strength=1 - s) for t, s in strong.items()]
    assert ranking("surprise_knn", world(["ada", "bo", "cy"], seats=rows), "ada") == ["bo"]


def test_surprise_neighbours_of_all_equal_strengths_are_nobody() -> None:
    """As when everybody wrote once in each thread: no deviation is left to compare."""
    rows = [seat(who, t, strength=0.5) for who in ("ada", "bo", "cy") for t in ("t1", "t2", "t3")]
    assert ranking("surprise_knn", world(["ada", "bo", "cy"], seats=rows), "ada") == []


def test_surprise_neighbours_are_refused_by_arithmetic_on_memory() -> None:
    """Five tables of eight bytes, and only members in threads have a row in them."""
    seats = [seat(who, "t1") for who in ("ada", "bo", "cy")]
    matrices = Matrices(world(["ada", "bo", "cy", "dee"], seats=seats))
    assert fit(matrices, Config(most_bytes=5 * 8 * 9), 7) is not None
    with pytest.raises(
        TooManyMembers,
        match=r"surprise_knn: 3 members need 0\.0 GB for tables of member × member, more than "
        r"the 0\.0 GB it may take; left out",
    ):
        fit(matrices, Config(most_bytes=5 * 8 * 9 - 1), 7)


def test_surprise_factors_put_members_of_the_same_threads_together() -> None:
    """Four threads of four members each side, one thread joining them: own side comes first."""
    left, right = [f"a{n}" for n in range(4)], [f"b{n}" for n in range(4)]
    rows = [seat(w, f"left{t}", strength=0.9) for w in left for t in range(6)]
    rows += [seat(w, f"right{t}", strength=0.9) for w in right for t in range(6)]
    rows += [seat(w, "bridge", strength=0.2) for w in (left[0], right[0])]
    assert set(ranking("surprise_svd", world(left + right, seats=rows), "a1")[:3]) == {
        "a0",
        "a2",
        "a3",
    }


def test_surprise_is_never_asked_about_who_it_was_not_trained_on() -> None:
    """Eve never talked: she reads nothing and nobody reads of her, instead of the mean."""
    matches = ALGORITHMS["surprise_svd_talk"].match(chain(), top=10, seed=7).to_pylist()
    assert matches
    assert not any("eve" in (row["member_id"], row["candidate_id"]) for row in matches)


def test_negatives_are_sampled_from_what_is_not_there() -> None:
    threads = Matrices(two_villages()).threads
    rows, columns = _surprise.sampled_negatives(threads, per_positive=2, seed=7)
    assert len(rows) > 0
    assert not np.any(threads[rows, columns])


def test_svdpp_leaves_the_noise_it_starts_from() -> None:
    """Two camps of eighty threads, everybody in eight of their own: matches are of one's camp."""
    members, threads = 40, 80
    names = [f"member{number:02}" for number in range(members)]
    seats = [seat(name, "all", strength=0.2 + at / 100) for at, name in enumerate(names)]
    seats += [
        seat(
            name,
            f"thread{(at * 7 + step * (at + 3)) * 2 % threads + at % 2}",
            strength=0.2 + (at + step) % 5 / 10,
        )
        for at, name in enumerate(names)
        for step in range(8)
    ]
    matches = ALGORITHMS["surprise_svdpp"].match(world(names, seats=seats), top=5, seed=7)
    same = [(int(one[-2:]) - int(other[-2:])) % 2 == 0 for one, other in pairs_of(matches)]
    assert len(same) > members
    assert sum(same) / len(same) > 0.7
