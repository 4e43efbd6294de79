"""More figures of the sample come to what its plan says: days, languages, warmth, bonding.

The plan counts from the conversations as they were made up. What only the product can say, which
topics a thread has and who belongs to which sub-community, is taken from it; the counting is not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pytest

from analytics.warehouse import Warehouse

ByMonth = Mapping[str, list[str]]
"""By month, as its first day: who wrote, once for each post."""


def near(expected: float, found: float, *, least: float = 1) -> bool:
    """Whether two counts are the same but for one, or for a hundredth."""
    return abs(expected - found) <= max(least, 0.01 * expected)


@pytest.mark.parametrize("period", ["day", "week", "month"])
def test_days_weeks_and_months_agree(
    sample_warehouse: Warehouse, sample_truth: dict[str, Any], period: str
) -> None:
    """Each within one; at least 99 in a hundred exactly."""
    planned = sample_truth["activity"][period]
    rows = sample_warehouse.frame(
        "select * exclude (period, is_whole) from metrics.activity "
        "where period = $period order by 1",
        period=period,
    ).to_pylist()
    assert set(planned) <= {row["period_date"].isoformat() for row in rows}
    cells = [
        (
            row["period_date"],
            name,
            planned.get(row["period_date"].isoformat(), {}).get(name, 0),
            found,
        )
        for row in rows
        for name, found in row.items()
        if name != "period_date"
    ]
    assert len(cells) > 150
    assert [cell for cell in cells if not near(cell[2], cell[3])] == []
    assert sum(expected == found for _, _, expected, found in cells) >= 0.99 * len(cells)


def test_languages_agree(sample_warehouse: Warehouse, sample_truth: dict[str, Any]) -> None:
    """Posts and members by month and language, each within one or a hundredth."""
    rows = sample_warehouse.frame("select * from metrics.languages").to_pylist()
    found = {(row["month_date"].isoformat(), row["language"]): row for row in rows}
    planned = {
        (month, language): counts
        for month, languages in sample_truth["languages"].items()
        for language, counts in languages.items()
    }
    cells = [
        (*key, name, planned.get(key, {}).get(name, 0), found.get(key, {}).get(name, 0))
        for key in sorted(planned.keys() | found.keys())
        for name in ("posts", "members")
    ]
    assert len(cells) > 200
    assert [cell for cell in cells if not near(cell[3], cell[4])] == []


def test_spaces_warm_and_cool_as_planned(
    sample_warehouse: Warehouse, sample_truth: dict[str, Any]
) -> None:
    """Posts and members of three months, those of the three before, and which way it goes."""
    rows = sample_warehouse.frame("select * from metrics.warmth where kind = 'space'").to_pylist()
    planned = sample_truth["spaces"]
    assert {row["label"] for row in rows} == set(planned)
    compare(rows, lambda row: planned[row["label"]])


def test_topics_warm_and_cool_as_planned(
    sample_warehouse: Warehouse, sample_truth: dict[str, Any]
) -> None:
    """The same for every topic, found or declared, of the threads that have it."""
    by_topic: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in sample_warehouse.frame(
        "select topic_id, thread_id, space_name "
        "from marts.thread_topics inner join marts.threads using (thread_id) order by all"
    ).to_pylist():
        native_id = row["thread_id"].split(":", 2)[2]
        if native_id.startswith("group-wall:"):
            native_id = f"group-wall:{row['space_name']}"
        for month, who in sample_truth["threads"].get(native_id, {}).items():
            by_topic[row["topic_id"]][month] += who
    rows = sample_warehouse.frame("select * from metrics.warmth where kind = 'topic'").to_pylist()
    compare(rows, lambda row: by_topic[row["subject_id"]])


def compare(rows: Iterable[dict[str, Any]], planned: Any) -> None:
    """Nothing; every row of a table of warmth is what its planned posts come to."""
    wrong: list[Any] = []
    count = moving = 0
    for row in rows:
        month = row["month_date"]
        posts: ByMonth = planned(row)
        now = written(posts, [back(month, n) for n in range(3)])
        before = written(posts, [back(month, n) for n in range(3, 6)])
        came_to = (len(now), len(before), len(set(now)))
        names = ("posts_quarter", "posts_quarter_before", "members_quarter")
        wrong += [
            (row, came_to)
            for expected, name in zip(came_to, names, strict=True)
            if not near(expected, row[name])
        ]
        count += 1
        # As the definition says: half as many again and ten more, or the same the other way round.
        warms = len(now) >= 1.5 * len(before) and len(now) - len(before) >= 10
        cools = len(before) >= 1.5 * len(now) and len(before) - len(now) >= 10
        if came_to[:2] == (row["posts_quarter"], row["posts_quarter_before"]):
            moving += warms or cools
            wrong += [(row, "warms", warms)] if warms != row["is_warming"] else []
            wrong += [(row, "cools", cools)] if cools != row["is_cooling"] else []
    assert wrong == []
    assert count > 500
    assert moving > 100


def written(posts: ByMonth, months: Iterable[date]) -> list[str]:
    """Who wrote in the months, once for each post."""
    return [who for month in months for who in posts.get(month.isoformat(), ())]


def back(month: date, months: int) -> date:
    """The first day of the month so many months earlier."""
    place = month.year * 12 + month.month - 1 - months
    return date(place // 12, place % 12 + 1, 1)


def test_bonding_and_bridging_agree(
    sample_warehouse: Warehouse, sample_truth: dict[str, Any], member_of: dict[str, str]
) -> None:
    """Talk and pairs within a sub-community and across: each within two or a hundredth."""
    group_of = {
        row["member_id"]: row["sub_community"]
        for row in sample_warehouse.frame("select * from derived.sub_communities").to_pylist()
    }
    rows = sample_warehouse.frame("select * from metrics.bonding order by 1").to_pylist()
    wrong, across_in_all = [], 0
    for row in rows:
        talks: Counter[str] = Counter()
        pairs: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
        for one, other, count in sample_truth["talks"].get(row["month_date"].isoformat(), ()):
            ids = [member_of[one], member_of[other]]
            groups = [group_of.get(each) for each in ids]
            if None in groups:
                continue
            where = "within" if groups[0] == groups[1] else "across"
            talks[where] += count
            pairs[where].add(frozenset(ids))
        for where in ("within", "across"):
            for name, expected in (("talks", talks[where]), ("pairs", len(pairs[where]))):
                found = row[f"{name}_{where}"]
                if not near(expected, found, least=2):
                    wrong.append((row["month_date"], name, where, expected, found))
        if talks.total() > 50:
            assert row["bridging"] == pytest.approx(talks["across"] / talks.total(), abs=0.02)
        across_in_all += talks["across"]
    assert wrong == []
    assert across_in_all > 500


def test_pairs_for_a_comment_agree(
    sample_warehouse: Warehouse, sample_truth: dict[str, Any]
) -> None:
    """Pairs who talked for every comment, and those who had never talked before."""
    rows = sample_warehouse.frame("select * from metrics.edges_per_comment").to_pylist()
    for row in rows:
        planned = sample_truth["figures"][row["month_date"].isoformat()]
        for name, column in (("pairs_talking", "pairs_per_comment"),
                             ("new_pairs", "new_pairs_per_comment")):  # fmt: skip
            expected = planned[name] / planned["comments"] if planned["comments"] else None
            assert row[column] == pytest.approx(expected, abs=0.01), (row, planned)
