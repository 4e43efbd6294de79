"""Reasons of communities that lack what most have: words, threads in common, all but a page."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from analytics.snapshot import snapshot
from importers.records import Post, Record
from recommender.reasons import reasons_for
from recommender.recommend import recommend
from tests.analytics.test_public_evidence import NAMES, community
from tests.analytics.worlds import account, analysed, member, reply, thread
from tests.recommender.recomputed import wrong_reasons
from tests.recommender.worlds import rehearsal


def without_text() -> list[Record]:
    """Posts whose words were not exported."""
    return [
        replace_text(record, None) if isinstance(record, Post) else record
        for record in community(4)
    ]


def replace_text(post: Post, text: str | None) -> Post:
    return Post(**{**{name: getattr(post, name) for name in post.__struct_fields__}, "text": text})


def without_shared_threads() -> list[Record]:
    """Everybody opens threads, nobody comes into another's."""
    return [
        record
        for record in community(5)
        if not (isinstance(record, Post) and record.kind != "opening")
    ]


def page_only() -> list[Record]:
    """A page writes, its readers comment and answer each other below."""
    records: list[Record] = [account(name, name=name.title()) for name in NAMES]
    records.append(account("page", name="The Page", role="page"))
    for number in range(20):
        records += thread(f"p{number}", "page", number * 2, title=None)
        for at, name in enumerate(NAMES[number % 7 :: 4]):
            parent = f"p{number}.1" if at % 2 == 0 else f"p{number}.r{at - 1}"
            post = reply(f"p{number}.r{at}", name, number * 2 + 0.1 * (at + 1), parent_id=parent)
            records.append(post)
    return records


@pytest.mark.parametrize(
    ("records", "kinds"),
    [
        (without_text(), {"thread", "topic", "contact"}),
        (without_shared_threads(), {"topic"}),
        (page_only(), set()),
    ],
    ids=["no text", "no thread in common", "a page only"],
)
def test_what_is_said_of_a_strange_community_is_true(
    records: list[Record], kinds: set[str], tmp_path: Path
) -> None:
    """Of every two, and of those an issue would propose; who gets nobody is told why."""
    with analysed(tmp_path, records) as warehouse:
        seen = snapshot(warehouse)
        reasons = reasons_for(seen, list(permutations(sorted(map(member, NAMES)), 2)))
        assert wrong_reasons(warehouse, reasons) == []
        assert kinds <= set(reasons["kind"].to_pylist())
        issue = recommend(seen, rehearsal(), "2024-W20")
        assert wrong_reasons(warehouse, issue.reasons) == []
    proposed = set(issue.matches["member_id"].to_pylist())
    assert not proposed & set(issue.unmatched["member_id"].to_pylist())
    assert all(issue.unmatched["reason"].to_pylist())
