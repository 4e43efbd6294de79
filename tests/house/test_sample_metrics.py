"""Every metric on the sample comes to what its plan says; what no plan can say is listed here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from analytics.build import FOLDER
from analytics.models import find_models
from analytics.warehouse import Warehouse

Row = dict[str, Any]

METRICS = {
    name.removeprefix("metrics."): model
    for name, model in find_models(FOLDER).items()
    if name.startswith("metrics.")
}
OF_THE_LETTER: dict[str, dict[str, str]] = {
    "disagreements": {"threads": "disagreements", "voices": "disagreement_voices"},
    "edges_per_comment": {
        "comments": "comments", "pairs_talking": "pairs_talking", "new_pairs": "new_pairs"
    },
    "friends": {
        name: name
        for name in ("pairs_who_keep_talking", "people_who_keep_talking", "pairs_began",
                     "pairs_cooling", "pairs_dormant")
    },
    "helping": {
        name: name
        for name in ("helpers", "thanks", "thankers", "thanked", "passed_on_by_team")
    },
    "spread": {"members_of_half": "members_of_half"},
    "team_dependence": {
        "talks": "talks", "talks_with_team": "talks_with_team",
        "threads_answered": "threads_answered",
        "threads_answered_first_by_team": "threads_answered_first_by_team",
    },
}  # fmt: skip
"""By metric its columns that the truth tells with the figures of the monthly letter."""
LATELY = {
    "forum_members": "forum_members", "page_people": "page_people",
    "active_members": "active_members", "active_forum_members": "active_forum_members",
    "pairs_talking_lately": "pairs_talking",
}  # fmt: skip
"""Columns of the monthly letter that are those of the last week that ended in the month."""
OTHER_TESTS = {
    "activity": "members_wrote members_talked posts openings team_wrote team_posts",
    "bonding": "talks_within talks_across pairs_within pairs_across bridging",
    "edges_per_comment": "pairs_per_comment new_pairs_per_comment",
    "languages": "posts members",
    "warmth": "posts posts_quarter posts_quarter_before members_quarter is_warming is_cooling",
}
"""What test_sample_kept_figures compares: they need what only the product can say, or more keys."""
COPIES = {"monthly"}
"""Made of the other metrics' columns and of nothing else; test_sample_figures compares it."""
CALENDAR = {"periods", "months", "weeks"}
NOT_PLANNED = {
    ("warmth", "label"): "of a topic the product's own; a space's is what the test finds it by",
    **dict.fromkeys(
        (
            ("activity", "is_whole"), ("report", "is_whole"), ("retention", "is_whole"),
            ("retention", "month_date"), ("report", "is_newcomers_settled"),
            ("newcomers_answered", "is_settled"), ("newcomer_answers", "is_settled"),
            ("first_replies", "is_settled"),
        ),
        "follows from the calendar: which month it is, and whether the time is over",
    ),
}  # fmt: skip
"""Columns for which the sample has no truth, each with the reason."""

BY_NAME = {
    **dict.fromkeys(
        ("pairs", "pairs_who_keep_talking", "people_who_keep_talking", "pairs_talking",
         "pairs_two_way", "new_pairs", "pairs_began", "pairs_dormant", "pairs_cooling"), 6
    ),
    **dict.fromkeys(
        ("addressed", "answered_back", "people_addressing", "answers", "talks", "thanks",
         "thankers", "thanked", "reached", "page_people", "new_page_people"), 6
    ),
    # An honest post that is taken for spam may take its thread from the long ones.
    "voices": 12,
}  # fmt: skip
"""A quotation gives a name only: where two go by it nobody can tell whom it speaks to; and of those
who like the page two of one name are one. So many of a figure may be off."""
SHARE = 0.05
"""So much a share of few may be off for the same reason."""


@pytest.fixture(scope="module")
def planned(sample_truth: dict[str, Any]) -> dict[str, list[Row]]:
    """By metric, its rows as the plan has them."""
    found: dict[str, list[Row]] = {name: list(rows) for name, rows in sample_truth["rows"].items()}
    months = sample_truth["figures"]
    for metric, columns in OF_THE_LETTER.items():
        by_month = {row["month_date"]: row for row in found.get(metric, ())}
        found[metric] = [
            {"month_date": month, **by_month.get(month, {})}
            | {column: figures[name] for column, name in columns.items()}
            for month, figures in months.items()
        ]
    for row in found["team_dependence"]:
        row["share_with_team"] = row["talks_with_team"] / row["talks"] if row["talks"] else None
    return found


def test_every_figure_has_a_truth_or_a_reason_why_not(
    planned: dict[str, list[Row]], sample_warehouse: Warehouse
) -> None:
    without = set()
    for metric, model in METRICS.items():
        if metric in COPIES | CALENDAR:
            continue
        columns = set(sample_warehouse.frame(f"select * from metrics.{metric}").column_names)
        told = {column for row in planned.get(metric, ()) for column in row}
        told |= {*model.grain, *OTHER_TESTS.get(metric, "").split()}
        without |= {(metric, column) for column in columns - told}
    assert without == set(NOT_PLANNED)


@pytest.mark.parametrize("metric", sorted(METRICS.keys() - COPIES - CALENDAR - {
    "activity", "bonding", "languages", "warmth"}))  # fmt: skip
def test_metric_agrees(
    planned: dict[str, list[Row]], sample_warehouse: Warehouse, metric: str
) -> None:
    """Every row of its grain, each figure within one or a hundredth; of names, within six."""
    grain = METRICS[metric].grain
    found = {
        key(row, grain): row
        for row in sample_warehouse.frame(f"select * from metrics.{metric}").to_pylist()
    }
    expected = {key(row, grain): row for row in planned[metric]}
    assert expected.keys() == found.keys()
    cells = [
        (*at, column, value, found[at][column])
        for at, row in expected.items()
        for column, value in row.items()
        if column not in grain
    ]
    assert [cell for cell in cells if not near(*cell[-3:])] == []
    same = sum(cell[-2] == pytest.approx(cell[-1], abs=0.001) for cell in cells)
    decided_by_names = any(cell[-3] in BY_NAME for cell in cells)
    assert decided_by_names or same >= 0.98 * len(cells)


def key(row: Row, grain: Iterable[str]) -> tuple[str, ...]:
    """What a row is found by."""
    return tuple(str(row[column]) for column in grain)


def near(column: str, expected: float | None, found: float | None) -> bool:
    """Whether two figures are the same but for what may be off."""
    if expected is None or found is None:
        return expected is found
    if isinstance(expected, float) and expected <= 1 and found <= 1:
        return abs(expected - found) <= SHARE
    return abs(expected - found) <= max(BY_NAME.get(column, 1), 0.01 * abs(expected))


def test_the_monthly_letter_takes_its_last_week(
    planned: dict[str, list[Row]], sample_warehouse: Warehouse
) -> None:
    """Who is there and who was active, as in the last week that ended in the month."""
    weeks = {row["week_date"]: {**row} for row in planned["report"]}
    last = sample_warehouse.frame(
        "select months.month_date, max(weeks.week_date) as week_date from metrics.months "
        "inner join metrics.weeks on weeks.ends_at <= months.ends_at group by all"
    ).to_pylist()
    months = {
        row["month_date"]: row
        for row in sample_warehouse.frame("select * from metrics.monthly").to_pylist()
    }
    assert len(last) > 24
    for row in last:
        week, month = weeks[row["week_date"].isoformat()], months[row["month_date"]]
        for column, name in LATELY.items():
            assert near(name, week[name], month[column]), (row, column)
