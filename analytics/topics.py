"""Topics of documents: TF-IDF and NMF, and a closer look at what too many of the people hold."""

from __future__ import annotations

import warnings
from collections.abc import Sequence, Set
from dataclasses import dataclass
from math import ceil
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from analytics.stop_words import EVERYWHERE, STOP_WORDS

Floats: TypeAlias = npt.NDArray[np.float64]
Bools: TypeAlias = npt.NDArray[np.bool_]

MOST_TOPICS = 60
"""Finer ones are shared by fewer, and say more of those who share them."""
DOCUMENTS_PER_TOPIC = 10
"""So many documents, for each topic looked for."""
MOST_READ = 20_000
"""Documents; topics are sought in about so many, evenly chosen, and then told of all."""
SMALLEST_PART = 0.25
"""Beside the largest part, which every document with a known word has."""
WORDS_PER_LABEL = 3
LOOKS = 3
"""So often topics are looked at more closely; what is common then stays so."""
WORD = r"(?u)\b[^\W\d_]{3,}\b"


@dataclass(frozen=True)
class Topics:
    """Topics of some documents."""

    labels: list[str]
    """Of each topic, its words of most weight."""
    parts: Floats
    """Documents × topics; the parts of a document add up to at most one."""

    @property
    def told(self) -> Bools:
        """Which parts count: the largest of each document, and those that are large."""
        largest = self.parts == self.parts.max(axis=1, keepdims=True, initial=0)
        return np.asarray((self.parts >= SMALLEST_PART) | (largest & (self.parts > 0)))

    def held(self, posts: Any) -> Bools:
        """Who holds which topic, as marts.member_topics has it: people × topics.

        posts: how many posts each of the people (row) wrote in each document, sparse.
        """
        amounts = np.asarray(posts @ np.where(self.told, self.parts, 0))
        of_all = amounts.sum(axis=1, keepdims=True)
        much = (amounts >= 2) & (amounts >= 0.05 * of_all)
        return np.asarray((amounts > 0) & ((amounts >= 0.2 * of_all) | much))


def find_topics(
    documents: Sequence[str],
    language: str,
    never: Set[str],
    *,
    seed: int,
    most: int = MOST_TOPICS,
) -> Topics:
    """The topics of documents in one language, and each one's parts in them; none in too few.

    never: words of no topic. most: no more topics than these.
    """
    # Both cost a second to import, which a warehouse without texts need not pay.
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.feature_extraction.text import TfidfVectorizer
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    excluded = never | EVERYWHERE | STOP_WORDS.get(language, frozenset())
    vectorizer = TfidfVectorizer(
        token_pattern=WORD,
        stop_words=None,
        min_df=max(3, len(documents) // 500),
        max_df=0.2,
        max_features=2500,
        sublinear_tf=True,
        dtype=np.float64,
    )
    none = Topics([], np.zeros((len(documents), 0)))
    try:
        matrix = vectorizer.fit_transform(documents)
    except ValueError:
        # No word is in several documents, but not in too many: there is nothing to find.
        return none
    words = vectorizer.get_feature_names_out()
    keep = np.array([word not in excluded for word in words])
    matrix, words = matrix[:, keep], words[keep]
    count = min(most, len(documents) // DOCUMENTS_PER_TOPIC, len(words) // WORDS_PER_LABEL)
    if count < 2:
        return none
    model = NMF(n_components=count, init="nndsvda", random_state=seed, max_iter=80, tol=1e-3)
    with (
        # Topics that are still moving a little read the same.
        warnings.catch_warnings(action="ignore", category=ConvergenceWarning),
        # Several threads add up in another order each time, and are slower at this size.
        threadpool_limits(1),
    ):
        # A large community shows its topics in some of its documents.
        step = max(1, matrix.shape[0] // MOST_READ)
        parts = (
            model.fit_transform(matrix)
            if step == 1
            else model.fit(matrix[::step]).transform(matrix)
        )
    labels = [
        ", ".join(words[np.argsort(-weights, kind="stable")[:WORDS_PER_LABEL]])
        for weights in model.components_
    ]
    totals = parts.sum(axis=1, keepdims=True)
    shares = np.divide(parts, totals, out=np.zeros_like(parts), where=totals > 0)
    return Topics(labels, shares)


def looked_at_closely(
    topics: Topics,
    documents: Sequence[str],
    language: str,
    never: Set[str],
    *,
    posts: Any,
    people: int,
    share: float,
    seed: int,
) -> Topics:
    """The topics, each that more than this share of the people hold parted into finer ones.

    The documents of such a topic are read by themselves: words that most of them have tell nothing
    there, and those that part them do. What has too few documents to part stays as it is.
    posts: as in `Topics.held`; people: how many there are, those who write nothing included.
    """
    whole: set[str] = set()
    for _ in range(LOOKS):
        held_by = topics.held(posts).sum(axis=0) / max(people, 1)
        finer: dict[int, Topics] = {}
        for topic, label in enumerate(topics.labels):
            if held_by[topic] > share and label not in whole:
                here = np.flatnonzero(topics.told[:, topic])
                own = [documents[place] for place in here.tolist()]
                wanted = 1 + ceil(held_by[topic] / share)
                found = find_topics(own, language, never, seed=seed, most=wanted)
                if found.labels:
                    parts = np.zeros((len(documents), len(found.labels)))
                    parts[here] = topics.parts[here][:, [topic]] * found.parts
                    finer[topic] = Topics(found.labels, parts)
                else:
                    whole.add(label)
        if not finer:
            break
        kept = [topic for topic in range(len(topics.labels)) if topic not in finer]
        topics = Topics(
            [topics.labels[topic] for topic in kept]
            + [label for found in finer.values() for label in found.labels],
            np.hstack([topics.parts[:, kept], *(found.parts for found in finer.values())]),
        )
    return topics
