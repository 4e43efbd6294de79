"""Real exports through the whole line: the counts they must come to, and a site worth opening."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from analytics.warehouse import Warehouse
from tests.house.handmade import Home, Run, shown, tree

pytestmark = pytest.mark.real_data

COMMUNITY = "long-bench"
FORUM = {"threads": 5_046, "posts": 36_898, "accounts": 999}
QUESTIONS = {"threads": 453, "posts": 3_872, "accounts": 2_562}
PAGE = {"threads": 1_265, "posts": 9_257, "accounts": 4_097}
SETS = {
    "forum": (("discourse-forum",), FORUM),
    "questions": (("stackexchange-site",), QUESTIONS),
    "page": (("facebook-page",), PAGE),
    "forum and page": (
        ("discourse-forum", "facebook-page"),
        {name: FORUM[name] + PAGE[name] for name in FORUM},
    ),
}


@dataclass(frozen=True)
class BuiltTwice:
    """A home after two builds of the same exports."""

    home: Home
    counts: dict[str, int]
    """Rows there must be, by raw table."""
    first: Run
    second: Run
    shown_first: str
    site_first: dict[str, bytes]


@pytest.fixture(scope="module", params=sorted(SETS))
def built(
    request: pytest.FixtureRequest, real_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> BuiltTwice:
    """One of the real sets, or two of them as one community."""
    folders, counts = SETS[request.param]
    home = Home.make(tmp_path_factory.mktemp("real") / "home", COMMUNITY)
    for folder in folders:
        shutil.copytree(
            real_data / folder, home.exports / folder, copy_function=shutil.copyfile
        ).chmod(0o700)
    first = home.build()
    shown_first, site_first = shown(home), tree(home.site)
    return BuiltTwice(home, counts, first, home.build(), shown_first, site_first)


def test_rows_come_to_their_counts_and_each_is_accounted_for(built: BuiltTwice) -> None:
    """In raw.*, and file by file: read = stored + merged + skipped."""
    with Warehouse.open(built.home.build_folder()) as warehouse:
        found = {name: warehouse.value(f"select count(*) from raw.{name}") for name in built.counts}
        files = warehouse.frame(
            """
            select
                name,
                sum(read) as read,
                sum(stored) as stored,
                sum(merged) as merged,
                sum(skipped) as skipped
            from raw.imports
            group by name
            order by name
            """
        ).to_pylist()
    assert found == built.counts
    on_disk = {str(f.relative_to(built.home.exports)) for f in built.home.exports.rglob("*.*")}
    assert {file["name"] for file in files} == on_disk
    for file in files:
        parts = file["stored"] + file["merged"] + file["skipped"]
        assert file["read"] == parts > 0, file
    assert f"load: {built.counts['accounts']:,} accounts" in built.first.one_line("load: ")


def test_second_build_finds_nothing_new_and_renders_no_page(built: BuiltTwice) -> None:
    """And says so; the site is the one from before, byte for byte."""
    built.second.one_line("load: nothing new, the rows are as they were")
    built.second.one_line("nothing changed")
    assert "as before, 0 pages rendered" in built.second.one_line("site: ")
    assert shown(built.home) == built.shown_first
    assert tree(built.home.site) == built.site_first


def words_of(html: str) -> str:
    """The words of a page, without its marks."""
    body = re.sub(r"<(script|style).*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


def test_site_is_worth_opening_without_any_yes(built: BuiltTwice) -> None:
    """Home, report and how it works; how to join; nobody named and nobody written to."""
    home = built.home
    for page in ("index.html", "report.html", "how-it-works.html"):
        assert len(words_of(home.page(page)).split()) > 100, page
    start = home.page("index.html")
    assert "How to join" in words_of(start)
    assert 'href="https://bench.example.org/join"' in start
    assert "pairs" in words_of(home.page("report.html"))
    assert home.letters() == {}
    assert "matches: nobody said yes to being introduced by letter yet" in built.first.text


def test_desk_says_the_next_step(built: BuiltTwice) -> None:
    """Nobody has said yes to anything: how to ask for the first one, with three ways."""
    desk = words_of((built.home.build_folder() / "office" / "index.html").read_text("utf-8"))
    assert "Ask for the first yes" in desk
    for way in ("add a question to the profile", "people.csv", "./do consent"):
        assert way in desk
