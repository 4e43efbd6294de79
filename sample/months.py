"""What the months must come to in the metrics that tell more than the monthly letter does.

Counted from the plan of the sample, and from no export. Every row is one of a metric's.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from sample.first_posts import FirstPost
from sample.planned import Plan, Said, month_of
from sample.steps import STEPS, steps, talks_by_pair

WEEK = timedelta(days=7)
LATELY = timedelta(days=30)
"""A thread waits openly for so long."""
SPEAKERS = ("members", "team", "page")

Row = dict[str, Any]
Ends = Mapping[date, datetime]


def by_month(
    made: Plan,
    ends: Ends,
    talks: list[Said],
    between: list[Said],
    firsts: Mapping[str, FirstPost],
) -> dict[str, list[Row]]:
    """By metric of months, its rows in the order of time; ends: when each month does."""
    return {
        "retention": list(_retention(made, ends, firsts)),
        "spread": list(_spread(made, ends)),
        "first_replies": list(_first_replies(made, ends)),
        "unanswered": list(_unanswered(made, ends)),
        "team_dependence": list(_team_dependence(made, ends)),
        "newcomer_answers": list(_newcomer_answers(ends, firsts)),
        "ladder": list(_ladder(made, ends, between)),
        "helping": list(_helping(made, ends, firsts)),
    }


def _retention(made: Plan, ends: Ends, firsts: Mapping[str, FirstPost]) -> Iterable[Row]:
    wrote: defaultdict[date, set[str]] = defaultdict(set)
    for said in made.said:
        wrote[month_of(said.at)].add(said.by)
    cohorts: defaultdict[date, set[str]] = defaultdict(set)
    for who, first in firsts.items():
        cohorts[month_of(first.at)].add(who)
    for cohort, members in sorted(cohorts.items()):
        later = [month for month in ends if month >= cohort]
        for after, month in enumerate(later):
            count = len(members & wrote[month])
            yield {
                "cohort_date": cohort.isoformat(),
                "months_after": after,
                "members": len(members),
                "wrote": count,
                "share": count / len(members),
            }


def _spread(made: Plan, ends: Ends) -> Iterable[Row]:
    written: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for said in made.said:
        if made.who(said.by) == "members":
            written[month_of(said.at)][said.by] += 1
    for month in ends:
        counts = sorted(written[month].values(), reverse=True)
        busiest = counts[: math.ceil(len(counts) / 10)]
        yield {
            "month_date": month.isoformat(),
            "members_wrote": len(counts),
            "posts": sum(counts),
            "share_of_busiest_tenth": sum(busiest) / sum(counts) if counts else None,
            "median_posts": median(counts) if counts else None,
            "wrote_once": counts.count(1),
        }


@dataclass(frozen=True)
class _Thread:
    opening: Said
    replies: tuple[Said, ...]
    """By others whose name is known, in the order of time."""
    first_at: datetime | None
    """The first reply, also of somebody whom the export does not name."""

    @property
    def waited(self) -> timedelta | None:
        """How long it took; None where nobody replied."""
        return None if self.first_at is None else self.first_at - self.opening.at


def _threads(made: Plan) -> list[_Thread]:
    """Every thread, in the order of time."""
    below: defaultdict[str, list[Said]] = defaultdict(list)
    openings = [said for said in made.said if said.is_opening]
    opened = {said.thread: said for said in openings}
    for said in made.said:
        opening = opened.get(said.thread)
        if opening and not said.is_opening and said.by != opening.by and said.at >= opening.at:
            below[said.thread].append(said)
    return [
        _Thread(
            opening,
            tuple(below[opening.thread]),
            min(
                (*(r.at for r in below[opening.thread][:1]),
                 *made.nameless.get(opening.thread, ())),
                default=None,
            ),
        )
        for opening in openings
    ]  # fmt: skip


def _first_replies(made: Plan, ends: Ends) -> Iterable[Row]:
    begun: defaultdict[tuple[date, str], list[_Thread]] = defaultdict(list)
    for thread in _threads(made):
        begun[month_of(thread.opening.at), made.who(thread.opening.by)].append(thread)
    for month in ends:
        for speaker in SPEAKERS:
            here = begun[month, speaker]
            in_time = [
                (waited.total_seconds() / 3600, thread)
                for thread in here
                if (waited := thread.waited) is not None and waited <= WEEK
            ]
            yield {
                "month_date": month.isoformat(),
                "begun_by": speaker,
                "threads": len(here),
                "people": len({thread.opening.by for thread in here}),
                "answered": len(in_time),
                "answered_first_by_team": sum(
                    thread.replies[:1] != ()
                    and thread.replies[0].at == thread.first_at
                    and made.who(thread.replies[0].by) != "members"
                    for _, thread in in_time
                ),
                "answered_within_a_day": sum(hours <= 24 for hours, _ in in_time),
                "median_hours": median(hours for hours, _ in in_time) if in_time else None,
            }


def _unanswered(made: Plan, ends: Ends) -> Iterable[Row]:
    begun = [thread for thread in _threads(made) if made.who(thread.opening.by) == "members"]
    for month, end in ends.items():
        lately = [thread for thread in begun if end - LATELY < thread.opening.at <= end]
        waiting = [
            thread.opening for thread in lately if not thread.first_at or thread.first_at > end
        ]
        yield {
            "month_date": month.isoformat(),
            "threads": len(lately),
            "waiting": len(waiting),
            "people_waiting": len({opening.by for opening in waiting}),
            "waiting_too_long": sum(opening.at <= end - WEEK for opening in waiting),
        }


def _team_dependence(made: Plan, ends: Ends) -> Iterable[Row]:
    alone: Counter[date] = Counter()
    for thread in _threads(made):
        if made.who(thread.opening.by) == "members" and thread.replies:
            is_alone = all(made.who(reply.by) != "members" for reply in thread.replies)
            alone[month_of(thread.opening.at)] += is_alone
    for month in ends:
        yield {"month_date": month.isoformat(), "threads_answered_by_team_alone": alone[month]}


def _newcomer_answers(ends: Ends, firsts: Mapping[str, FirstPost]) -> Iterable[Row]:
    begun: defaultdict[tuple[date, str], list[FirstPost]] = defaultdict(list)
    for first in firsts.values():
        begun[month_of(first.at), first.answered_by].append(first)
    for month in ends:
        for by in ("members", "team", "nobody"):
            here = begun[month, by]
            hours = [
                (first.answer.at - first.at).total_seconds() / 3600
                for first in here
                if first.answer and by != "nobody"
            ]
            yield {
                "month_date": month.isoformat(),
                "answered_by": by,
                "newcomers": len(here),
                "median_hours": median(hours) if hours else None,
                "wrote_again": sum(first.wrote_again for first in here),
            }


def _ladder(made: Plan, ends: Ends, between: list[Said]) -> Iterable[Row]:
    """Who had come so far and no further, and who came so far in the month."""
    reached: defaultdict[date, Counter[str]] = defaultdict(Counter)
    every = steps(talks_by_pair(between), made.meetings).values()
    for moments in every:
        for step, at in moments.items():
            reached[month_of(at)][step] += 1
    for month, end in ends.items():
        furthest = Counter(
            [step for step in STEPS if step in moments and moments[step] <= end][-1]
            for moments in every
            if moments["noticed"] <= end
        )
        for place, step in enumerate(STEPS, start=1):
            yield {
                "month_date": month.isoformat(),
                "stage": step.replace("_", "-"),
                "step": place,
                "pairs": furthest[step],
                "reached": reached[month][step],
            }


def _helping(made: Plan, ends: Ends, firsts: Mapping[str, FirstPost]) -> Iterable[Row]:
    """Newcomers by the month of a member's answer; who came to a thread that was passed on."""
    helped = Counter(
        month_of(first.answer.at)
        for first in firsts.values()
        if first.answer and first.answered_by == "members"
    )
    first_words: dict[tuple[str, str], datetime] = {}
    openers = {}
    for said in made.said:
        first_words.setdefault((said.thread, said.by), said.at)
        if said.is_opening:
            openers[said.thread] = said.by
    came: Counter[date] = Counter()
    for thread, passed_at in made.passed_on:
        came[month_of(passed_at)] += sum(
            where == thread
            and who not in (made.page, openers[thread])
            and passed_at < at <= passed_at + WEEK
            for (where, who), at in first_words.items()
        )
    for month in ends:
        yield {
            "month_date": month.isoformat(),
            "newcomers_answered": helped[month],
            "arrivals": came[month],
            # Nobody in the sample begins by naming a member, or links to another's thread, and its
            # page counts no clicks.
            "brought_in": 0,
            "passed_on": 0,
            "people_passing_on": 0,
            "clicks": None,
        }
