"""The SQLite file below the ledger: opening, migrating, transactions, rows as Arrow tables."""

from __future__ import annotations

import os
import re
import secrets
import socket
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from ledger.errors import NewerLedger, NotALedger, OtherCommunity
from ledger.moments import from_text

MIGRATIONS = Path(__file__).parent / "migrations"
APPLICATION_ID = 0x636F6D6D  # "comm", so that any SQLite file is not taken for a ledger.
MOMENT = pa.timestamp("us", tz="UTC")

Values = Sequence[str | int | bytes | None]


class Database:
    """One open ledger file. Writes happen inside `transaction()`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(
        cls, path: Path, community_id: str, *, host: str | None, key: bytes | None
    ) -> Database:
        """The ledger file at `path`, made with its folder when there is none, and migrated.

        Raises NotALedger, OtherCommunity or NewerLedger.
        """
        _make_private_file(path)
        connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        database = cls(connection, path)
        try:
            # First of all: opening must not change somebody else's file.
            database._refuse_other_files()
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = full")
            connection.execute("pragma foreign_keys = on")
            # Erased rows are overwritten with zeros, not only unlinked.
            connection.execute("pragma secure_delete = on")
            with database.transaction():
                database.write(f"pragma application_id = {APPLICATION_ID}")
                database._migrate()
                database._settle(community_id, host or socket.gethostname(), key)
        except sqlite3.OperationalError:
            # Locked, disk full, a mistake in a migration: the file is not to blame.
            connection.close()
            raise
        except sqlite3.DatabaseError as error:
            connection.close()
            raise NotALedger(
                path,
                f"this is not a ledger, or it is damaged ({error}); move it away and bring back "
                "the last backup with `invoke ledger restore`",
            ) from error
        except Exception:
            connection.close()
            raise
        return database

    def close(self) -> None:
        """Nothing; the file is closed."""
        self._connection.close()

    @contextmanager
    def transaction(self, *, is_synced: bool = True) -> Iterator[None]:
        """Everything inside is kept together, or not at all. Inner ones join the outer one.

        is_synced False: the disk is not waited for; a machine that loses its power may lose it,
        a process that is killed does not.
        """
        if self._connection.in_transaction:
            yield
            return
        if not is_synced:
            self._connection.execute("pragma synchronous = normal")
            try:
                with self.transaction():
                    yield
            finally:
                self._connection.execute("pragma synchronous = full")
            return
        # IMMEDIATE: a second writer waits here instead of failing in the middle.
        self._connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")

    def write(self, sql: str, values: Values = ()) -> int:
        """How many rows the statement changed."""
        return self._connection.execute(sql, values).rowcount

    def rows(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self._connection.execute(sql, values).fetchall()

    def table(self, schema: pa.Schema, sql: str, values: Values = ()) -> pa.Table:
        """The rows of a query as Arrow; its columns are the schema's, in that order."""
        found = self.rows(sql, values)
        columns = list(zip(*found, strict=True)) if found else [()] * len(schema)
        return pa.table(
            [
                _arrow_column(column, field.type)
                for column, field in zip(columns, schema, strict=True)
            ],
            schema=schema,
        )

    def backup(self, target: Path) -> None:
        """Nothing; a complete copy lies at `target`, which appears only when it is whole."""
        unfinished = target.with_name(target.name + ".unfinished")
        unfinished.unlink(missing_ok=True)
        _make_private_file(unfinished)
        copy = sqlite3.connect(unfinished)
        try:
            self._connection.backup(copy)
            # A copy in WAL mode would bring two more files with it.
            copy.execute("pragma journal_mode = delete")
            copy.execute("update installation set is_copy = 1")
            copy.commit()
        finally:
            copy.close()
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(unfinished, target)

    def empty_log(self) -> None:
        """Nothing; erased rows are gone from the write-ahead log too."""
        self._connection.execute("pragma wal_checkpoint(truncate)")

    def _refuse_other_files(self) -> None:
        application_id = self.rows("pragma application_id")[0][0]
        is_empty = self.rows("select count(*) from sqlite_master")[0][0] == 0
        if application_id != APPLICATION_ID and not is_empty:
            raise NotALedger(
                self.path,
                "this is an SQLite file, but not a ledger; move it away and run again",
            )

    def _migrate(self) -> None:
        self.write("create table if not exists migrations (name text primary key) strict")
        applied = {name for (name,) in self.rows("select name from migrations")}
        known = {file.stem: file for file in sorted(MIGRATIONS.glob("*.sql"))}
        newer = sorted(applied - known.keys())
        if newer:
            raise NewerLedger(
                self.path,
                f"a newer communis has changed this ledger ({', '.join(newer)}); "
                "update communis, or bring back an older backup",
            )
        for name, file in known.items():
            if name not in applied:
                for statement in _statements(file.read_text(encoding="utf-8")):
                    self.write(statement)
                self.write("insert into migrations (name) values (?)", [name])

    def _settle(self, community_id: str, host: str, key: bytes | None) -> None:
        found = self.rows("select community_id from installation")
        if not found:
            self.write(
                "insert into installation (only_one, installation_id, community_id, host,"
                " fingerprint_key) values (1, ?, ?, ?, ?)",
                [secrets.token_hex(16), community_id, host, key or secrets.token_bytes(32)],
            )
        elif found[0][0] != community_id:
            raise OtherCommunity(self.path, found[0][0], community_id)


def _make_private_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # SQLite gives its log files the permissions of the main one.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _statements(script: str) -> Iterator[str]:
    # executescript() would commit first, and a migration must not be kept by halves.
    statement = ""
    for line in re.sub(r"--[^\n]*", "", script).splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _arrow_column(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_timestamp(kind):
        moments: list[datetime | None] = [v if v is None else from_text(v) for v in values]
        return pa.array(moments, kind)
    if pa.types.is_boolean(kind):
        return pa.array([None if v is None else bool(v) for v in values], kind)
    return pa.array(values, kind)
