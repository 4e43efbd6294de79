"""Topics found in what people wrote: TF-IDF and NMF over threads, each language by itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from analytics.models import Column
from analytics.topics import WORD, find_topics, looked_at_closely

INPUTS = {
    "marts.threads": ("thread_id", "title", "is_public"),
    "marts.posts": ("post_id", "thread_id", "is_public", "is_counted"),
    "staging.post_texts": ("post_id", "text"),
    "derived.post_languages": ("post_id", "language"),
    "staging.accounts": ("account_id", "handle", "display_name"),
    "marts.members": ("member_id", "is_active", "is_team", "is_bot", "is_spam"),
    "marts.member_threads": ("member_id", "thread_id", "posts", "is_public"),
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
READ_CHARACTERS = 1500
"""Of each thread; the opening says what it is about."""
BATCH = 500_000
RARE_NAME = 0.02
"""A word that is part of a member's name counts as a word from this share of threads on."""


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """The topics of each public thread: its largest one, and all that are a quarter of it or more.

    A topic that too many active members hold to share it is parted into finer ones. Only public,
    unfenced words are read, so nothing private can show in a label. Handles are never words of a
    topic, words of names only where many write them, and small.
    """
    texts, languages = _documents(frames)
    by_language: dict[str, list[str]] = defaultdict(list)
    for thread_id in sorted(texts):
        by_language[languages.get(thread_id, "en")].append(thread_id)
    handles, names = _called(frames["staging.accounts"])
    never = handles | _written_as_names(texts.values(), names)
    writing = _Writing(frames["marts.members"], frames["marts.member_threads"])
    seed = int(parameters["seed"])
    rows: list[tuple[str, str, str, float]] = []
    for language, thread_ids in sorted(by_language.items()):
        if len(thread_ids) >= FEWEST_THREADS:
            documents = [texts[thread_id].casefold() for thread_id in thread_ids]
            unsaid = never | _rare(documents, names)
            topics = looked_at_closely(
                find_topics(documents, language, unsaid, seed=seed),
                documents,
                language,
                unsaid,
                posts=writing.in_threads(thread_ids),
                people=writing.people,
                share=float(parameters["shared_topic_share"]),
                seed=seed,
            )
            for place, topic in zip(*np.nonzero(topics.told), strict=True):
                part = round(float(topics.parts[place, topic]), 4)
                rows.append((thread_ids[place], topics.labels[topic], language, part))
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


class _Writing:
    """What the active members wrote in public, without team, bots and spam."""

    def __init__(self, members: pa.Table, member_threads: pa.Table) -> None:
        apart = pc.or_(pc.or_(members["is_team"], members["is_bot"]), members["is_spam"])
        active = members.filter(pc.and_(members["is_active"], pc.invert(apart)))
        self._members = active["member_id"].cast(pa.string()).combine_chunks()
        self._rows = member_threads.filter(pc.fill_null(member_threads["is_public"], False))
        self.people = len(self._members)

    def in_threads(self, thread_ids: Sequence[str]) -> Any:
        """How many posts each member (row) wrote in each of the threads (column), sparse."""
        threads = pa.array(thread_ids, pa.string())
        row, column = (
            np.asarray(
                pc.fill_null(pc.index_in(self._rows[name].cast(pa.string()), value_set=known), -1)
            )
            for name, known in (("member_id", self._members), ("thread_id", threads))
        )
        keep = (row >= 0) & (column >= 0)
        posts = np.asarray(self._rows["posts"], dtype=np.float64)[keep]
        shape = (self.people, len(thread_ids))
        return sparse.csr_array((posts, (row[keep], column[keep])), shape=shape)


def _rare(documents: Sequence[str], names: set[str]) -> set[str]:
    """The words of names that few of the documents use."""
    used = Counter(
        word for text in documents for word in names.intersection(re.findall(WORD, text))
    )
    return {word for word in names if used[word] < RARE_NAME * len(documents)}


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
