"""Page Insights: columns of one name stay apart, empty is unknown, times are US Pacific."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from importers.importer import ExportFile
from importers.records import PageMetric, Post, Record, Thread
from importers.sources import facebook_insights

CASES = Path(__file__).parent
[BY_POST] = (CASES / "by_post" / "input").iterdir()
[BY_DAY] = (CASES / "by_day" / "input").iterdir()
BOOK_BY_DAY, BOOK_BY_POST = sorted((CASES / "workbooks" / "input").iterdir())
ODD_FORMS = CASES / "odd_forms" / "input"


def export(path: Path, name: str | None = None) -> ExportFile:
    return ExportFile(path=path, name=name or path.name, sha256=str(path))


def records(path: Path) -> list[Record]:
    return list(facebook_insights.read(export(path)))


def metrics(path: Path) -> dict[tuple[str, str | None], float]:
    """The first value of each figure."""
    found: dict[tuple[str, str | None], float] = {}
    for one in records(path):
        if isinstance(one, PageMetric):
            found.setdefault((one.metric, one.dimension), one.value)
    return found


def test_columns_of_one_name_are_told_apart_by_their_description() -> None:
    found = metrics(BY_POST)
    assert found["Lifetime Organic watches at 95% (Total Count)", None] == 3
    assert found["Lifetime Organic watches at 95% (Unique Users)", None] == 2
    assert found["Lifetime Post Stories by action type (Total Count)", "like"] == 4


def test_an_empty_cell_is_unknown() -> None:
    values = [one for one in records(BY_DAY) if isinstance(one, PageMetric)]
    engaged = [one for one in values if one.metric.startswith("Daily Page Engaged")]
    assert [(one.metric_date, one.value) for one in engaged] == [(date(2026, 11, 13), 40)]


def test_times_are_us_pacific_in_winter_and_summer() -> None:
    posts = {one.native_id: one.created_at for one in records(BY_POST) if isinstance(one, Post)}
    assert posts == {
        "900100_501": datetime(2017, 1, 19, 17, 3, 47, tzinfo=UTC),
        "900100_502": datetime(2016, 7, 2, 4, 0, tzinfo=UTC),
    }


def test_the_day_in_the_files_name_is_when_it_was_exported() -> None:
    assert facebook_insights.exported_at(export(BY_DAY)) == datetime(2026, 11, 15, tzinfo=UTC)
    assert facebook_insights.exported_at(export(BY_DAY, "renamed.csv")) is None


@pytest.mark.parametrize(
    "header", ["", "Post ID,Page ID,Page name,Title", "Date,Views", "status_id,status_message"]
)
def test_other_files_are_not_claimed(tmp_path: Path, header: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(header + "\n", encoding="utf-8")
    assert not facebook_insights.identify(export(path))


def test_a_workbooks_sheets_are_read_as_one_export() -> None:
    found = metrics(BOOK_BY_POST)
    assert found["Lifetime Organic watches at 95% (Total Count)", None] == 3
    assert found["Lifetime Post Stories by acti (Total Count)", "like"] == 4
    threads = [one.native_id for one in records(BOOK_BY_POST) if isinstance(one, Thread)]
    assert threads == ["900100_501", "900100_502"]
    assert metrics(BOOK_BY_DAY)["Daily Like Sources (Unique Users)", "Suggestions"] == 1


def test_a_workbook_gives_the_posts_of_the_csv_file() -> None:
    def posts(path: Path) -> dict[str, datetime | None]:
        return {one.native_id: one.created_at for one in records(path) if isinstance(one, Post)}

    assert posts(BOOK_BY_POST) == posts(BY_POST)


@pytest.mark.parametrize("name", ["wide.csv", "semicolons.csv"])
def test_encoding_and_delimiter_make_no_difference(name: str) -> None:
    path = ODD_FORMS / name
    assert facebook_insights.identify(export(path))
    [post] = [one for one in records(path) if isinstance(one, Post)]
    assert (post.native_id, post.text) == ("900100_501", "Tafel, über Äpfel")


def test_the_pages_short_name_is_known_from_its_own_posts() -> None:
    assert facebook_insights.also_known_as(export(BY_POST)) == ("lamptable",)
    assert facebook_insights.also_known_as(export(BY_DAY)) == ()


def test_a_videos_bare_id_is_told_with_its_page() -> None:
    threads = [one for one in records(ODD_FORMS / "videos.csv") if isinstance(one, Thread)]
    assert [(one.native_id, one.space_id) for one in threads] == [
        ("900100_777", "900100"),
        ("900100_778", "900100"),
    ]


@pytest.mark.real_data
def test_the_real_file_gives_its_post_and_all_its_figures(real_data: Path) -> None:
    path = real_data / "formats" / "facebook" / "insights_posts_legacy_2017-01-19.csv"
    found = records(path)
    figures = [(one.metric, one.dimension) for one in found if isinstance(one, PageMetric)]
    assert len([one for one in found if isinstance(one, Post)]) == 1
    # 42 columns, of which 8 are facts about the post.
    assert len(figures) == len(set(figures)) == 34
