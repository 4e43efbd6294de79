"""What the raw tables are: one per kind of record, its key, and which of its fields are ids.

A native id becomes an id of the warehouse by the source before it: "platform:instance:native id".
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import pyarrow as pa

from analytics.parameters import MOMENT
from importers import records

ANSWERS = pa.list_(pa.struct([("question", pa.string()), ("answer", pa.string())]))


@dataclass(frozen=True)
class RawTable:
    """One raw table."""

    name: str
    record: type[records.Record]
    key: tuple[str, ...]
    """The record's fields that tell two of a source apart."""
    ids: Mapping[str, str] = field(default_factory=dict)
    """Fields that hold native ids, and the columns that hold them with their source before."""
    authors: tuple[str, ...] = ()
    """The fields of `ids` that name accounts."""
    texts: tuple[str, ...] = ()
    """Fields kept beside the database, in Parquet."""
    moment: str | None = "created_at"

    @property
    def schema(self) -> pa.Schema:
        """The columns of the table in the import store: source, then the record's fields."""
        hints = typing.get_type_hints(self.record)
        return pa.schema(
            [("source", pa.string()), *((name, arrow_type(hint)) for name, hint in hints.items())]
        )


def arrow_type(hint: object) -> pa.DataType:
    """The Arrow type of a record's field."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        (hint,) = (part for part in typing.get_args(hint) if part is not type(None))
    if typing.get_origin(hint) is tuple:
        return pa.list_(pa.string())
    if typing.get_origin(hint) is dict:
        return ANSWERS
    if typing.get_origin(hint) is typing.Literal:
        return pa.string()
    simple = {
        str: pa.string(),
        bool: pa.bool_(),
        int: pa.int64(),
        float: pa.float64(),
        datetime: MOMENT,
        date: pa.date32(),
    }
    return simple[typing.cast(type, hint)]


RAW_TABLES: dict[str, RawTable] = {
    table.name: table
    for table in (
        RawTable(
            "accounts",
            records.Account,
            ("native_id",),
            {"native_id": "account_id"},
            authors=("native_id",),
            moment=None,
        ),
        RawTable(
            "spaces",
            records.Space,
            ("native_id",),
            {"native_id": "space_id", "parent_id": "parent_space_id"},
        ),
        RawTable(
            "threads",
            records.Thread,
            ("native_id",),
            {
                "native_id": "thread_id",
                "space_id": "space_id",
                "author_id": "author_account_id",
            },
            authors=("author_id",),
        ),
        RawTable(
            "posts",
            records.Post,
            ("native_id",),
            {
                "native_id": "post_id",
                "thread_id": "thread_id",
                "parent_id": "parent_post_id",
                "author_id": "author_account_id",
                "addressed": "addressed_account_ids",
            },
            authors=("author_id",),
            texts=("text_original", "text"),
        ),
        RawTable(
            "reactions",
            records.Reaction,
            # Votes come counted by day, each day's count a record of its own.
            ("post_id", "actor_id", "kind", "created_at"),
            {"post_id": "post_id", "actor_id": "actor_account_id"},
            authors=("actor_id",),
        ),
        RawTable(
            "ties",
            records.Tie,
            ("from_id", "to_id", "kind"),
            {"from_id": "from_account_id", "to_id": "to_id"},
            authors=("from_id", "to_id"),
        ),
        RawTable(
            "messages",
            records.Message,
            ("native_id",),
            {
                "native_id": "message_id",
                "sender_id": "sender_account_id",
                "recipient_ids": "recipient_account_ids",
            },
            authors=("sender_id",),
        ),
        RawTable(
            "events",
            records.Event,
            ("native_id",),
            {
                "native_id": "event_id",
                "space_id": "space_id",
                "organiser_id": "organiser_account_id",
            },
            authors=("organiser_id",),
        ),
        RawTable(
            "rsvps",
            records.Rsvp,
            ("event_id", "account_id"),
            {"event_id": "event_id", "account_id": "account_id"},
            authors=("account_id",),
        ),
        RawTable(
            "page_metrics",
            records.PageMetric,
            ("entity", "native_id", "metric", "dimension", "metric_date"),
            moment=None,
        ),
        RawTable(
            "consents",
            records.Consent,
            ("handle", "email", "purposes", "answer", "said_at"),
            moment="said_at",
        ),
    )
}
"""All raw tables of records, by name."""
