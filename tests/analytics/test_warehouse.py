"""The warehouse's door: what it opens, what it refuses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from analytics.errors import WarehouseDamaged, WarehouseInUse
from analytics.warehouse import Warehouse, checked_name


def test_files_outside_the_build_folder_cannot_be_read(tmp_path: Path) -> None:
    """An export is never read by DuckDB itself."""
    (tmp_path / "export.csv").write_text("a\n1\n")
    with Warehouse.open(tmp_path / "build") as warehouse:
        with pytest.raises(duckdb.PermissionException):
            warehouse.frame(f"select * from read_csv('{tmp_path}/export.csv')")
        with pytest.raises(duckdb.PermissionException):
            warehouse.execute(f"attach '{tmp_path}/other.duckdb'")


@pytest.mark.parametrize(
    "statement",
    ["set enable_external_access = true", "set threads = 8", "set TimeZone = 'Europe/Rome'"],
)
def test_configuration_is_locked(tmp_path: Path, statement: str) -> None:
    """No statement loosens what was set when opening."""
    with Warehouse.open(tmp_path) as warehouse, pytest.raises(duckdb.Error, match="locked"):
        warehouse.execute(statement)


def test_values_enter_as_parameters(tmp_path: Path) -> None:
    """A quote in a value is a quote, not the end of the statement."""
    with Warehouse.open(tmp_path) as warehouse:
        assert warehouse.value("select $name", name="O'Hara; --") == "O'Hara; --"
        assert warehouse.value("select 1 where false") is None


def test_moments_keep_their_zone(tmp_path: Path) -> None:
    """Arrow moments go in and come out in UTC."""
    with Warehouse.open(tmp_path) as warehouse:
        frame = warehouse.frame("select timestamptz '2024-01-01 00:30:00+01' as at")
        assert frame.schema.field("at").type == pa.timestamp("us", tz="UTC")
        assert frame["at"][0].as_py().isoformat() == "2023-12-31T23:30:00+00:00"


def test_personal_columns_can_be_listed(tmp_path: Path) -> None:
    """What must not reach a public page is written beside the column."""
    with Warehouse.open(tmp_path) as warehouse:
        table = pa.table({"member_id": ["m1"], "email": ["a@example.org"]})
        warehouse.write("marts.x", table, {"email": "personal: it's an address", "member_id": "id"})
        assert warehouse.personal_columns == ("marts.x.email",)


def test_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    """A block of statements takes effect whole or not at all."""
    with Warehouse.open(tmp_path) as warehouse:
        warehouse.execute("create table meta.x (a integer)")
        with warehouse.transaction():
            warehouse.execute("insert into meta.x values (0)")
        with pytest.raises(duckdb.Error), warehouse.transaction():
            warehouse.execute("insert into meta.x values (1), (2), ('no number')")
        assert warehouse.value("select count(*) from meta.x") == 1


@pytest.mark.parametrize("name", ["a;drop", "a.b.c", "A", "", "a b"])
def test_identifiers_are_plain(name: str) -> None:
    """Nothing but a plain name is ever written into a statement."""
    with pytest.raises(ValueError, match="is not a plain table or column name"):
        checked_name(name)


def test_second_run_is_told_to_wait(tmp_path: Path) -> None:
    """One run holds the warehouse at a time."""
    code = (
        "import sys; from pathlib import Path; from analytics.warehouse import Warehouse; "
        "w = Warehouse.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(WarehouseInUse, match="another run has this warehouse open; wait"):
            Warehouse.open(tmp_path)
        other.communicate()


def test_damaged_file_says_what_to_do(tmp_path: Path) -> None:
    """The warehouse is a cache, and the message says so."""
    path = tmp_path / "cache" / "warehouse.duckdb"
    path.parent.mkdir()
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(WarehouseDamaged, match="delete it and build again"):
        Warehouse.open(tmp_path)
