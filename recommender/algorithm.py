"""What an algorithm is, and the ones found in `recommender/algorithms/`.

An algorithm is one module there with NAME, EVIDENCE, a frozen Config and
`fit(matrices, config, seed)`. What it learned gives one score per reader and candidate: above 0
when it has something to say, 0 when it has not, comparable within one reader only.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol, get_args

import numpy as np
import pyarrow as pa

import recommender.algorithms
from recommender.errors import BadAlgorithm
from recommender.matrices import Bools, Floats, Ints, Matrices, Sparse
from recommender.nearest import LARGE, Open, best_of
from recommender.snapshot import Snapshot

Evidence = Literal["pair", "member", "none"]
"""pair: something the two share · member: about the candidate alone · none: chance."""

CHUNK = 20_000_000
"""So many cells are held at once: 160 MB of scores."""

MATCHES = pa.schema(
    [
        ("member_id", pa.string()),
        ("candidate_id", pa.string()),
        ("score", pa.float64()),
        ("rank", pa.int64()),
    ]
)


class Fitted(Protocol):
    """What an algorithm learned from one snapshot."""

    def scores(self, readers: Ints) -> Floats:
        """One row per reader, one column per member; finite, 0 or more, 0 = nothing to say."""


@dataclass(frozen=True)
class Algorithm:
    """One algorithm: its name, what its scores rest on, and how it learns."""

    name: str
    evidence: Evidence
    config: Any
    learn: Callable[[Matrices, Any, int], Fitted]

    def fit(self, matrices: Matrices, seed: int) -> Fitted:
        """What it learns from these members; the same for the same seed."""
        return self.learn(matrices, self.config, seed)

    def match(self, snapshot: Snapshot, *, top: int, seed: int) -> pa.Table:
        """The best `top` candidates of every matchable member, best first.

        Returns member_id, candidate_id, score (above 0), rank from 1. Who has nothing in common
        with anyone is absent, as are oneself, whoever may not be matched, and people one
        already talks with: fewer rows, never a guess.
        """
        matrices = Matrices(snapshot)
        matchable = matrices.truth("is_matchable")
        readers = np.flatnonzero(matchable)
        fitted = self.fit(matrices, seed)
        if matrices.count > LARGE:
            may = Open.to(matrices, matchable)
            best = best_of(fitted, readers, may, top)
            return _table(matrices, *ordered(best, readers))
        parts: list[tuple[Ints, Ints, Floats, Ints]] = []
        for chunk in chunks(readers, matrices.count):
            scores = fitted.scores(chunk)
            scores[~legal(matrices, chunk, matchable)] = 0.0
            places, best = best_places(scores, top, chunk)
            row, place = np.nonzero(places >= 0)
            parts.append((chunk[row], places[row, place], best[row, place], place + 1))
        if not parts:
            return MATCHES.empty_table()
        member, candidate, score, rank = (
            np.concatenate(column) for column in zip(*parts, strict=True)
        )
        return _table(matrices, member, candidate, score, rank)


def _table(
    matrices: Matrices, member: Ints, candidate: Ints, score: Floats, rank: Ints
) -> pa.Table:
    ids = pa.array(matrices.ids, pa.string())
    return pa.table([ids.take(member), ids.take(candidate), score, rank], schema=MATCHES)


def find_algorithms() -> dict[str, Algorithm]:
    """Every algorithm in `recommender/algorithms/`, by name.

    Raises BadAlgorithm when a file does not hold one, or two share a name.
    """
    found: dict[str, Algorithm] = {}
    for module_info in sorted(
        pkgutil.iter_modules(recommender.algorithms.__path__), key=lambda m: m.name
    ):
        file = module_info.name
        if file.startswith("_"):
            continue  # what several algorithms of one library share
        module = importlib.import_module(f"recommender.algorithms.{file}")
        missing = [
            name for name in ("NAME", "EVIDENCE", "Config", "fit") if not hasattr(module, name)
        ]
        if missing:
            raise BadAlgorithm(file, f"has no {', '.join(missing)}; every algorithm needs them")
        if module.EVIDENCE not in get_args(Evidence):
            raise BadAlgorithm(
                file,
                f"EVIDENCE is {module.EVIDENCE!r}; write one of {', '.join(get_args(Evidence))}",
            )
        if module.NAME in found:
            raise BadAlgorithm(file, f"the name {module.NAME!r} is taken; give it its own")
        found[module.NAME] = Algorithm(module.NAME, module.EVIDENCE, module.Config(), module.fit)
    return found


def chunks(readers: Ints, columns: int) -> list[Ints]:
    """The readers in parts small enough to hold one score per member for each."""
    if not len(readers):
        return []
    size = max(1, CHUNK // max(columns, 1))
    return [readers[start : start + size] for start in range(0, len(readers), size)]


def legal(matrices: Matrices, readers: Ints, candidates: Bools, never: Any = None) -> Bools:
    """Who may be proposed to whom: a candidate, not oneself, not already talking, not never."""
    allowed = np.repeat(candidates[None, :], len(readers), axis=0)
    allowed[np.arange(len(readers)), readers] = False
    allowed[matrices.known[readers].toarray()] = False
    if never is not None:
        allowed[never[readers].toarray()] = False
    return allowed


def best_places(scores: Floats, top: int, readers: Ints) -> tuple[Ints, Floats]:
    """The columns of each row's best `top` scores above 0, best first, and those scores.

    Empty places are -1. Equal scores go by an arbitrary order that differs from row to row, so
    that a tie does not always favour the same people.
    """
    rows, columns = scores.shape
    top = min(top, columns)
    places = np.full((rows, top), -1, dtype=np.int64)
    best = np.zeros((rows, top))
    for row in range(rows):
        line = scores[row]
        found = np.flatnonzero(line > 0)
        if len(found) > top:
            limit = np.partition(line[found], len(found) - top)[len(found) - top]
            found = found[line[found] >= limit]
        order = found[np.lexsort((shuffled(readers[row], found), -line[found]))][:top]
        places[row, : len(order)] = order
        best[row, : len(order)] = line[order]
    return places, best


def ordered(best: Sparse, readers: Ints) -> tuple[Ints, Ints, Floats, Ints]:
    """The cells of some readers' best, best first: reader, candidate, score, rank from 1."""
    row = np.repeat(np.arange(len(readers)), np.diff(best.indptr))
    candidate, score = best.indices.astype(np.int64), best.data
    order = np.lexsort((shuffled(readers[row], candidate), -score, row))
    row, candidate = row[order], candidate[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row) + 1
    return readers[row], candidate, score[order].astype(np.float64), rank


def shuffled(readers: Ints | int, candidates: Ints) -> Ints:
    """A key per pair that puts the candidates of each reader in an arbitrary, fixed order."""
    # Knuth's multiplicative hash, 2^32 / golden ratio, made different for each reader.
    mixed = (np.asarray(candidates) + 1) * (2 * np.asarray(readers) + 1) % 2_147_483_648
    return np.asarray(mixed * 2_654_435_761 % 4_294_967_296, dtype=np.int64)
