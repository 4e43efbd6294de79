"""Who writes about the same things in the same language."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recommender.matrices import Floats, Ints, Matrices, Sparse

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


def fit(matrices: Matrices, config: Config, seed: int) -> Writing:
    """TF-IDF of what each wrote in public, then truncated SVD, one space per language."""
    texts = matrices.snapshot.texts
    numbers = matrices.numbers(texts["member_id"])
    by_language: dict[str, list[tuple[int, str]]] = {}
    for number, text, language in zip(
        numbers.tolist(), texts["text"].to_pylist(), texts["language"].to_pylist(), strict=True
    ):
        if number >= 0 and text:
            by_language.setdefault(language or "", []).append((number, text))
    spaces = [
        space_of(sorted(written), config, seed)
        for _, written in sorted(by_language.items())
        if len(written) > 1
    ]
    return Writing(tuple(space for space in spaces if space is not None), matrices.count)


def space_of(
    written: list[tuple[int, str]], config: Config, seed: int
) -> tuple[Ints, Floats, Sparse] | None:
    """The latent vectors of one language's writers; None when they share no word."""
    # scikit-learn takes over a second to import; only this algorithm needs it.
    from sklearn.decomposition import TruncatedSVD
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
        words = sparse.csr_array(vectorizer.fit_transform(text for _, text in written))
    except ValueError:
        return None  # scikit-learn's way of saying that no word is left
    factors = min(config.factors, words.shape[1] - 1, words.shape[0] - 1)
    if factors < 2:
        return members, words.toarray(), words
    latent = TruncatedSVD(factors, random_state=seed).fit_transform(words)
    length = np.linalg.norm(latent, axis=1, keepdims=True)
    return members, np.divide(latent, length, out=np.zeros_like(latent), where=length > 0), words
