"""What delivered introductions teach: whom people write to, and who answers, when a letter asks.

The past of a community tells who talks by themselves (`recommender.learning`); only letters tell
what comes of letters. A logistic regression is fitted to the introductions whose first 28 days are
known: did the two talk both ways? It is told the score the pair had, whether it was a far one,
whether both read of each other, how the candidate stood when the letter left (whether others write
to them first, whether they write first, whether they answer), who read and who was proposed.

Who stood high in a list was shown and who stood low was not, so each introduction counts the more
the less likely it was to be shown: by the inverse of that chance (Horvitz and Thompson 1952), with
a limit. What habits are worth is drawn towards nothing, so that few letters change little. So is
what is told of single members beyond their habits, as if by a normal prior whose
width is chosen by how well it foretells introductions left out; where members hardly differ, or
little is known, it is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from scipy import sparse

from recommender.letter_habits import HABITS, FirstWords
from recommender.matching import places_within
from recommender.matrices import Bools, Floats, Ints, Matrices, ages_in_days
from recommender.ranker import Ranked
from recommender.snapshot import MOMENT

INTRODUCED = pa.schema(
    [
        ("reader_id", pa.string()),
        ("candidate_id", pa.string()),
        ("at", MOMENT),
        ("score", pa.float64()),
        ("shown", pa.float64()),
        ("is_far", pa.bool_()),
        ("is_mutual", pa.bool_()),
        ("both_ways", pa.bool_()),
    ]
)
"""One row for each (reader, candidate) of a letter that arrived, its outcome known. at: when it
left; score: before anything letters taught; shown: how likely it was to be shown; either may be
null in old letters."""

YESES = 20
"""With fewer introductions that led to talk both ways there is nothing to learn from."""
WIDTHS = (0.0, 0.35, 0.7)
"""Of the prior on what is told of a member, in log odds; 0 tells nothing of anybody."""
HABIT_WIDTH = 0.3
"""Of the prior on what a habit is worth, in log odds for each spread of it among letters."""
FOLDS = 3
HEAVIEST = 5.0
"""No introduction counts more than so many average ones."""
LEAST_SHOWN = 0.02
BELIEVED = 50
"""So many introductions that led to talk both ways give letters half of the say beside the past."""
STEPS = (1, 2, 3, 5, 10, 20, 50)
"""Places of a list are told apart up to these."""


@dataclass(frozen=True)
class Taught:
    """How likely an introduction is to lead to talk both ways, in log odds."""

    constant: float
    score: float
    """For each unit of the logarithm of the score."""
    far: float
    habits: Mapping[str, float]
    """For each unit of a habit of the candidate; see `recommender.letter_habits`."""
    candidates: Mapping[str, float]
    """What is told of a candidate beyond habits; 0 of those never proposed."""
    width: float
    """Of the prior that foretold best."""
    say: float
    """How much letters count beside the past, from 0 to 1: the more they are the more."""
    stretch: float
    """From a chance to the scale of scores, so that a floor means what it meant."""

    def chances(self, ranked: Ranked, matrices: Matrices) -> Floats:
        """The chance of each pair, in (0, 1), for a reader like any other."""
        of = np.array([self.candidates.get(member, 0.0) for member in matrices.ids])
        of += FirstWords.of(matrices).habits(0) @ np.array([self.habits[name] for name in HABITS])
        total = (
            self.constant
            + self.score * np.log(np.maximum(ranked.score, 1e-12))
            + self.far * ranked.is_far
            + of[ranked.candidate]
        )
        return np.asarray(1 / (1 + np.exp(-total)), dtype=np.float64)

    def order(self, ranked: Ranked, matrices: Matrices) -> Floats:
        """The score of each pair with what letters taught: score^(1-say) × stretched chance^say."""
        chance = self.chances(ranked, matrices) * self.stretch
        return np.asarray(np.minimum(ranked.score ** (1 - self.say) * chance**self.say, 1.0))


def learn_from(introduced: pa.Table | None, matrices: Matrices) -> Taught | None:
    """What these introductions teach; None where too few of them led to talk both ways.

    introduced: see INTRODUCED. matrices: of the snapshot now, whose talk tells the habits of then.
    """
    if introduced is None or not introduced.num_rows:
        return None
    known = introduced.filter(introduced["score"].is_valid())
    happened = np.asarray(known["both_ways"].to_numpy(zero_copy_only=False), dtype=bool)
    if happened.sum() < YESES or happened.all():
        return None
    rows = _Rows.of(known, matrices)
    width = max(WIDTHS, key=lambda each: (round(_foretold(rows, happened, each), 6), -each))
    weights = _fitted(rows, happened, width)
    first = len(rows.names)
    # Rounded, so that the last digits of a sum done in another order move nobody.
    weights = np.round(weights, 8)
    of = weights[first : first + len(rows.candidates)]
    # That both read of each other is known only once they do, so it is left out of the forecast.
    told = [at for at, name in enumerate(rows.names) if name != "mutual"]
    odds = rows.columns[:, told] @ weights[told] + of[rows.candidate] + weights[-1]
    scores = np.exp(rows.columns[:, 0])
    habits = weights[3:first] / rows.spread
    return Taught(
        constant=float(weights[-1] - rows.mean @ habits),
        score=float(weights[0]),
        far=float(weights[1]),
        habits=dict(zip(HABITS, habits.tolist(), strict=True)),
        candidates=dict(zip(rows.candidates, of.tolist(), strict=True)),
        width=width,
        say=float(happened.sum() / (happened.sum() + BELIEVED)),
        stretch=float(np.round(scores.mean() / np.mean(1 / (1 + np.exp(-odds))), 8)),
    )


def with_taught(ranked: Ranked, taught: Taught | None, matrices: Matrices) -> Ranked:
    """The pairs, ordered as letters taught; as they were where letters taught nothing."""
    if taught is None:
        return ranked
    return replace(ranked, taught=taught.order(ranked, matrices))


def shown_chances(ranked: Ranked, matched: Ints, *, count: int) -> Floats:
    """How likely each pair was to be shown in this issue: the share shown of those at its place.

    ranked: the pairs of whoever was to get somebody; matched: the rows that were shown.
    """
    if not len(ranked.reader):
        return np.zeros(0)
    place = places_within(ranked.wishes(count))
    step = np.searchsorted(np.array(STEPS), place)
    shown = np.bincount(step[matched], minlength=len(STEPS) + 1).astype(np.float64)
    there = np.bincount(step, minlength=len(STEPS) + 1).astype(np.float64)
    share = (shown + 0.5) / (there + 1)
    return np.asarray(np.minimum(share, 1.0)[step])


@dataclass(frozen=True)
class _Rows:
    columns: Floats
    """Log score, far, mutual, and the candidate's habits then, told apart as the prior wants it;
    one row per introduction."""
    mean: Floats
    spread: Floats
    """What a habit was made small by."""
    reader: Ints
    candidate: Ints
    readers: tuple[str, ...]
    candidates: tuple[str, ...]
    weight: Floats
    fold: Ints

    names = ("score", "far", "mutual", *HABITS)

    @classmethod
    def of(cls, introduced: pa.Table, matrices: Matrices) -> _Rows:
        def numbered(column: str) -> tuple[tuple[str, ...], Ints]:
            names, numbers = np.unique(
                np.asarray(introduced[column].to_pylist()), return_inverse=True
            )
            return tuple(names.tolist()), numbers.reshape(-1).astype(np.int64)

        readers, reader = numbered("reader_id")
        candidates, candidate = numbered("candidate_id")
        score = introduced["score"].to_numpy()
        shown = introduced["shown"].fill_null(1.0).to_numpy()
        weight = 1 / np.maximum(shown, LEAST_SHOWN)
        weight = np.minimum(weight / weight.mean(), HEAVIEST)
        columns = [
            np.log(np.maximum(score, 1e-12)),
            *(
                introduced[name].to_numpy(zero_copy_only=False).astype(np.float64)
                for name in ("is_far", "is_mutual")
            ),
        ]
        habits = _habits_then(introduced, matrices)
        mean = habits.mean(axis=0)
        spread = (habits.std(axis=0) + 1e-9) / HABIT_WIDTH
        # Both letters of a pair tell of one outcome, and are left out together.
        same = [
            "|".join(sorted((readers[one], candidates[other])))
            for one, other in zip(reader.tolist(), candidate.tolist(), strict=True)
        ]
        _, pair = np.unique(np.asarray(same), return_inverse=True)
        return cls(
            np.column_stack([*columns, (habits - mean) / spread]),
            mean,
            spread,
            reader,
            candidate,
            readers,
            candidates,
            weight / weight.mean(),
            pair.reshape(-1).astype(np.int64) % FOLDS,
        )

    def design(self, width: float) -> sparse.csr_array:
        """The columns and one for each candidate and each reader, scaled to the prior."""
        count = len(self.reader)
        rows = np.arange(count)
        scale = np.full(count, width)
        return sparse.csr_array(
            sparse.hstack(
                [
                    sparse.csr_array(self.columns),
                    sparse.csr_array(
                        (scale, (rows, self.candidate)), shape=(count, len(self.candidates))
                    ),
                    sparse.csr_array(
                        (scale, (rows, self.reader)), shape=(count, len(self.readers))
                    ),
                ]
            )
        )


def _habits_then(introduced: pa.Table, matrices: Matrices) -> Floats:
    """The habits of each letter's candidate when it left; the usual ones of who is not known."""
    words = FirstWords.of(matrices)
    candidate = matrices.numbers(introduced["candidate_id"])
    found = np.full((introduced.num_rows, len(HABITS)), np.nan)
    # A day's letters leave at many hours; what was so when the day began is enough.
    ago = np.ceil(ages_in_days(introduced["at"], matrices.snapshot))
    for days in np.unique(ago).tolist():
        rows = np.flatnonzero((ago == days) & (candidate >= 0))
        found[rows] = words.habits(days)[candidate[rows]]
    usual = np.nanmean(found, axis=0) if np.any(candidate >= 0) else np.zeros(len(HABITS))
    return np.where(np.isnan(found), usual, found)


def _fitted(rows: _Rows, happened: Bools, width: float, keep: Bools | None = None) -> Floats:
    """The weights of the columns, the candidates and the readers, then the constant."""
    # scikit-learn takes over a second to import.
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1.0, max_iter=500)
    design, weight = rows.design(width), rows.weight
    if keep is not None:
        design, happened, weight = design[keep], happened[keep], weight[keep]
    model.fit(design, happened, sample_weight=weight)
    weights = np.asarray(model.coef_[0], dtype=np.float64)
    weights[len(rows.names) :] *= width
    return np.append(weights, float(model.intercept_[0]))


def _foretold(rows: _Rows, happened: Bools, width: float) -> float:
    """The mean log likelihood of introductions left out, each weighted as it counts."""
    total = 0.0
    for fold in range(FOLDS):
        left = rows.fold == fold
        if not left.any() or not happened[~left].any() or happened[~left].all():
            continue
        weights = _fitted(rows, happened, width, ~left)
        first, second = len(rows.names), len(rows.names) + len(rows.candidates)
        odds = (
            rows.columns[left] @ weights[:first]
            + weights[first:second][rows.candidate[left]]
            + weights[second:-1][rows.reader[left]]
            + weights[-1]
        )
        signed = np.where(happened[left], odds, -odds)
        total -= float((rows.weight[left] * np.logaddexp(0, -signed)).sum())
    return total / float(rows.weight.sum())
