"""Posts of a mapped log, column by column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate

import pyarrow as pa
import pyarrow.compute as pc

from importers.reading.columns import has_unclean
from importers.reading.line_columns import Value
from importers.reading.mapped_rows import IDS, ROUNDED, MappedFile
from importers.reading.tables import SCHEMAS
from importers.reading.text import clean_text, mentions_in

_MOMENT = pa.timestamp("us", tz="UTC")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Arrow knows years that Python does not.
_FIRST, _LAST = (
    (moment - EPOCH) // timedelta(microseconds=1)
    for moment in (datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC))
)


@dataclass(frozen=True)
class PostColumns:
    """What some rows of a log say: columns of trimmed texts, blank ones null, all equally long."""

    post_id: pa.StringArray
    thread: pa.StringArray
    reply_to: pa.StringArray
    author: pa.StringArray
    author_name: pa.StringArray
    author_email: pa.StringArray
    kind: pa.StringArray
    """In lower case, nowhere null."""
    title: pa.StringArray
    topic: pa.StringArray
    space: pa.StringArray
    text: pa.StringArray
    """As it is shown."""
    text_original: pa.StringArray
    created_at: pa.TimestampArray


def post_columns(
    values: Mapping[str, Sequence[Value]], rows: MappedFile, *, is_post: Callable[[str], bool]
) -> PostColumns | None:
    """The columns of rows that are all plain posts; None when one is anything else.

    values: by our names. is_post: told the kinds.
    """
    count = len(values["post_id"])
    nothing = pa.nulls(count, pa.string())
    if any(value is not None for value in values.get("addressed", ())):
        return None
    texts = {ours: _texts(column) for ours, column in values.items() if ours != "text"}
    if any(texts[ours].null_count for ours in ("post_id", "author", "thread")):
        return None
    if any(_has_rounded(column) for ours, column in texts.items() if ours in IDS):
        return None
    kinds = each_once(texts.get("kind", nothing), lambda kind: (kind or "reply").lower())
    created_at = _moments(values["created_at"], rows)
    if created_at is None or not all(map(is_post, kinds.unique().to_pylist())):
        return None
    text, text_original = _words(values["text"]) if "text" in values else (nothing, nothing)
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
        text_original=text_original,
        created_at=created_at,
    )


def posts_of(
    columns: PostColumns, authors: pa.StringArray, kinds: pa.StringArray
) -> pa.RecordBatch:
    """The rows of posts, without their source."""
    count = len(authors)
    arrays: dict[str, pa.Array] = {
        "native_id": columns.post_id,
        "thread_id": columns.thread,
        "parent_id": columns.reply_to,
        "author_id": authors,
        "kind": kinds,
        "created_at": columns.created_at,
        "text_original": columns.text_original,
        "text": columns.text,
        "mentioned": _mentioned(columns.text),
        "text_format": pa.repeat(pa.scalar("text"), count),
    }
    _, *fields = SCHEMAS["posts"]
    for field in fields:
        if field.name not in arrays:
            empty: list[str] | None = [] if pa.types.is_list(field.type) else None
            arrays[field.name] = pa.repeat(pa.scalar(empty, field.type), count)
    return pa.record_batch([arrays[field.name] for field in fields], schema=pa.schema(fields))


def each_once(
    column: pa.StringArray, changed: Callable[[str | None], str | None]
) -> pa.StringArray:
    """The column with each value changed; the change is asked for once a value."""
    found = column.dictionary_encode(null_encoding="encode")
    return pa.array(map(changed, found.dictionary.to_pylist()), pa.string()).take(found.indices)


def _texts(values: Sequence[Value]) -> pa.StringArray:
    """The values as trimmed texts; blank ones are nothing."""
    try:
        column = pa.array(values, pa.string())
    except pa.ArrowTypeError:
        column = pa.array([None if value is None else str(value) for value in values], pa.string())
    trimmed = pc.utf8_trim_whitespace(column)
    is_blank = pc.equal(pc.binary_length(trimmed), 0)
    return pc.if_else(is_blank, None, trimmed) if is_blank.true_count else trimmed


def _has_rounded(texts: pa.StringArray) -> bool:
    return bool(
        pc.any(pc.match_substring(texts, "+")).as_py()
        and any(text and ROUNDED.fullmatch(text) for text in texts.to_pylist())
    )


def _words(values: Sequence[Value]) -> tuple[pa.StringArray, pa.StringArray]:
    """The texts as they are shown, and as they were; blank ones are nothing in both."""
    shown = _texts(values)
    if shown.null_count or set(map(type, values)) != {str}:
        pairs = zip(values, shown.is_valid().to_pylist(), strict=True)
        values = [str(value) if is_there else None for value, is_there in pairs]
    original = pa.array(values, pa.string())
    if has_unclean(original):
        cleaned = [text and (clean_text(text).strip() or None) for text in original.to_pylist()]
        shown = pa.array(cleaned, pa.string())
    return shown, original


def _mentioned(texts: pa.StringArray) -> pa.ListArray:
    mentioned: list[Sequence[str]] = [()] * len(texts)
    may_be = pc.fill_null(pc.match_substring(texts, "@"), False)
    for row in pc.indices_nonzero(may_be).to_pylist():
        mentioned[row] = mentions_in(texts[row].as_py())
    ends = pa.array(accumulate(map(len, mentioned), initial=0), pa.int32())
    names = pa.array([name for names in mentioned for name in names], pa.string())
    return pa.ListArray.from_arrays(ends, names, type=pa.list_(pa.string()))


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
