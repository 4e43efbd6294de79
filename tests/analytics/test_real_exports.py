"""The counts that real exports must come to."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.build import analyse, import_store, load
from analytics.parameters import Parameters
from analytics.warehouse import Warehouse
from importers.read import find_files, read_exports


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("folder", "threads", "posts", "accounts"),
    [
        ("discourse-forum", 5_046, 36_898, 999),
        ("stackexchange-site", 453, 3_872, 2_562),
        ("facebook-page", 1_265, 9_257, 4_097),
    ],
)
def test_real_export_comes_to_its_counts(
    real_data: Path, tmp_path: Path, folder: str, threads: int, posts: int, accounts: int
) -> None:
    """Threads, posts and accounts, each row accounted for; the second load finds nothing new."""

    def load_folder() -> bool:
        items = read_exports(
            find_files([real_data / folder], work=tmp_path / "work", mappings=()),
            default_instance="x",
            known=import_store(warehouse).known(),
            work=tmp_path / "work",
        )
        return load(warehouse, items).is_unchanged

    with Warehouse.open(tmp_path / "build") as warehouse:
        assert not load_folder()
        counts = [
            warehouse.value(f"select count(*) from raw.{name}")
            for name in ("threads", "posts", "accounts")
        ]
        assert counts == [threads, posts, accounts]
        assert load_folder()
        done = analyse(warehouse, Parameters(assume_public=True))
        assert done.warnings == ()
        assert warehouse.value("select count(*) from marts.threads where is_public") == threads
        assert analyse(warehouse, Parameters(assume_public=True)).is_unchanged
