"""The language of each post, told from its words."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

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


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """The language of every post that is long enough to tell."""
    table = frames["staging.post_texts"]
    rows = [
        (post_id, language(text[:READ_CHARACTERS]))
        for post_id, text in zip(
            table["post_id"].to_pylist(), table["text"].to_pylist(), strict=True
        )
        if sum(map(str.isalpha, text[:READ_CHARACTERS])) >= ENOUGH_LETTERS
    ]
    return pa.table(
        {
            "post_id": pa.array([row[0] for row in rows], pa.string()),
            "language": pa.array([row[1] for row in rows], pa.string()),
        }
    )


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
