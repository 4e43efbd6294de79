"""scikit-surprise, with the traps it sets for graded strengths disarmed.

Its ids are typed, so all are text; its algorithms draw from numpy's global generator unless given
a seed, so one is always given; what it cannot predict becomes the mean in silence, so only
members and things it was trained on are ever asked about.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from recommender.factors import Factors
from recommender.matrices import Floats, Ints, Sparse

# Importing surprise creates its data folder in the home folder, which may be read-only.
os.environ.setdefault(
    "SURPRISE_DATA_FOLDER", str(Path(tempfile.gettempdir()) / f"surprise-{os.getuid()}")
)

import surprise  # only now that the folder is set

__all__ = [
    "filled_in",
    "graded",
    "likeness_of_columns",
    "member_factors",
    "sampled_negatives",
    "surprise",
    "trained_numbers",
    "trainset",
]


def graded(strengths: Sparse) -> tuple[Ints, Ints, Floats]:
    """The cells of a strengths matrix in a fixed order: rows, columns, strengths."""
    cells = sparse.coo_array(strengths)
    order = np.lexsort((cells.col, cells.row))
    return (
        cells.row[order].astype(np.int64),
        cells.col[order].astype(np.int64),
        cells.data[order].astype(np.float64),
    )


def sampled_negatives(strengths: Sparse, *, per_positive: int, seed: int) -> tuple[Ints, Ints]:
    """Cells of the matrix that hold nothing: for each one that does, some others in its row.

    Without them every strength seen is a yes and the factors learn nothing about people.
    """
    rows, columns, _ = graded(strengths)
    draw = np.random.default_rng(seed)
    row = np.repeat(rows, per_positive)
    column = draw.integers(0, strengths.shape[1], size=len(row))
    taken = rows * strengths.shape[1] + columns
    drawn = np.unique(row * strengths.shape[1] + column)
    free = drawn[~np.isin(drawn, taken)]
    return free // strengths.shape[1], free % strengths.shape[1]


def trainset(rows: Ints, columns: Ints, strengths: Floats) -> Any:
    """What surprise trains on: ids as text, strengths between 0 and 1."""
    ratings = [
        (f"m{row}", f"t{column}", strength, None)
        for row, column, strength in zip(
            rows.tolist(), columns.tolist(), strengths.tolist(), strict=True
        )
    ]
    data = surprise.Dataset(surprise.Reader(rating_scale=(0, 1)))
    return data.construct_trainset(ratings)


def trained_numbers(ids: dict[str, int], count: int) -> Ints:
    """For each of our numbers the inner one surprise gave it, -1 for those it never saw."""
    inner = np.full(count, -1, dtype=np.int64)
    for raw, number in ids.items():
        inner[int(raw[1:])] = number
    return inner


def member_factors(
    strengths: Sparse,
    model: Any,
    *,
    negatives: int,
    seed: int,
    vectors: Callable[[Any], Floats] = lambda model: model.pu,
    without_mean: bool = False,
) -> Factors:
    """The member factors `model` learns from members × things, as directions.

    negatives: things a member does not hold, drawn for each one held, of strength 0.
    vectors: where a fitted model keeps them, one row for each member it was trained on.
    without_mean: keeps a model from adding the mean strength to every estimate, which leaves the
    factors too little to learn from.
    """
    if not strengths.nnz:
        return Factors.of(np.zeros((strengths.shape[0], 1)), strengths)
    training = with_negatives(strengths, negatives=negatives, seed=seed)
    if without_mean:
        training._global_mean = 0.0  # where the library keeps it once it has worked it out
    model.fit(training)
    inner = trained_numbers(training._raw2inner_id_users, strengths.shape[0])
    learned = np.asarray(vectors(model), dtype=np.float64)
    placed = np.zeros((strengths.shape[0], learned.shape[1]))
    placed[inner >= 0] = learned[inner[inner >= 0]]
    return Factors.of(placed, strengths)


def with_negatives(strengths: Sparse, *, negatives: int, seed: int) -> Any:
    """The trainset of the cells that hold something, and some that do not, of strength 0."""
    rows, columns, values = graded(strengths)
    no_rows, no_columns = sampled_negatives(strengths, per_positive=negatives, seed=seed)
    return trainset(
        np.concatenate([rows, no_rows]),
        np.concatenate([columns, no_columns]),
        np.concatenate([values, np.zeros(len(no_rows))]),
    )


def likeness_of_columns(strengths: Sparse, *, negatives: int, shrinkage: int, seed: int) -> Floats:
    """How alike every two columns are: 1 with itself, 0 where the library knows nothing or less.

    Pearson similarity of the strengths around each row's and column's own baseline.
    """
    found = np.eye(strengths.shape[1])
    if not strengths.nnz:
        return found
    training = with_negatives(strengths, negatives=negatives, seed=seed)
    model = surprise.KNNBaseline(
        sim_options={"name": "pearson_baseline", "user_based": False, "shrinkage": shrinkage},
        verbose=False,
    )
    try:
        model.fit(training)
    except ZeroDivisionError:
        return found  # All strengths lie on the baselines: nothing is left to compare.
    inner = trained_numbers(training._raw2inner_id_items, strengths.shape[1])
    known = np.flatnonzero(inner >= 0)
    near = np.asarray(model.sim, dtype=np.float64)[np.ix_(inner[known], inner[known])]
    found[np.ix_(known, known)] = np.maximum(near, 0)
    return found


def filled_in(
    strengths: Sparse, *, factors: int, negatives: int, seed: int
) -> tuple[Floats, Floats]:
    """Row and column vectors whose products are SVD's estimates, biases and mean included.

    Zeros for rows and columns that hold nothing.
    """
    rows, columns = strengths.shape
    left, right = np.zeros((rows, factors + 2)), np.zeros((columns, factors + 2))
    if not strengths.nnz:
        return left, right
    training = with_negatives(strengths, negatives=negatives, seed=seed)
    model = surprise.SVD(
        n_factors=factors, n_epochs=60, lr_all=0.02, reg_all=0.1, random_state=seed
    )
    model.fit(training)
    users = trained_numbers(training._raw2inner_id_users, rows)
    items = trained_numbers(training._raw2inner_id_items, columns)
    known, there = users >= 0, items >= 0
    mean = float(training.global_mean)
    left[known] = np.column_stack(
        [model.pu[users[known]], model.bu[users[known]] + mean, np.ones(int(known.sum()))]
    )
    right[there] = np.column_stack(
        [model.qi[items[there]], np.ones(int(there.sum())), model.bi[items[there]]]
    )
    return left, right
