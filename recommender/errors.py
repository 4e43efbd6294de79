"""What can go wrong between the rooms and the recommender.

- RecommenderError
  - BadSnapshot: a table handed over lacks columns
  - BadAlgorithm: a file in `algorithms/` does not hold one algorithm
  - TooManyMembers: an algorithm would need more memory than it may take
"""

from __future__ import annotations

from collections.abc import Sequence


class RecommenderError(Exception):
    """Anything this room refuses; the message is one line."""


class BadSnapshot(RecommenderError):
    """A table handed to the recommender lacks columns."""

    def __init__(self, table: str, missing: Sequence[str], found: Sequence[str]) -> None:
        self.table = table
        self.missing = tuple(missing)
        self.found = tuple(found)
        super().__init__(
            f"snapshot table {table} has no column {', '.join(missing)}; "
            f"found: {', '.join(found) or 'none'}; select it where the snapshot is made"
        )


class BadAlgorithm(RecommenderError):
    """A file in `algorithms/` does not hold exactly one algorithm."""

    def __init__(self, file: str, problem: str) -> None:
        self.file = file
        super().__init__(f"recommender/algorithms/{file}.py: {problem}")


class TooManyMembers(RecommenderError):
    """An algorithm would need more memory than it may take."""

    def __init__(self, algorithm: str, members: int, needed: int, most: int) -> None:
        self.algorithm = algorithm
        self.members = members
        self.needed = needed
        """Bytes."""
        self.most = most
        """Bytes."""
        super().__init__(
            f"{algorithm}: {members:,} members need {needed / 1e9:.1f} GB for tables of member × "
            f"member, more than the {most / 1e9:.1f} GB it may take; left out"
        )


def refuse_above(algorithm: str, members: int, *, tables: int, most_bytes: int) -> None:
    """Nothing; raises TooManyMembers when so many tables of member × member are too large."""
    needed = tables * 8 * members * members
    if needed > most_bytes:
        raise TooManyMembers(algorithm, members, needed, most_bytes)
