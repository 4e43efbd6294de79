"""The warehouse: one DuckDB file below a community's build folder, and nothing else.

The only module that opens DuckDB. The file is a cache: everything in it can be made again from the
import store and the ledger.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import pyarrow as pa

from analytics.errors import WarehouseDamaged, WarehouseInUse

SCHEMAS = ("meta", "raw", "staging", "derived", "marts", "metrics", "matches")
PERSONAL = "personal"
"""A column whose comment begins with this word may never reach a public page."""

NAME = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?")


class Warehouse:
    """A community's tables: raw, staging, derived, marts, metrics and matches."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self._connection = connection
        self.folder = folder
        """The community's build folder."""

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The warehouse of the build folder `build/<community>`, made when it is not there.

        Raises WarehouseInUse while another run holds it, WarehouseDamaged when it is unreadable.
        """
        path = folder / "cache" / "warehouse.duckdb"
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            connection = _connect(str(path.resolve()), folder)
        except duckdb.Error as error:
            reason = str(error).splitlines()[0]
            if "lock" in reason.lower():
                raise WarehouseInUse(path) from error
            raise WarehouseDamaged(path, reason) from error
        warehouse = cls(connection, folder)
        warehouse.show_texts()
        return warehouse

    @classmethod
    def scratch(cls, folder: Path) -> Self:
        """An empty warehouse in memory that may read the same build folder."""
        return cls(_connect(":memory:", folder), folder)

    @property
    def texts_path(self) -> Path:
        """The Parquet file with the texts of all posts; DuckDB itself keeps none of them."""
        return self.folder / "cache" / "texts" / "posts.parquet"

    def show_texts(self) -> None:
        """Points the view raw.post_texts at the file with the texts, wherever it lies now."""
        if self.texts_path.exists():
            self.execute(
                "create or replace view raw.post_texts as "
                f"select * from read_parquet({text_literal(str(self.texts_path.resolve()))})"
            )

    def frame(self, sql: str, **parameters: object) -> pa.Table:
        """The rows of one select; values enter as `$name`."""
        relation = self._connection.sql(sql, params=parameters or None)
        return relation.to_arrow_table()

    def value(self, sql: str, **parameters: object) -> object:
        """The first column of the first row of one select; None when there is no row."""
        table = self.frame(sql, **parameters)
        return table.column(0)[0].as_py() if table.num_rows else None

    def execute(self, sql: str, **parameters: object) -> None:
        """Nothing; runs one statement."""
        self._connection.execute(sql, parameters or None)

    def write(self, name: str, table: pa.Table, comments: Mapping[str, str] | None = None) -> None:
        """Nothing; the table `schema.name` now holds exactly these rows."""
        checked_name(name)
        with self.lent(table) as lent:
            self.execute(f"create or replace table {name} as select * from {lent}")
        self.comment(name, comments or {})

    def comment(self, name: str, comments: Mapping[str, str]) -> None:
        """Nothing; the columns of the table now carry these comments."""
        for column, comment in comments.items():
            self.execute(
                f"comment on column {checked_name(name)}.{checked_name(column)} "
                f"is {text_literal(comment)}"
            )

    @contextlib.contextmanager
    def lent(self, table: pa.Table, name: str = "lent") -> Iterator[str]:
        """A name under which statements read the Arrow table while the block lasts."""
        self._connection.register(checked_name(name), table)
        try:
            yield name
        finally:
            self._connection.unregister(name)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """A block whose statements all take effect, or none."""
        self._connection.begin()
        try:
            yield
        except BaseException:
            self._connection.rollback()
            raise
        self._connection.commit()

    @property
    def tables(self) -> tuple[str, ...]:
        """All tables and views as schema.name, sorted."""
        found = self.frame(
            "select table_schema || '.' || table_name as name from information_schema.tables "
            "order by name"
        )
        return tuple(found["name"].to_pylist())

    def has(self, name: str) -> bool:
        """Whether the table or view `schema.name` is there."""
        return name in self.tables

    @property
    def personal_columns(self) -> tuple[str, ...]:
        """All columns marked personal, as schema.table.column, sorted."""
        found = self.frame(
            "select schema_name || '.' || table_name || '.' || column_name as name "
            "from duckdb_columns() where comment like $mark || '%' order by name",
            mark=PERSONAL,
        )
        return tuple(found["name"].to_pylist())

    def close(self) -> None:
        """Nothing; the file is complete and free for others."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def checked_name(name: str) -> str:
    """The identifier itself, known to be plain; a bug in the caller otherwise."""
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a plain table or column name")
    return name


def text_literal(text: str) -> str:
    """The text as SQL writes it, for the few statements that take no parameters."""
    return "'" + text.replace("'", "''") + "'"


def _connect(database: str, folder: Path) -> duckdb.DuckDBPyConnection:
    spill = folder / "cache" / "spill"
    connection = duckdb.connect(
        database,
        config={
            "threads": 2,
            # More than that is spilled to disk, so a bad plan costs time and not the machine.
            "memory_limit": "4GB",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "temp_directory": str(spill.resolve()),
            # Tables are written in the order of their grain and must come back in it.
            "preserve_insertion_order": True,
        },
    )
    connection.execute("set TimeZone = 'UTC'")
    # The order matters: allowed folders cannot be named once external access is off.
    connection.execute(f"set allowed_directories = [{text_literal(str(folder.resolve()))}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    for schema in SCHEMAS:
        connection.execute(f"create schema if not exists {schema}")
    return connection
