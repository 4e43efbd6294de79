"""What letters teach: who answers, beside the score; nothing where there is nothing to learn."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from recommender.letter_habits import HABITS, FirstWords
from recommender.matrices import Matrices
from recommender.ranker import Ranked
from recommender.recommend import recommend
from recommender.taught import INTRODUCED, learn_from, shown_chances, with_taught
from tests.recommender.worlds import busy_world, days_ago, pairs_of, rehearsal

MEMBERS = 40
HERE = Matrices(busy_world(MEMBERS))


def name(number: int) -> str:
    return f"member{number:02}"


def introduced(
    rng: np.random.Generator,
    rows: int,
    *,
    spread: float,
    slope: float = 0.0,
    members: int = MEMBERS,
    skewed: bool = False,
) -> tuple[pa.Table, np.ndarray]:
    """Introductions of candidates who differ by `spread` in log odds, and what is true of each.

    skewed: the score speaks against who answers, as where a ranker had it wrong.
    """
    answers = rng.normal(0, spread, members)
    reader, candidate = rng.integers(0, members, (2, rows))
    candidate = np.where(candidate == reader, (candidate + 1) % members, candidate)
    log_score = rng.normal(-1.5, 0.5, rows) - (0.4 * answers[candidate] if skewed else 0)
    odds = -2.0 + slope * (log_score + 1.5) + answers[candidate]
    both = rng.random(rows) < 1 / (1 + np.exp(-odds))
    table = pa.table(
        {
            "reader_id": [name(one) for one in reader.tolist()],
            "candidate_id": [name(one) for one in candidate.tolist()],
            "at": [days_ago(40 + row % 90) for row in range(rows)],
            "score": np.exp(log_score),
            "shown": np.full(rows, 0.3),
            "is_far": rng.random(rows) < 0.2,
            "is_mutual": rng.random(rows) < 0.3,
            "both_ways": both,
        },
        INTRODUCED,
    )
    return table, answers


@pytest.mark.parametrize(("skewed", "least"), [(False, 0.8), (True, 0.6)])
def test_it_learns_who_answers(skewed: bool, least: float) -> None:
    """What it tells of candidates goes with the truth, also where the score went against it."""
    table, answers = introduced(np.random.default_rng(1), 2000, spread=0.8, skewed=skewed)
    taught = learn_from(table, HERE)
    assert taught is not None
    told = [taught.candidates[name(number)] for number in range(MEMBERS)]
    assert np.corrcoef(told, answers)[0, 1] > least
    assert taught.width > 0


def test_it_learns_what_the_score_is_worth() -> None:
    """A score that foretells is believed, one that does not is not."""
    good, _ = introduced(np.random.default_rng(2), 3000, spread=0.0, slope=1.0)
    idle, _ = introduced(np.random.default_rng(2), 3000, spread=0.0, slope=0.0)
    believed, not_believed = learn_from(good, HERE), learn_from(idle, HERE)
    assert believed is not None
    assert not_believed is not None
    assert believed.score == pytest.approx(1.0, abs=0.25)
    assert abs(not_believed.score) < 0.25


def test_where_members_do_not_differ_hardly_anything_is_told_of_them() -> None:
    """In most of six worlds of equals the width is none, and never is it wide."""
    widths = []
    for seed in range(6):
        table, _ = introduced(np.random.default_rng(seed), 1000, spread=0.0)
        taught = learn_from(table, HERE)
        assert taught is not None
        widths.append(taught.width)
    assert sum(width == 0 for width in widths) >= 3
    assert max(widths) <= 0.35


def test_few_letters_teach_nothing() -> None:
    """Without twenty that led to talk both ways; nor letters of which no score was kept."""
    table, _ = introduced(np.random.default_rng(3), 60, spread=0.5)
    assert learn_from(table, HERE) is None
    many, _ = introduced(np.random.default_rng(3), 600, spread=0.5)
    old = many.set_column(3, "score", pa.nulls(600, pa.float64()))
    assert learn_from(old, HERE) is None
    assert learn_from(None, HERE) is None


def test_what_was_unlikely_to_be_shown_counts_more() -> None:
    """Two kinds of letters, one seldom shown: together they weigh as what could have been shown.

    Candidates of the one kind always answer, of the other never; of those who could have been
    shown half were of either kind, but nine in ten shown were of the kind that answers.
    """
    shares = {}
    for is_weighed in (True, False):
        often, seldom = 0.9, 0.1
        rows = [
            {
                "reader_id": name(number // 10 % 30),
                "candidate_id": name(30 + number // 30 % 10),
                "at": days_ago(60),
                "score": 0.2,
                "shown": (often if is_often else seldom) if is_weighed else 1.0,
                "is_far": False,
                "is_mutual": False,
                "both_ways": is_often,
            }
            for number in range(1000)
            for is_often in [number % 10 != 0]
        ]
        taught = learn_from(pa.Table.from_pylist(rows, INTRODUCED), HERE)
        assert taught is not None
        odds = taught.constant + taught.score * np.log(0.2)
        shares[is_weighed] = 1 / (1 + np.exp(-odds))
    assert shares[False] == pytest.approx(0.9, abs=0.03)
    assert shares[True] == pytest.approx(0.5, abs=0.1)


def test_the_order_of_a_list_follows_what_was_taught() -> None:
    """Of two alike by the past, who answers comes first; the score itself stays as it was."""
    world = Matrices(busy_world(24))
    table, answers = introduced(np.random.default_rng(4), 1500, spread=1.0, members=24)
    ranked = Ranked(
        np.zeros(23, dtype=np.int64),
        np.arange(1, 24),
        np.full(23, 0.2),
        np.zeros(23, dtype=bool),
    )
    ordered = with_taught(ranked, learn_from(table, world), world)
    assert np.corrcoef(ordered.order, answers[1:])[0, 1] > 0.8
    assert np.array_equal(ordered.score, ranked.score)
    assert 0.1 < ordered.order.mean() < 0.4
    assert with_taught(ranked, None, world) is ranked


def test_letters_move_an_issue_and_break_no_rule() -> None:
    """Who answers stands in more lists than before, nobody in more than the cap allows."""
    table, answers = introduced(np.random.default_rng(5), 1500, spread=1.2, members=24)
    world = busy_world(24)
    before, after = (
        recommend(world, rehearsal(introduced=given, cap=4), "2026-W46").matches
        for given in (None, table)
    )
    assert pairs_of(before) != pairs_of(after)

    def mean_answer(matches: pa.Table) -> float:
        proposed = matches["candidate_id"].to_pylist()
        return float(np.mean([answers[int(one[6:])] for one in proposed]))

    assert mean_answer(after) > mean_answer(before)
    for matches in (before, after):
        counts = np.unique(matches["candidate_id"].to_pylist(), return_counts=True)[1]
        assert counts.max() <= 4
        assert np.all(matches["shown"].to_numpy() > 0)
    same = set(before["untaught"].to_pylist()) & set(after["untaught"].to_pylist())
    assert same


def test_how_likely_a_place_was_to_be_shown() -> None:
    """Ten readers with five candidates each; the first place shown to eight, the second to two."""
    reader = np.repeat(np.arange(10), 5)
    ranked = Ranked(
        reader,
        np.tile(np.arange(10, 15), 10),
        np.tile([0.9, 0.8, 0.7, 0.6, 0.5], 10),
        np.zeros(50, dtype=bool),
    )
    matched = np.array([*range(0, 40, 5), 41, 46])
    shown = shown_chances(ranked, matched, count=15)
    assert shown[:5] == pytest.approx([8.5 / 11, 2.5 / 11, 0.5 / 11, 0.5 / 21, 0.5 / 21])


def test_it_learns_what_a_habit_is_worth() -> None:
    """Where those come to talk who are proposed somebody others write to, that is believed."""
    rng = np.random.default_rng(6)
    table, _ = introduced(rng, 2500, spread=0.0)
    told = FirstWords.of(HERE).habits(60)[:, HABITS.index("is written to")]
    of = told[HERE.numbers(table["candidate_id"])]
    both = pa.array(rng.random(2500) < 1 / (1 + np.exp(2 - 1.2 * (of - of.mean()) / of.std())))
    place = INTRODUCED.get_field_index("both_ways")
    taught = learn_from(table.set_column(place, "both_ways", both), HERE)
    assert taught is not None
    assert taught.habits["is written to"] * of.std() == pytest.approx(1.2, abs=0.5)


def test_a_few_letters_have_little_say() -> None:
    """The more of them led to talk both ways, the more their lesson counts beside the past."""
    few, many = (
        learn_from(introduced(np.random.default_rng(7), rows, spread=0.0)[0], HERE)
        for rows in (250, 4000)
    )
    assert few is not None
    assert many is not None
    assert 0.2 < few.say < 0.5 < many.say < 1
