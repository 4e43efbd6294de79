"""How members go about people: whom they meet, whether they answer, when they were last here."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recommender.matrices import Floats, Matrices


@dataclass(frozen=True)
class FirstTalks:
    """New contacts of each member, each worth half after every half-life."""

    begun: Floats
    """Where the member spoke first."""
    answered: Floats
    """Where the other did."""


def first_talks(matrices: Matrices) -> FirstTalks:
    """The first public talk of every pair, by who spoke."""
    left, right, age, _ = matrices.public_talks
    small, large = np.minimum(left, right), np.maximum(left, right)
    order = np.lexsort((right, left, -age, large, small))
    pair = small[order] * matrices.count + large[order]
    first = order[np.flatnonzero(np.diff(pair, prepend=-1))] if len(pair) else order
    worth = np.exp2(-age[first] / matrices.snapshot.half_life_days)
    return FirstTalks(
        np.bincount(left[first], worth, minlength=matrices.count).astype(np.float64),
        np.bincount(right[first], worth, minlength=matrices.count).astype(np.float64),
    )


def answer_rates(matrices: Matrices, *, prior: float) -> Floats:
    """Of the members who talked to each, the share answered; 0 for who was never talked to.

    Drawn towards the share of all as if by `prior` more people.
    """
    talk = matrices.talk
    heard = sparse.csr_array(talk.T).astype(bool)
    asked = np.diff(heard.indptr).astype(np.float64)
    back = np.asarray(heard.multiply(talk.astype(bool)).sum(axis=1), dtype=np.float64)
    usual = back.sum() / asked.sum() if asked.sum() else 0.0
    # Who answered nobody still has a rate: it is low, not unknown.
    rate = (back + prior * usual + 1e-9) / (asked + prior + 1e-9)
    return np.asarray(np.where(asked > 0, rate, 0.0))


def idle_days(matrices: Matrices) -> Floats:
    """The days since each member last talked in public; infinite for who never did."""
    left, _, age, _ = matrices.public_talks
    idle = np.full(matrices.count, np.inf)
    np.minimum.at(idle, left, age)
    return idle
