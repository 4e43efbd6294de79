"""The raw tables, made from the import store: for every id and column the newest known value.

Newest is by the moment of the last edit, else of the export; between equals the larger content
wins, so that the order of imports never shows. What the exports do not hold stays null.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pyarrow as pa

from analytics.imports import StoredImport
from analytics.parameters import MOMENT
from analytics.raw_tables import RAW_TABLES, RawTable
from analytics.warehouse import Warehouse, text_literal

FILES = pa.schema([("filename", pa.string()), ("sha256", pa.string()), ("exported_at", MOMENT)])

ACCOUNTING = pa.schema(
    [
        ("sha256", pa.string()),
        ("name", pa.string()),
        ("platform", pa.string()),
        ("source", pa.string()),
        ("exported_at", MOMENT),
        ("importer", pa.string()),
        ("table_name", pa.string()),
        ("read", pa.int64()),
        ("stored", pa.int64()),
        ("merged", pa.int64()),
        ("skipped", pa.int64()),
        ("skipped_reasons", pa.string()),
        ("notes", pa.list_(pa.string())),
        ("error", pa.string()),
    ]
)
ACCOUNTING_COMMENTS = {
    "name": "the file, as the manager knows it",
    "table_name": "the raw table; (none) for what was left out while reading",
    "read": "records read = stored + merged + skipped",
    "stored": "of these, rows that are new by their id, counting the earliest export first",
    "merged": "of these, rows about an id that is already there",
    "skipped": "of these, left out",
    "skipped_reasons": "reason: count, as JSON",
}


def build_raw(warehouse: Warehouse, imports: tuple[StoredImport, ...]) -> None:
    """Nothing; raw.* and the file of texts now hold what the imports hold."""
    counts: list[pa.Table] = []
    for raw in RAW_TABLES.values():
        rows = _rows(warehouse, raw, imports)
        counts.append(_counts(warehouse, raw, rows))
        if raw.texts:
            _write_texts(warehouse, raw, rows)
        warehouse.execute(f"create or replace table raw.{raw.name} as {_merged(raw, rows)}")
        warehouse.execute("drop table meta.files")
        warehouse.execute(f"drop table meta.empty_{raw.name}")
    _resolve_threads(warehouse)
    _add_stubs(warehouse)
    accounting = _accounting(imports, pa.concat_tables(counts))
    warehouse.write("raw.imports", accounting, ACCOUNTING_COMMENTS)


def raw_fingerprint(imports: tuple[StoredImport, ...]) -> str:
    """A text that changes whenever raw.* would."""
    facts = [
        [
            one.sha256,
            one.importer,
            str(one.exported_at),
            sorted(one.erased.items()),
            one.reworded,
            one.name,
        ]
        for one in imports
    ]
    code = [Path(__file__).with_name(name).read_text() for name in ("raw.py", "raw_tables.py")]
    return hashlib.sha256(json.dumps([facts, code]).encode()).hexdigest()


def _rows(warehouse: Warehouse, raw: RawTable, imports: tuple[StoredImport, ...]) -> str:
    """A select of all rows of the table in the store, with ids made whole."""
    files = [
        (str((one.folder / f"{raw.name}.parquet").resolve()), one.sha256, one.exported_at)
        for one in imports
        if raw.name in one.tables
    ]
    columns = [list(column) for column in zip(*files, strict=True)] or [[], [], []]
    warehouse.write("meta.files", pa.table(columns, schema=FILES))
    warehouse.write(f"meta.empty_{raw.name}", raw.schema.empty_table())
    read = f"select *, null::varchar as filename from meta.empty_{raw.name}"
    if files:
        paths = ", ".join(text_literal(path) for path, _, _ in files)
        read += (
            " union all by name select * from "
            f"read_parquet([{paths}], union_by_name = true, filename = true)"
        )
    chosen = ["stored.source"]
    for column in raw.schema:
        if column.name == "source":
            continue
        chosen.append(f"{_whole(raw, column)} as {raw.ids.get(column.name, column.name)}")
        if column.name == "native_id" and column.name in raw.ids:
            chosen.append("stored.native_id")
    version = "coalesce(stored.edited_at, files.exported_at, timestamptz '1970-01-01')"
    if "edited_at" not in raw.schema.names:
        version = "coalesce(files.exported_at, timestamptz '1970-01-01')"
    return (
        f"select {', '.join(chosen)}, {version} as version, files.sha256, files.exported_at "
        f"from ({read}) as stored inner join meta.files as files using (filename)"
    )


def _whole(raw: RawTable, column: pa.Field) -> str:
    name = f"stored.{column.name}"
    if column.name in raw.ids:
        if pa.types.is_list(column.type):
            return f"list_transform({name}, lambda one: stored.source || ':' || one)"
        return f"stored.source || ':' || {name}"
    if column.name == "visibility":
        return f"nullif({name}, 'unknown')"
    if pa.types.is_list(column.type):
        if raw.texts:
            # A post's lists are read from its text: with a text, an empty list is known.
            return f"case when len({name}) > 0 or stored.text is not null then {name} end"
        return f"case when len({name}) > 0 then {name} end"
    return name


def _key(raw: RawTable) -> list[str]:
    """The columns that identify a row of the raw table."""
    columns = [raw.ids.get(name, name) for name in raw.key]
    return columns if "native_id" in raw.ids else ["source", *columns]


def _value_columns(raw: RawTable) -> list[pa.Field]:
    return [
        pa.field(raw.ids.get(column.name, column.name), column.type)
        for column in raw.schema
        if column.name not in raw.key and column.name not in raw.texts and column.name != "source"
    ]


def _merged(raw: RawTable, rows: str) -> str:
    """A select of one row per key, with the newest known value of each column."""
    key = _key(raw)
    chosen = list(key)
    if "native_id" in raw.ids:
        chosen += ["any_value(source) as source", "any_value(native_id) as native_id"]
    for column in _value_columns(raw):
        name = column.name
        newest = f"arg_max({name}, {{'version': version, 'content': {name}}})"
        if name == "visibility":
            newest = f"coalesce({newest}, 'unknown')"
        elif pa.types.is_list(column.type):
            newest = f"coalesce({newest}, [])"
        chosen.append(f"{newest} as {name}")
    chosen.append("min(exported_at) as first_exported_at")
    chosen.append("max(exported_at) as last_exported_at")
    listed = ", ".join(key)
    return f"select {', '.join(chosen)} from ({rows}) group by {listed} order by {listed}"


def _write_texts(warehouse: Warehouse, raw: RawTable, rows: str) -> None:
    path = warehouse.texts_path
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    key = raw.ids[raw.key[0]]
    listed = ", ".join(raw.texts)
    warehouse.execute(
        f"copy (select {key}, {listed} from ({rows}) where coalesce({listed}) is not null "
        f"qualify row_number() over (partition by {key} order by version desc, {listed}) = 1 "
        f"order by {key}) to {text_literal(str(half.resolve()))} (format parquet, compression zstd)"
    )
    os.replace(half, path)
    warehouse.show_texts()


def _counts(warehouse: Warehouse, raw: RawTable, rows: str) -> pa.Table:
    """Per file: the table's name, its rows, and how many of them are the first of their key."""
    listed = ", ".join(_key(raw))
    return warehouse.frame(
        f"with first_of_key as (select *, row_number() over (partition by {listed} "
        "order by exported_at nulls last, sha256) as place from "
        f"(select {listed}, exported_at, sha256 from ({rows}))) "
        "select sha256, $name as table_name, count(*) as rows, "
        "count(*) filter (place = 1) as stored from first_of_key group by sha256",
        name=raw.name,
    )


def _resolve_threads(warehouse: Warehouse) -> None:
    """Gives posts that only name another post, as comments on answers do, that post's thread."""
    # A comment names an answer, an answer its question: three steps are more than any export has.
    for _ in range(3):
        warehouse.execute(
            """
            update raw.posts set thread_id = named.thread_id
            from (select post_id, thread_id from raw.posts) as named
            where starts_with(posts.thread_id, posts.source || ':post:')
              and named.post_id
                = posts.source || ':' || substr(posts.thread_id, len(posts.source || ':post:') + 1)
            """
        )


def _add_stubs(warehouse: Warehouse) -> None:
    """Adds an account, known by its id only, for everyone who is named but not listed."""
    named = " union ".join(
        f"select source, {raw.ids[name]} as account_id, first_exported_at from raw.{raw.name}"
        + (" where kind <> 'membership'" if name == "to_id" else "")
        for raw in RAW_TABLES.values()
        for name in raw.authors
        if raw.name != "accounts"
    )
    warehouse.execute("alter table raw.accounts add column is_stub boolean")
    warehouse.execute("update raw.accounts set is_stub = false")
    warehouse.execute(
        f"""
        insert into raw.accounts by name
        select
            source,
            account_id,
            substr(account_id, len(source) + 2) as native_id,
            case
                when starts_with(account_id, source || ':name:')
                    then substr(account_id, len(source) + 7)
            end as name,
            []::varchar[] as declares,
            [] as answers,
            min(first_exported_at) as first_exported_at,
            true as is_stub,
        from (
            {named}
            union
            select source, unnest(addressed_account_ids) as account_id, first_exported_at
            from raw.posts
        ) as named
        where account_id is not null
          and account_id not in (select account_id from raw.accounts)
        group by source, account_id
        order by account_id
        """
    )


def _accounting(imports: tuple[StoredImport, ...], counts: pa.Table) -> pa.Table:
    by_file: dict[str, list[tuple[str, int, int]]] = {}
    for row in counts.to_pylist():
        by_file.setdefault(row["sha256"], []).append(
            (row["table_name"], row["rows"], row["stored"])
        )
    lines = []
    for one in imports:
        facts = {
            "sha256": one.sha256,
            "name": one.name,
            "platform": one.platform,
            "source": one.source,
            "exported_at": one.exported_at,
            "importer": one.importer,
        }
        rows = {name: (count, stored) for name, count, stored in by_file.get(one.sha256, [])}
        for table in sorted({*rows, *one.erased}):
            count, stored = rows.get(table, (0, 0))
            erased = one.erased.get(table, 0)
            reasons = {"erased": erased} if erased else {}
            line = {"table_name": table, "read": count + erased, "stored": stored}
            lines.append(facts | line | _rest(count - stored, reasons))
        total = sum(one.skipped.values())
        line = {"table_name": "(none)", "read": total, "stored": 0}
        last = {"notes": list(one.notes), "error": one.error}
        lines.append(facts | line | _rest(0, one.skipped) | last)
    return pa.Table.from_pylist(lines, schema=ACCOUNTING)


def _rest(merged: int, reasons: dict[str, int]) -> dict[str, object]:
    return {
        "merged": merged,
        "skipped": sum(reasons.values()),
        "skipped_reasons": json.dumps(reasons, sort_keys=True),
    }
