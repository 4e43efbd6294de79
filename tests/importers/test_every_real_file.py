"""Every file of the real sets: all rows accounted for, or one clear line."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.read import Batch, FileReport, find_files, read_exports

pytestmark = pytest.mark.real_data

UNREAD = frozenset(["discourse/api/search.json"])
"""Files that no importer reads: excerpts of posts, without what they belong to."""


@pytest.fixture(scope="module")
def reports(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, FileReport]:
    work = tmp_path_factory.mktemp("work")
    rows: dict[str, int] = {}
    found: dict[str, FileReport] = {}
    files = find_files([real_data / "formats"], work=work)
    for item in read_exports(files, default_instance="here", work=work):
        if isinstance(item, Batch):
            rows[item.table] = rows.get(item.table, 0) + item.rows.num_rows
        else:
            assert rows == item.tables, item.name
            found[item.name] = item
            rows = {}
    return found


def test_every_file_is_answered(reports: dict[str, FileReport], real_data: Path) -> None:
    """Each once; nothing in the folder is passed over."""
    files = {
        path.relative_to(real_data / "formats").as_posix()
        for path in (real_data / "formats").rglob("*")
        if path.is_file()
    }
    assert files == set(reports)


def test_all_rows_add_up(reports: dict[str, FileReport]) -> None:
    for report in reports.values():
        assert report.read == report.emitted + sum(report.skipped.values()), report.name
        assert report.error is None or report.name in UNREAD, report.error
        assert report.read > 0 or report.name in UNREAD, report.name


def test_what_is_not_read_gets_one_line(reports: dict[str, FileReport]) -> None:
    """It names the file and says what to do."""
    for name in UNREAD:
        error = reports[name].error
        assert error is not None
        assert error.startswith(f"{name}: no importer reads this file")
        assert "\n" not in error
        assert "Take it out of the exports" in error


@pytest.mark.parametrize(
    ("name", "table", "count"),
    [
        ("discourse/perceval/discourse_topic_1148.json", "posts", 20),
        ("facebook/minimaxir_statuses_nytimes.csv", "threads", 8800),
        ("facebook/insights_posts_legacy_2017-01-19.csv", "posts", 1),
        ("meetup/meetup_rsvps.json", "rsvps", 3),
    ],
)
def test_counts_agree_with_the_files(
    reports: dict[str, FileReport], name: str, table: str, count: int
) -> None:
    assert reports[name].tables[table] == count
