"""What a score is made of, part by part, for the manager to look at.

A signal's part is its place among the reader's candidates and what that place is worth in the
formula of `recommender.ranker`; the other parts are factors of the score and have no place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa

from recommender.candidates import HERE_NOW
from recommender.matrices import Floats, Ints
from recommender.ranks import worth

SCORE_PARTS = pa.schema(
    [
        ("issue", pa.string()),
        ("member_id", pa.string()),
        ("candidate_id", pa.string()),
        ("part", pa.string()),
        ("place", pa.float64()),
        ("value", pa.float64()),
    ]
)
LEARNED = "learned"
"""The chance as the past teaches it."""
TAUGHT = "taught"
"""The score where letters taught something as well."""


def parts_table(
    issue: str,
    pairs: Iterator[tuple[str, str]],
    rows: Ints,
    places: Mapping[str, Floats],
    learned: Floats | None,
    taught: Floats | None,
) -> pa.Table:
    """One row for each pair and each part that says something of it, as SCORE_PARTS.

    rows: where each pair stands in `places`. learned, taught: one value for each pair.
    """
    found = []
    for number, (pair, row) in enumerate(zip(pairs, rows.tolist(), strict=True)):
        told: list[tuple[str, float | None, float]] = []
        for name, place in sorted(places.items()):
            if np.isfinite(place[row]):
                weight = float(worth(place[row]))
                value = weight**0.5 if name == HERE_NOW else weight
                told.append((name, float(place[row]), value))
        for name, values in ((LEARNED, learned), (TAUGHT, taught)):
            if values is not None:
                told.append((name, None, float(values[number])))
        found += [(issue, *pair, *part) for part in told]
    columns = list(zip(*found, strict=True)) if found else [()] * len(SCORE_PARTS)
    return pa.table(columns, schema=SCORE_PARTS)
