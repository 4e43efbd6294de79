"""What an evaluation found, with its uncertainty: as rows, as lines for a terminal, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

import numpy as np

from recommender.matrices import Floats

ENOUGH = 150
"""With truth for fewer members than this a figure is shown, not judged."""
RESAMPLES = 1_000
BLOCK = 100
"""So many resamples are drawn at once; RESAMPLES is a multiple of it."""
POOLED = "pooled"


@dataclass(frozen=True)
class Observation:
    """One measure of one algorithm in one league on one split."""

    algorithm: str
    evidence: str
    league: str
    measure: str
    as_of: datetime
    members_with_truth: int
    is_per_member: bool
    values: Floats
    """One per member with truth, in an order all algorithms share; or one for all lists."""


@dataclass(frozen=True)
class Result:
    """One figure: a mean over members with truth, or a value of all lists."""

    algorithm: str
    evidence: str
    league: str
    measure: str
    split: str
    """The as-of of the split in UTC, or 'pooled' over all splits."""
    value: float | None
    """None when no member has such a truth."""
    low: float | None
    high: float | None
    """95 % by resampling members; None for values of all lists."""
    behind: float | None
    behind_low: float | None
    behind_high: float | None
    """The ranker's value less this one, member by member, with its 95 %."""
    members: int
    """How many members' values the mean is of."""
    is_judged: bool
    """Whether at least 150 members had any truth."""


@dataclass(frozen=True)
class Evaluation:
    """All figures of an evaluation."""

    results: tuple[Result, ...]
    seed: int

    def to_json(self) -> str:
        """The figures as JSON, one object per line of the list, stable order."""
        rows = ",\n".join(json.dumps(asdict(result), ensure_ascii=False) for result in self.results)
        return f'{{"seed": {self.seed}, "results": [\n{rows}\n]}}\n'

    @property
    def splits(self) -> tuple[str, ...]:
        """The splits there are figures for, pooled last."""
        return tuple(dict.fromkeys(result.split for result in self.results))

    def value(self, algorithm: str, measure: str, league: str, split: str | None = None) -> Result:
        """One figure; of the last split (the pooled one, if any) when none is named.

        Raises KeyError when there is none.
        """
        wanted = split or self.splits[-1]
        for result in self.results:
            key = (result.algorithm, result.measure, result.league, result.split)
            if key == (algorithm, measure, league, wanted):
                return result
        raise KeyError(f"no {measure} of {algorithm} in the {league} league on {wanted}")

    def lines(self, league: str, split: str | None = None) -> list[list[str]]:
        """A table for a terminal: heading, then one line per algorithm, the ranker first.

        Shares are × 100 with half the width of their interval; what is not judged is in brackets.
        """
        wanted = split or (self.splits[-1] if self.splits else "")
        rows = [r for r in self.results if r.league == league and r.split == wanted]
        measures = list(dict.fromkeys(row.measure for row in rows))
        found = {(row.algorithm, row.measure): row for row in rows}
        lines = [["algorithm", *measures]]
        for algorithm in dict.fromkeys(row.algorithm for row in rows):
            cells = [_cell(found.get((algorithm, measure))) for measure in measures]
            lines.append([algorithm, *cells])
        return lines


def _cell(result: Result | None) -> str:
    if result is None or result.value is None:
        return "–"
    if result.low is None or result.high is None:
        return f"{result.value:.2f}"
    text = f"{100 * result.value:.1f} ±{50 * (result.high - result.low):.1f}"
    return text if result.is_judged else f"({text})"


def summed_up(observations: Iterable[Observation], *, ours: str, seed: int) -> Evaluation:
    """The figures of each split, then those of all splits pooled when there are several.

    Pooled: every member of every split counts once; values of all lists are averaged.
    """
    seen = list(observations)
    splits: dict[str, list[Observation]] = {}
    for observation in seen:
        splits.setdefault(observation.as_of.isoformat(), []).append(observation)
    if len(splits) > 1:
        splits[POOLED] = _pooled(seen)
    results: list[Result] = []
    for split, rows in splits.items():
        base = {(row.league, row.measure): row for row in rows if row.algorithm == ours}
        results += [_result(row, base[row.league, row.measure], split, seed) for row in rows]
    return Evaluation(tuple(results), seed)


def _pooled(observations: list[Observation]) -> list[Observation]:
    groups: dict[tuple[str, str, str], list[Observation]] = {}
    for row in observations:
        groups.setdefault((row.algorithm, row.league, row.measure), []).append(row)
    pooled = []
    for rows in groups.values():
        first = rows[0]
        values = np.concatenate([row.values for row in rows])
        if not first.is_per_member:
            values = np.array([values.mean()])
        members = sum(row.members_with_truth for row in rows)
        pooled.append(
            Observation(
                first.algorithm,
                first.evidence,
                first.league,
                first.measure,
                first.as_of,
                members,
                first.is_per_member,
                values,
            )
        )
    return pooled


def _result(row: Observation, ours: Observation, split: str, seed: int) -> Result:
    judged = row.members_with_truth >= ENOUGH
    empty = None, None, None
    head = (row.algorithm, row.evidence, row.league, row.measure, split)
    if not len(row.values):
        return Result(*head, None, None, None, *empty, 0, judged)
    value = float(row.values.mean())
    if not row.is_per_member:
        behind = float(ours.values.mean()) - value
        return Result(*head, value, None, None, behind, None, None, row.members_with_truth, judged)
    low, high = interval(row.values, seed=seed)
    gap = ours.values - row.values
    gap_low, gap_high = interval(gap, seed=seed)
    return Result(
        *head, value, low, high, float(gap.mean()), gap_low, gap_high, len(row.values), judged
    )


def interval(values: Floats, *, seed: int) -> tuple[float, float]:
    """The middle 95 % of the means of resampled members (percentile bootstrap)."""
    draw = np.random.default_rng(seed)
    means = np.empty(RESAMPLES)
    for start in range(0, RESAMPLES, BLOCK):
        picked = draw.integers(0, len(values), (BLOCK, len(values)))
        means[start : start + BLOCK] = values[picked].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)
