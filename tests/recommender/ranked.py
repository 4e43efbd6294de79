"""What one algorithm says to one reader."""

from __future__ import annotations

from recommender.algorithm import find_algorithms
from recommender.snapshot import Snapshot

ALGORITHMS = find_algorithms()


def ranking(name: str, snapshot: Snapshot, reader: str) -> list[str]:
    """The reader's candidates by the algorithm of that name, best first."""
    matches = ALGORITHMS[name].match(snapshot, top=10, seed=7).to_pylist()
    return [row["candidate_id"] for row in matches if row["member_id"] == reader]


def scores(name: str, snapshot: Snapshot, reader: str) -> dict[str, float]:
    """The score of each of the reader's candidates."""
    matches = ALGORITHMS[name].match(snapshot, top=10, seed=7).to_pylist()
    return {row["candidate_id"]: row["score"] for row in matches if row["member_id"] == reader}
