"""The rooms import downwards only."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def test_the_rooms_import_downwards_only() -> None:
    """import-linter keeps every contract of pyproject.toml."""
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_one_module_opens_each_store() -> None:
    """DuckDB is connected to in the warehouse, SQLite in the ledger, SMTP in the delivery."""
    allowed = {
        "duckdb.connect": {"analytics/warehouse.py"},
        "sqlite3.connect": {"ledger/"},
        "smtplib": {"digest/delivery"},
    }
    rooms = ("importers", "analytics", "recommender", "ledger", "publisher", "digest", "sample")
    for call, places in allowed.items():
        users = [
            str(path.relative_to(ROOT))
            for room in rooms
            for path in (ROOT / room).rglob("*.py")
            if call in path.read_text(encoding="utf-8")
        ]
        assert all(any(user.startswith(place) for place in places) for user in users), (call, users)


def test_only_the_tasks_read_settings() -> None:
    """Every other module is handed values."""
    rooms = ("importers", "analytics", "recommender", "ledger", "publisher", "digest", "sample")
    readers = [
        str(path.relative_to(ROOT))
        for room in rooms
        for path in (ROOT / room).rglob("*.py")
        if "from settings import" in path.read_text(encoding="utf-8")
        or "import settings" in path.read_text(encoding="utf-8")
    ]
    assert readers == []
