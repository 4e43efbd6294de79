"""Who writes in the same language at the same hours of the day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recommender.matrices import Floats, Ints, Matrices

NAME = "hours"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """How much is needed to know somebody's hours."""

    posts: int = 3
    """Who wrote less often has no hours yet."""


@dataclass(frozen=True)
class Days:
    """A unit vector of 24 hours per member, zeros where unknown, and their language."""

    vectors: Floats
    languages: Ints
    """-1 where unknown."""

    def scores(self, readers: Ints) -> Floats:
        """The cosine of the hours with each member of the same known language."""
        mine = self.languages[readers][:, None]
        same = (mine == self.languages[None, :]) & (mine >= 0)
        return np.where(same, self.vectors[readers] @ self.vectors.T, 0.0)


def fit(matrices: Matrices, config: Config, seed: int) -> Days:
    """Posts by hour, each hour lending half of itself to the one before and the one after."""
    hours = np.zeros((matrices.count, 24))
    for number, posts in enumerate(matrices.column("hours")):
        if posts is not None and len(posts) == 24:
            hours[number] = posts
    hours[hours.sum(axis=1) < config.posts] = 0.0
    smooth = hours + (np.roll(hours, 1, axis=1) + np.roll(hours, -1, axis=1)) / 2
    length = np.linalg.norm(smooth, axis=1, keepdims=True)
    vectors = np.divide(smooth, length, out=np.zeros_like(smooth), where=length > 0)
    spoken = matrices.column("language")
    known = {name: place for place, name in enumerate(sorted({s for s in spoken if s}))}
    languages = np.array([known.get(name, -1) for name in spoken], dtype=np.int64)
    return Days(vectors, languages)
