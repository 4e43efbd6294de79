"""Records to Arrow: a table for each kind of record, with its columns read from annotations."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
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

ANSWERS = pa.list_(pa.struct([("question", pa.string()), ("answer", pa.string())]))


def _arrow_type(annotation: Any) -> pa.DataType:
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    origin = get_origin(annotation)
    if origin is Literal:
        return pa.string()
    if origin is tuple:
        return pa.list_(pa.string())
    if origin is dict:
        return ANSWERS
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


def _whole_pairs(answers: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"question": whole_text(question), "answer": whole_text(answer)}
        for question, answer in answers.items()
    ]


# Arrow holds no lone surrogates, and no numbers of more than 64 bits: what is beyond 2 ** 53 is
# unknown to the gate, whatever stands there.
_HOLDABLE: Mapping[pa.DataType, Callable[[Any], Any]] = {
    pa.string(): whole_text,
    pa.list_(pa.string()): lambda texts: [whole_text(text) for text in texts],
    pa.int64(): lambda number: max(-(2**62), min(2**62, number)),
    pa.float64(): lambda number: max(-(2.0**62), min(2.0**62, number)),
}


@dataclass
class _Waiting:
    rows: list[records.Record] = field(default_factory=list)
    characters: int = 0


class Gathering:
    """Records of one file gathered into record batches, one table each."""

    def __init__(
        self, source: str, *, rows_per_batch: int = 20_000, characters_per_batch: int = 16_000_000
    ) -> None:
        self._source = source
        self._rows_per_batch = rows_per_batch
        self._characters_per_batch = characters_per_batch
        self._waiting: dict[str, _Waiting] = {table: _Waiting() for table in SCHEMAS}
        self.counts: dict[str, int] = {}
        """Rows added so far by table."""

    def add(self, record: records.Record) -> tuple[str, pa.RecordBatch] | None:
        """The table and batch that this record completed, if it did."""
        table = TABLES[type(record)]
        waiting = self._waiting[table]
        waiting.rows.append(record)
        self.counts[table] = self.counts.get(table, 0) + 1
        if isinstance(record, records.Post):
            waiting.characters += len(record.text_original or "")
        if (
            len(waiting.rows) < self._rows_per_batch
            and waiting.characters < self._characters_per_batch
        ):
            return None
        return table, self._take(table)

    def add_rows(self, table: str, rows: pa.RecordBatch) -> Iterator[tuple[str, pa.RecordBatch]]:
        """The batch that waited for rows before these, if any, then these with their source."""
        if self._waiting[table].rows:
            yield table, self._take(table)
        self.counts[table] = self.counts.get(table, 0) + rows.num_rows
        columns = [self._source_of(rows.num_rows), *rows.columns]
        yield table, pa.record_batch(columns, schema=SCHEMAS[table])

    def rest(self) -> Iterator[tuple[str, pa.RecordBatch]]:
        """The tables and batches still unfinished, in the order of the tables."""
        for table in SCHEMAS:
            if self._waiting[table].rows:
                yield table, self._take(table)

    def _take(self, table: str) -> pa.RecordBatch:
        rows = self._waiting[table].rows
        self._waiting[table] = _Waiting()
        _, *fields = SCHEMAS[table]
        by_column = zip(*map(msgspec.structs.astuple, rows), strict=True)
        columns = [
            _column(values, field.type) for values, field in zip(by_column, fields, strict=True)
        ]
        return pa.record_batch([self._source_of(len(rows)), *columns], schema=SCHEMAS[table])

    def _source_of(self, count: int) -> pa.Array:
        return pa.repeat(pa.scalar(self._source, pa.string()), count)


def _column(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if kind == ANSWERS:
        values = [_whole_pairs(answers) for answers in values]
    try:
        return pa.array(values, kind)
    except (UnicodeEncodeError, OverflowError, pa.ArrowInvalid):
        holdable = _HOLDABLE[kind]
        return pa.array([None if one is None else holdable(one) for one in values], kind)


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
