"""The file: made, opened again, refused, copied."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from ledger import Ledger
from ledger.database import MIGRATIONS
from ledger.errors import NewerLedger, NotALedger, OtherCommunity


def test_migrations_are_numbered_one_by_one() -> None:
    """Two with one number would run in the order of their names."""
    numbers = [int(path.name[:4]) for path in sorted(MIGRATIONS.glob("*.sql"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_new_ledger_is_private_and_knows_itself(tmp_path: Path) -> None:
    """Nobody else on the machine reads it; it has an id, its community and its host."""
    path = tmp_path / "var" / "ledger.sqlite"
    with Ledger.open(path, "few-hives", host="barn") as ledger:
        first = ledger.installation
    with Ledger.open(path, "few-hives", host="elsewhere") as ledger:
        assert ledger.installation == first
    assert (first.community_id, first.host, len(first.installation_id)) == ("few-hives", "barn", 32)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_another_communitys_ledger_is_refused(tmp_path: Path) -> None:
    """Two communities are never mixed."""
    path = tmp_path / "ledger.sqlite"
    Ledger.open(path, "few-hives").close()
    with pytest.raises(
        OtherCommunity,
        match=r"ledger\.sqlite: this ledger belongs to the community 'few-hives', not to 'boats'; "
        r"check community\.id in community\.yaml",
    ):
        Ledger.open(path, "boats")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """A text file in its place is named, and left as it was."""
    path = tmp_path / "ledger.sqlite"
    path.write_text("not a database, but long enough to be read as the head of one" * 20)
    before = path.read_bytes()
    with pytest.raises(NotALedger, match=r"this is not a ledger, or it is damaged .*restore"):
        Ledger.open(path, "few-hives")
    assert path.read_bytes() == before


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    """An SQLite file of somebody else is left as it was."""
    path = tmp_path / "ledger.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("create table recipes (name text)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotALedger, match="an SQLite file, but not a ledger; move it away"):
        Ledger.open(path, "few-hives")
    assert path.read_bytes() == before


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    """An older communis does not write into what it does not understand."""
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path, "few-hives") as ledger, ledger.transaction():
        ledger.database.write("insert into migrations values ('0999-from-the-future')")
    with pytest.raises(NewerLedger, match=r"0999-from-the-future.*update communis"):
        Ledger.open(path, "few-hives")


def test_a_failing_migration_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A migration and the note that it ran are kept together or not at all."""
    migrations = tmp_path / "migrations"
    migrations.mkdir()
    (migrations / "0001-good.sql").write_text("create table good (a text);")
    monkeypatch.setattr("ledger.database.MIGRATIONS", migrations)
    path = tmp_path / "ledger.sqlite"
    (migrations / "0002-bad.sql").write_text("create table half (a text);\ncreate nonsense;")
    with pytest.raises(sqlite3.OperationalError, match="nonsense"):
        Ledger.open(path, "few-hives")
    with sqlite3.connect(path) as file:
        assert file.execute("select count(*) from sqlite_master").fetchone() == (0,)
    file.close()


def test_settings_of_the_connection(ledger: Ledger) -> None:
    """A commit has reached the disk; references hold; erased rows are overwritten."""
    pragmas = {
        name: ledger.database.rows(f"pragma {name}")[0][0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
    }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }


def test_a_transaction_is_whole_or_nothing(ledger: Ledger, now: datetime) -> None:
    """What was recorded before a failure in the same transaction is not kept."""

    def fail_in_the_middle() -> None:
        with ledger.transaction():
            ledger.record_veto("a", "b", source="manager", now=now)
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        fail_in_the_middle()
    assert ledger.vetoes().num_rows == 0


def test_a_backup_is_a_whole_ledger(ledger: Ledger, now: datetime, tmp_path: Path) -> None:
    """A copy opens by itself, holds everything, and tells fingerprints as the first does."""
    ledger.record_veto("a", "b", source="manager", now=now)
    copy = tmp_path / "backups" / "copy.sqlite"
    ledger.backup(copy)
    ledger.backup(copy)
    with Ledger.open(copy, "few-hives") as opened:
        assert opened.vetoes().equals(ledger.vetoes())
        assert opened.installation == ledger.installation
        assert opened.fingerprint("a") == ledger.fingerprint("a")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_what_was_committed_survives_a_kill(tmp_path: Path) -> None:
    """A process killed without warning leaves every finished statement, and a ledger that opens."""
    path = tmp_path / "ledger.sqlite"
    script = (
        "import os, signal\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from ledger import Ledger\n"
        f"ledger = Ledger.open(Path({str(path)!r}), 'few-hives')\n"
        "now = datetime(2026, 11, 22, tzinfo=UTC)\n"
        "ledger.record_veto('a', 'b', source='manager', now=now)\n"
        "with ledger.transaction():\n"
        "    ledger.record_veto('c', 'd', source='manager', now=now)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=root, env={**os.environ, "PYTHONPATH": str(root)}
    )
    assert ended.returncode == -9
    with Ledger.open(path, "few-hives") as ledger:
        assert ledger.vetoes()["account_a_id"].to_pylist() == ["a"]


def test_a_second_reader_is_not_refused(ledger: Ledger, now: datetime) -> None:
    """Answers can come in while a build reads."""
    with Ledger.open(ledger.database.path, "few-hives") as second:
        second.record_veto("a", "b", source="reply", now=now)
        assert ledger.vetoes().num_rows == 1
