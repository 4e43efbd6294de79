"""More of what the figures must come to: ties that cool, thanks, what is passed on, and places.

Counted from the plan of the sample, as `sample.figures` are, and from no export.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sample.planned import ZONE, Pair, Plan, Said, month_of

COOLING = timedelta(days=60)
WEAK = 0.3
LETTERS = 20
"""The language of a shorter text is not told."""

THANKS = (
    *("thank you", "thanks", "many thanks", "danke", "dank je", "bedankt", "merci", "gracias"),
)
"""The words the sample's people thank with."""
NO_THANKS = ("thanks you for", "will thank you")
"""And those in which it is somebody else who does, or will."""

ByMonth = dict[date, dict[str, Any]]


def cooling(months: list[date], ends: Mapping[date, datetime], between: list[Said]) -> ByMonth:
    """Pairs whose talk of sixty days is at most half as strong as that of the sixty before."""
    by_pair: defaultdict[Pair, list[Said]] = defaultdict(list)
    for said in between:
        by_pair[frozenset((said.by, said.to or ""))].append(said)
    found: ByMonth = {}
    for month in months:
        end = ends[month]
        count = 0
        for pair, talks in by_pair.items():
            lately = [s for s in talks if end - COOLING < s.at <= end]
            before = [s for s in talks if end - 2 * COOLING < s.at <= end - COOLING]
            was = _strength(pair, before)
            count += was >= 1 and _strength(pair, lately) <= was / 2
        found[month] = {"pairs_cooling": count}
    return found


def _strength(pair: Pair, talks: list[Said]) -> float:
    one, other = (
        sum(10 if s.is_strict else 10 * WEAK for s in talks if s.by == who) for who in sorted(pair)
    )
    return (min(one, other) + abs(one - other) / 2) / 10


def kept(made: Plan, months: list[date], talks: list[Said], between: list[Said]) -> ByMonth:
    """Comments, talk with the team, thanks and what the page passed on."""
    comments: Counter[date] = Counter()
    for said in made.said:
        comments[month_of(said.at)] += not said.is_opening and made.who(said.by) == "members"
    every: Counter[date] = Counter()
    with_team: Counter[date] = Counter()
    for said in talks:
        sides = [made.who(said.by), made.who(said.to or "")]
        if "members" in sides:
            every[month_of(said.at)] += 1
            with_team[month_of(said.at)] += sides != ["members", "members"]
    thanks: defaultdict[date, list[Said]] = defaultdict(list)
    for said in between:
        if said.is_strict and is_thanks(said.text):
            thanks[month_of(said.at)].append(said)
    passed = Counter(month_of(at) for _, at in made.passed_on)
    return {
        month: {
            "comments": comments[month],
            "talks": every[month],
            "talks_with_team": with_team[month],
            "thanks": len(thanks[month]),
            "thankers": len({said.by for said in thanks[month]}),
            "thanked": len({said.to for said in thanks[month]}),
            "passed_on_by_team": passed[month],
        }
        for month in months
    }


def is_thanks(text: str) -> bool:
    """Whether the words thank somebody for something done."""
    low = text.casefold()
    for other in NO_THANKS:
        low = low.replace(other, " ")
    return any(word in low for word in THANKS)


def by_period(made: Plan) -> dict[str, dict[str, dict[str, int]]]:
    """By `day`, `week` and `month`, by its first day: who wrote, who talked, and how much."""
    found: dict[str, defaultdict[str, list[Said]]] = {
        "day": defaultdict(list), "week": defaultdict(list), "month": defaultdict(list)
    }  # fmt: skip
    for said in made.said:
        day = said.at.astimezone(ZONE).date()
        found["day"][day.isoformat()].append(said)
        found["week"][(day - timedelta(days=day.weekday())).isoformat()].append(said)
        found["month"][day.replace(day=1).isoformat()].append(said)
    return {
        period: {first: _activity(made, written) for first, written in days.items()}
        for period, days in found.items()
    }


def _activity(made: Plan, written: list[Said]) -> dict[str, int]:
    own = [said for said in written if made.who(said.by) == "members"]
    team = [said for said in written if made.who(said.by) != "members"]
    return {
        "posts": len(own),
        "openings": sum(said.is_opening for said in own),
        "members_wrote": len({said.by for said in own}),
        "members_talked": len({said.by for said in own if said.to not in (None, said.by)}),
        "team_posts": len(team),
        "team_wrote": len({said.by for said in team}),
    }


def languages(made: Plan) -> dict[str, dict[str, dict[str, int]]]:
    """By month and language: posts by members that are long enough to tell, and who wrote them."""
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for said in made.said:
        if made.who(said.by) == "members" and sum(map(str.isalpha, said.text)) >= LETTERS:
            found[month_of(said.at).isoformat()][said.language].append(said.by)
    return {
        month: {
            language: {"posts": len(who), "members": len(set(who))}
            for language, who in by_language.items()
        }
        for month, by_language in found.items()
    }


def written_in(made: Plan) -> dict[str, dict[str, dict[str, list[str]]]]:
    """By public space, and by thread as its export names it: by month who wrote, once for a post.

    Members' posts alone. The warmth of a space or a topic follows from them.
    """
    found: dict[str, dict[str, dict[str, list[str]]]] = {"spaces": {}, "threads": {}}
    for said in made.said:
        place = made.places.get(said.thread)
        if place is None or not place.is_public or made.who(said.by) != "members":
            continue
        month = month_of(said.at).isoformat()
        for kind, key in (("spaces", place.space), ("threads", place.native_id)):
            if key:
                found[kind].setdefault(key, {}).setdefault(month, []).append(said.by)
    return found


def talks_between(made: Plan) -> dict[str, list[list[Any]]]:
    """By month: each pair of members, one who spoke and one spoken to, with how many times."""
    counts: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for said in made.said:
        if said.to is None or said.to == said.by:
            continue
        if made.who(said.by) == made.who(said.to) == "members":
            counts[month_of(said.at).isoformat()][said.by, said.to] += 1
    return {
        month: [[one, other, count] for (one, other), count in sorted(pairs.items())]
        for month, pairs in counts.items()
    }
