"""The community in figures, rounded so that they tell nothing of any few."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from analytics.shares import Share
from publisher.asking import Row
from publisher.catalogs import ENGLISH
from publisher.dates import short_month
from publisher.facts import Month, Report
from publisher.small_cells import public_count, public_pairs, public_parts

QUARTER, FORTNIGHT = 13, 2
"""Weeks."""


def report(
    weeks: list[dict[str, Any]],
    *,
    smallest: int,
    talked: Share | None = None,
    language: str = ENGLISH,
) -> Report:
    """The community in figures, from one row per week, oldest first.

    Newcomers are those of the last eight weeks in which everybody's time to be answered is over.
    talked: of the introductions, those who talked within 28 days.
    """
    introduced, introduced_talked, _ = public_parts(
        talked.known if talked else None, talked.happened if talked else None, smallest=smallest
    )
    newest: Row = weeks[-1] if weeks else defaultdict(lambda: None)
    lately = [week for week in weeks if week["is_settled"]][-8:]
    newcomers, answered, unanswered = public_parts(
        _total(lately, "newcomers"), _total(lately, "answered"), smallest=smallest
    )
    share = newest["reciprocity"]
    quarter_ago = weeks[-1 - QUARTER] if len(weeks) > QUARTER else {}
    fortnight_ago = weeks[-1 - FORTNIGHT] if len(weeks) > FORTNIGHT else {}
    months: dict[str, Month] = {}
    for week in weeks:
        label = short_month(week["week_date"], language)
        months[label] = Month(
            label,
            public_count(week["forum_members"], smallest=smallest),
            public_count(week["page_people"], smallest=smallest),
            public_pairs(week["pairs"], smallest=smallest),
        )
    page_people = public_count(newest["page_people"], smallest=smallest)
    pairs = public_pairs(newest["pairs"], smallest=smallest)
    return Report(
        week=newest["week_date"],
        members=public_count(newest["forum_members"], smallest=smallest),
        page_people=page_people,
        has_page=bool(newest["page_people"]),
        active=public_count(newest["active_members"], smallest=smallest),
        pairs=pairs,
        newcomers=newcomers,
        answered=answered,
        unanswered=unanswered,
        both_ways=None if share is None or pairs is None else round(share * 10),
        forum_gain=_gain(newest, quarter_ago, "forum_members", smallest),
        page_gain=_gain(newest, fortnight_ago, "page_people", smallest),
        pairs_gain=_gain(newest, quarter_ago, "pairs", smallest),
        months=tuple(months.values())[-13:],
        introduced=introduced,
        introduced_talked=introduced_talked,
    )


def _gain(newest: Row, before: Row, column: str, smallest: int) -> int | None:
    """How much more than before: the difference of two rounded figures, which tells no more."""
    now = public_count(newest[column], smallest=smallest)
    then = public_count(before.get(column), smallest=smallest)
    return None if now is None or then is None else now - then


def _total(weeks: list[dict[str, Any]], column: str) -> int | None:
    known = [week[column] for week in weeks if week[column] is not None]
    return sum(known) if known else None
