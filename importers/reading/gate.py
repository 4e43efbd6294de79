"""Rows as they may be shown and counted: neutral words, possible moments and numbers.

Importers see to that by themselves; this is the one gate that none can forget. It looks at whole
columns and at single values only where a column has something in it. What an export held byte for
byte stays in `text_original`, and ids are never touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from importers.reading.columns import has_unclean
from importers.reading.moments import EARLIEST, LONGEST_PLANS
from importers.reading.names import plain_line
from importers.reading.tables import PAST_MOMENTS, PLANNED, SCHEMAS, TABLES
from importers.reading.text import clean_text

LARGEST = 2**53
"""The largest count kept; what is larger was never counted."""
_NUMBERS: Mapping[str, str] = {
    "threads": "view_count",
    "posts": "like_count",
    "reactions": "count",
    "page_metrics": "value",
}
_NOTHING_WITHOUT = frozenset(["reactions", "page_metrics"])
"""Tables whose rows are nothing but their number."""
_LINES: Mapping[str, tuple[str, ...]] = {
    "accounts": ("handle", "name", "location", "country"),
    "spaces": ("name",),
    "threads": ("title",),
    "events": ("title", "place"),
}
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "accounts": ("bio",),
    "spaces": ("description",),
    "posts": ("text",),
}
_LISTS: Mapping[str, tuple[str, ...]] = {"threads": ("topics",), "posts": ("mentioned",)}
_NAMES = {table: record.__name__.lower() for record, table in TABLES.items()}
_PAST = {table: PAST_MOMENTS[record] for record, table in TABLES.items()}
_DAY = timedelta(days=1)


class Gate:
    """What the rows of one file must pass, and what was found in them."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self.absurd_count = 0
        """Moments that cannot be true."""
        self.first_absurd = ""
        """The first of them, with its record."""
        self.impossible_count = 0
        """Rows that lost a number of astronomical size."""
        self.skipped: Counter[str] = Counter()
        """Rows left out, by reason."""

    def passed(self, table: str, rows: pa.RecordBatch) -> pa.RecordBatch:
        """The rows, what hides or steers gone from their words, the impossible unknown."""
        rows = self._without_impossible(table, rows)
        columns = dict(zip(rows.schema.names, rows.columns, strict=True))
        for name in _LINES.get(table, ()):
            columns[name] = _neutral_lines(columns[name])
        for name in _TEXTS.get(table, ()):
            columns[name] = _neutral_texts(columns[name])
        for name in _LISTS.get(table, ()):
            columns[name] = _neutral_lists(columns[name])
        if table == "accounts":
            columns["answers"] = _neutral_answers(columns["answers"])
        lost = self._without_absurd(table, columns)
        whole = pa.record_batch(list(columns.values()), schema=SCHEMAS[table])
        return whole if lost is None else whole.filter(pc.invert(lost))

    def _without_impossible(self, table: str, rows: pa.RecordBatch) -> pa.RecordBatch:
        """The rows, impossible numbers unknown; without those that are nothing but their number."""
        name = _NUMBERS.get(table)
        if name is None or rows[name].null_count == len(rows):
            return rows
        numbers = rows[name]
        # NaN is in no range.
        possible = pc.and_(
            pc.greater_equal(numbers, pa.scalar(-LARGEST, numbers.type)),
            pc.less_equal(numbers, pa.scalar(LARGEST, numbers.type)),
        )
        impossible = pc.invert(pc.fill_null(possible, True))
        count = impossible.true_count
        if count and table in _NOTHING_WITHOUT:
            self.skipped["broken"] += count
            return rows.filter(pc.invert(impossible))
        if count:
            self.impossible_count += count
            place = rows.schema.get_field_index(name)
            return rows.set_column(place, rows.schema[place], _unknown_where(impossible, numbers))
        return rows

    def _without_absurd(self, table: str, columns: dict[str, pa.Array]) -> pa.BooleanArray | None:
        """Which rows are of an impossible day; moments that cannot be are unknown afterwards."""
        first: tuple[int, str] | None = None
        lost: pa.BooleanArray | None = None
        for name, latest in self._bounds(table, columns):
            absurd = _outside(columns[name], EARLIEST, latest)
            if absurd is None:
                continue
            self.absurd_count += absurd.true_count
            row = absurd.index(True).as_py()
            if first is None or row < first[0]:
                first = row, _day_of(columns[name][row].as_py())
            if name == "metric_date":
                # Without its day it would count for the post's whole life.
                lost = absurd
                self.skipped["no date"] += absurd.true_count
            else:
                columns[name] = _unknown_where(absurd, columns[name])
        if first is not None and not self.first_absurd:
            row, day = first
            native_id = columns["native_id"][row].as_py() if "native_id" in columns else None
            self.first_absurd = f"{_NAMES[table]} {native_id or '?'}: {day}"
        return lost

    def _bounds(self, table: str, columns: Mapping[str, pa.Array]) -> list[tuple[str, datetime]]:
        """The columns of moments and days, each with the latest that can be."""
        past = [*_PAST[table], *(["metric_date"] if table == "page_metrics" else [])]
        planned = [name for name in columns if name in PLANNED]
        return [(name, self._now + _DAY) for name in past] + [
            (name, self._now + LONGEST_PLANS) for name in planned
        ]


def _outside(column: pa.Array, earliest: datetime, latest: datetime) -> pa.BooleanArray | None:
    """Which moments or days lie before or after; None when none does."""
    if column.null_count == len(column):
        return None
    if pa.types.is_date(column.type):
        bounds = [pa.scalar(moment.astimezone(UTC).date()) for moment in (earliest, latest)]
    else:
        bounds = [pa.scalar(moment, column.type) for moment in (earliest, latest)]
    outside = pc.or_(pc.less(column, bounds[0]), pc.greater(column, bounds[1]))
    outside = pc.fill_null(outside, False)
    return outside if outside.true_count else None


def _day_of(moment: date) -> str:
    return str(moment.date() if isinstance(moment, datetime) else moment)


def _unknown_where(unknown: pa.BooleanArray, column: pa.Array) -> pa.Array:
    return pc.if_else(unknown, pa.scalar(None, column.type), column)


def _each(column: pa.Array, clean: Callable[[str], str | None]) -> pa.Array:
    """The column with every text cleaned; an empty one stays empty."""
    if column.null_count == len(column):
        return column
    texts = column.to_pylist()
    cleaned = [clean(text) if text else text for text in texts]
    return column if cleaned == texts else pa.array(cleaned, column.type)


def _neutral_lines(column: pa.Array) -> pa.Array:
    return _each(column, plain_line if has_unclean(column) else _with_single_blanks)


def _with_single_blanks(text: str) -> str | None:
    return " ".join(text.split()) or None


def _neutral_texts(column: pa.Array) -> pa.Array:
    if not has_unclean(column):
        return column
    return _each(column, lambda text: clean_text(text) or None)


def _neutral_lists(column: pa.Array) -> pa.Array:
    texts = column.flatten().to_pylist()
    if all(text and plain_line(text) == text for text in texts):
        return column
    lists = [list(filter(None, map(plain_line, texts))) for texts in column.to_pylist()]
    return pa.array(lists, column.type)


def _neutral_answers(column: pa.Array) -> pa.Array:
    pairs = column.flatten()
    if not len(pairs):
        return column
    questions, answers = pairs.flatten()
    if not has_unclean(answers) and all(plain_line(one) == one for one in questions.to_pylist()):
        return column
    return pa.array([_neutral_pairs(row) for row in column.to_pylist()], column.type)


def _neutral_pairs(row: list[dict[str, Any]]) -> list[dict[str, str]]:
    answers = {
        plain_line(pair["question"]) or pair["question"]: clean_text(pair["answer"]) for pair in row
    }
    return [{"question": question, "answer": answer} for question, answer in answers.items()]
