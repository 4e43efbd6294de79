"""Nothing later, and no undated counter, changes a byte of what was."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from analytics.build import analyse
from analytics.parameters import Parameters
from analytics.snapshot import snapshot, snapshot_at, warehouse_at
from importers.records import Post, Reaction, Record, Thread, Tie
from tests.analytics.worlds import (
    account,
    analyse_at,
    analysed,
    day,
    export,
    loaded,
    reply,
    table_hashes,
    talk_both_ways,
    thread,
)

NAMES = ("ana", "ben", "cem", "dan", "eva")
WORDS = ("flour", "dough", "oven", "crust", "saddle", "pedal", "chain", "brake", "the", "with")


def busy_weeks(first: int, last: int, seed: int) -> list[Record]:
    """A thread a day, with replies, quotations and mentions; some by people first seen then."""
    chance = random.Random(seed)
    records: list[Record] = []
    for number in range(first, last):
        writers = [*NAMES, f"guest{number // 5}"]
        name = f"d{number}"
        text = " ".join(chance.choices(WORDS, k=12))
        records += thread(
            name, chance.choice(writers), number, text=text, topics=(chance.choice(WORDS),)
        )
        for place in range(2, 6):
            writer, other = chance.sample(writers, 2)
            facts: dict[str, Any] = chance.choice(
                [{"parent_id": f"{name}.1"}, {"quoted": (other,)}, {"mentioned": (other,)}, {}]
            )
            text = " ".join(chance.choices(WORDS, k=12))
            records.append(
                reply(f"{name}.{place}", writer, number + place / 10, text=text, **facts)
            )
    return records


EARLIER: list[Record] = [
    *(account(name, name=name.title()) for name in NAMES),
    *talk_both_ways("ana", "ben", [1, 2, 3]),
    *busy_weeks(0, 40, seed=1),
]
LATER: list[Record] = [
    account("newcomer", joined_at=day(50), email="x@example.org"),
    *talk_both_ways("cem", "newcomer", [51, 52, 53], "late"),
    reply("d3.late", "guest99", 55, parent_id="d3.1", text="a very late reply to an old post"),
    Tie(from_id="ana", to_id="dan", kind="friend", created_at=day(60)),
    Reaction(post_id="d3.1", actor_id="eva", created_at=day(61)),
    *busy_weeks(45, 80, seed=2),
]
WORKED_OUT = ("derived", "marts", "metrics")


def test_later_rows_change_no_byte(tmp_path: Path) -> None:
    """Every table of an earlier as-of is the same, whatever came in since."""
    with loaded(tmp_path / "1", export(EARLIER, exported_at=day(41))) as early:
        analyse_at(early, 42)
        before = table_hashes(early, *WORKED_OUT)
        assert early.value("select count(*) > 0 from marts.ties where is_friend")
    with loaded(
        tmp_path / "2",
        export(EARLIER, exported_at=day(41)),
        export(LATER, exported_at=day(81), name="later"),
    ) as late:
        analyse_at(late, 42)
        assert table_hashes(late, *WORKED_OUT) == before
        analyse_at(late, 80)
        assert table_hashes(late, *WORKED_OUT) != before
        # And a snapshot as of then, worked out from the later warehouse, is the same as well.
        with warehouse_at(late, day(42), wanted=None) as again:
            assert table_hashes(again, *WORKED_OUT) == before


def with_other_counters(records: Iterable[Record], seed: int) -> list[Record]:
    """The same records with every undated counter changed."""
    chance = random.Random(seed)
    changed: list[Record] = []
    for record in records:
        match record:
            case Thread():
                changed.append(msgspec.structs.replace(record, view_count=chance.randrange(9999)))
            case Post():
                changed.append(msgspec.structs.replace(record, like_count=chance.randrange(99)))
            case _:
                changed.append(record)
    changed += [
        Reaction(post_id=f"d{number}.1", count=chance.randrange(1, 99)) for number in range(9)
    ]
    return changed


def test_undated_counters_change_no_byte(tmp_path: Path) -> None:
    """Views, likes and counted reactions are shown, never a feature."""
    hashes = []
    for seed in (1, 2):
        records = with_other_counters(EARLIER, seed)
        with analysed(tmp_path / str(seed), records, as_of=day(42)) as warehouse:
            hashes.append(table_hashes(warehouse, *WORKED_OUT))
            assert warehouse.value("select sum(view_count) from raw.threads") != 0
    assert hashes[0] == hashes[1]


def test_snapshot_holds_nothing_later(tmp_path: Path) -> None:
    """The recommender's snapshot of a moment, from a warehouse that knows the future."""
    with analysed(tmp_path, [*EARLIER, *LATER], as_of=day(80)) as warehouse:
        now, then = snapshot(warehouse), snapshot_at(warehouse, day(42))
    assert (now.as_of, then.as_of) == (day(80), day(42))
    assert max(then.talks["created_at"].to_pylist()) <= day(42)
    assert max(now.talks["created_at"].to_pylist()) > day(42)
    assert then.declared.num_rows == 0
    assert now.declared.num_rows == 1
    assert then.members.num_rows < now.members.num_rows
    assert "late reply" not in " ".join(then.texts["text"].to_pylist())
    assert "late reply" in " ".join(now.texts["text"].to_pylist())
    assert set(then.member_topics["label"].to_pylist()) <= set(WORDS)
    assert min(then.member_threads["thread_size"].to_pylist()) >= 1


def test_nothing_is_worked_out_twice(tmp_path: Path) -> None:
    """The same rows, parameters, decisions and code: nothing to do."""
    with analysed(tmp_path, EARLIER, as_of=day(42)) as warehouse:
        first = analyse_at(warehouse, 42)
        assert first.is_unchanged
        assert not analyse(warehouse, Parameters(as_of=day(42), friend_days=4)).is_unchanged
        assert analyse(warehouse, Parameters(as_of=day(42))).fingerprint == first.fingerprint


def test_as_of_is_the_latest_moment_in_the_exports(tmp_path: Path) -> None:
    """That is when the newest of them was made."""
    with loaded(tmp_path, export(EARLIER, exported_at=day(44))) as warehouse:
        assert analyse(warehouse, Parameters()).as_of == day(44)
