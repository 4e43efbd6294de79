"""The shortest way from three exports to the rows that we make of them, on trust."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from lxml import etree

from importers.platforms.ning_posts import post_words
from importers.read import SCHEMAS
from importers.reading.text import html_to_text

SOURCES = {"log": "log:bench", "ning": "ning:bench", "dump": "stackexchange:bench"}
PARQUET = "(format parquet, compression zstd)"


def load_log(export: Path, to: Path) -> None:
    """Nothing; posts, threads and accounts of an activity log in Parquet, by DuckDB alone."""
    warehouse = duckdb.connect()
    warehouse.execute("set threads = 2")
    warehouse.execute(
        """
        create view log as select * from read_json(?, format = 'newline_delimited', columns = {
            id: 'varchar', author: 'varchar', thread: 'varchar', reply_to: 'varchar',
            created_at: 'timestamptz', text: 'varchar'})
        """.replace("?", f"'{export}'")
    )
    source = f"'{SOURCES['log']}' as source"
    warehouse.execute(
        rf"""
        copy (
            select {source}, id as native_id, thread as thread_id, reply_to as parent_id,
                author as author_id, []::varchar[] as addressed, []::varchar[] as quoted,
                case when contains(text, '@')
                    then list_distinct(regexp_extract_all(text, '@(\w+)', 1))
                    else [] end as mentioned,
                'reply' as kind, created_at, null::timestamptz as edited_at,
                null::timestamptz as deleted_at, 'text' as text_format, text as text_original,
                text, null::bigint as like_count
            from log
        ) to '{to}/posts.parquet' {PARQUET}
        """
    )
    warehouse.execute(
        f"""
        copy (
            select {source}, thread as native_id, null::varchar as space_id,
                null::varchar as author_id, thread as title, 'discussion' as kind,
                min(created_at) as created_at, null::varchar as url, 'unknown' as visibility,
                []::varchar[] as topics, null::bigint as view_count, null::boolean as is_closed
            from log group by thread
        ) to '{to}/threads.parquet' {PARQUET}
        """
    )
    warehouse.execute(
        f"copy (select distinct {source}, author as native_id, author as handle from log) "
        f"to '{to}/accounts.parquet' {PARQUET}"
    )


class NingComment(msgspec.Struct):
    """A comment of a well-formed archive."""

    id: str
    contributorName: str
    description: str
    createdDate: datetime


class NingDiscussion(NingComment):
    """A discussion of a well-formed archive."""

    title: str
    category: str
    updatedDate: datetime
    comments: list[NingComment]


def load_ning(export: Path, to: Path) -> None:
    """Nothing; threads, posts and spaces in DuckDB and in Parquet, by msgspec and Arrow."""
    discussions = msgspec.json.decode(export.read_bytes(), type=list[NingDiscussion])
    source = SOURCES["ning"]
    posts = _Columns("posts", source)
    threads = _Columns("threads", source)
    rooms: dict[str, None] = {}
    for one in discussions:
        rooms[one.category] = None
        threads.add(
            native_id=one.id,
            space_id=f"category:{one.category.casefold()}",
            author_id=one.contributorName,
            title=one.title,
            kind="discussion",
            created_at=one.createdDate,
            visibility="unknown",
            topics=(),
        )
        for place, post in enumerate((one, *one.comments)):
            said = post_words(post.description)
            posts.add(
                native_id=post.id,
                thread_id=one.id,
                author_id=post.contributorName,
                addressed=(),
                quoted=said.quoted,
                mentioned=said.mentioned,
                kind="reply" if place else "opening",
                created_at=post.createdDate,
                text_format="html",
                text_original=post.description,
                text=said.text,
            )
    spaces = _Columns("spaces", source)
    for name in rooms:
        spaces.add(
            native_id=f"category:{name.casefold()}",
            name=name,
            kind="category",
            visibility="unknown",
        )
    _write(to, threads, posts, spaces)


def load_dump(export: Path, to: Path) -> None:
    """Nothing; threads, posts and accounts in DuckDB and in Parquet, by lxml and Arrow."""
    source = SOURCES["dump"]
    posts, threads = _Columns("posts", source), _Columns("threads", source)
    people: dict[str, None] = {}
    for _, row in etree.iterparse(str(export), tag="row"):
        is_question = row.get("PostTypeId") == "1"
        thread_id = row.get("Id") if is_question else row.get("ParentId")
        created_at = datetime.fromisoformat(row.get("CreationDate")).replace(tzinfo=UTC)
        author = row.get("OwnerUserId")
        people[author] = None
        if is_question:
            threads.add(
                native_id=row.get("Id"),
                author_id=author,
                title=row.get("Title"),
                kind="question",
                created_at=created_at,
                visibility="public",
                topics=tuple(row.get("Tags")[1:-1].split("><")),
                view_count=int(row.get("ViewCount")),
                is_closed=False,
            )
        posts.add(
            native_id=row.get("Id"),
            thread_id=thread_id,
            parent_id=None if is_question else thread_id,
            author_id=author,
            addressed=(),
            quoted=(),
            mentioned=(),
            kind="opening" if is_question else "reply",
            created_at=created_at,
            text_format="html",
            text_original=row.get("Body"),
            text=html_to_text(row.get("Body")),
        )
        row.clear()
        while row.getprevious() is not None:
            del row.getparent()[0]
    accounts = _Columns("accounts", source)
    for native_id in people:
        accounts.add(native_id=native_id, declares=(), answers=[])
    _write(to, threads, posts, accounts)


class _Columns:
    """Rows of one table on their way to Arrow."""

    def __init__(self, table: str, source: str) -> None:
        self.table = table
        self._schema = SCHEMAS[table]
        self._source = source
        self._rows: list[dict[str, Any]] = []

    def add(self, **values: Any) -> None:
        self._rows.append(values)

    def arrow(self) -> pa.Table:
        columns = [
            pa.array([self._source] * len(self._rows), field.type)
            if field.name == "source"
            else pa.array([row.get(field.name) for row in self._rows], field.type)
            for field in self._schema
        ]
        return pa.table(columns, schema=self._schema)


def _write(to: Path, *tables: _Columns) -> None:
    with duckdb.connect(str(to / "warehouse.duckdb")) as warehouse:
        for columns in tables:
            rows = columns.arrow()
            warehouse.register("rows", rows)
            warehouse.execute(f"create table {columns.table} as select * from rows")
            warehouse.unregister("rows")
            pq.write_table(rows, to / f"{columns.table}.parquet", compression="zstd")
