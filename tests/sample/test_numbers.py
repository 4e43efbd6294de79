"""How the community grew: the numbers that its story tells."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import UTC, datetime, timedelta

from sample.moments import END, PAGE_FOUNDED, PAGE_TWO_WEEKS, THREE_MONTHS
from tests.sample.conftest import Written


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00").replace("+0000", "+00:00"))


def test_six_hundred_join_in_the_first_three_months(written: Written) -> None:
    """Of 1,150 members 600 came within three months of the first."""
    joined = [moment(member["createdDate"]) for member in written.ning["members"]]
    assert len(joined) == 1150
    assert sum(at < THREE_MONTHS for at in joined) == 600


def test_nine_hundred_fans_by_the_second_week(written: Written) -> None:
    """The page's own list of who likes it has 900 in the first two weeks."""
    fans = written.export["people_who_followed_you.json"]["followers_v3"]
    at = [datetime.fromtimestamp(fan["timestamp"], tz=UTC) for fan in fans]
    assert min(at) >= PAGE_FOUNDED
    assert sum(when < PAGE_TWO_WEEKS for when in at) == 900
    assert len(at) > 1600


def test_the_daily_figures_agree_with_the_list_of_fans(written: Written) -> None:
    """The total of likes in the page's daily figures ends at the number of fans."""
    with written.summary.files[3].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1][0] == ""
    assert int(rows[-1][1]) == written.summary.fans
    assert sum(int(row[2]) for row in rows[2:]) == written.summary.fans


def test_nothing_is_later_than_the_end(written: Written) -> None:
    """No post and no comment is later than the Sunday evening of the export, and some are near."""
    at = [moment(thread["createdDate"]) for thread in written.threads]
    at += [moment(c["createdDate"]) for thread in written.threads for c in thread["comments"]]
    at += [moment(c["created_time"]) for post in written.feed for c in post["comments"]["data"]]
    assert max(at) <= END
    assert max(at) > END - timedelta(hours=6)


def test_the_sample_is_as_large_as_a_community(written: Written) -> None:
    """Some thousand threads, many thousand posts, and a page that is spoken on."""
    assert 2000 < written.summary.threads < 2700
    assert 13_000 < written.summary.posts < 20_000
    assert written.summary.page_posts == len(written.feed) == 352
    assert 3800 < sum(len(post["comments"]["data"]) for post in written.feed) < 5600


def test_activity_is_heavy_tailed(written: Written) -> None:
    """A tenth of those who write write more than half of everything."""
    counts = Counter(thread["contributorName"] for thread in written.threads)
    counts.update(c["contributorName"] for t in written.threads for c in t["comments"])
    ordered = sorted(counts.values(), reverse=True)
    assert sum(ordered[: len(ordered) // 10]) > 0.45 * sum(ordered)
    assert len(ordered) > 600


def test_newcomers_are_mostly_but_not_always_answered(written: Written) -> None:
    """Between two thirds and nine tenths are, and of the last weeks' some are still waiting."""
    newcomers = written.truth["newcomers"].values()
    answered = [entry["answered_by"] is not None for entry in newcomers]
    assert 0.66 < sum(answered) / len(answered) < 0.9
    waiting = [e for e in newcomers if e["is_of_the_last_four_weeks"] and not e["answered_by"]]
    assert len(waiting) >= 5
