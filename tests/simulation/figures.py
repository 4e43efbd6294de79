"""What a simulated year shows: load, coverage, repeats, pace, ties, reasons, outcomes and truth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from analytics.shares import Share
from recommender.unmatched import AT_CAP, HELD_OUT, NOT_THEIR_TURN
from tests.simulation.world import Plan, World
from tests.simulation.year import Issued, Year

NO_REPEAT = 26
MONTH = 4
"""Issues."""
HAD_SOMEBODY = (AT_CAP, HELD_OUT, NOT_THEIR_TURN)
"""Why somebody got nothing although there was a candidate above the floor."""


@dataclass(frozen=True)
class Truth:
    """What the world knows of the introductions that outcomes are known of."""

    expected: float
    """The share that talks within 28 days."""
    alone: float
    """The same, had they not been introduced."""
    talked: Share
    both_ways: Share


def gini(counts: Sequence[float]) -> float:
    """How unequally something is spread: 0 for equal parts; 0 also where there is nothing."""
    sizes = np.sort(np.asarray(counts, dtype=np.float64))
    if not sizes.sum():
        return 0.0
    ranks = np.arange(1, len(sizes) + 1)
    return float((2 * ranks - len(sizes) - 1) @ sizes / (len(sizes) * sizes.sum()))


def repeats(issues: Sequence[Issued]) -> list[tuple[str, str, tuple[int, int]]]:
    """Unordered pairs sent in two issues less than 26 weeks apart: the issues, the pair.

    A letter that never arrived told nobody of anybody.
    """
    last: dict[tuple[int, int], str] = {}
    found = []
    for issued in issues:
        pairs = {
            (min(reader, other), max(reader, other))
            for reader, others in issued.lists.items()
            for other in others
            if reader not in issued.lost
        }
        for pair in sorted(pairs):
            if pair in last and weeks_between(last[pair], issued.issue) < NO_REPEAT:
                found.append((last[pair], issued.issue, pair))
            last[pair] = issued.issue
    return found


def weeks_between(earlier: str, later: str) -> int:
    first, second = (
        date.fromisocalendar(int(issue[:4]), int(issue[-2:]), 1) for issue in (earlier, later)
    )
    return (second - first).days // 7


def idle_months(issues: Sequence[Issued], members: Sequence[int]) -> list[tuple[str, int]]:
    """Members who read of nobody in four issues running although somebody was to be had.

    The first of the issues, and the member. A week counts as one in which nobody was to be had when
    its reason says so; a member of whom an issue says nothing at all may not be matched.
    """
    found = []
    for start in range(len(issues) - MONTH + 1):
        window = issues[start : start + MONTH]
        for member in members:
            reasons = [each.alone.get(member) for each in window]
            if all(reason in HAD_SOMEBODY for reason in reasons):
                found.append((window[0].issue, member))
    return found


def greatest_load(issues: Sequence[Issued]) -> int:
    """In how many lists of one issue somebody stood, at most."""
    return max(
        (
            max(Counter(other for others in each.lists.values() for other in others).values())
            for each in issues
            if each.lists
        ),
        default=0,
    )


def faster_than_stated(issues: Sequence[Issued]) -> list[tuple[str, int]]:
    """Where somebody read of more people than the pace says, or sooner again: issue, member."""
    found = []
    last: dict[int, str] = {}
    for issued in issues:
        for reader, others in issued.lists.items():
            before = last.get(reader)
            if len(others) > issued.pace.people or (
                before is not None and weeks_between(before, issued.issue) < issued.pace.weeks
            ):
                found.append((issued.issue, reader))
            # Who never got the letter may get the next.
            if reader not in issued.lost:
                last[reader] = issued.issue
    return found


def proposed(issues: Sequence[Issued], members: Sequence[int]) -> list[int]:
    """How often each member stood in somebody's list."""
    counts = Counter(other for each in issues for others in each.lists.values() for other in others)
    return [counts[member] for member in members]


def matched_share(issues: Sequence[Issued]) -> float:
    """Of the readers of each issue, how many read of somebody; the mean over issues."""
    shares = [
        len(each.lists) / (len(each.lists) + len(each.alone) + len(each.dropped))
        for each in issues
        if each.lists or each.alone
    ]
    return float(np.mean(shares)) if shares else 0.0


def truth(year: Year) -> Truth:
    """What outcomes ought to be, for exactly the introductions of which they are known."""
    rows = [row for row in _outcomes(year) if not row["is_held_out"] and row["talked"] is not None]
    known = {row["issue"] for row in rows}
    sent = [each for each in year.sent if each.issue in known]
    assert len(sent) == len(rows)
    return Truth(
        expected=float(np.mean([each.chance for each in sent])) if sent else 0.0,
        alone=float(np.mean([each.alone for each in sent])) if sent else 0.0,
        talked=Share(sum(row["talked"] for row in rows), len(rows)),
        both_ways=Share(sum(row["both_ways"] for row in rows), len(rows)),
    )


def contacts(world: World, members: Sequence[int]) -> list[int]:
    """With how many others each of the members ever talked."""
    counts = Counter(member for pair in world.first_talk for member in pair)
    return [counts[member] for member in members]


def without_us(plan: Plan, weeks: int) -> World:
    """The same world after so many weeks of issues, had there been none."""
    world = World(plan)
    for _ in range(plan.history_weeks + weeks):
        world.pass_week()
    return world


def reasons_by_quarter(year: Year) -> list[dict[str, float]]:
    """The share of each kind of reason, in each thirteen issues."""
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for row in year.ledger.proposals().to_pylist():
        kinds[row["issue"]].append(row["reason_kind"])
    quarters = []
    for start in range(0, len(year.issues), 13):
        part = Counter(
            kind for each in year.issues[start : start + 13] for kind in kinds[each.issue]
        )
        quarters.append({kind: count / part.total() for kind, count in sorted(part.items())})
    return quarters


def told(year: Year) -> dict[str, Any]:
    """Every figure of a simulated year, for reading."""
    issues, members, plan = year.issues, year.world.consenting, year.world.plan
    came, known = year.came_of(), truth(year)
    often = proposed(issues, members)
    apart = without_us(plan, len(issues))
    more = came.more
    return {
        "members": plan.consenting,
        "issues": len(issues),
        "effect": plan.effect,
        "seed": plan.seed,
        "introductions": came.all.introductions,
        "repeats": len(repeats(issues)),
        "greatest_load": greatest_load(issues),
        "idle_months": len(idle_months(issues, members)),
        "pace": sorted({each.pace.sentence for each in issues}),
        "faster_than_stated": len(faster_than_stated(issues)),
        "readers_matched": round(matched_share(issues), 3),
        "alone": dict(Counter(reason for each in issues for reason in each.alone.values())),
        "matched_without_a_letter": sum(len(each.dropped) for each in issues),
        "proposed_at_least_once": sum(map(bool, often)) / len(often),
        "exposure_gini": round(gini(often), 3),
        "contacts_gini": round(gini(contacts(year.world, members)), 3),
        "contacts_gini_without_us": round(gini(contacts(apart, members)), 3),
        "contacts": round(float(np.mean(contacts(year.world, members))), 2),
        "contacts_without_us": round(float(np.mean(contacts(apart, members))), 2),
        "reasons": [
            {kind: round(share, 3) for kind, share in each.items()}
            for each in reasons_by_quarter(year)
        ],
        "talked": [known.talked.happened, known.talked.known],
        "talked_interval": known.talked.interval,
        "talked_truth": round(known.expected, 4),
        "alone_truth": round(known.alone, 4),
        "both_ways": [known.both_ways.happened, known.both_ways.known],
        "still": [came.all.still.happened, came.all.still.known],
        "more": more and [round(part, 3) for part in (more.points, more.low, more.high)],
    }


def _outcomes(year: Year) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = year.outcomes().to_pylist()
    return found
