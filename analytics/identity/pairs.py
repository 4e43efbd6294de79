"""Which accounts are compared at all: those with a name, an address or a statement in common."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from analytics.identity.names import Likeness, Name, likeness, looks_like, read_name
from analytics.identity.parties import Party

MOST_OF_A_WORD = 40
"""A word that more names of one place have brings nobody together."""
MOST_TOGETHER = 10.0
"""First and last names come from the same country: so much likelier, at most, are they together."""
FIRST_GUESS = 5.0
"""Pairs of one name in one place, beside those counted, so that few do not decide."""
RAREST = 3e-5
"""No name is rarer than this: of a million people thirty have it."""
NEARLY_SO = 1.5

LEVELS: tuple[Likeness, ...] = ("same", "near", "initial", "none")


@dataclass(frozen=True)
class Pair:
    """Two parties and what they are called; nothing else has been looked at yet."""

    one: Party
    other: Party
    level: Likeness
    """How the best of their names agree."""
    names: tuple[Name, Name] | None
    """The names that agree."""
    through: Party | None
    """Somebody at the address of one of them who has the name; None: they have it themselves."""
    is_declared: bool
    """The name is what one of them states to be called there."""
    is_one_address: bool
    is_look_alike: bool
    namesakes: float
    """How many others of that name are to be expected in the larger place."""


class Crowd:
    """Everybody in every place, with the names that are common and those that are rare."""

    def __init__(self, everybody: Sequence[Party]) -> None:
        self.everybody = everybody
        self.sizes = Counter(party.source for party in everybody)
        words = Counter(word for party in everybody if party.name for word in set(party.name.latin))
        self._words = words
        self._count = max(1, sum(1 for party in everybody if party.name))
        self._keys = Counter((party.source, party.name.key) for party in everybody if party.name)
        self._together_more = self._repetition()
        by_address: dict[str, list[Party]] = defaultdict(list)
        for party in everybody:
            if party.address:
                by_address[party.address].append(party)
        self.at_address = by_address

    def namesakes(self, name: Name, level: Likeness, source: str) -> float:
        """How many people in a place, beside the one meant, are to be expected to fit the name."""
        # The two who are compared do not make their own name common.
        shares = [
            (max(0, self._words[word] - 2) + 0.5) / self._count
            for word in name.latin
            if len(word) > 1
        ]
        share = 1.0
        for one in shares:
            share *= one
        if len(shares) > 1:
            share = max(RAREST, share * self._together_more)
        if level == "near":
            share *= NEARLY_SO
        elif level == "initial":
            share = max(share, min(shares, default=1.0) / MOST_TOGETHER)
        there = self._keys[source, name.key] - 1 if level == "same" else 0
        return max(self.sizes[source] * min(share, 1.0), there)

    def _repetition(self) -> float:
        """How much oftener a whole name comes twice in one place than its words would have it."""
        seen = sum(count * (count - 1) / 2 for count in self._keys.values())
        expected = 0.0
        for party in self.everybody:
            if party.name and len(party.name.latin) > 1:
                share = 1.0
                for word in party.name.latin:
                    share *= self._words[word] / self._count
                expected += share * self.sizes[party.source] / 2
        return min(MOST_TOGETHER, max(1.0, (seen + FIRST_GUESS) / (expected + FIRST_GUESS)))

    def pairs(self) -> Iterator[Pair]:
        """Every pair of different places, or of one place and one address, that may be one person.

        Each pair of two stands once; members that are joined already are no pair.
        """
        seen: set[tuple[str, str]] = set()
        for one, other in self._together():
            first, second = sorted((one, other), key=lambda party: party.account_id)
            key = (first.account_id, second.account_id)
            if key not in seen and first.member_id != second.member_id:
                seen.add(key)
                found = self._pair(first, second)
                if found is not None:
                    yield found

    def _together(self) -> Iterator[tuple[Party, Party]]:
        for there in self.at_address.values():
            for place, one in enumerate(there):
                for other in there[place + 1 :]:
                    yield one, other
        by_word: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for number, party in enumerate(self.everybody):
            for word in {word for name, _, _ in self._names(party) for word in _keys(name)}:
                by_word[word][party.source].add(number)
        for places in by_word.values():
            kept = [
                sorted(numbers) for numbers in places.values() if len(numbers) <= MOST_OF_A_WORD
            ]
            for place, left in enumerate(kept):
                for right in kept[place + 1 :]:
                    for first, second in product(left, right):
                        yield self.everybody[first], self.everybody[second]

    def _names(self, party: Party) -> Iterator[tuple[Name, Party | None, str | None]]:
        """Names they go by: own, of others at their address, and as they state it elsewhere."""
        for name in party.called:
            yield name, None, None
        for other in self.at_address.get(party.address or "", ()):
            if other.source != party.source and other.name:
                yield other.name, other, None
        for declared in party.declares:
            platform, _, text = declared.partition(":")
            yield read_name(text), None, platform

    def _pair(self, one: Party, other: Party) -> Pair | None:
        is_one_address = one.address is not None and one.address == other.address
        if one.source == other.source and not is_one_address:
            return None
        best: tuple[int, int, Name, Name, Party | None, bool] | None = None
        is_look_alike = bool(one.name and other.name and looks_like(one.name, other.name))
        for name, through, stated in self._names(one):
            if stated and stated != other.platform:
                continue
            for called, back, named in self._names(other):
                if (named and named != one.platform) or (through and back) or (stated and named):
                    continue
                if (through or back) in (one, other):
                    continue
                found = LEVELS.index(likeness(name, called))
                is_stated = bool(stated or named)
                rank = (found, 0 if is_stated else 2 if through or back else 1)
                if found < 3 and (best is None or rank < best[:2]):
                    best = (*rank, name, called, through or back, is_stated)
        if best is None:
            if not is_one_address and not is_look_alike:
                return None
            return Pair(one, other, "none", None, None, False, is_one_address, is_look_alike, 1.0)
        level = LEVELS[best[0]]
        larger = max((one.source, other.source), key=lambda source: self.sizes[source])
        namesakes = max(self.namesakes(name, level, larger) for name in (best[2], best[3]))
        return Pair(
            one, other, level, (best[2], best[3]), best[4], best[5], is_one_address,
            is_look_alike, namesakes,
        )  # fmt: skip


def _keys(name: Name) -> set[str]:
    """What brings two names together: each word in Latin letters, and all of them in one."""
    return {word for word in name.latin if len(word) > 2} | {"".join(name.latin), name.key}
