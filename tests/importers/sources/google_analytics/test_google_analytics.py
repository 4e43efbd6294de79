"""Google Analytics: several tables in one file, each with its own days; nothing is made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from importers.importer import ExportFile
from importers.records import PageMetric, Record
from importers.sources import google_analytics

HEAD = (
    "# ---\n# Report\n# Account: A\n# Property: {property}\n# ---\n#\n"
    "# Start date: {start}\n# End date: {end}\n"
)


def export(path: Path) -> ExportFile:
    return ExportFile(path=path, name=path.name, sha256="0" * 64)


def report(
    tmp_path: Path, table: str, *, start: str = "20260101", end: str = "20261231"
) -> list[Record]:
    path = tmp_path / "report.csv"
    path.write_text(HEAD.format(property="table.example", start=start, end=end) + table, "utf-8")
    assert google_analytics.identify(export(path))
    return list(google_analytics.read(export(path)))


@pytest.mark.parametrize(
    ("header", "number", "day"),
    [
        ("Nth day", "0031", date(2026, 2, 1)),
        ("Nth week", "0002", date(2026, 1, 15)),
        ("N-te Woche", "0001", date(2026, 1, 8)),
        ("Nth month", "0011", date(2026, 12, 1)),
        ("Date", "20260704", date(2026, 7, 4)),
        ("Nth day", "0400", None),
        ("Date", "20260799", None),
    ],
)
def test_days_are_counted_from_the_start(
    header: str, number: str, day: date | None, tmp_path: Path
) -> None:
    (figure,) = report(tmp_path, f"{header},Sessions\n{number},5\n")
    assert isinstance(figure, PageMetric)
    assert figure.metric_date == day


def test_a_second_table_keeps_the_period_and_gets_its_own_header(tmp_path: Path) -> None:
    found = report(tmp_path, "Nth day,Sessions\n0000,5\n\nCountry,Active users\nNorway,3\n")
    assert [(one.metric, one.dimension) for one in found if isinstance(one, PageMetric)] == [
        ("Sessions", None),
        ("Active users", "Country: Norway | 2026-01-01 to 2026-12-31"),
    ]


def test_a_period_at_the_end_of_time_is_no_crash(tmp_path: Path) -> None:
    (figure,) = report(tmp_path, "Nth week,Sessions\n9999,5\n", start="20991231", end="20991231")
    assert isinstance(figure, PageMetric)
    assert figure.metric_date is None


@pytest.mark.parametrize(
    "text",
    ["# ---\n# Notes\n# ---\nA,B\n", "Nth day,Sessions\n0000,5\n", "# a comment: 20260101\n"],
)
def test_other_files_with_signs_of_a_comment_are_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text(text, "utf-8")
    assert not google_analytics.identify(export(path))


@pytest.mark.real_data
def test_a_public_report_is_read_whole(real_data: Path) -> None:
    path = real_data / "formats" / "google_analytics" / "GA4_Pages_and_screens.csv"
    found = list(google_analytics.read(export(path)))
    assert len(found) == 16 * 7
    assert all(isinstance(one, PageMetric) for one in found)
