"""The page scraper's CSV files: ids fit each other, times are right, the real page adds up."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from importers.importer import ExportFile
from importers.records import Account, Post, Record, Skipped, Thread
from importers.sources import facebook_posts_csv

PAGE = Path(__file__).parent / "page" / "input"


def export(path: Path) -> ExportFile:
    return ExportFile(path=path, name=path.name, sha256="0" * 64)


def records(path: Path) -> list[Record]:
    return list(facebook_posts_csv.read(export(path)))


def posts(path: Path) -> dict[str, Post]:
    return {one.native_id: one for one in records(path) if isinstance(one, Post)}


def test_comments_speak_to_the_page_or_to_the_comment_they_answer() -> None:
    page_posts = posts(PAGE / "lamps_2017.csv")
    comments = posts(PAGE / "lamps_comments.csv")
    to_whom = {one.native_id: one.parent_id for one in comments.values()}
    assert to_whom["8_100"] in page_posts
    assert to_whom["8_101"] == "8_100"


def test_times_are_five_hours_behind_in_summer_and_winter() -> None:
    assert posts(PAGE / "lamps_2015.csv")["111222333_1"].created_at == datetime(
        2015, 7, 2, 1, 59, tzinfo=UTC
    )
    assert posts(PAGE / "lamps_2015.csv")["111222333_2"].created_at == datetime(
        2016, 1, 1, 2, 30, tzinfo=UTC
    )


def test_names_that_differ_in_case_and_blanks_are_one_account() -> None:
    names = [
        one.native_id for one in records(PAGE / "lamps_comments.csv") if isinstance(one, Account)
    ]
    assert names.count("name:berit sand") == 1


def test_a_repeated_post_is_told_twice_with_one_id() -> None:
    threads = [one.native_id for one in records(PAGE / "lamps_2016.csv") if isinstance(one, Thread)]
    assert threads.count("111222333_5") == 2


def test_an_id_that_a_spreadsheet_rounded_is_told() -> None:
    [spoiled] = [
        one
        for one in records(PAGE / "lamps_2016.csv")
        if isinstance(one, Skipped) and one.reason == "spoiled id"
    ]
    assert spoiled == Skipped(
        reason="spoiled id",
        place="line 7",
        detail="1.11222E+17: a spreadsheet rounded this id, so it fits no post any more; "
        "export again and do not open the file in a spreadsheet before",
    )


@pytest.mark.parametrize(
    "header",
    ["", "Post ID,Lifetime Post Total Reach", "status_id,text", "Name,Profile Address,Email"],
    ids=["empty", "insights", "too few names", "ning members"],
)
def test_other_files_are_not_claimed(tmp_path: Path, header: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(header + "\n", encoding="utf-8")
    assert not facebook_posts_csv.identify(export(path))


@pytest.mark.real_data
def test_the_real_page_adds_up(real_data: Path) -> None:
    folder = real_data / "facebook-page"
    found = [
        record
        for name in ("statuses", "comments.pseudonymised")
        for record in records(folder / f"endthefed_facebook_{name}.csv")
    ]
    comments = [one for one in found if isinstance(one, Post) and one.kind == "comment"]
    threads = {one.native_id for one in found if isinstance(one, Thread)}
    assert len(threads) == 1265
    assert len({one.native_id for one in found if isinstance(one, Post)}) == 9257
    assert len(comments) == 7992
    assert len([one for one in comments if one.parent_id != one.thread_id]) == 565
    assert {one.thread_id for one in comments} <= threads
    assert len({one.native_id for one in found if isinstance(one, Account)}) == 4097
    assert not [one for one in found if isinstance(one, Skipped)]
    titles = {one.title for one in found if isinstance(one, Thread)}
    assert not titles & facebook_posts_csv.POST_TYPES


@pytest.mark.real_data
def test_the_real_newspaper_page_adds_up(real_data: Path) -> None:
    path = real_data / "formats" / "facebook" / "minimaxir_statuses_nytimes.csv"
    found = [one for one in records(path) if isinstance(one, Post)]
    assert (len(found), len({one.native_id for one in found})) == (8800, 8799)
