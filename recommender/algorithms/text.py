"""Who writes about the same things in the same language."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recommender.matrices import Floats, Ints, Matrices, Sparse
from recommender.nearest import LARGE, top_of_product
from recommender.overlaps import Overlap

NAME = "text"
EVIDENCE = "pair"


@dataclass(frozen=True)
class Config:
    """How texts become vectors."""

    factors: int = 100
    """Dimensions of the latent space of one language."""
    most_words: int = 20_000
    """The words kept per language, most frequent first."""
    widest: float = 0.5
    """A word used by more than this share of a language's writers tells nobody apart."""
    telling: int = 20
    """In a large community: the words of each member that are compared, heaviest first."""


@dataclass(frozen=True)
class Writing:
    """What each member writes about, as unit vectors per language."""

    vectors: tuple[tuple[Ints, Floats, Sparse], ...]
    """Per language: the members' numbers, their latent vectors, their words."""
    count: int

    def scores(self, readers: Ints) -> Floats:
        """The cosine with each member of the same language who shares at least one word."""
        found = np.zeros((len(readers), self.count))
        for members, latent, words in self.vectors:
            place = np.searchsorted(members, readers)
            place[place == len(members)] = 0
            rows = np.flatnonzero(members[place] == readers)
            mine = place[rows]
            near = latent[mine] @ latent.T
            # Latent factors join words nobody shares; without one shared word it is no evidence.
            shared = (words[mine] @ words.T).toarray() > 0
            found[rows[:, None], members[None, :]] = np.where(shared, np.maximum(near, 0), 0)
        return found


def fit(matrices: Matrices, config: Config, seed: int) -> Writing | Overlap:
    """TF-IDF of what each wrote in public, then truncated SVD, one space per language.

    In a large community the cosine is that of each member's most telling words instead.
    """
    texts = matrices.snapshot.texts
    numbers = matrices.numbers(texts["member_id"])
    by_language: dict[str, list[tuple[int, str]]] = {}
    for number, text, language in zip(
        numbers.tolist(), texts["text"].to_pylist(), texts["language"].to_pylist(), strict=True
    ):
        if number >= 0 and text:
            by_language.setdefault(language or "", []).append((number, text))
    spoken = [
        words_of(sorted(written), config)
        for _, written in sorted(by_language.items())
        if len(written) > 1
    ]
    found = [words for words in spoken if words is not None]
    if matrices.count > LARGE:
        return _telling(found, matrices.count, config)
    return Writing(tuple(space_of(*words, config, seed) for words in found), matrices.count)


def words_of(written: list[tuple[int, str]], config: Config) -> tuple[Ints, Sparse] | None:
    """One language's writers and the weights of their words; None when they share no word."""
    # scikit-learn takes over a second to import; only this algorithm needs it.
    from sklearn.feature_extraction.text import TfidfVectorizer

    members = np.array([number for number, _ in written], dtype=np.int64)
    vectorizer = TfidfVectorizer(
        sublinear_tf=True,
        min_df=2,
        max_df=max(2, int(config.widest * len(written))),
        max_features=config.most_words,
        token_pattern=r"(?u)\b[^\W\d_]{2,}\b",
    )
    try:
        return members, sparse.csr_array(vectorizer.fit_transform(text for _, text in written))
    except ValueError:
        return None  # scikit-learn's way of saying that no word is left


def space_of(
    members: Ints, words: Sparse, config: Config, seed: int
) -> tuple[Ints, Floats, Sparse]:
    """The writers, their latent vectors and their words."""
    from sklearn.decomposition import TruncatedSVD

    factors = min(config.factors, words.shape[1] - 1, words.shape[0] - 1)
    if factors < 2:
        return members, words.toarray(), words
    latent = TruncatedSVD(factors, random_state=seed).fit_transform(words)
    length = np.linalg.norm(latent, axis=1, keepdims=True)
    return members, np.divide(latent, length, out=np.zeros_like(latent), where=length > 0), words


def _telling(spoken: list[tuple[Ints, Sparse]], count: int, config: Config) -> Overlap:
    """Members × the words of all languages, of each member the heaviest few."""
    columns = []
    for members, words in spoken:
        few = top_of_product(words, sparse.eye_array(words.shape[1], format="csr"), config.telling)
        rows = sparse.csr_array(
            (np.ones(len(members)), (members, np.arange(len(members)))), shape=(count, len(members))
        )
        columns.append(rows @ few)
    if not columns:
        nothing = sparse.csr_array((count, 1))
        return Overlap(nothing, nothing)
    held = sparse.hstack(columns, format="csr")
    length = np.sqrt(np.asarray((held * held).sum(axis=1), dtype=np.float64))
    share = np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)
    unit = sparse.csr_array(sparse.diags_array(share) @ held)
    return Overlap(unit, unit)
