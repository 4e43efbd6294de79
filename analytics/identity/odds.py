"""How likely two accounts are one person: odds that each piece of evidence multiplies.

After Fellegi and Sunter (1969): what is seen counts by how often it is seen with one person, m,
over how often with two, u. u is counted in the community at hand wherever it can be; the rest are
constants found on made-up communities (docs/decisions/0010-people.md). Numbers are odds ratios.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from analytics.identity.names import Name, likeness
from analytics.identity.pairs import Crowd, Pair
from analytics.identity.parties import Party
from analytics.identity.traces import WINDOWS, Traces

ELSEWHERE = 0.3
"""How many of one place are in another as well, when nothing is said of it."""
DECLARED_ELSEWHERE = 0.95
NAME_FITS = {"same": 0.75, "near": 0.15, "initial": 0.06}
"""How those who are in both places are called there."""

SAME_NAME_AT_ADDRESS = 200.0
FIRST_NAME_AT_ADDRESS = 100.0
NO_NAME_AT_ADDRESS = 60.0
OTHER_NAME_AT_ADDRESS = 30.0
FAMILY_AT_ADDRESS = 3.0
"""One last name and two first names at one address are a household."""

TELLS_PLACE = 0.6
FEWEST_OF_A_PLACE = 0.05
"""Namesakes come from one country, and so from one town more often than any two people."""
OTHER_PLACE = 0.3
WRITES_ALIKE = ((0.01, 20.0), (0.05, 6.0), (0.1, 1.5), (0.2, 0.8), (0.5, 0.5), (1.0, 0.45))
"""Up to which share of others who write more alike, and what that counts."""
LITTLE_AGAINST = 0.7
"""Of short texts it cannot be said that two people wrote them; nothing counts less against it."""
ENOUGH_AGAINST = 800
"""Characters of either."""
ALIKE = 0.05
"""Up to here it is told as a reason."""
LARGEST_BY_MOMENT = 30.0
SURE = 2.0
"""Standard deviations by which a count must be above chance."""

LARGE = 150
"""From so many on in either place a name by itself is never enough."""
BY_NAME_ALONE = 0.9
LEAST_SHOWN = 0.5
BOTH_TELL = "both tell of"


@dataclass(frozen=True)
class Judged:
    """A pair with what it came to."""

    pair: Pair
    probability: float
    reasons: tuple[str, ...]
    is_by_name_alone: bool


def judge(pairs: Sequence[Pair], crowd: Crowd, traces: Traces) -> list[Judged]:
    """Every pair that may be one person, the likeliest first; nobody stands in two of one place.

    Where several in one place come into question for somebody, they share the odds.
    """
    moments = _Moments(pairs, traces)
    scored = [_score(pair, crowd, traces, moments) for pair in pairs if not pair.is_look_alike]
    totals: dict[tuple[str, str], float] = defaultdict(float)
    for one in scored:
        for party, other in ((one.pair.one, one.pair.other), (one.pair.other, one.pair.one)):
            totals[party.account_id, other.source] += one.odds
    judged = []
    for one in scored:
        left, right = one.pair.one, one.pair.other
        most = max(totals[left.account_id, right.source], totals[right.account_id, left.source])
        probability = one.certainty * one.odds / (1 + most)
        is_large = max(crowd.sizes[left.source], crowd.sizes[right.source]) >= LARGE
        if one.is_by_name_alone and is_large:
            probability = min(probability, BY_NAME_ALONE)
        judged.append(Judged(one.pair, round(probability, 3), one.reasons, one.is_by_name_alone))
    return _one_to_one(judged)


@dataclass(frozen=True)
class _Scored:
    pair: Pair
    odds: float
    certainty: float
    """That the one at the same address, through whom they are known, is the same person."""
    reasons: tuple[str, ...]
    is_by_name_alone: bool


def _score(pair: Pair, crowd: Crowd, traces: Traces, moments: _Moments) -> _Scored:
    one, other = pair.one, pair.other
    reasons: list[str] = []
    certainty = 1.0
    if pair.is_one_address:
        odds = at_one_address(one.name, other.name)
        reasons.append("the same address")
        if one.name and other.name and likeness(one.name, other.name) == "same":
            reasons.append(f"the same name: {other.name.written}")
    else:
        odds = by_name(pair)
        reasons.append(_name_reason(pair, crowd))
    is_alone = not (pair.is_one_address or pair.is_declared)
    if pair.through is not None and not pair.is_one_address:
        lister = one if one.address == pair.through.address else other
        certain = at_one_address(lister.name, pair.through.name)
        certainty = certain / (1 + certain)
        reasons.insert(0, f"one address with {pair.through.account_id}, who is called so")
    for ratio, reason in (
        _place(one, other, traces),
        _writing(one, other, traces),
        moments.weigh(pair),
    ):
        odds *= ratio
        # A father and a son have one name and one town: a place counts once their words do too.
        is_place = reason.startswith(BOTH_TELL) and traces.alikeness(one, other) is None
        if reason and ratio > 1 and not is_place:
            is_alone = False
        if reason:
            reasons.append(reason)
    return _Scored(pair, odds, certainty, tuple(reasons), is_alone)


def by_name(pair: Pair) -> float:
    """The odds by the name: who is meant, against those who would be called so by chance."""
    share = DECLARED_ELSEWHERE if pair.is_declared else ELSEWHERE
    return share * NAME_FITS.get(pair.level, 0.0) / max(pair.namesakes, 1e-4)


def at_one_address(one: Name | None, other: Name | None) -> float:
    """The odds of one address, by how its names agree: households share addresses."""
    if one is None or other is None or not one.latin or not other.latin:
        return NO_NAME_AT_ADDRESS
    if one.key == other.key:
        return SAME_NAME_AT_ADDRESS
    if one.latin[0] == other.latin[0]:
        return FIRST_NAME_AT_ADDRESS
    if one.latin[-1] == other.latin[-1] and min(len(one.latin), len(other.latin)) > 1:
        return FAMILY_AT_ADDRESS
    return OTHER_NAME_AT_ADDRESS


def _name_reason(pair: Pair, crowd: Crowd) -> str:
    assert pair.names is not None
    called = _called(pair)
    if pair.is_declared:
        return f"says in the profile to be called {called} there"
    if pair.level == "same" and pair.namesakes < 1:
        rare = "a rare name" if pair.namesakes < 0.2 else "a name that is not rare"
        return f"{rare}, only these two: {called}"
    how = {"same": "the same name", "near": "nearly the same name", "initial": "one initial"}
    return f"{how[pair.level]}: {called}"


def _called(pair: Pair) -> str:
    assert pair.names is not None
    first, second = pair.names
    return (
        first.written
        if first.written == second.written
        else (f"{first.written} and {second.written}")
    )


def _place(one: Party, other: Party, traces: Traces) -> tuple[float, str]:
    found = traces.place(one, other)
    if found is not None:
        town, share = found
        return TELLS_PLACE / max(share, FEWEST_OF_A_PLACE), f"{BOTH_TELL} {town}"
    apart = traces.other_place(one, other)
    return (OTHER_PLACE, f"live in different places: {apart}") if apart else (1.0, "")


def _writing(one: Party, other: Party, traces: Traces) -> tuple[float, str]:
    share = traces.alikeness(one, other)
    if share is None:
        return 1.0, ""
    ratio = next(ratio for most, ratio in WRITES_ALIKE if share <= most)
    if share <= ALIKE:
        common = ", ".join(traces.in_common(one, other))
        return ratio, f"write alike: {common}" if common else "write alike"
    if min(traces.characters(one), traces.characters(other)) < ENOUGH_AGAINST:
        return max(ratio, LITTLE_AGAINST), ""
    return ratio, "write differently" if ratio < LITTLE_AGAINST else ""


class _Moments:
    """What it counts that two began within hours of each other, place by place.

    How often one person does is taken from the pairs of one name: where nobody signs up for a list
    from the page, it counts nothing.
    """

    def __init__(self, pairs: Sequence[Pair], traces: Traces) -> None:
        self.traces = traces
        self._near = {
            (pair.one.account_id, pair.other.account_id): self._nearness(pair) for pair in pairs
        }
        named: dict[tuple[str, str], list[Pair]] = defaultdict(list)
        for pair in pairs:
            here, there = self._compared(pair)
            if pair.level == "same" and here.moments and there.moments:
                named[_places(here, there)].append(pair)
        self._shares = {places: self._surely_near(found) for places, found in named.items()}

    def _surely_near(self, pairs: Sequence[Pair]) -> list[float]:
        """For each window the share of pairs that fall into it by more than chance."""
        found = []
        for window in range(len(WINDOWS)):
            expected = sum(
                self.traces.share_near(here, there.source, window)
                for here, there in map(self._compared, pairs)
            )
            near = [self._near[pair.one.account_id, pair.other.account_id] for pair in pairs]
            seen = sum(one is not None and one[0] == window for one in near)
            surely = seen - expected - SURE * (expected + 1) ** 0.5
            found.append(max(0.0, surely / len(pairs)))
        return found

    def weigh(self, pair: Pair) -> tuple[float, str]:
        """What the moments of a pair count, and how to say it."""
        here, there = self._compared(pair)
        if not (here.moments and there.moments):
            return 1.0, ""
        shares = self._shares.get(_places(here, there), [0.0] * len(WINDOWS))
        near = self._near[pair.one.account_id, pair.other.account_id]
        if near is None:
            return max(0.3, 1 - sum(shares)), ""
        window, share = near
        ratio = min(LARGEST_BY_MOMENT, shares[window] / share)
        if ratio <= 1:
            return 1.0, ""
        hours = int(WINDOWS[window].total_seconds() // 3600)
        return ratio, f"began within {hours} hours of each other"

    def _nearness(self, pair: Pair) -> tuple[int, float] | None:
        here, there = self._compared(pair)
        return self.traces.nearness(here, there)

    def _compared(self, pair: Pair) -> tuple[Party, Party]:
        """The two who have the name: for somebody known through a list, their place on the list."""
        if pair.through is None:
            return pair.one, pair.other
        if pair.through.address == pair.one.address:
            return pair.through, pair.other
        return pair.one, pair.through


def _places(one: Party, other: Party) -> tuple[str, str]:
    first, second = sorted((one.source, other.source))
    return first, second


def _one_to_one(judged: list[Judged]) -> list[Judged]:
    """The likeliest pairs; nobody stands in two pairs with one place."""
    taken: set[tuple[str, str]] = set()
    kept: list[Judged] = []
    for one in sorted(
        judged, key=lambda j: (-j.probability, j.pair.one.account_id, j.pair.other.account_id)
    ):
        left, right = one.pair.one, one.pair.other
        sides = {(left.account_id, right.source), (right.account_id, left.source)}
        if one.probability >= LEAST_SHOWN and not sides & taken:
            taken |= sides
            kept.append(one)
    return kept
