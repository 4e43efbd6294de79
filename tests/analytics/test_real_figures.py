"""Figures of the real forum, counted a second time from the export itself."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from analytics.build import analyse, load
from analytics.parameters import Parameters
from analytics.warehouse import Warehouse
from importers.read import find_files, read_exports

pytestmark = pytest.mark.real_data

WEEK = timedelta(days=7)
REGULAR = (1, 2)
"""Discourse's kinds of post that somebody wrote; others are small actions."""

Post = dict[str, Any]


@pytest.fixture(scope="module")
def warehouse(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder = tmp_path_factory.mktemp("forum")
    with Warehouse.open(folder / "build") as opened:
        files = find_files([real_data / "discourse-forum"], work=folder / "work", mappings=())
        load(opened, read_exports(files, default_instance="x", work=folder / "work"))
        wanted = ("metrics.monthly", "metrics.spread")
        analyse(opened, Parameters(assume_public=True), wanted=wanted)
        yield opened


@pytest.fixture(scope="module")
def lines(real_data: Path) -> list[dict[str, Any]]:
    """Every topic as the export has it."""
    file = real_data / "discourse-forum" / "topics.jsonl.gz"
    with gzip.open(file, "rt", encoding="utf-8") as text:
        return [json.loads(line) for line in text]


@pytest.fixture(scope="module")
def topics(lines: list[dict[str, Any]]) -> list[list[Post]]:
    """Every topic's posts in order, without what moderators' tools wrote."""
    return [
        sorted(
            (
                post
                for post in line["posts"]
                if post["post_type"] in REGULAR and post["username"] not in ("system", "discobot")
            ),
            key=lambda post: (post["created_at"], post["post_number"]),
        )
        for line in lines
    ]


def month_of(post: Post) -> date:
    return date.fromisoformat(post["created_at"][:7] + "-01")


def at(post: Post) -> datetime:
    return datetime.fromisoformat(post["created_at"].replace("Z", "+00:00"))


def by_month(warehouse: Warehouse, column: str) -> dict[date, Any]:
    rows = warehouse.frame(f"select month_date, {column} from metrics.monthly").to_pylist()
    return {row["month_date"]: row[column] for row in rows}


def months_of(counts: dict[date, Any], found: dict[date, Any], nothing: Any = 0) -> dict[date, Any]:
    """The counts for every month there is, also those in which nothing was."""
    return {month: counts.get(month, nothing) for month in found}


def test_posts_of_each_month(warehouse: Warehouse, topics: list[list[Post]]) -> None:
    counts = Counter(month_of(post) for posts in topics for post in posts)
    found = by_month(warehouse, "posts")
    assert found == months_of(counts, found)


def test_members_who_wrote_in_each_month(warehouse: Warehouse, topics: list[list[Post]]) -> None:
    writers = defaultdict(set)
    for posts in topics:
        for post in posts:
            writers[month_of(post)].add(post["username"].casefold())
    found = by_month(warehouse, "members_wrote")
    assert found == months_of({month: len(who) for month, who in writers.items()}, found)


def test_newcomers_of_each_month(warehouse: Warehouse, topics: list[list[Post]]) -> None:
    first: dict[str, Post] = {}
    for post in sorted((post for posts in topics for post in posts), key=at):
        first.setdefault(post["username"].casefold(), post)
    counts = Counter(month_of(post) for post in first.values())
    found = by_month(warehouse, "newcomers")
    assert found == months_of(counts, found)


def test_threads_and_their_first_replies(
    warehouse: Warehouse, lines: list[dict[str, Any]], topics: list[list[Post]]
) -> None:
    """How many were begun in each month, how many had another's reply in seven days, how soon.

    A topic begins when it says so: of a few the first post is no longer there, and how soon their
    first reply came is left out.
    """
    begun: Counter[date] = Counter()
    hours: defaultdict[date, list[float]] = defaultdict(list)
    for topic, posts in zip(lines, topics, strict=True):
        if not posts:
            continue
        begun[month_of(topic)] += 1
        opener = posts[0]["username"].casefold()
        others = [post for post in posts if post["username"].casefold() != opener]
        if others and at(others[0]) - at(topic) <= WEEK:
            hours[month_of(topic)].append((at(others[0]) - at(topic)).total_seconds() / 3600)
    found = by_month(warehouse, "threads")
    assert found == months_of(begun, found)
    answered = by_month(warehouse, "threads_answered")
    assert answered == months_of({month: len(each) for month, each in hours.items()}, answered)
    soon = by_month(warehouse, "first_reply_hours")
    expected = {month: median(each) for month, each in hours.items()}
    headless = {
        month_of(topic)
        for topic, posts in zip(lines, topics, strict=True)
        if posts and posts[0]["post_number"] != 1
    }
    compared = [month for month in soon if month not in headless]
    assert len(compared) >= len(soon) - 3
    for month in compared:
        assert soon[month] == pytest.approx(expected.get(month), abs=1e-3), month


def test_fewest_who_wrote_half_of_each_month(
    warehouse: Warehouse, topics: list[list[Post]]
) -> None:
    counts: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for posts in topics:
        for post in posts:
            counts[month_of(post)][post["username"].casefold()] += 1
    expected = {}
    for month, each in counts.items():
        total, so_far, people = sum(each.values()), 0, 0
        for number in sorted(each.values(), reverse=True):
            if so_far >= total / 2:
                break
            so_far, people = so_far + number, people + 1
        expected[month] = people
    found = by_month(warehouse, "members_of_half")
    assert found == months_of(expected, found)


def test_newcomers_of_three_months_ago_who_still_write(
    warehouse: Warehouse, topics: list[list[Post]]
) -> None:
    first: dict[str, date] = {}
    wrote: defaultdict[date, set[str]] = defaultdict(set)
    for post in sorted((post for posts in topics for post in posts), key=at):
        who = post["username"].casefold()
        first.setdefault(who, month_of(post))
        wrote[month_of(post)].add(who)
    found = by_month(warehouse, "newcomers_who_stayed")
    expected = {}
    for month in found:
        place = month.year * 12 + month.month - 4
        cohort = date(place // 12, place % 12 + 1, 1)
        expected[month] = sum(first[who] == cohort for who in wrote[month])
    assert found == expected
