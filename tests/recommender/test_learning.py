"""What the past teaches, from windows that see nothing of what came later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from recommender.features import features, reversed_rows, standings
from recommender.learning import CUTS, POSITIVES, is_enough, learn, windows_of
from recommender.matrices import Matrices
from recommender.past import cut_back, moments_of
from recommender.ranker import rank_pairs
from recommender.ranks import closeness, ranks_within, shares_below, worth
from recommender.snapshot import MOMENT, Snapshot
from tests.recommender.worlds import (
    busy_world,
    days_ago,
    interest,
    member,
    permuted,
    seat,
    talk,
    world,
)


@cache
def sociable_world(size: int = 80) -> Snapshot:
    """Every second member keeps meeting the next ones along a ring; the others talk to two."""
    names = [f"m{number:02}" for number in range(size)]
    talks = [
        talk(names[n], names[(n + step) % size], days=1000 - 40 * step - n / size)
        for n in range(size)
        for step in range(1, 25 if n % 2 else 3)
    ]
    members = [member(name, first_post_at=days_ago(1100), joined_at=None) for name in names]
    return world(members, talks=talks)


def test_windows_follow_each_other_and_none_sees_its_own_truth() -> None:
    """Nothing in a window is later than its cut; its truth lies before the next cut."""
    snapshot = sociable_world()
    windows = windows_of(snapshot, seed=7)
    cuts = moments_of(snapshot, CUTS)
    assert [window.matrices.snapshot.as_of for window in windows] == list(cuts)
    for window, end in zip(windows, (*cuts[1:], snapshot.as_of), strict=True):
        seen = window.matrices.snapshot
        assert pc.max(seen.talks["created_at"]).as_py() <= seen.as_of
        assert window.length == end - seen.as_of
        between = snapshot.talks.filter(
            pc.and_(
                pc.greater(snapshot.talks["created_at"], pa.scalar(seen.as_of, MOMENT)),
                pc.less_equal(snapshot.talks["created_at"], pa.scalar(end, MOMENT)),
            )
        )
        truth = window.matrices.pairs(between, "from_member_id", "to_member_id").toarray()
        pairs = window.candidates.reader, window.candidates.candidate
        assert window.talked.tolist() == truth[pairs].tolist()
        assert not window.matrices.known.toarray()[pairs].any()


def test_what_comes_after_as_of_teaches_nothing() -> None:
    """The same past with another future in the tables: the windows end where they ended."""
    snapshot = sociable_world()
    past = cut_back(snapshot, days_ago(300))
    assert windows_of(past, seed=7)[-1].matrices.snapshot.as_of < days_ago(300)
    latest = windows_of(past, seed=7)[-1]
    assert latest.matrices.snapshot.as_of + latest.length == days_ago(300)


def test_both_ways_needs_each_to_speak_to_the_other() -> None:
    """Ring neighbours answer in every window; nobody else does."""
    snapshot = sociable_world()
    one_way = windows_of(snapshot, seed=7)
    assert not any(window.both_ways.any() for window in one_way)
    back = snapshot.talks.set_column(
        0, "from_member_id", snapshot.talks["to_member_id"]
    ).set_column(1, "to_member_id", snapshot.talks["from_member_id"])
    both = replace(snapshot, talks=pa.concat_tables([snapshot.talks, back]))
    assert all(
        window.both_ways.tolist() == window.talked.tolist() for window in windows_of(both, seed=7)
    )


def test_a_short_or_a_huge_past_has_no_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    assert windows_of(busy_world(), seed=7) == ()
    assert not is_enough(())
    monkeypatch.setattr("recommender.learning.MOST_MEMBERS", 79)
    assert windows_of(replace(sociable_world()), seed=7) == ()


def test_two_hundred_pairs_are_enough() -> None:
    windows = windows_of(sociable_world(), seed=7)
    assert is_enough(windows)
    few = [
        replace(window, talked=window.talked & (np.cumsum(window.talked) <= 100))
        for window in windows
    ]
    assert sum(int(window.talked.sum()) for window in few) < 2 * POSITIVES
    assert not is_enough(few)
    assert not is_enough([replace(window, here=window.here & False) for window in windows])


def test_learned_chances_tell_who_meets_people_from_who_does_not() -> None:
    """The sociable half of the ring came to talk in every window; the weights say so."""
    windows = windows_of(sociable_world(), seed=7)
    weights = learn(windows[:-1])
    last = windows[-1]
    chances = weights.chances(last.matrices, last.candidates)
    assert np.all((chances > 0) & (chances < 1))
    assert chances[last.talked].mean() > 2 * chances[~last.talked].mean()


def test_the_same_rows_teach_the_same_in_any_order() -> None:
    snapshot = sociable_world()
    first = learn(windows_of(snapshot, seed=7))
    assert first == learn(windows_of(permuted(snapshot), seed=7))
    assert first == learn(windows_of(replace(snapshot), seed=7))


def test_a_learned_score_is_between_0_and_1_and_only_where_something_is_shared() -> None:
    """As the formula's: the learned chance multiplies what two share, it never replaces it."""
    snapshot = sociable_world()
    matrices = Matrices(snapshot)
    everybody = np.arange(matrices.count)
    learned = rank_pairs(matrices, everybody, allowed=everybody >= 0, seed=7)
    assert np.all((learned.score > 0) & (learned.score <= 1))
    eve_too = [*snapshot.members.to_pylist(), member("eve")]
    with_eve = replace(snapshot, members=world(eve_too).members)
    numbers = Matrices(with_eve)
    eve = numbers.ids.index("eve")
    ranked = rank_pairs(numbers, np.arange(numbers.count), allowed=np.ones(81, bool), seed=7)
    assert eve not in set(ranked.reader.tolist()) | set(ranked.candidate.tolist())


def test_the_past_keeps_silent_members_who_had_joined() -> None:
    """Who wrote later but had joined, and of whom nothing is known, were there; Dee was not."""
    people = [
        member("ada", joined_at=None, first_post_at=days_ago(90)),
        member("bo", joined_at=days_ago(90), first_post_at=days_ago(10)),
        member("cy", joined_at=None, first_post_at=None),
        member("dee", joined_at=days_ago(20), first_post_at=None),
        member("eve", joined_at=None, first_post_at=days_ago(20)),
    ]
    past = cut_back(world(people), days_ago(50))
    assert past.members["member_id"].to_pylist() == ["ada", "bo", "cy"]


def test_moments_are_shares_of_public_talk() -> None:
    talks = [talk("ada", "bo", days) for days in (1, 2, 3, 4, 5)]
    hidden = [talk("ada", "bo", 100 + n, is_public=False) for n in range(9)]
    snapshot = world(["ada", "bo"], talks=talks + hidden)
    assert moments_of(snapshot, (0.4, 1.0)) == (days_ago(3), days_ago(1))
    assert moments_of(world(["ada"]), (0.5,)) == ()


def test_worth_and_closeness_fall_from_the_first_place() -> None:
    places = np.array([1.0, 10.0, np.inf])
    assert worth(places).tolist() == pytest.approx([1, 11 / 20, 0])
    assert closeness(places).tolist() == pytest.approx([np.log(11), np.log(2), 0])


def test_equal_scores_share_the_mean_of_their_places_and_zero_has_none() -> None:
    readers = np.array([0, 0, 0, 0, 1])
    found = ranks_within(readers, np.array([2.0, 5.0, 2.0, 0.0, 1.0]))
    assert found.tolist() == [2.5, 1, 2.5, np.inf, 1]


def test_shares_are_among_those_who_talk() -> None:
    """Three talk: the lowest stands at a third; ties share; the rest stand at 0."""
    values, talks = np.array([5.0, 1.0, 9.0, 5.0]), np.array([True, True, False, True])
    assert shares_below(values, talks).tolist() == pytest.approx([2.5 / 3, 1 / 3, 0, 2.5 / 3])
    assert shares_below(values, talks & False).tolist() == [0, 0, 0, 0]


def test_a_pair_is_found_the_other_way_round() -> None:
    reader, candidate = np.array([0, 2, 1, 2]), np.array([1, 1, 0, 0])
    assert reversed_rows(reader, candidate, 3).tolist() == [2, -1, 0, -1]
    nobody = np.zeros(0, dtype=np.int64)
    assert reversed_rows(nobody, nobody, 3).tolist() == []


def test_features_mean_the_same_whatever_else_the_community_holds() -> None:
    """Three hundred silent members change no feature of those who talk."""
    snapshot = sociable_world()
    silent = [member(f"x{number:03}", first_post_at=None) for number in range(300)]
    everybody = [*snapshot.members.to_pylist(), *silent]
    larger = replace(snapshot, members=world(everybody).members)
    few, many = Matrices(snapshot), Matrices(larger)
    for name, values in standings(few).items():
        assert values.tolist() == standings(many)[name][:80].tolist(), name


def test_features_have_one_name_and_one_finite_value_each() -> None:
    last = windows_of(sociable_world(), seed=7)[-1]
    columns = list(features(last.matrices, last.candidates))
    assert len({name for name, _ in columns}) == len(columns)
    assert all(np.isfinite(column).all() for _, column in columns)
    assert all(len(column) == len(last.candidates.reader) for _, column in columns)


def test_topics_and_seats_of_the_past_are_those_of_the_past() -> None:
    snapshot = world(
        ["ada", "bo"],
        talks=[talk("ada", "bo", 10), talk("bo", "ada", 100)],
        seats=[seat("ada", "old", 100), seat("ada", "new", 10)],
        interests=[interest("ada", "old", 100), interest("ada", "new", 10)],
        texts={"ada": "bees"},
    )
    past = cut_back(snapshot, days_ago(50))
    assert past.talks["from_member_id"].to_pylist() == ["bo"]
    assert past.member_threads["thread_id"].to_pylist() == ["old"]
    assert past.member_topics["topic_id"].to_pylist() == ["old"]
    assert past.texts.num_rows == 0
    assert past.as_of == days_ago(50)
    assert past.as_of - days_ago(60) == timedelta(days=10)
