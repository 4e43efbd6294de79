"""Reasons rest on public posts alone, and are true, from the exports on."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path

import pyarrow as pa
import pytest

from analytics.snapshot import snapshot
from analytics.warehouse import Warehouse
from importers.records import Account, Post, Record, Thread
from recommender.reasons import reasons_for
from tests.analytics.worlds import account, analysed, member, reply, thread
from tests.recommender.recomputed import wrong_reasons

NAMES = [f"m{number:02}" for number in range(14)]
FENCE = "therapy"


def community(seed: int) -> list[Record]:
    """Threads of which some are closed to visitors, posts of which some hold a fenced word."""
    draw = random.Random(seed)
    records: list[Record] = [account(name, name=name.title()) for name in NAMES]
    for number in range(40):
        starter = draw.choice(NAMES)
        records += thread(
            f"t{number}",
            starter,
            draw.uniform(0, 90),
            title=f"How does {number} work?" if number % 3 else f"On {number}",
            visibility="members" if number % 5 == 0 else "public",
            topics=(f"topic {number % 9}",),
        )
        for at in range(draw.randint(1, 5)):
            words = f"after {FENCE}" if draw.random() < 0.25 else "all of it"
            records.append(
                reply(f"t{number}.r{at}", draw.choice(NAMES), draw.uniform(90, 100), text=words)
            )
    return records


def is_private(record: Record) -> bool:
    if isinstance(record, Thread):
        return record.visibility == "members"
    number = record.thread_id if isinstance(record, Post) else None
    closed = bool(number) and str(number)[1:].isdigit() and int(str(number)[1:]) % 5 == 0
    return closed or (isinstance(record, Post) and FENCE in (record.text or ""))


def all_reasons(warehouse: Warehouse) -> pa.Table:
    pairs = list(permutations(sorted(map(member, NAMES)), 2))
    return reasons_for(snapshot(warehouse), pairs)


@pytest.mark.parametrize("seed", [1, 2])
def test_deleting_private_posts_from_the_exports_changes_no_reason(
    tmp_path: Path, seed: int
) -> None:
    """Fenced words in a public thread too move no date and choose no other thread."""
    records = community(seed)
    public = [record for record in records if not is_private(record)]
    assert len(records) - len(public) > 20
    assert {type(record) for record in public} >= {Account, Thread, Post}
    found = []
    for name, kept in (("all", records), ("public", public)):
        with analysed(tmp_path / name, kept, fence_words=(FENCE,)) as warehouse:
            assert wrong_reasons(warehouse, all_reasons(warehouse)) == []
            found.append(all_reasons(warehouse))
    assert found[0].num_rows > 100
    assert {"thread", "topic", "contact"} <= set(found[0]["kind"].to_pylist())
    assert found[0].to_pylist() == found[1].to_pylist()


def test_private_talk_changes_nothing_of_a_member_but_whom_they_know(tmp_path: Path) -> None:
    """Who is active, since when, at what hours: from public posts; the rest of a snapshot too."""
    records = community(3)
    # One who was last heard in public long ago, and in private every day.
    records += [account("quiet", name="Quiet"), *thread("old", "quiet", 5, title="Long ago?")]
    records.append(reply("old.r", "m01", 6, text="yes"))
    records += thread("club", "m02", 80, title="In the club", visibility="members")
    records += [reply(f"club.r{at}", "quiet", 200 + at, text="in private") for at in range(9)]
    # The newest public post, so that as-of is the same moment with and without the rest.
    records += thread("last", "m03", 210, title="The last word")
    found = []
    for name, kept in (
        ("all", records),
        ("public", [row for row in records if not is_private(row) and not in_the_club(row)]),
    ):
        with analysed(tmp_path / name, kept, fence_words=(FENCE,)) as warehouse:
            found.append(snapshot(warehouse))
    everything, public = found
    assert everything.as_of == public.as_of
    assert everything.members.to_pylist() == public.members.to_pylist()
    assert [row for row in everything.member_topics.to_pylist() if row["is_public"]] == [
        row for row in public.member_topics.to_pylist() if row["is_public"]
    ]
    assert everything.texts.to_pylist() == public.texts.to_pylist()
    assert everything.talks.num_rows > public.talks.num_rows


def in_the_club(record: Record) -> bool:
    native = record.thread_id if isinstance(record, Post) else getattr(record, "native_id", None)
    return native == "club" or (isinstance(record, Thread) and record.title == "In the club")


@pytest.fixture(scope="module")
def fenced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder = tmp_path_factory.mktemp("fenced")
    with analysed(folder, community(1), fence_words=(FENCE,)) as warehouse:
        yield warehouse


@pytest.mark.parametrize(
    ("column", "change"),
    [
        ("sentence", lambda text: text.replace("M0", "M1", 1)),
        ("sentence", lambda text: text.replace(".", " back in 2019.", 1)),
        ("sentence", lambda text: text.replace("“", "“Not ", 1)),
        ("thread_id", lambda text: text + "0"),
        ("thread_url", lambda _: "https://elsewhere.example/"),
    ],
    ids=["another name", "another year", "another title", "another thread", "another address"],
)
def test_a_reason_that_is_changed_is_found_to_be_wrong(
    fenced: Warehouse, column: str, change: Callable[[str], str]
) -> None:
    """What recomputes the reasons sees a name, a year, a title, a thread and an address."""
    reasons = all_reasons(fenced)
    rows = [row for row in reasons.to_pylist() if row["thread_id"]]
    changed = [row | {column: change(row[column])} for row in rows]
    told = [row for row, was in zip(changed, rows, strict=True) if row != was]
    assert len(told) > 20
    assert len(wrong_reasons(fenced, pa.Table.from_pylist(told, reasons.schema))) == len(told)
