"""What an evaluation found, with its uncertainty: each figure as a row, and all of them as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np

from recommender.matrices import Bools, Floats
from recommender.measure import find_measures

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
class Shown:
    """The chances given on the places shown on one split, and what happened."""

    algorithm: str
    evidence: str
    league: str
    as_of: datetime
    members_with_truth: int
    truth: str
    """What the chance is of: any talk, or two_way."""
    chances: Floats
    talked: Bools
    """Whether the two talked so within the time the chance is of."""


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
    """How many members' values the mean is of; how many places, for chances."""
    is_judged: bool
    """Whether at least 150 members had any truth."""


@dataclass(frozen=True)
class Evaluation:
    """All figures of an evaluation."""

    results: tuple[Result, ...]
    seed: int
    ours: str

    def to_json(self, affinities: Iterable[Any] = ()) -> str:
        """The figures as JSON, one object per line of the lists, stable order."""
        lists = {"results": self.results, "affinities": affinities}
        text = f'{{"seed": {self.seed}'
        for name, figures in lists.items():
            rows = ",\n".join(json.dumps(asdict(each), ensure_ascii=False) for each in figures)
            text += f', "{name}": [\n{rows}\n]'
        return text + "}\n"

    @property
    def splits(self) -> tuple[str, ...]:
        """The splits there are figures for, pooled last."""
        return tuple(dict.fromkeys(result.split for result in self.results))

    @property
    def algorithms(self) -> tuple[str, ...]:
        """What was compared, the ranker first."""
        return tuple(dict.fromkeys(result.algorithm for result in self.results))

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


def summed_up(
    observations: Iterable[Observation], shown: Iterable[Shown] = (), *, ours: str, seed: int
) -> Evaluation:
    """The figures of each split, then those of all splits pooled when there are several.

    Pooled: every member, and every place with a chance, of every split counts once; values of all
    lists are averaged.
    """
    seen, given = list(observations), list(shown)
    splits: dict[str, tuple[list[Observation], list[Shown]]] = {}
    for observation in seen:
        splits.setdefault(observation.as_of.isoformat(), ([], []))[0].append(observation)
    for one in given:
        splits[one.as_of.isoformat()][1].append(one)
    if len(splits) > 1:
        splits[POOLED] = _pooled(seen), _pooled_chances(given)
    results: list[Result] = []
    for split, (rows, chances) in splits.items():
        results += _results(rows, split, ours, seed)
        results += [result for one in chances for result in _calibration(one, split)]
    return Evaluation(tuple(results), seed, ours)


def _pooled(observations: list[Observation]) -> list[Observation]:
    groups: dict[tuple[str, str, str], list[Observation]] = {}
    for row in observations:
        groups.setdefault((row.algorithm, row.league, row.measure), []).append(row)
    pooled = []
    for rows in groups.values():
        values = np.concatenate([row.values for row in rows])
        if not rows[0].is_per_member:
            values = np.array([values.mean()])
        members = sum(row.members_with_truth for row in rows)
        pooled.append(replace(rows[0], members_with_truth=members, values=values))
    return pooled


def _pooled_chances(shown: list[Shown]) -> list[Shown]:
    groups: dict[tuple[str, str, str], list[Shown]] = {}
    for one in shown:
        groups.setdefault((one.algorithm, one.league, one.truth), []).append(one)
    return [
        replace(
            rows[0],
            members_with_truth=sum(row.members_with_truth for row in rows),
            chances=np.concatenate([row.chances for row in rows]),
            talked=np.concatenate([row.talked for row in rows]),
        )
        for rows in groups.values()
    ]


def _results(rows: list[Observation], split: str, ours: str, seed: int) -> list[Result]:
    """The figures of one split, in the order of the rows."""
    groups: dict[tuple[str, str], list[Observation]] = {}
    for row in rows:
        groups.setdefault((row.league, row.measure), []).append(row)
    found: dict[tuple[str, str, str], Result] = {}
    for key, group in groups.items():
        for result in _group_results(group, split, ours, seed):
            found[result.algorithm, *key] = result
    return [found[row.algorithm, row.league, row.measure] for row in rows]


def _group_results(group: list[Observation], split: str, ours: str, seed: int) -> list[Result]:
    """The figures of one measure in one league; all are resampled in the same way."""
    [base] = [row for row in group if row.algorithm == ours]
    values = np.stack([row.values for row in group], axis=1)
    gaps = base.values[:, None] - values
    is_per_member, count = base.is_per_member, len(base.values)
    if is_per_member and count:
        low, high = intervals(np.concatenate([values, gaps], axis=1), seed=seed)
    results = []
    for at, row in enumerate(group):
        head = (row.algorithm, row.evidence, row.league, row.measure, split)
        judged = row.members_with_truth >= ENOUGH
        if not count:
            results.append(Result(*head, None, None, None, None, None, None, 0, judged))
            continue
        value, gap = float(values[:, at].mean()), float(gaps[:, at].mean())
        if not is_per_member:
            members = row.members_with_truth
            results.append(Result(*head, value, None, None, gap, None, None, members, judged))
            continue
        own, apart = (float(low[at]), float(high[at])), at + len(group)
        between = gap, float(low[apart]), float(high[apart])
        results.append(Result(*head, value, *own, *between, count, judged))
    return results


def _calibration(shown: Shown, split: str) -> list[Result]:
    judged = shown.members_with_truth >= ENOUGH
    head = (shown.algorithm, shown.evidence, shown.league)
    return [
        Result(
            *head,
            measure.name,
            split,
            measure.of_chances(shown.chances, shown.talked),
            *(None, None, None, None, None),
            len(shown.chances),
            judged,
        )
        for measure in find_measures()
        if measure.of_chances is not None
        and shown.league in measure.leagues
        and shown.truth == measure.truth
    ]


def interval(values: Floats, *, seed: int) -> tuple[float, float]:
    """The middle 95 % of the means of resampled members (percentile bootstrap)."""
    low, high = intervals(values[:, None], seed=seed)
    return float(low[0]), float(high[0])


def intervals(columns: Floats, *, seed: int) -> tuple[Floats, Floats]:
    """As `interval`, of every column at once; all columns see the same resamples."""
    draw = np.random.default_rng(seed)
    count = len(columns)
    means = np.empty((RESAMPLES, columns.shape[1]))
    lines = count * np.arange(BLOCK)[:, None]
    for start in range(0, RESAMPLES, BLOCK):
        picked = draw.integers(0, count, (BLOCK, count)) + lines
        times = np.bincount(picked.reshape(-1), minlength=BLOCK * count).reshape(BLOCK, count)
        means[start : start + BLOCK] = times @ columns / count
    low, high = np.percentile(means, [2.5, 97.5], axis=0)
    return low, high
