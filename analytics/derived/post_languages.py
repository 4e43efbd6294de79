"""The language of each post, told from its words."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy import sparse

from analytics.models import Column

INPUTS = {"staging.post_texts": ("post_id", "text")}
GRAIN = ("post_id",)
COLUMNS = {
    "post_id": Column(pa.string(), "a post with at least 20 letters"),
    "language": Column(pa.string(), "ISO 639-1"),
}

# Of all languages it knows the identifier errs towards rare ones, so it chooses among these.
LANGUAGES = (
    *("ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi"),
    *("hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk"),
    *("sl", "sr", "sv", "th", "tr", "uk", "vi", "zh"),
)
ENOUGH_LETTERS = 20
"""Of shorter texts the identifier is wrong too often: 'thanks!' came out as Xhosa."""
READ_CHARACTERS = 120
_CALLED = re.compile(r"@\w+( \w+)?")
_OTHER_LETTERS = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
"""A letter that is not Latin."""
BATCH = 5_000


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """The language of every post that is long enough to tell."""
    found: list[pa.Table] = []
    for batch in frames["staging.post_texts"].to_batches(max_chunksize=BATCH):
        texts = [own_words(text)[:READ_CHARACTERS] for text in batch.column("text").to_pylist()]
        is_long = [sum(map(str.isalpha, text)) >= ENOUGH_LETTERS for text in texts]
        told = languages([text for text, enough in zip(texts, is_long, strict=True) if enough])
        posts = batch.column("post_id").filter(pa.array(is_long, pa.bool_()))
        found.append(
            pa.table({"post_id": posts.cast(pa.string()), "language": pa.array(told, pa.string())})
        )
    empty = {name: pa.array([], column.type) for name, column in COLUMNS.items()}
    return pa.concat_tables(found) if found else pa.table(empty)


def own_words(text: str) -> str:
    """The text without those it calls by @name, and without words in another alphabet than most.

    A name in Greek letters makes no English answer Greek.
    """
    if "@" in text:
        text = _CALLED.sub(_after_a_name, text)
    if _OTHER_LETTERS.search(text):
        words = text.split()
        other = [bool(_OTHER_LETTERS.search(word)) for word in words]
        letters = [sum(map(str.isalpha, word)) for word in words]
        is_other = 2 * sum(itertools.compress(letters, other)) > sum(letters)
        text = " ".join(w for w, each in zip(words, other, strict=True) if each == is_other)
    return text


def _after_a_name(found: re.Match[str]) -> str:
    second = found[1] or ""
    return second if second.strip()[:1].islower() else " "


def languages(texts: Sequence[str]) -> list[str]:
    """The language each text is most likely in; as `language`, for many at a time.

    All texts walk through the identifier's automaton together, a byte at a step, and the counts of
    what they met are weighed as one sparse product.
    """
    if not texts:
        return []
    automaton = _automaton()
    written = [_identifier()._encode(text) for text in texts]
    lengths = np.array([len(each) for each in written])
    wide = np.zeros((len(written), int(lengths.max())), dtype=np.uint8)
    for line, each in enumerate(written):
        wide[line, : len(each)] = np.frombuffer(each, dtype=np.uint8)
    state = np.zeros(len(written), dtype=np.int64)
    met = np.full(wide.shape, -1, dtype=np.int64)
    for step in range(wide.shape[1]):
        state = automaton.onward[automaton.row_of[state] + wide[:, step]].astype(np.int64)
        met[:, step] = np.where(step < lengths, automaton.feature_of[state], -1)
    row, place = np.nonzero(met >= 0)
    cells = np.ones(len(row), dtype=np.float32), (row, met[row, place])
    counts = sparse.csr_array(cells, shape=(len(written), automaton.weights.shape[0]))
    counts.data = np.log1p(counts.data)
    scores = counts @ automaton.weights + automaton.usual
    for one, same in automaton.same:
        scores[:, one] = np.maximum(scores[:, one], scores[:, same])
        scores[:, same] = -np.inf
    # Where nothing is met all are as likely, and the first is named.
    best = np.where(np.diff(counts.indptr) > 0, scores.argmax(axis=1), 0)
    return [automaton.languages[number] for number in best.tolist()]


@functools.lru_cache(maxsize=200_000)
def language(text: str) -> str:
    """The language a text is most likely in."""
    found: str = _identifier().classify(text)[0]
    return found


@functools.cache
def _identifier() -> Any:
    # Loading takes most of a second, so nobody pays for it who has no text to tell.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier


@dataclass(frozen=True)
class _Automaton:
    """The identifier's own tables as arrays."""

    onward: npt.NDArray[Any]
    row_of: npt.NDArray[np.int64]
    feature_of: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float32]
    """Features × languages."""
    usual: npt.NDArray[np.float32]
    languages: Sequence[str]
    same: Sequence[tuple[int, int]]
    """Columns of one language written in two scripts."""


@functools.cache
def _automaton() -> _Automaton:
    identifier = _identifier()
    return _Automaton(
        onward=np.asarray(identifier.tk_nextmove),
        row_of=np.asarray(identifier.tk_row, dtype=np.int64) << 8,
        feature_of=np.asarray(identifier.tk_output, dtype=np.int64),
        weights=np.asarray(identifier.nb_ptc, dtype=np.float32),
        usual=np.asarray(identifier.nb_pc, dtype=np.float32),
        languages=identifier.nb_classes,
        same=identifier._alias_pairs,
    )
