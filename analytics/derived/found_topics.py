"""Topics found in what people wrote: TF-IDF and NMF over threads, each language by itself."""

from __future__ import annotations

import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.models import Column
from analytics.stop_words import EVERYWHERE, STOP_WORDS

INPUTS = {
    "marts.threads": ("thread_id", "title", "is_public"),
    "marts.posts": ("post_id", "thread_id", "is_public", "is_counted"),
    "staging.post_texts": ("post_id", "text"),
    "derived.post_languages": ("post_id", "language"),
    "staging.accounts": ("account_id", "handle", "display_name"),
}
GRAIN = ("thread_id", "label")
COLUMNS = {
    "thread_id": Column(pa.string(), "a public thread"),
    "label": Column(pa.string(), "the topic's three words of most weight"),
    "language": Column(pa.string(), "ISO 639-1"),
    "weight": Column(pa.float64(), "the topic's part in the thread, 0 to 1"),
}

FEWEST_THREADS = 40
"""Fewer threads of one language show no topics, only threads."""
MOST_TOPICS = 60
"""Finer ones are shared by fewer, and say more of those who share them."""
THREADS_PER_TOPIC = 10
"""So many threads of a language, for each topic looked for."""
READ_CHARACTERS = 1500
"""Of each thread; the opening says what it is about."""
MOST_READ = 20_000
"""Threads; topics are sought in about so many, evenly chosen, and then told of all."""
BATCH = 500_000
SMALLEST_PART = 0.25
"""Beside the largest part, which every thread with a known word has."""
WORDS_PER_LABEL = 3
RARE_NAME = 0.02
"""A word that is part of a member's name counts as a word from this share of threads on."""
WORD = r"(?u)\b[^\W\d_]{3,}\b"


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """The topics of each public thread: its largest one, and all that are a quarter of it or more.

    Only public, unfenced words are read, so nothing private can show in a label. Handles are never
    words of a topic, words of names only where many write them, and small.
    """
    texts, languages = _documents(frames)
    by_language: dict[str, list[str]] = defaultdict(list)
    for thread_id in sorted(texts):
        by_language[languages.get(thread_id, "en")].append(thread_id)
    handles, names = _called(frames["staging.accounts"])
    never = handles | _written_as_names(texts.values(), names)
    rows: list[tuple[str, str, str, float]] = []
    for language, thread_ids in sorted(by_language.items()):
        if len(thread_ids) >= FEWEST_THREADS:
            documents = [texts[thread_id].casefold() for thread_id in thread_ids]
            labels, parts = find_topics(
                documents, language, never, names, seed=int(parameters["seed"])
            )
            for place, topic in zip(*np.nonzero(_told(parts)), strict=True):
                part = round(float(parts[place, topic]), 4)
                rows.append((thread_ids[place], labels[topic], language, part))
    best: dict[tuple[str, str], tuple[str, str, str, float]] = {}
    for row in sorted(rows, key=lambda row: (row[0], row[1], row[3])):
        best[row[0], row[1]] = row
    columns = list(zip(*best.values(), strict=True)) or [(), (), (), ()]
    return pa.table(
        [
            pa.array(list(values), column.type)
            for values, column in zip(columns, COLUMNS.values(), strict=True)
        ],
        names=list(COLUMNS),
    )


def _told(
    parts: np.ndarray[Any, np.dtype[np.float64]],
) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which parts count: the largest of each document, and those that are large."""
    largest = parts == parts.max(axis=1, keepdims=True, initial=0)
    return np.asarray((parts >= SMALLEST_PART) | (largest & (parts > 0)))


def find_topics(
    documents: Sequence[str], language: str, never: set[str], names: set[str], *, seed: int
) -> tuple[list[str], np.ndarray[Any, np.dtype[np.float64]]]:
    """The labels of the topics, and each document's parts in them, which add up to one or zero.

    never: words of no label; names: words of a label only where many documents use them.
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
    try:
        matrix = vectorizer.fit_transform(documents)
    except ValueError:
        # No word is in several threads, but not in too many: there is nothing to find.
        return [], np.zeros((len(documents), 0))
    words = vectorizer.get_feature_names_out()
    share = np.asarray((matrix > 0).mean(axis=0)).ravel()
    keep = np.array(
        [
            word not in excluded and not (word in names and part < RARE_NAME)
            for word, part in zip(words, share, strict=True)
        ]
    )
    matrix, words = matrix[:, keep], words[keep]
    count = min(
        MOST_TOPICS, len(documents) // THREADS_PER_TOPIC, matrix.shape[1] // WORDS_PER_LABEL
    )
    if count < 2:
        return [], np.zeros((len(documents), 0))
    model = NMF(n_components=count, init="nndsvda", random_state=seed, max_iter=80, tol=1e-3)
    with (
        # Topics that are still moving a little read the same.
        warnings.catch_warnings(action="ignore", category=ConvergenceWarning),
        # Several threads add up in another order each time, and are slower at this size.
        threadpool_limits(1),
    ):
        # A large community shows its topics in some of its threads.
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
    return labels, np.divide(parts, totals, out=np.zeros_like(parts), where=totals > 0)


def _documents(frames: Mapping[str, pa.Table]) -> tuple[dict[str, str], dict[str, str]]:
    """Thread: its title and public words; thread: the language of most of its posts."""
    texts: dict[str, str] = {}
    for batch in frames["marts.threads"].to_batches(max_chunksize=BATCH):
        for thread in batch.to_pylist():
            if thread["is_public"]:
                # What the opener put into the title weighs twice.
                texts[thread["thread_id"]] = f"{thread['title'] or ''}\n{thread['title'] or ''}\n"
    posts = frames["marts.posts"]
    posts = posts.filter(pc.and_(posts["is_public"], posts["is_counted"]))
    ids = posts["post_id"].cast(pa.string()).combine_chunks()
    threads = posts["thread_id"].cast(pa.string()).combine_chunks()
    for thread_id, text in _of_posts(frames["staging.post_texts"], "text", ids, threads):
        if thread_id in texts and len(texts[thread_id]) < READ_CHARACTERS:
            texts[thread_id] += text[:READ_CHARACTERS] + "\n"
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for thread_id, language in _of_posts(
        frames["derived.post_languages"], "language", ids, threads
    ):
        if thread_id in texts:
            counts[thread_id][language] += 1
    languages = {
        thread_id: min(count.items(), key=lambda item: (-item[1], item[0]))[0]
        for thread_id, count in counts.items()
    }
    return texts, languages


def _of_posts(
    table: pa.Table, column: str, ids: pa.Array, threads: pa.Array
) -> Iterator[tuple[str, str]]:
    """Thread and value of the rows about these posts, a batch at a time, in their order."""
    for batch in table.to_batches(max_chunksize=BATCH):
        at = pc.index_in(batch.column("post_id").cast(pa.string()), value_set=ids)
        of = threads.take(at)
        yield from (
            (thread, value)
            for thread, value in zip(of.to_pylist(), batch.column(column).to_pylist(), strict=True)
            if thread is not None
        )


def _called(accounts: pa.Table) -> tuple[set[str], set[str]]:
    """All handles, and all words of names, in lower case."""
    handles = {handle.casefold() for handle in accounts["handle"].to_pylist() if handle}
    names = {
        word
        for name in accounts["display_name"].to_pylist()
        if name
        for word in re.findall(WORD, name.casefold())
    }
    return handles, names


def _written_as_names(texts: Iterable[str], names: set[str]) -> set[str]:
    """The words of names that are mostly written with a capital: whoever is greeted in every
    second thread is still no topic, and a member called Wood does not forbid the word.
    """
    all_told: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        for word in re.findall(WORD, text):
            folded = word.casefold()
            if folded in names:
                all_told[folded] += 1
                capital[folded] += word != word.lower()
    return {word for word, count in all_told.items() if 2 * capital[word] > count}
