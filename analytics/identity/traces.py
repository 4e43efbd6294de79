"""What people leave behind where they write: their manner, their places, their hours."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from analytics.identity.parties import Party

READ_CHARACTERS = 6000
"""Of everybody's newest texts."""
ENOUGH_CHARACTERS = 150
SIGNS = r"(?u)\w+|[^\w\s]+"
"""Words, and whatever stands between them: dots, dashes, small faces."""
FEWEST_TO_COMPARE = 20
"""Writers; among fewer it cannot be said that two write more alike than others do."""
MOST_BACKGROUND = 400
MOST_IN_COMMON = 3
SHORTEST_TOWN = 4
WINDOWS = (timedelta(hours=3), timedelta(hours=12), timedelta(days=2))
"""Around a moment; who signs up for a letter where they follow a page does it soon."""


class Traces:
    """What the parties of the pairs wrote, against what everybody else wrote.

    texts: account id → (moment, text) of public posts. pairs: account ids of the parties compared.
    """

    def __init__(
        self,
        everybody: Sequence[Party],
        texts: Mapping[str, Sequence[tuple[datetime | None, str]]],
        pairs: Iterable[tuple[str, str]],
    ) -> None:
        self.parties = {party.account_id: party for party in everybody}
        self._texts = texts
        self._said = {
            party.account_id: said for party in everybody if (said := self._newest(party))
        }
        self._words = {one: frozenset(_folded(said).split()) for one, said in self._said.items()}
        self._vectors: dict[str, Any] = {}
        self._terms: Sequence[str] = ()
        self._likeness = self._compare(set().union(*pairs) if pairs else set())
        self._mentions: dict[tuple[str, str], float] = {}
        self._moments = self._all_moments(everybody)
        self._writers = Counter(self.parties[one].source for one in self._said)

    def post_count(self, party: Party) -> int:
        """How many public posts there are of theirs."""
        return sum(len(self._texts.get(one, ())) for one in party.account_ids)

    def characters(self, party: Party) -> int:
        """How much of what they wrote was read."""
        return len(self._said.get(party.account_id, ""))

    def alikeness(self, one: Party, other: Party) -> float | None:
        """Of the others in either place, the share who write more alike; the larger of both.

        None where either wrote too little, or too few wrote.
        """
        return self._likeness.get((one.account_id, other.account_id))

    def in_common(self, one: Party, other: Party) -> list[str]:
        """What most makes them alike: a few words or signs, the most telling first."""
        left, right = (self._vectors.get(party.account_id) for party in (one, other))
        if left is None or right is None:
            return []
        both = left.multiply(right).tocoo()
        found: list[str] = []
        for _, column in sorted(zip(-both.data, both.col, strict=True)):
            sign = _telling_part(self._terms[column])
            if sign and not any(sign in each or each in sign for each in found):
                found.append(sign)
            if len(found) == MOST_IN_COMMON:
                break
        return [f"“{each}”" for each in found]

    def place(self, one: Party, other: Party) -> tuple[str, float] | None:
        """A place that both tell of, and the share of the other's place who tell of it."""
        best: tuple[str, float] | None = None
        for home, writer in ((one, other), (other, one)):
            town = _town(home.location)
            if not town:
                continue
            if _town(writer.location) == town:
                share = self._share_living_in(writer.source, town)
            elif self._tells_of(writer, town):
                share = self._share_telling_of(writer.source, town)
            else:
                continue
            if best is None or share < best[1]:
                best = (town.title(), share)
        return best

    def other_place(self, one: Party, other: Party) -> str | None:
        """Where one says to be, when the profile of the other names another place."""
        here, there = _town(one.location), _town(other.location)
        return f"{here.title()} and {there.title()}" if here and there and here != there else None

    def nearness(self, one: Party, other: Party) -> tuple[int, float] | None:
        """The narrowest window around one's first moment that the other's falls into, and the
        share of the other's place that falls into it as well; None when they lie far apart.
        """
        gap = moment_gap(one, other)
        if gap is None or gap > WINDOWS[-1]:
            return None
        window = next(number for number, width in enumerate(WINDOWS) if gap <= width)
        return window, max(self.share_near(one, other.source, window), 1e-4)

    def share_near(self, party: Party, source: str, window: int) -> float:
        """The share of a place whose first moment falls into that window around a party's."""
        moments = self._moments[source]

        def within(width: timedelta) -> int:
            return max(
                int(np.searchsorted(moments, at.timestamp() + width.total_seconds(), "right"))
                - int(np.searchsorted(moments, at.timestamp() - width.total_seconds()))
                for at in party.moments
            )

        inner = within(WINDOWS[window - 1]) if window else 0
        return (within(WINDOWS[window]) - inner) / max(1, len(moments))

    def _newest(self, party: Party) -> str:
        said = [entry for one in party.account_ids for entry in self._texts.get(one, ())]
        said.sort(key=lambda entry: (entry[0] is None, entry[0] and -entry[0].timestamp()))
        return "\n".join(text for _, text in said)[:READ_CHARACTERS]

    def _compare(self, wanted: set[str]) -> dict[tuple[str, str], float]:
        by_source: dict[str, list[str]] = defaultdict(list)
        for one, said in sorted(self._said.items()):
            if len(said) >= ENOUGH_CHARACTERS:
                by_source[self.parties[one].source].append(one)
        chosen = {
            source: [one for one in ones if one in wanted]
            + [one for one in ones if one not in wanted][:MOST_BACKGROUND]
            for source, ones in by_source.items()
            if len(ones) >= FEWEST_TO_COMPARE
        }
        documents = [self._said[one] for ones in chosen.values() for one in ones]
        if len(chosen) < 2:
            return {}
        vectorizer = TfidfVectorizer(
            token_pattern=SIGNS, ngram_range=(1, 2), sublinear_tf=True, min_df=2, max_df=0.5
        )
        vectors = vectorizer.fit_transform(documents)
        self._terms = vectorizer.get_feature_names_out()
        written = [one for ones in chosen.values() for one in ones]
        self._vectors = {one: vectors[row] for row, one in enumerate(written)}
        found: dict[tuple[str, str], float] = {}
        sources = sorted(chosen)
        start = {}
        count = 0
        for source, ones in chosen.items():
            start[source] = count
            count += len(ones)
        for place, left in enumerate(sources):
            for right in sources[place + 1 :]:
                ones, others = chosen[left], chosen[right]
                table = (
                    vectors[start[left] : start[left] + len(ones)]
                    @ vectors[start[right] : start[right] + len(others)].T
                ).toarray()
                across = _share_above(table, axis=1)
                down = _share_above(table, axis=0)
                for row, one in enumerate(ones):
                    for column, other in enumerate(others):
                        if one in wanted and other in wanted:
                            worse = float(max(across[row, column], down[row, column]))
                            found[one, other] = found[other, one] = worse
        return found

    def _tells_of(self, party: Party, town: str) -> bool:
        said = self._words.get(party.account_id, frozenset())
        return all(word in said for word in town.split()) and len(town) >= SHORTEST_TOWN

    def _share_telling_of(self, source: str, town: str) -> float:
        key = (source, town)
        if key not in self._mentions:
            told = sum(
                self._tells_of(self.parties[one], town)
                for one in self._said
                if self.parties[one].source == source
            )
            self._mentions[key] = told / max(1, self._writers[source])
        return self._mentions[key]

    def _share_living_in(self, source: str, town: str) -> float:
        homes = [
            _town(party.location)
            for party in self.parties.values()
            if party.source == source and party.location
        ]
        return homes.count(town) / max(1, len(homes))

    def _all_moments(self, everybody: Sequence[Party]) -> dict[str, np.ndarray]:
        by_source: dict[str, list[float]] = defaultdict(list)
        for party in everybody:
            by_source[party.source] += [at.timestamp() for at in party.moments]
        return {source: np.sort(np.array(moments)) for source, moments in by_source.items()}


def moment_gap(one: Party, other: Party) -> timedelta | None:
    """The shortest time between a first moment of one and of the other."""
    gaps = [abs(at - when) for at in one.moments for when in other.moments]
    return min(gaps, default=None)


def _share_above(table: np.ndarray, *, axis: int) -> np.ndarray:
    """For each cell the share of its row (1) or column (0) that is larger."""
    order = np.argsort(np.argsort(-table, axis=axis), axis=axis)
    shares: np.ndarray = order / max(1, table.shape[axis] - 1)
    return shares


def _telling_part(term: str) -> str:
    """The term as one may read it: its words, or the longest of its signs; none of a bare dot."""
    parts = term.split()
    words = [part for part in parts if any(letter.isalnum() for letter in part)]
    longest = max(parts, key=len, default="")
    return " ".join(words) or (longest if len(longest) > 1 else "")


def _town(location: str | None) -> str:
    """The first part of a place, folded."""
    return _folded((location or "").split(",")[0]).strip()


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
