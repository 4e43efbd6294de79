"""Posts of a mapped log, column by column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc

from importers.reading.columns import has_unclean
from importers.reading.line_columns import Value
from importers.reading.mapped_rows import IDS, ROUNDED, MappedFile
from importers.reading.tables import SCHEMAS
from importers.reading.text import clean_text, mentions_in

_ROUNDED_LINE = re.compile(f"^{ROUNDED.pattern}$", re.MULTILINE)
_MOMENT = pa.timestamp("us", tz="UTC")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Arrow knows years that Python does not.
_FIRST, _LAST = (
    (moment - EPOCH) // timedelta(microseconds=1)
    for moment in (datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC))
)

Texts = Sequence[str | None]


@dataclass(frozen=True)
class PostColumns:
    """What some rows of a log say, each list as long as they are many."""

    post_id: Texts
    thread: Texts
    reply_to: Texts
    author: Texts
    author_name: Texts
    author_email: Texts
    kind: Sequence[str]
    title: Texts
    topic: Texts
    space: Texts
    text: Texts
    original_column: pa.Array
    text_column: pa.Array
    created_at: pa.Array


def post_columns(
    values: Mapping[str, Sequence[Value]], rows: MappedFile, *, is_post: Callable[[str], bool]
) -> PostColumns | None:
    """The columns of rows that are all plain posts; None when one is anything else.

    values: by our names. is_post: told the kinds.
    """
    count = len(values["post_id"])
    nothing = [None] * count
    if any(value is not None for value in values.get("addressed", ())):
        return None
    texts = {ours: _texts(column) for ours, column in values.items() if ours != "text"}
    if any(None in texts[ours] for ours in ("post_id", "author", "thread")):
        return None
    if any(_has_rounded(column) for ours, column in texts.items() if ours in IDS):
        return None
    kinds = [(kind or "reply").lower() for kind in texts.get("kind", nothing[:1])]
    kinds *= count // len(kinds)
    created_at = _moments(values["created_at"], rows)
    if created_at is None or not all(map(is_post, set(kinds))):
        return None
    text, original_column, text_column = _words(values.get("text", nothing))
    return PostColumns(
        post_id=texts["post_id"],
        thread=texts["thread"],
        reply_to=texts.get("reply_to", nothing),
        author=texts["author"],
        author_name=texts.get("author_name", nothing),
        author_email=texts.get("author_email", nothing),
        kind=kinds,
        title=texts.get("title", nothing),
        topic=texts.get("topic", nothing),
        space=texts.get("space", nothing),
        text=text,
        original_column=original_column,
        text_column=text_column,
        created_at=created_at,
    )


def posts_of(columns: PostColumns, authors: Sequence[str], kinds: Sequence[str]) -> pa.RecordBatch:
    """The rows of posts, without their source."""
    count = len(authors)
    known: dict[str, Any] = {
        "native_id": columns.post_id,
        "thread_id": columns.thread,
        "parent_id": columns.reply_to,
        "author_id": authors,
        "kind": kinds,
    }
    arrays: dict[str, pa.Array] = {
        "created_at": columns.created_at,
        "text_original": columns.original_column,
        "text": columns.text_column,
        "mentioned": _lists(
            [mentions_in(text) if text and "@" in text else () for text in columns.text]
        ),
        "text_format": pa.repeat(pa.scalar("text"), count),
    }
    _, *fields = SCHEMAS["posts"]
    for field in fields:
        if field.name in known:
            arrays[field.name] = pa.array(known[field.name], field.type)
        elif field.name not in arrays:
            empty: list[str] | None = [] if pa.types.is_list(field.type) else None
            arrays[field.name] = pa.repeat(pa.scalar(empty, field.type), count)
    return pa.record_batch([arrays[field.name] for field in fields], schema=pa.schema(fields))


def _texts(values: Sequence[Value]) -> Texts:
    """The values as trimmed texts; blank ones are nothing."""
    try:
        stripped = list(map(str.strip, cast(Sequence[str], values)))
    except TypeError:
        return [None if value is None else str(value).strip() or None for value in values]
    return [text or None for text in stripped] if "" in stripped else cast(Texts, stripped)


def _has_rounded(texts: Texts) -> bool:
    joined = "\n".join(filter(None, texts))
    return "+" in joined and _ROUNDED_LINE.search(joined) is not None


def _words(values: Sequence[Value]) -> tuple[Texts, pa.Array, pa.Array]:
    """The texts as they are shown, as they stand in a column, and as shown in one."""
    shown = _texts(values)
    original = values
    if set(map(type, values)) != {str} or None in shown:
        original = [
            None if text is None else str(value) for value, text in zip(values, shown, strict=True)
        ]
    column = pa.array(original, pa.string())
    if has_unclean(column):
        shown = [text and (clean_text(str(text)).strip() or None) for text in cast(Texts, original)]
    return shown, column, column if shown == original else pa.array(shown, pa.string())


def _moments(values: Sequence[Value], rows: MappedFile) -> pa.Array | None:
    """The moments; None when one cannot be read, or only by the order of the file's dates."""
    found = _iso_moments(values)
    if found is not None:
        return found
    moments = []
    for value in values:
        moment = rows.moment_of(value)
        if moment is None and value is not None:
            return None
        moments.append(moment)
    return pa.array(moments, _MOMENT)


def _iso_moments(values: Sequence[Value]) -> pa.Array | None:
    """Moments in ISO-8601 with their offset; None when one is anything else."""
    try:
        moments = pa.array(values, pa.string()).cast(_MOMENT)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return None
    first, last = pc.min_max(moments.cast(pa.int64())).values()
    is_possible = not first.is_valid or (first.as_py() >= _FIRST and last.as_py() <= _LAST)
    return moments if is_possible else None


def _lists(lists: Sequence[Sequence[str]]) -> pa.Array:
    ends = accumulate(map(len, lists), initial=0)
    flat = [text for texts in lists if texts for text in texts]
    return pa.ListArray.from_arrays(
        pa.array(ends, pa.int32()), pa.array(flat, pa.string()), type=pa.list_(pa.string())
    )
