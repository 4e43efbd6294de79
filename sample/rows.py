"""The rows that metrics must come to on the sample, as its plan says.

What the monthly letter says stands in `sample.figures`; here is what the metrics tell beside it.
"""

from __future__ import annotations

from typing import Any

from sample.figures import month_ends
from sample.first_posts import first_posts
from sample.months import by_month
from sample.planned import Plan
from sample.voices import by_voice
from sample.weeks import by_week, weeks


def metric_rows(made: Plan) -> dict[str, list[dict[str, Any]]]:
    """By metric: rows of its grain, each with the columns that the plan can say."""
    months = month_ends(made)
    talks = made.talks()
    between = made.between(talks)
    firsts = first_posts(made, talks)
    return {
        **by_week(made, talks, between, firsts),
        **by_month(made, months, talks, between, firsts),
        **by_voice(made, months, weeks(made), talks),
    }
