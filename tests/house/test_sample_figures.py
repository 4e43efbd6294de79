"""The figures of the sample come to what its plan says, month by month."""

from __future__ import annotations

from typing import Any

import pytest

from analytics.warehouse import Warehouse

QUOTED_BY_NAME = {
    *("pairs_who_keep_talking", "pairs_began", "pairs_dormant", "pairs_noticed", "pairs_answered"),
    *("pairs_two_way", "pairs_repeated", "pairs_offline", "pairs_talking", "new_pairs"),
    *("people_who_keep_talking", "pairs_cooling"),
}
TALKS_BY_NAME = {"talks", "thanks", "thankers", "thanked"}
"""A quotation gives a name only. Where two go by it nobody can tell whom it speaks to, and the talk
counts, weakly, as one to whoever opened the thread."""
EXACT = {
    *("members_wrote", "openings", "newcomers", "newcomers_answered_by_members"),
    *("newcomers_answered_by_team", "newcomers_unanswered", "newcomers_answered_wrote_again"),
    *("newcomers_unanswered_wrote_again", "newcomers_three_months_ago", "newcomers_who_stayed"),
    *("helpers", "threads", "threads_answered", "threads_answered_first_by_team"),
    *("threads_waiting", "members_of_half", "page_begun", "page_answers", "page_addressed"),
    *("page_answered_back", "first_reply_hours", "comments", "talks_with_team"),
    "passed_on_by_team",
}
"""What no name decides."""
OTHERS = {"posts", "disagreements", "disagreement_voices"}


@pytest.fixture(scope="module")
def months(sample_warehouse: Warehouse) -> dict[str, dict[str, Any]]:
    """The monthly figures by month, as its first day."""
    rows = sample_warehouse.frame(
        "select monthly.*, helping.passed_on_by_team from metrics.monthly "
        "inner join metrics.helping using (month_date) order by 1"
    ).to_pylist()
    return {row["month_date"].isoformat(): row for row in rows}


def test_the_months_are_those_of_the_plan(
    months: dict[str, dict[str, Any]], sample_truth: dict[str, Any]
) -> None:
    assert set(months) == set(sample_truth["figures"])
    assert len(months) > 24


def test_every_figure_of_the_plan_is_compared(sample_truth: dict[str, Any]) -> None:
    planned = {name for month in sample_truth["figures"].values() for name in month}
    assert planned == EXACT | QUOTED_BY_NAME | TALKS_BY_NAME | OTHERS


def test_figures_agree_month_by_month(
    months: dict[str, dict[str, Any]], sample_truth: dict[str, Any]
) -> None:
    """Each within one in a hundred or one, as the rule for spam takes an honest post now and then.

    Of pairs, of whom some speak by quoting a name, six: what is off by a pair stays so for good.
    Of what one says to another in a month, two. A thread that is held to be a post shorter takes
    its voices with it.
    """
    least = dict.fromkeys(QUOTED_BY_NAME, 6) | dict.fromkeys(TALKS_BY_NAME, 2)
    least["disagreement_voices"] = 12
    wrong = [
        (month, name, expected, months[month][name])
        for month, figures in sample_truth["figures"].items()
        for name, expected in figures.items()
        if not near(expected, months[month][name], least=least.get(name, 1))
    ]
    assert wrong == []


def test_what_no_name_decides_agrees_exactly(
    months: dict[str, dict[str, Any]], sample_truth: dict[str, Any]
) -> None:
    """Of all those figures at least 99 in a hundred are the same."""
    cells = [
        near(expected, months[month][name], least=0.001)
        for month, figures in sample_truth["figures"].items()
        for name, expected in figures.items()
        if name in EXACT
    ]
    assert len(cells) > 500
    assert sum(cells) >= 0.99 * len(cells)


def near(expected: float | None, found: float | None, *, least: float) -> bool:
    """Whether two figures are the same but for so much, or for a hundredth."""
    if expected is None or found is None:
        return expected is found
    share = 0.01 if least >= 1 else 0
    return abs(expected - found) <= max(least, share * abs(expected))
