"""Whether the chances given on the places shown say more than their base rate would."""

from __future__ import annotations

import numpy as np

from recommender.matrices import Bools, Floats

NAME = "brier_skill"
LEAGUES = ("capped",)
TRUTHS = ("any", "two_way")


def of_chances(chances: Floats, talked: Bools) -> float | None:
    """1 − mean (chance − talked)² / mean (base rate − talked)².

    The base rate is what the places shown came to in the test itself, which no forecast could
    have known: the hardest constant to beat. 1 is perfect, 0 no better than it, below 0 worse.
    None where all talked, or none did.
    """
    outcome = talked.astype(np.float64)
    constant = float(np.mean((outcome.mean() - outcome) ** 2)) if len(outcome) else 0.0
    if not constant:
        return None
    return 1 - float(np.mean((chances - outcome) ** 2)) / constant
