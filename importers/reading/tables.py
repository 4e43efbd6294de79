"""Records to Arrow: a table for each kind of record, with its columns read from annotations."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa
import pyarrow.compute as pc

from importers import records
from importers.reading.text import whole_text

TABLES: Mapping[type[records.Record], str] = {
    records.Account: "accounts",
    records.Space: "spaces",
    records.Thread: "threads",
    records.Post: "posts",
    records.Reaction: "reactions",
    records.Tie: "ties",
    records.Message: "messages",
    records.Event: "events",
    records.Rsvp: "rsvps",
    records.PageMetric: "page_metrics",
    records.Consent: "consents",
}

_SCALARS: Mapping[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    datetime: pa.timestamp("us", tz="UTC"),
    date: pa.date32(),
}
PLANNED = frozenset(["starts_at", "ends_at"])
"""Moments that may lie in the future."""

_ANSWERS = pa.list_(pa.struct([("question", pa.string()), ("answer", pa.string())]))


def _arrow_type(annotation: Any) -> pa.DataType:
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    origin = get_origin(annotation)
    if origin is Literal:
        return pa.string()
    if origin is tuple:
        return pa.list_(pa.string())
    if origin is dict:
        return _ANSWERS
    if origin in (Union, types.UnionType):
        (inner,) = (part for part in get_args(annotation) if part is not type(None))
        return _arrow_type(inner)
    raise TypeError(f"records.py has a field of type {annotation!r}, which has no column type yet")


def _schema(record: type[records.Record]) -> pa.Schema:
    hints = get_type_hints(record)
    fields = [pa.field(name, _arrow_type(hints[name])) for name in record.__struct_fields__]
    return pa.schema([pa.field("source", pa.string(), nullable=False), *fields])


PAST_MOMENTS: Mapping[type[records.Record], tuple[str, ...]] = {
    record: tuple(
        name
        for name, annotation in get_type_hints(record).items()
        if datetime in get_args(annotation) and name not in PLANNED
    )
    for record in TABLES
}
"""The fields of each kind of record that hold a moment before the export."""

SCHEMAS: Mapping[str, pa.Schema] = {name: _schema(record) for record, name in TABLES.items()}
"""Table name to columns: `source`, then the record's fields in their order.

Tuples are list<string>; `answers` is list<struct<question, answer>>; moments are
timestamp('us', tz='UTC').
"""


# Arrow holds no lone surrogates, and no dictionary in a column of pairs.
_HOLDABLE: Mapping[pa.DataType, Callable[[Any], Any]] = {
    pa.string(): whole_text,
    pa.list_(pa.string()): lambda texts: [whole_text(text) for text in texts],
    _ANSWERS: lambda answers: [
        {"question": whole_text(question), "answer": whole_text(answer)}
        for question, answer in answers.items()
    ],
}


class Gathering:
    """Records of one file gathered into record batches, one table each."""

    def __init__(self, source: str, *, rows_per_batch: int = 20_000) -> None:
        self._source = source
        self._rows_per_batch = rows_per_batch
        self._waiting: dict[str, list[records.Record]] = {}
        self.counts: dict[str, int] = {}
        """Rows added so far by table."""

    def add(self, record: records.Record) -> tuple[str, pa.RecordBatch] | None:
        """The table and batch that this record completed, if it did."""
        table = TABLES[type(record)]
        waiting = self._waiting.setdefault(table, [])
        waiting.append(record)
        self.counts[table] = self.counts.get(table, 0) + 1
        if len(waiting) < self._rows_per_batch:
            return None
        return table, self._take(table)

    def rest(self) -> Iterator[tuple[str, pa.RecordBatch]]:
        """The tables and batches still unfinished, in the order of the tables."""
        for table in SCHEMAS:
            if self._waiting.get(table):
                yield table, self._take(table)

    def _take(self, table: str) -> pa.RecordBatch:
        rows = self._waiting.pop(table)
        columns: list[pa.Array] = []
        for field in SCHEMAS[table]:
            if field.name == "source":
                columns.append(pa.array([self._source] * len(rows), field.type))
                continue
            values = [getattr(row, field.name) for row in rows]
            if holdable := _HOLDABLE.get(field.type):
                values = [value if value is None else holdable(value) for value in values]
            columns.append(pa.array(values, field.type))
        return pa.record_batch(columns, schema=SCHEMAS[table])


def latest_moment(batch: pa.RecordBatch) -> datetime | None:
    """The latest moment in a batch; what is planned says nothing of when the export was made."""
    latest: list[datetime] = []
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if name in PLANNED:
            continue
        if pa.types.is_date(column.type):
            column = column.cast(pa.timestamp("us")).cast(pa.timestamp("us", tz="UTC"))
        if pa.types.is_timestamp(column.type):
            moment = pc.max(column).as_py()
            if moment is not None:
                latest.append(moment)
    return max(latest, default=None)
