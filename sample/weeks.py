"""What the weeks must come to: who is there, who is active, who keeps talking, who was answered.

Counted from the plan of the sample, and from no export. Every row is one of a metric's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, pairwise
from typing import Any

from sample.first_posts import FirstPost
from sample.moments import END
from sample.planned import ZONE, Pair, Plan, Said, is_of_the_network, is_on_page
from sample.steps import steps, talks_by_pair

ACTIVE = timedelta(days=90)
FRIEND_LAST = timedelta(days=90)
WEEK = timedelta(days=7)

Row = dict[str, Any]


def weeks(made: Plan) -> dict[date, datetime]:
    """By Monday, from the week of the first who joined: when each week ends, or the exports do."""
    mondays = [monday_of(min(made.joined.values()))]
    while mondays[-1] < monday_of(END):
        mondays.append(mondays[-1] + WEEK)
    mondays.append(mondays[-1] + WEEK)
    return {
        # In UTC: two moments of different zones take a hundred times as long to compare.
        monday: min(datetime.combine(after, time(), ZONE).astimezone(UTC), END)
        for monday, after in pairwise(mondays)
    }


def monday_of(moment: datetime) -> date:
    """The Monday of the week a moment lies in, in the community's zone."""
    day = moment.astimezone(ZONE).date()
    return day - timedelta(days=day.weekday())


def by_week(
    made: Plan, talks: list[Said], between: list[Said], firsts: Mapping[str, FirstPost]
) -> dict[str, list[Row]]:
    """By metric of weeks, its rows in the order of time."""
    ends = weeks(made)
    parts = {
        "growth": _growth(made, ends),
        "active": _active(made, ends, talks),
        "keep_talking": _keep_talking(made, ends, between),
        "newcomers_answered": _newcomers(ends, firsts),
        "reciprocity": _reciprocity(ends, between),
    }
    rows = {
        metric: [{"week_date": week.isoformat(), **figures[week]} for week in ends]
        for metric, figures in parts.items()
    }
    called = {"answered": "newcomers_answered",
              "answered_by_members": "newcomers_answered_by_members"}  # fmt: skip
    left_out = {"people_who_keep_talking", "answered_first_by_team", "wrote_again", "pairs_two_way"}
    rows["report"] = [
        {
            called.get(name, name): value
            for part in together
            for name, value in part.items()
            if name not in left_out
        }
        for together in zip(*rows.values(), strict=True)
    ]
    return rows


def _growth(made: Plan, ends: Mapping[date, datetime]) -> dict[date, Row]:
    """Who joined, or liked the page; whoever is on no list from when they first wrote."""
    forum, page = dict(made.joined), dict(made.followed)
    for said in made.said:
        if made.who(said.by) == "members":
            place = page if is_on_page(said.thread) else forum
            place[said.by] = min(said.at, place.get(said.by, said.at))
    found: dict[date, Row] = {week: {} for week in ends}
    for arrivals, all_name, new_name in (
        (forum, "forum_members", "new_forum_members"),
        (page, "page_people", "new_page_people"),
    ):
        new = Counter(map(monday_of, arrivals.values()))
        for week, so_far in zip(ends, accumulate(new[week] for week in ends), strict=True):
            found[week] |= {all_name: so_far, new_name: new[week]}
    return found


def _active(made: Plan, ends: Mapping[date, datetime], talks: list[Said]) -> dict[date, Row]:
    found: dict[date, Row] = {}
    for week, end in ends.items():
        who = {said.by for said in _until(talks, end)}
        members = {each for each in who if made.who(each) == "members"}
        found[week] = {
            "active_members": len(members),
            "active_forum_members": sum(is_of_the_network(each) for each in members),
            "active_team": len(who - members),
        }
    return found


def _keep_talking(
    made: Plan, ends: Mapping[date, datetime], between: list[Said]
) -> dict[date, Row]:
    by_pair = talks_by_pair(between)
    strict = {
        pair: (reached["repeated"], [said.at for said in by_pair[pair] if said.is_strict])
        for pair, reached in steps(by_pair, made.meetings).items()
        if "repeated" in reached
    }
    found: dict[date, Row] = {}
    for week, end in ends.items():
        pairs = {
            pair
            for pair, (since, moments) in strict.items()
            if since <= end and any(end - FRIEND_LAST < at <= end for at in moments)
        }
        people: set[str] = set().union(*pairs)
        found[week] = {
            "pairs_who_keep_talking": len(pairs), "people_who_keep_talking": len(people)
        }  # fmt: skip
    return found


def _newcomers(ends: Mapping[date, datetime], firsts: Mapping[str, FirstPost]) -> dict[date, Row]:
    by_monday: defaultdict[date, list[FirstPost]] = defaultdict(list)
    for first in firsts.values():
        by_monday[monday_of(first.at)].append(first)
    return {
        week: {
            "newcomers": len(by_monday[week]),
            "answered": sum(first.answered_by != "nobody" for first in by_monday[week]),
            "answered_by_members": sum(first.is_answered_by_members for first in by_monday[week]),
            "answered_first_by_team": sum(first.answered_by == "team" for first in by_monday[week]),
            "wrote_again": sum(first.again_at is not None for first in by_monday[week]),
        }
        for week in ends
    }


def _reciprocity(ends: Mapping[date, datetime], between: list[Said]) -> dict[date, Row]:
    found: dict[date, Row] = {}
    for week, end in ends.items():
        ways: defaultdict[Pair, set[str]] = defaultdict(set)
        for said in _until(between, end):
            if said.is_strict:
                ways[frozenset((said.by, said.to or ""))].add(said.by)
        two_way = sum(len(speakers) == 2 for speakers in ways.values())
        found[week] = {
            "pairs_talking": len(ways),
            "pairs_two_way": two_way,
            "reciprocity": two_way / len(ways) if ways else None,
        }
    return found


def _until(talks: list[Said], end: datetime) -> list[Said]:
    """Of what stands in the order of time, what was said in the days before a moment."""
    first, last = (bisect_right(talks, at, key=lambda said: said.at) for at in (end - ACTIVE, end))
    return talks[first:last]
