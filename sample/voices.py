"""What dialogue and the dependence on the team must come to, by who speaks.

Counted from the plan of the sample, and from no export. Every row is one of a metric's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sample.planned import Plan, Said, month_of
from sample.weeks import monday_of

WEEK = timedelta(days=7)
SPEAKERS = ("members", "team", "page")

Row = dict[str, Any]


def by_voice(
    made: Plan, months: Iterable[date], weeks: Iterable[date], talks: list[Said]
) -> dict[str, list[Row]]:
    """The rows of dialogue, and of likes without talk; months, weeks: their first days."""
    return {
        "dialogue": [
            *_dialogue(made, "week", weeks, monday_of, talks),
            *_dialogue(made, "month", months, month_of, talks),
        ],
        "without_talk": [_likes_of_the_page(made, talks)],
    }


def _dialogue(
    made: Plan,
    period: str,
    starts: Iterable[date],
    start_of: Callable[[datetime], date],
    talks: list[Said],
) -> Iterable[Row]:
    begun: defaultdict[tuple[date, str], int] = defaultdict(int)
    answers: defaultdict[tuple[date, str], int] = defaultdict(int)
    heard: defaultdict[tuple[date, str], list[Said]] = defaultdict(list)
    spoken: defaultdict[tuple[str, str], list[datetime]] = defaultdict(list)
    for said in made.said:
        begun[start_of(said.at), made.who(said.by)] += said.is_opening
    for said in talks:
        answers[start_of(said.at), made.who(said.by)] += 1
        spoken[said.by, said.to or ""].append(said.at)
        if said.is_strict:
            heard[start_of(said.at), made.who(said.to or "")].append(said)
    for start in starts:
        for speaker in SPEAKERS:
            key = (start, speaker)
            back = sum(
                any(said.at < at <= said.at + WEEK for at in spoken[said.to or "", said.by])
                for said in heard[key]
            )
            yield {
                "period": period,
                "period_date": start.isoformat(),
                "speaker": speaker,
                "begun": begun[key],
                "answers": answers[key],
                "dialogue": _share(answers[key], begun[key] + answers[key]),
                "addressed": len(heard[key]),
                "answered_back": back,
                "answer_back_rate": _share(back, len(heard[key])),
                "people_addressing": len({said.by for said in heard[key]}),
            }


def _likes_of_the_page(made: Plan, talks: list[Said]) -> Row:
    """The only ones in the sample that say whose they are."""
    talking = {said.by for said in talks} & made.followed.keys()
    return {
        "kind": "page",
        "pairs": len(made.followed),
        "pairs_who_talked": len(talking),
        "pairs_without_talk": len(made.followed) - len(talking),
        "strength_without_talk": 0,
    }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
