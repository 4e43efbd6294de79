"""What the community's figures must come to, month by month: counted from the sample's plan."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Any

from sample.first_posts import FirstPost, first_posts
from sample.kept_figures import cooling, kept
from sample.moments import END
from sample.planned import ZONE, Pair, Plan, Said, month_of
from sample.steps import STEPS, steps, talks_by_pair

WEEK = timedelta(days=7)
FRIEND_LAST = timedelta(days=90)
LONG, VOICES, PAIRS = 12, 4, 2


def figures(made: Plan) -> dict[str, dict[str, Any]]:
    """By month, as its first day: the figures of the monthly letter."""
    ends = month_ends(made)
    months = list(ends)
    talks = made.talks()
    between = made.between(talks)
    firsts = first_posts(made, talks)
    parts = (
        _writing(made, months, firsts),
        _newcomers(months, firsts),
        _threads(made, months, ends),
        _friends(made, months, ends, between),
        _pairs(months, between),
        _page(made, months, talks),
        _good_talks(made, months, ends, between),
        cooling(months, ends, between),
        kept(made, months, talks, between),
    )
    return {
        month.isoformat(): {name: value for part in parts for name, value in part[month].items()}
        for month in months
    }


ByMonth = dict[date, dict[str, Any]]


def _writing(made: Plan, months: list[date], firsts: Mapping[str, FirstPost]) -> ByMonth:
    by_month: defaultdict[date, list[Said]] = defaultdict(list)
    for said in made.said:
        if made.who(said.by) == "members":
            by_month[month_of(said.at)].append(said)
    found: ByMonth = {}
    for month in months:
        counts = Counter(said.by for said in by_month[month])
        half, most = 0, sorted(counts.values(), reverse=True)
        while sum(most[:half]) < len(by_month[month]) / 2:
            half += 1
        cohort = {who for who, first in firsts.items() if month_of(first.at) == _back(month, 3)}
        found[month] = {
            "members_wrote": len(counts),
            "posts": len(by_month[month]),
            "openings": sum(said.is_opening for said in by_month[month]),
            "members_of_half": half,
            "newcomers_three_months_ago": len(cohort),
            "newcomers_who_stayed": len(cohort & counts.keys()),
        }
    return found


def _newcomers(months: list[date], firsts: Mapping[str, FirstPost]) -> ByMonth:
    found: ByMonth = {month: Counter() for month in months}
    helpers = defaultdict(set)
    for first in firsts.values():
        count = found[month_of(first.at)]
        is_answered = first.answered_by != "nobody"
        by = f"answered_by_{first.answered_by}" if is_answered else "unanswered"
        count["newcomers"] += 1
        count[f"newcomers_{by}"] += 1
        count[f"newcomers_{'answered' if is_answered else 'unanswered'}_wrote_again"] += (
            first.wrote_again
        )
        if first.answer and first.answered_by == "members":
            helpers[month_of(first.answer.at)].add(first.answer.by)
    names = ("newcomers", "newcomers_answered_by_members", "newcomers_answered_by_team",
             "newcomers_unanswered", "newcomers_answered_wrote_again",
             "newcomers_unanswered_wrote_again")  # fmt: skip
    return {
        month: {name: found[month][name] for name in names} | {"helpers": len(helpers[month])}
        for month in months
    }


def _threads(made: Plan, months: list[date], ends: Mapping[date, datetime]) -> ByMonth:
    openings = {said.thread: said for said in made.said if said.is_opening}
    replies: dict[str, Said] = {}
    for said in made.said:
        opening = openings.get(said.thread)
        if opening and said is not opening and said.by != opening.by and said.at >= opening.at:
            replies.setdefault(said.thread, said)
    begun = [said for said in openings.values() if made.who(said.by) == "members"]
    found: ByMonth = {}
    for month in months:
        here = [said for said in begun if month_of(said.at) == month]
        in_time = [
            replies[said.thread]
            for said in here
            if said.thread in replies and replies[said.thread].at <= said.at + WEEK
        ]
        hours = [(reply.at - openings[reply.thread].at).total_seconds() / 3600 for reply in in_time]
        end = ends[month]
        lately = [said for said in begun if end - timedelta(days=30) < said.at <= end]
        found[month] = {
            "threads": len(here),
            "threads_answered": len(in_time),
            "threads_answered_first_by_team": sum(made.who(r.by) != "members" for r in in_time),
            "first_reply_hours": round(median(hours), 3) if hours else None,
            "threads_waiting": sum(
                said.thread not in replies or replies[said.thread].at > end for said in lately
            ),
        }
    return found


def _friends(
    made: Plan, months: list[date], ends: Mapping[date, datetime], between: list[Said]
) -> ByMonth:
    by_pair = talks_by_pair(between)
    steps_of = steps(by_pair, made.meetings)
    found: ByMonth = {}
    for month in months:
        end = ends[month]
        keeping: set[Pair] = set()
        began = dormant = 0
        stages: Counter[str] = Counter()
        for pair, reached in steps_of.items():
            come = [name for name in STEPS if (at := reached.get(name)) and at <= end]
            if come:
                stages[come[-1]] += 1
            friends_at = reached.get("repeated")
            if friends_at is None or friends_at > end:
                continue
            began += month_of(friends_at) == month
            talks = by_pair[pair]
            strict = max(s.at for s in talks if s.is_strict and s.at <= end)
            if strict > end - FRIEND_LAST:
                keeping.add(pair)
            dormant += max(s.at for s in talks if s.at <= end) <= end - timedelta(days=180)
        found[month] = {
            "pairs_who_keep_talking": len(keeping),
            "people_who_keep_talking": len(set().union(*keeping)),
            "pairs_began": began,
            "pairs_dormant": dormant,
        } | {f"pairs_{name}": stages[name] for name in STEPS}
    return found


def _pairs(months: list[date], between: list[Said]) -> ByMonth:
    talking: defaultdict[date, set[Pair]] = defaultdict(set)
    new: Counter[date] = Counter()
    known: set[Pair] = set()
    for said in between:
        pair = frozenset((said.by, said.to or ""))
        talking[month_of(said.at)].add(pair)
        new[month_of(said.at)] += pair not in known
        known.add(pair)
    return {m: {"pairs_talking": len(talking[m]), "new_pairs": new[m]} for m in months}


def _page(made: Plan, months: list[date], talks: list[Said]) -> ByMonth:
    found: ByMonth = {month: Counter() for month in months}
    spoken = defaultdict(list)
    for said in talks:
        if said.by == made.page:
            spoken[said.to].append(said.at)
            found[month_of(said.at)]["page_answers"] += 1
    for said in made.said:
        if said.is_opening and said.by == made.page:
            found[month_of(said.at)]["page_begun"] += 1
    for said in talks:
        count = found[month_of(said.at)]
        if said.to == made.page:
            count["page_addressed"] += 1
            back = any(said.at < at <= said.at + WEEK for at in spoken[said.by])
            count["page_answered_back"] += back
    names = ("page_begun", "page_answers", "page_addressed", "page_answered_back")
    return {month: {name: found[month][name] for name in names} for month in months}


def _good_talks(
    made: Plan, months: list[date], ends: Mapping[date, datetime], between: list[Said]
) -> ByMonth:
    posts: defaultdict[str, list[Said]] = defaultdict(list)
    ways: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for said in made.said:
        if not said.is_wall:
            posts[said.thread].append(said)
    for said in between:
        if said.is_strict and not said.is_wall:
            ways[said.thread].add((said.by, said.to or ""))
    last: Counter[date] = Counter()
    speaking: Counter[date] = Counter()
    for thread, written in posts.items():
        voices = {each.by for each in written if made.who(each.by) == "members"}
        back = sum((other, one) in ways[thread] for one, other in ways[thread]) // 2
        if len(written) >= LONG and len(voices) >= VOICES and back >= PAIRS:
            last[month_of(written[-1].at)] += 1
            speaking[month_of(written[-1].at)] += len(voices)
    return {
        month: {"disagreements": last[month], "disagreement_voices": speaking[month]}
        for month in months
    }


def month_ends(made: Plan) -> dict[date, datetime]:
    """By its first day, every month from the first post to the last: when it ends, or all does."""
    months = [month_of(made.said[0].at)]
    while months[-1] < month_of(END):
        months.append(next_month(months[-1]))
    return {month: min(_first_of(next_month(month)), END) for month in months}


def next_month(month: date) -> date:
    """The month after it, as its first day."""
    return (month + timedelta(days=32)).replace(day=1)


def _back(month: date, months: int) -> date:
    place = month.year * 12 + month.month - 1 - months
    return date(place // 12, place % 12 + 1, 1)


def _first_of(month: date) -> datetime:
    return datetime(month.year, month.month, 1, tzinfo=ZONE).astimezone(UTC)
