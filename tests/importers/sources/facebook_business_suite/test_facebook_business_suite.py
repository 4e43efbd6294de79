"""Business Suite's export: one post however it is told, figures on their day, Pacific times."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.importer import ExportFile
from importers.platforms.facebook import permalink_ids
from importers.platforms.facebook_columns import column_name
from importers.platforms.facebook_times import DayOrder, is_doubled, naive_moment, pacific
from importers.reading.notes import Note
from importers.records import PageMetric, Post, Record, Skipped
from importers.sources import facebook_business_suite

CASES = Path(__file__).parent
BY_POST = CASES / "by_post" / "input" / "Oct-01-2025_Nov-30-2025_1234567.csv"
[BY_DAY] = (CASES / "by_day" / "input").glob("Feb-*.csv")
LANGUAGES = sorted((CASES / "languages" / "input").iterdir())


def export(path: Path) -> ExportFile:
    return ExportFile(path=path, name=path.name, sha256=str(path))


def records(path: Path) -> list[Record]:
    return list(facebook_business_suite.read(export(path)))


def saved(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "content.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def notes(path: Path) -> list[str]:
    return [one.line for one in records(path) if isinstance(one, Note)]


def figures(path: Path, metric: str) -> list[tuple[str, date | None, float]]:
    return [
        (one.native_id, one.metric_date, one.value)
        for one in records(path)
        if isinstance(one, PageMetric) and one.metric == metric
    ]


def test_of_a_post_that_comes_twice_the_highest_figures_count() -> None:
    first = "900100_122158123456789012"
    assert (first, None, 1300.0) in figures(BY_POST, "views")
    assert (first, None, 12.0) in figures(BY_POST, "reactions")
    assert [one.native_id for one in records(BY_POST) if isinstance(one, Post)].count(first) == 1


def test_figures_by_day_stand_on_their_day_and_are_not_added_up() -> None:
    assert figures(BY_DAY, "reactions") == [
        ("900100_501", date(2026, 2, 1), 4.0),
        ("900100_501", date(2026, 2, 2), 3.0),
        ("900100_502", date(2026, 2, 2), 9.0),
    ]


def test_figures_by_day_without_the_day_are_left_out_and_told() -> None:
    path = CASES / "by_day" / "input" / "without_the_day.csv"
    assert not figures(path, "reactions")
    assert (
        "3 rows for 1 posts, as one for each day, but no column says which day: the figures are "
        "left out. Export again by post, or with the date"
    ) in notes(path)


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_columns_are_known_in_each_language(path: Path) -> None:
    file = export(path)
    assert facebook_business_suite.identify(file)
    assert facebook_business_suite.instance(file) == "900100"
    first = next(one for one in records(path) if isinstance(one, Post))
    assert first.native_id == "900100_501"
    for metric, value in [("views", 10), ("reach", 9), ("reactions", 8), ("comments", 7)]:
        assert (first.native_id, None, value) in figures(path, metric)


def test_a_rounded_id_is_taken_from_the_address_or_left_out() -> None:
    ids = [one.native_id for one in records(BY_POST) if isinstance(one, Post)]
    assert "900100_pfbid03AbCdEfGhJkLmNpQrStUv" in ids
    assert not [one for one in ids if "E+" in one]
    [spoiled] = [
        one for one in records(BY_POST) if isinstance(one, Skipped) and one.reason == "spoiled id"
    ]
    assert spoiled.place == "line 7"
    assert (
        "a spreadsheet rounded 1 post ids; those in the permalinks were taken. Export again and "
        "do not open the file in a spreadsheet before"
    ) in notes(BY_POST)


def test_the_hour_that_comes_twice_is_told() -> None:
    assert (
        "1 posts are from the hour that comes twice when the clock goes back; the first of the "
        "two is taken, so they may be an hour early"
    ) in notes(BY_POST)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        (datetime(2025, 7, 1, 10), datetime(2025, 7, 1, 17, tzinfo=UTC)),
        (datetime(2025, 12, 1, 10), datetime(2025, 12, 1, 18, tzinfo=UTC)),
        (datetime(2025, 11, 2, 1, 30), datetime(2025, 11, 2, 8, 30, tzinfo=UTC)),
        (datetime(2025, 11, 2, 2, 0), datetime(2025, 11, 2, 10, 0, tzinfo=UTC)),
    ],
    ids=["summer", "winter", "twice", "after it"],
)
def test_times_are_us_pacific(written: datetime, moment: datetime) -> None:
    assert pacific(written) == moment
    assert is_doubled(written) == (moment.hour == 8)


@pytest.mark.parametrize(
    ("dates", "first", "line"),
    [
        (["02/03/2026", "02/13/2026"], datetime(2026, 2, 3), None),
        (["02/03/2026 10:00", "13/02/2026 10:00"], datetime(2026, 3, 2, 10), None),
        (["02.03.2026"], datetime(2026, 3, 2), None),
        (["2026-03-02 10:00:05"], datetime(2026, 3, 2, 10, 0, 5), None),
        (["2026-03-02T10:00:00+00:00"], datetime(2026, 3, 2, 2), None),
        (["02/02/2026 12:30 AM"], datetime(2026, 2, 2, 0, 30), None),
        (["3/2/26 1:05 pm", "3/20/26"], datetime(2026, 3, 2, 13, 5), None),
        (
            ["02/03/2026"],
            datetime(2026, 2, 3),
            "nothing tells days from months; dates were read as month/day/year, as Meta writes",
        ),
        (
            ["13/02/2026", "02/13/2026", "02/14/2026"],
            None,
            "1 dates have the day first and 2 the month; all were read as month/day/year. Export "
            "again and do not open the file in a spreadsheet",
        ),
        (["02/02/2026 13:30 AM"], None, None),
        (["yesterday"], None, None),
        ([""], None, None),
    ],
)
def test_days_and_months_are_told_apart_once_for_a_file(
    dates: list[str], first: datetime | None, line: str | None
) -> None:
    order = DayOrder()
    for one in dates:
        order.add(one)
    assert naive_moment(dates[0], is_day_first=order.is_day_first) == first
    assert order.note() == line


@given(st.text(), st.booleans())
def test_any_text_is_a_moment_or_none(text: str, is_day_first: bool) -> None:
    moment = naive_moment(text, is_day_first=is_day_first)
    assert moment is None or moment.tzinfo is None


@pytest.mark.parametrize(
    ("url", "ids"),
    [
        ("https://www.facebook.com/lamptable/posts/501", (None, "501")),
        ("https://www.facebook.com/900100/posts/501/", ("900100", "501")),
        ("https://www.facebook.com/story.php?story_fbid=pfbid0Ab&id=9", ("9", "pfbid0Ab")),
        ("https://www.facebook.com/watch/?v=77", (None, "77")),
        ("https://www.facebook.com/reel/77", (None, "77")),
        ("https://www.facebook.com/lamptable", (None, None)),
        ("https://www.facebook.com/900100", (None, None)),
        ("http://[", (None, None)),
        ("", (None, None)),
        (None, (None, None)),
    ],
)
def test_an_address_holds_ids(url: str | None, ids: tuple[str | None, str | None]) -> None:
    assert permalink_ids(url) == ids


def test_a_page_id_that_was_rounded_is_not_used(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        "Post ID,Page ID,Page name,Publish time,Permalink",
        "501,1.00E+14,Lamps,2026-02-01 10:00,",
    )
    assert facebook_business_suite.instance(export(path)) is None
    assert [one.native_id for one in records(path) if isinstance(one, Post)] == ["page_501"]


def test_an_unknown_column_keeps_its_name() -> None:
    assert column_name(" \ufeffNet  follows ") == "Net follows"
    assert column_name("PERMALÄNK") == "permalink"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Post ID,Permalink,Post Message,Type,Posted,Lifetime Post Total Reach",
        "Post ID,Account ID,Account username,Publish time,Permalink,Likes,Saves,Follows",
        "Page ID,Page name,Followers",
        "Post ID,Title,Reactions",
    ],
    ids=["empty", "older insights", "instagram", "no posts", "no page"],
)
def test_other_files_are_not_claimed(tmp_path: Path, header: str) -> None:
    assert not facebook_business_suite.identify(export(saved(tmp_path, header)))


def test_the_pages_short_name_is_known_from_its_own_posts(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        "Post ID,Page ID,Page name,Publish time,Permalink",
        "501,900100,Lamps,2026-02-01 10:00,https://www.facebook.com/LampTable/posts/501",
        "502,900200,Other,2026-02-01 10:00,https://www.facebook.com/other/posts/502",
        "503,900100,Lamps,2026-02-01 10:00,https://www.facebook.com/reel/503",
    )
    assert facebook_business_suite.also_known_as(export(path)) == ("lamptable",)
