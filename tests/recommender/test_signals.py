"""The idea of each algorithm about ties, factors and habits, on communities worked out by hand."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from recommender.algorithms import ease
from recommender.algorithms.katz import largest_eigenvalue
from recommender.errors import TooManyMembers
from recommender.factors import alternating_least_squares
from recommender.habits import answer_rates, first_talks, idle_days
from recommender.matrices import Matrices
from recommender.snapshot import Snapshot
from tests.recommender.ranked import ALGORITHMS, ranking, scores
from tests.recommender.worlds import busy_world, interest, member, seat, talk, world


def hub_and_bridge(days: float = 3) -> Snapshot:
    """Ada reaches Cy through Bo, who knows two, and Dee through Hub, who knows five."""
    return world(
        ["ada", "bo", "cy", "hub", "dee", "x1", "x2", "x3"],
        talks=[
            talk("ada", "bo", days),
            talk("bo", "cy", days),
            talk("ada", "hub", days),
            talk("hub", "dee", days),
            talk("hub", "x1", days),
            talk("hub", "x2", days),
            talk("hub", "x3", days),
        ],
    )


def test_each_contact_splits_what_it_has_among_its_ties() -> None:
    found = scores("resource_allocation", hub_and_bridge(), "ada")
    assert found["cy"] == pytest.approx(1 / 2)
    assert found["dee"] == pytest.approx(1 / 5)
    assert found == scores("resource_allocation", hub_and_bridge(days=900), "ada")


def test_what_recent_contacts_split_fades_with_their_ties() -> None:
    """Three days of a half-life of ninety, both ties on the way."""
    weight = math.log1p(2 ** (-3 / 90))
    found = scores("resource_allocation_recent", hub_and_bridge(), "ada")
    assert found["cy"] == pytest.approx(weight**2 / 2)
    assert found["dee"] == pytest.approx(weight**2 / 5)


def test_katz_counts_ways_and_short_ones_most() -> None:
    """Along a line of four equal ties the next but one comes before the end; two ways beat one."""
    line = ["ada", "bo", "cy", "dee"]
    talks = [talk(*pair) for pair in pairwise(line)]
    assert ranking("katz", world(line, talks=talks), "ada") == ["cy", "dee"]
    square = [*talks, talk("ada", "eve"), talk("eve", "cy"), talk("eve", "fay")]
    found = scores("katz", world([*line, "eve", "fay"], talks=square), "ada")
    assert found["cy"] > found["fay"]


def test_katz_ways_by_hand() -> None:
    """A line of three with ties of weight w: β = .5 / (√2·w), one way of 2 steps, two of 4."""
    snapshot = world(["ada", "bo", "cy"], talks=[talk("ada", "bo"), talk("bo", "cy")])
    step = 0.5 / math.sqrt(2)
    assert scores("katz", snapshot, "ada")["cy"] == pytest.approx(step**2 + 2 * step**4)


def test_the_largest_eigenvalue_of_a_star_is_the_root_of_its_rays() -> None:
    star = world(["hub", *"abcd"], talks=[talk("hub", ray) for ray in "abcd"])
    ties = Matrices(star).talk.astype(bool).astype(float)
    assert largest_eigenvalue(ties + ties.T) == pytest.approx(2)
    assert largest_eigenvalue(Matrices(world(["ada"])).talk) == 0


def test_reciprocal_pagerank_is_the_mean_of_both_walks() -> None:
    """√(p(a→b)·p(b→a)) of the walks over recent talk, whichever side asks."""
    matrices = Matrices(busy_world())
    one_way = ALGORITHMS["pagerank_recent"].fit(matrices, 7).scores(np.arange(matrices.count))
    both = ALGORITHMS["pagerank_reciprocal"].fit(matrices, 7).scores(np.arange(matrices.count))
    assert np.allclose(both, np.sqrt(one_way * one_way.T), atol=1e-12)


def test_reciprocal_pagerank_puts_a_hub_behind() -> None:
    """Seen from Ada, Hub's crowd makes Hub near; seen from Hub, Ada is one of many."""
    talks = [talk("ada", "bo"), talk("bo", "hub"), talk("bo", "cy"), talk("cy", "dee")]
    talks += [talk("hub", f"x{n}", 2) for n in range(6)]
    snapshot = world(["ada", "bo", "cy", "dee", "hub", *(f"x{n}" for n in range(6))], talks=talks)
    assert ranking("pagerank_recent", snapshot, "ada")[0] == "hub"
    assert ranking("pagerank_reciprocal", snapshot, "ada")[0] == "cy"


def two_camps() -> Snapshot:
    """Four members each in six threads of their own, and one thread that joins the camps."""
    left, right = [f"a{n}" for n in range(4)], [f"b{n}" for n in range(4)]
    rows = [seat(who, f"left{t}", strength=0.9) for who in left for t in range(6)]
    rows += [seat(who, f"right{t}", strength=0.9) for who in right for t in range(6)]
    rows += [seat(who, "bridge", strength=0.2) for who in (left[0], right[0])]
    interests = [interest(who, f"mending {t}", strength=0.9) for who in left for t in range(4)]
    interests += [interest(who, f"sailing {t}", strength=0.9) for who in right for t in range(4)]
    interests += [interest(who, "bread", strength=0.2) for who in (left[0], right[0])]
    return world(left + right, seats=rows, interests=interests)


@pytest.mark.parametrize(
    "name", ["als", "bpr", "ease", "surprise_nmf", "surprise_svdpp", "surprise_topics"]
)
def test_factors_put_members_of_one_camp_together(name: str) -> None:
    assert set(ranking(name, two_camps(), "a1")[:3]) == {"a0", "a2", "a3"}


def test_factors_of_talk_put_who_talks_with_the_same_together() -> None:
    """Two camps in which all but one pair talk, and one tie between them: that pair comes first."""
    left, right = [f"a{n}" for n in range(5)], [f"b{n}" for n in range(5)]
    talks = [
        talk(one, other)
        for camp in (left, right)
        for place, one in enumerate(camp)
        for other in camp[place + 1 :]
        if (one, other) != ("a1", "a2")
    ]
    talks.append(talk("a0", "b0"))
    assert ranking("als_talk", world(left + right, talks=talks), "a1")[0] == "a2"


def test_least_squares_give_back_what_they_were_shown() -> None:
    """Near 1 where there is a strength, near 0 elsewhere."""
    threads = Matrices(two_camps()).threads
    left, right = alternating_least_squares(
        threads, factors=8, rounds=15, ridge=0.1, confidence=40, seed=7
    )
    estimates, there = left @ right.T, threads.toarray() > 0
    assert estimates[there].min() > 0.6
    assert np.abs(estimates[~there]).max() < 0.4


def test_ease_is_refused_by_arithmetic_on_memory() -> None:
    matrices = Matrices(world(["ada", "bo", "cy"]))
    with pytest.raises(TooManyMembers, match=r"ease: 3 members need 0\.0 GB"):
        ease.fit(matrices, ease.Config(most_bytes=200), 7)


def test_new_ties_count_first_talks_only_and_fade() -> None:
    """Bo met Cy and Dee of old and Eve yesterday; a hundred more talks with Cy are no new tie."""
    old = [talk("bo", "cy", 900), talk("dee", "bo", 720)]
    talks = [*old, talk("bo", "eve", 1), *(talk("bo", "cy", d) for d in range(2, 50))]
    snapshot = world(["ada", "bo", "cy", "dee", "eve"], talks=talks)
    found = scores("new_ties", snapshot, "ada")
    assert found["bo"] == pytest.approx(sum(2 ** (-d / 90) for d in (900, 720, 1)))
    assert found["cy"] == pytest.approx(2 ** (-900 / 90))
    ties = first_talks(Matrices(snapshot))
    assert ties.begun[1] == pytest.approx(2 ** (-900 / 90) + 2 ** (-1 / 90))
    assert ties.answered[1] == pytest.approx(2 ** (-720 / 90))


def test_answer_rates_are_of_people_and_drawn_to_the_usual() -> None:
    """Bo answers one of two, Cy the only one; together two of three."""
    talks = [talk("ada", "bo"), talk("bo", "ada"), talk("ada", "bo", 9), talk("dee", "bo")]
    snapshot = world(["ada", "bo", "cy", "dee"], talks=talks)
    rates = answer_rates(Matrices(snapshot), prior=3)
    # Asked: Ada by Bo, Bo by Ada and Dee. Answered: Bo by Ada, Ada by Bo.
    usual = 2 / 3
    assert rates.tolist() == pytest.approx(
        [(1 + 3 * usual) / (1 + 3), (1 + 3 * usual) / (2 + 3), 0, 0]
    )
    assert scores("answer_back", snapshot, "cy") == pytest.approx({"ada": rates[0], "bo": rates[1]})


def test_idle_days_are_since_one_spoke_not_since_one_was_spoken_to() -> None:
    snapshot = world(["ada", "bo", "cy"], talks=[talk("ada", "bo", 1), talk("bo", "ada", 40)])
    assert idle_days(Matrices(snapshot)).tolist() == [1, 40, math.inf]


def posts_at(*hours: int) -> list[int]:
    return [5 * (hour in hours) for hour in range(24)]


def test_hours_join_who_writes_at_the_same_time_in_the_same_language() -> None:
    """Ada at eight; Bo at nine, close by; Cy in the evening; Dee at eight in German; Eve rarely."""
    snapshot = world(
        [
            member("ada", hours=posts_at(8)),
            member("bo", hours=posts_at(9)),
            member("cy", hours=posts_at(20)),
            member("dee", hours=posts_at(8), language="de"),
            member("eve", hours=[1 * (hour == 8) for hour in range(24)]),
        ]
    )
    # Ada: ½ 1 ½ at 7 8 9; Bo: ½ 1 ½ at 8 9 10; lengths √1.5.
    assert scores("hours", snapshot, "ada") == pytest.approx({"bo": (0.5 + 0.5) / 1.5})


def test_an_hour_before_midnight_is_next_to_midnight() -> None:
    people = [member("ada", hours=posts_at(23)), member("bo", hours=posts_at(0))]
    assert scores("hours", world(people), "ada")["bo"] == pytest.approx(2 / 3)
