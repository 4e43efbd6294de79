"""Small communities made by hand: records in, a warehouse out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from analytics.build import Analysed, analyse, load
from analytics.member_ids import member_id
from analytics.parameters import Decisions, Parameters
from analytics.raw_tables import RAW_TABLES
from analytics.warehouse import Warehouse
from importers.read import Batch, FileReport
from importers.records import Account, Post, Record, Thread
from ledger import Forgotten

SOURCE = "discourse:forum.example"
START = datetime(2024, 1, 1, 12, tzinfo=UTC)
"""A Monday."""


def day(number: float) -> datetime:
    """Noon of a day, counted from the start of the world."""
    return START + timedelta(days=number)


def member(native_id: str, source: str = SOURCE) -> str:
    """The member with one account."""
    return member_id(f"{source}:{native_id}")


def account(native_id: str, **facts: Any) -> Account:
    """An account that goes by its id and joined when the world began."""
    return Account(native_id=native_id, **{"handle": native_id, "joined_at": START, **facts})


def thread(native_id: str, author: str | None, at: float = 0, **facts: Any) -> list[Record]:
    """A public thread and its opening post, '<thread>.1'."""
    text = facts.pop("text", None)
    visibility = facts.pop("visibility", "public")
    return [
        Thread(
            native_id=native_id,
            author_id=author,
            created_at=day(at),
            visibility=visibility,
            **{"title": f"About {native_id}", **facts},
        ),
        Post(
            native_id=f"{native_id}.1",
            thread_id=native_id,
            author_id=author,
            kind="opening",
            created_at=day(at),
            text=text,
        ),
    ]


def reply(native_id: str, author: str | None, at: float | None, **facts: Any) -> Post:
    """A post in the thread that its id names before the dot."""
    return Post(
        native_id=native_id,
        thread_id=facts.pop("thread_id", native_id.split(".")[0]),
        author_id=author,
        created_at=None if at is None else day(at),
        **facts,
    )


def talk_both_ways(one: str, other: str, days: Iterable[float], name: str = "t") -> list[Record]:
    """A thread in which two answer each other's posts, once each on each of the days."""
    days = list(days)
    records = thread(name, one, min(days))
    for place, at in enumerate(days):
        records.append(reply(f"{name}.a{place}", other, at, parent_id=f"{name}.1"))
        records.append(reply(f"{name}.b{place}", one, at + 0.01, parent_id=f"{name}.a{place}"))
    return records


def export(
    records: Iterable[Record],
    *,
    source: str = SOURCE,
    exported_at: datetime | None = None,
    name: str = "export.json",
    skipped: dict[str, int] | None = None,
) -> list[Batch | FileReport]:
    """One file as `importers.read` hands it over."""
    by_table: dict[str, list[dict[str, Any]]] = {}
    names = {raw.record: raw.name for raw in RAW_TABLES.values()}
    for record in records:
        row = {"source": source, **msgspec.structs.asdict(record)}
        if "answers" in row:
            row["answers"] = [
                {"question": question, "answer": answer}
                for question, answer in row["answers"].items()
            ]
        by_table.setdefault(names[type(record)], []).append(row)
    batches: list[Batch | FileReport] = [
        Batch(table, pa.RecordBatch.from_pylist(rows, schema=RAW_TABLES[table].schema))
        for table, rows in by_table.items()
    ]
    emitted = sum(map(len, by_table.values()))
    content = repr((name, source, exported_at, by_table))
    report = FileReport(
        name=name,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        platform=source.split(":")[0],
        source=source,
        exported_at=exported_at or day(1000),
        read=emitted + sum((skipped or {}).values()),
        emitted=emitted,
        skipped=skipped or {},
        tables={table: len(rows) for table, rows in by_table.items()},
        importer="by hand 1",
    )
    return [*batches, report]


def loaded(
    folder: Path, *exports: Iterable[Batch | FileReport], forgotten: Forgotten | None = None
) -> Warehouse:
    """A warehouse with the exports in raw.*."""
    warehouse = Warehouse.open(folder)
    for items in exports:
        load(warehouse, items, forgotten=forgotten)
    return warehouse


def analysed(
    folder: Path,
    records: Iterable[Record],
    decisions: Decisions | None = None,
    *,
    wanted: tuple[str, ...] | None = None,
    **parameters: Any,
) -> Warehouse:
    """A warehouse with everything worked out; as-of is day 100 unless said otherwise.

    wanted: only these tables and what they read, which is quicker; None: all, and the checks.
    """
    warehouse = loaded(folder, export(records))
    analyse(warehouse, Parameters(**{"as_of": day(100), **parameters}), decisions, wanted=wanted)
    return warehouse


def analyse_at(warehouse: Warehouse, at: float, **parameters: Any) -> Analysed:
    return analyse(warehouse, Parameters(as_of=day(at), **parameters))


def rows(warehouse: Warehouse, sql: str, **parameters: object) -> list[tuple[Any, ...]]:
    """The rows of a select as tuples."""
    return [tuple(row.values()) for row in warehouse.frame(sql, **parameters).to_pylist()]


def table_hashes(warehouse: Warehouse, *schemas: str) -> dict[str, str]:
    """Table: a hash of its rows in any order, for all tables and views of the schemas."""
    return {
        name: table_hash(warehouse.frame(f"select * from {name}"))
        for name in warehouse.tables
        if name.split(".")[0] in schemas
    }


def table_hash(table: pa.Table) -> str:
    """A hash of the rows in any order."""
    lines = sorted(map(repr, table.to_pylist()))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
