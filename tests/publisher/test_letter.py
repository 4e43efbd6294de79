"""The monthly letter, the year and all figures: what they say, and what they keep to themselves."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.build import FOLDER
from analytics.models import find_models
from publisher.all_figures import all_figures, month_before
from publisher.defined_figures import DEFINITIONS
from publisher.letter import letter, month_ends, told_months, warm_and_cool, year
from publisher.small_cells import public_count, public_pairs, public_share, public_split
from tests.publisher.months import month_row

OCTOBER = date(2026, 10, 1)


def months(count: int, **facts: Any) -> list[dict[str, Any]]:
    """So many months up to October 2026, all alike."""
    return [month_row(month_before(OCTOBER, n), **facts) for n in reversed(range(count))]


def told(rows: list[dict[str, Any]], as_of: date = date(2026, 11, 15)) -> Any:
    return letter(rows, as_of=as_of, answered_days=7, warmth=(), talk=None, smallest=5)


def test_the_letter_tells_of_the_last_whole_month() -> None:
    rows = [*months(2), month_row(date(2026, 11, 1), is_whole=False)]
    assert told_months(rows)[-1]["month_date"] == OCTOBER
    assert told_months(rows[-1:])[-1]["month_date"] == date(2026, 11, 1)
    assert not told_months([])


def test_the_letter_compares_with_the_month_before_and_the_year_before() -> None:
    rows = months(13, members_wrote=100)
    rows[-1]["members_wrote"] = 62
    rows[-2]["members_wrote"] = 81
    found = told(rows)
    assert (found.wrote, found.wrote_more, found.wrote_more_than_last_year) == (60, -20, -40)


def test_the_letter_of_a_first_month_compares_with_nothing() -> None:
    found = told(months(1, members_wrote=100))
    assert (found.wrote, found.wrote_more, found.wrote_more_than_last_year) == (100, None, None)
    assert told([]).month is None


def test_answered_and_unanswered_newcomers_write_again_or_not() -> None:
    """Over the year, in tenths; months whose newcomers still have time are left out."""
    rows = months(
        6,
        newcomers=10,
        newcomers_answered_by_members=5,
        newcomers_answered_by_team=1,
        newcomers_unanswered=4,
        newcomers_answered_wrote_again=4,
        newcomers_unanswered_wrote_again=1,
    )
    rows.append(
        month_row(
            date(2026, 11, 1),
            newcomers=90,
            newcomers_unanswered=90,
            newcomers_unanswered_wrote_again=90,
            is_newcomers_settled=False,
        )
    )
    found = told(rows)
    # 24 of 36 and 6 of 24, rounded to 25 of 35 and 5 of 25.
    assert (found.again_answered, found.again_unanswered) == (7, 2)


def test_newcomers_may_still_be_answered_until_their_days_are_over() -> None:
    assert told(months(1), as_of=date(2026, 11, 7)).is_answering
    assert not told(months(1), as_of=date(2026, 11, 8)).is_answering


def test_what_few_did_is_not_told() -> None:
    """Threads of three people, thanks of two, a page that four people wrote to."""
    found = told(
        months(
            1,
            threads_waiting=12,
            people_waiting=3,
            thankers=2,
            page_addressed=30,
            page_answered_back=10,
            page_people_addressing=4,
            first_reply_hours=3.0,
            thread_people=4,
            openings=3,
            comments=20,
            members_wrote=9,
            pairs_began=6,
        )
    )
    assert found.threads_waiting is None
    assert found.thankers is None
    assert found.page_addressed is None
    assert found.page_back is None
    assert found.first_reply_hours is None
    assert found.replies is None
    assert found.pairs_began is None


def test_a_year_adds_up_its_months() -> None:
    rows = months(14, pairs_began=3, newcomers=4, newcomers_answered_by_members=3, members_wrote=20)
    rows[5]["members_wrote"] = 44
    found = year(rows, talks=(), smallest=5)
    assert found is not None
    assert (found.first, found.last, len(found.months)) == (date(2025, 11, 1), OCTOBER, 12)
    assert (found.pairs_began, found.newcomers, found.answered) == (35, 50, 35)
    assert (found.wrote, found.busiest) == (45, rows[5]["month_date"])
    assert year(rows[:1], talks=(), smallest=5) is None


def test_warmth_of_five_people_or_more_is_told() -> None:
    facts = {"month_date": OCTOBER, "posts_quarter": 20, "posts_quarter_before": 4}
    rows = [
        facts | {"label": "Knives", "members_quarter": 6, "is_warming": True},
        facts | {"label": "Lamps", "members_quarter": 4, "is_warming": True},
        facts | {"label": "Bags", "members_quarter": 9, "is_warming": False},
        facts | {"label": "Old", "members_quarter": 9, "is_warming": True, "month_date": None},
    ]
    found = warm_and_cool(rows, OCTOBER, smallest=5)
    assert [(each.label, each.is_warming, each.now, each.before) for each in found] == [
        ("Knives", True, 20, None),
        ("Bags", False, 20, None),
    ]


@given(st.integers(0, 400))
def test_pairs_are_told_only_when_five_people_must_be_in_them(count: int) -> None:
    """Four people make at most six pairs."""
    shown = public_pairs(count)
    assert (shown is None) == (count < 7)
    assert shown is None or (shown % 5 == 0 and abs(shown - count) <= 2)


@given(st.lists(st.integers(0, 30), min_size=2, max_size=3))
def test_no_small_part_can_be_worked_out_from_the_others(parts: list[int]) -> None:
    """Every part that is not told has at least two values that fit all that is told.

    An attacker knows the rules, the rounded whole and every part that is shown.
    """
    shown = public_split(tuple(parts))
    whole = public_count(sum(parts))
    hidden = [place for place, part in enumerate(shown) if part is None]
    assert all(part is None or part >= 5 for part in shown)
    if not hidden:
        return
    fitting = [
        guess
        for guess in itertools.product(range(33), repeat=len(parts))
        if public_count(sum(guess)) == whole and public_split(guess) == shown
    ]
    for place in hidden:
        assert len({guess[place] for guess in fitting}) > 1, (parts, shown)


@given(st.integers(0, 300), st.integers(0, 300))
def test_a_share_hides_few_and_is_round(part: int, rest: int) -> None:
    share = public_share(part + rest, part)
    assert (share is None) == (min(part, rest) < 5)
    assert share is None or (share % 5 == 0 and 5 <= share <= 95)


def test_every_figure_is_defined_once_and_from_a_table_there_is() -> None:
    keys = [each.key for each in DEFINITIONS]
    assert len(keys) == len(set(keys))
    assert {each.table for each in DEFINITIONS} <= set(find_models(FOLDER))
    for each in DEFINITIONS:
        assert each.definition.endswith("."), each.key


def test_every_figure_of_a_few_people_is_a_dash() -> None:
    """Four people, four pairs: nothing is shown in public, everything in the office."""
    counts = dict.fromkeys(
        [name for name, value in month_row(OCTOBER).items() if value == 0 and name != "is_whole"], 4
    )
    rows = months(13, **counts, newcomers_median_hours=3.0, first_reply_hours=2.0)
    public = all_figures(rows, smallest=5)
    assert [
        figure.key
        for group in public
        for figure in group.figures
        if (figure.now, figure.before, figure.year_ago) != (None, None, None)
    ] == []
    assert all(number is None for g in public for f in g.figures for _, number in f.months)
    private = {f.key: f.now for g in all_figures(rows, smallest=1) for f in g.figures}
    assert private["newcomers"] == 4
    assert private["pairs-began"] == 4
    assert private["first-reply"] == 2


def test_figures_stand_beside_the_month_and_the_year_before() -> None:
    rows = months(13, members_wrote=50)
    rows[-1]["members_wrote"], rows[-2]["members_wrote"] = 61, 72
    figures = {f.key: f for g in all_figures(rows, smallest=5) for f in g.figures}
    wrote = figures["members-wrote"]
    assert (wrote.now, wrote.before, wrote.year_ago) == (60, 70, 50)
    assert len(wrote.months) == 13
    assert wrote.months[-1] == (OCTOBER, 60)


def test_a_gap_in_the_months_is_no_month_before() -> None:
    rows = months(3, members_wrote=50)
    del rows[1]
    figures = {f.key: f for g in all_figures(rows, smallest=5) for f in g.figures}
    assert figures["members-wrote"].before is None


@pytest.mark.parametrize(
    ("month", "back", "expected"),
    [
        (date(2026, 1, 1), 1, date(2025, 12, 1)),
        (date(2026, 3, 1), 12, date(2025, 3, 1)),
        (date(2026, 12, 1), 12, date(2025, 12, 1)),
    ],
)
def test_months_before(month: date, back: int, expected: date) -> None:
    assert month_before(month, back) == expected


def test_month_ends_hide_few() -> None:
    found = month_ends(months(1, forum_members=4, page_people=12, pairs_who_keep_talking=6), 5)
    assert (found[0].forum, found[0].page, found[0].pairs) == (None, 10, None)
