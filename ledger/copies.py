"""Copies of a ledger: made, put back, and written out for people to read."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from ledger.database import APPLICATION_ID, MOMENT, Database
from ledger.errors import NotALedger, OtherCommunity
from ledger.moments import to_text

BACKUPS = pa.schema([("path", pa.string()), ("made_at", MOMENT)])
_SECRET = ("fingerprint_key",)


class Copies:
    """The copies made of a ledger."""

    database: Database

    def backup(self, path: Path, *, now: datetime | None = None) -> None:
        """Nothing; a complete copy lies at `path`, also while others read and write.

        The copy knows that it is one, and may not send letters before it is adopted. now: when, to
        be remembered: whoever is forgotten later still stands in the copy.
        """
        if now is not None:
            self.database.write(
                "insert into backups (path, made_at) values (?, ?)",
                [str(path.absolute()), to_text(now)],
            )
        self.database.backup(path)

    def backups(self) -> pa.Table:
        """Every copy made with a date: path, made_at; the oldest first."""
        return self.database.table(
            BACKUPS, "select path, made_at from backups order by made_at, backup_id"
        )

    def export(self, path: Path) -> int:
        """How many rows are in the file, which holds every table as JSON, for its owner only.

        The key of the fingerprints is left out: with it, anybody could ask who was forgotten.
        """
        tables = [
            name
            for (name,) in self.database.rows(
                "select name from sqlite_master where type = 'table'"
                " and name not like 'sqlite_%' order by name"
            )
        ]
        written = {}
        for table in tables:
            columns = [row[1] for row in self.database.rows(f"pragma table_info({table})")]
            kept = [name for name in columns if name not in _SECRET]
            rows = self.database.rows(f"select {', '.join(kept)} from {table} order by 1")
            written[table] = [dict(zip(kept, row, strict=True)) for row in rows]
        handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(written, file, indent=1, ensure_ascii=False)
        return sum(len(rows) for rows in written.values())


def put_back(backup: Path, ledger: Path, community_id: str, *, now: datetime) -> Path | None:
    """Where the ledger that was there lies now; None when there was none.

    `ledger` is the backup from now on. What was forgotten since is forgotten again when it is
    opened, by the list beside it. Raises NotALedger or OtherCommunity; then nothing has changed.
    """
    if not backup.is_file():
        raise NotALedger(backup, "there is no such file; name the backup to put back")
    _refuse_others(backup, community_id)
    unfinished = ledger.with_name(ledger.name + ".unfinished")
    ledger.parent.mkdir(parents=True, exist_ok=True)
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    shutil.copyfile(backup, unfinished)
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    replaced = None
    if ledger.exists():
        replaced = ledger.with_name(f"{ledger.stem}-replaced-{now:%Y%m%d-%H%M%S}{ledger.suffix}")
        _close_log(ledger)
        os.replace(ledger, replaced)
    # A log belongs to the file it was written for.
    for end in ("-wal", "-shm"):
        ledger.with_name(ledger.name + end).unlink(missing_ok=True)
    os.replace(unfinished, ledger)
    return replaced


def _refuse_others(backup: Path, community_id: str) -> None:
    try:
        opened = sqlite3.connect(f"file:{backup}?mode=ro", uri=True)
        try:
            found = opened.execute("pragma application_id").fetchone()[0]
            row = opened.execute("select community_id from installation").fetchone()
            sound = opened.execute("pragma quick_check").fetchone()[0]
        finally:
            opened.close()
    except sqlite3.DatabaseError as error:
        raise NotALedger(backup, f"this is no ledger, or it is damaged ({error})") from None
    if found != APPLICATION_ID or row is None or sound != "ok":
        raise NotALedger(backup, "this is no ledger, or it is damaged; nothing was changed")
    if row[0] != community_id:
        raise OtherCommunity(backup, row[0], community_id)


def _close_log(ledger: Path) -> None:
    """Nothing; what the log of a ledger held is in its file. A damaged one is left as it is."""
    try:
        opened = sqlite3.connect(ledger, timeout=5)
        try:
            opened.execute("pragma wal_checkpoint(truncate)")
        finally:
            opened.close()
    except sqlite3.DatabaseError:
        return
