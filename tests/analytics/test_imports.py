"""The import store: whole imports only, each once, in whatever order."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from analytics.build import import_store, load
from analytics.errors import NothingToBringBack, NothingToTakeBack
from analytics.taken_back import TakenBack, write_record
from analytics.warehouse import Warehouse
from importers.read import Batch, FileReport
from importers.records import Account, Consent, Post, Reaction, Record, Space, Thread, Tie
from ledger import Forgotten
from tests.analytics.worlds import (
    SOURCE,
    account,
    analysed,
    day,
    export,
    loaded,
    reply,
    rows,
    table_hashes,
    thread,
)
from tests.killed import calls_of


def raw_hashes(warehouse: Warehouse) -> dict[str, str]:
    """Of raw.* without the accounting, which names the files."""
    hashes = table_hashes(warehouse, "raw")
    hashes.pop("raw.imports")
    return hashes


FIRST = [
    account("ana", name="Ana", location="Lima"),
    *thread("t1", "ana", 0, text="first words"),
]
SECOND = [
    account("ana", name="Ana B.", location=None, bio="climbs"),
    account("ben"),
    *thread("t1", "ana", 0, text="first words"),
    reply("t1.2", "ben", 1, text="an answer"),
]


def test_newest_known_value_of_each_column_wins(tmp_path: Path) -> None:
    """A newer export changes what it knows, and leaves what it does not know."""
    warehouse = loaded(
        tmp_path, export(FIRST, exported_at=day(1)), export(SECOND, exported_at=day(8))
    )
    assert rows(
        warehouse,
        "select name, location, bio, first_exported_at, last_exported_at from raw.accounts "
        "where native_id = 'ana'",
    ) == [("Ana B.", "Lima", "climbs", day(1), day(8))]


def test_newer_edit_wins_over_newer_export(tmp_path: Path) -> None:
    """An old copy of a post in a new export does not undo an edit."""
    edited = [reply("t.1", "ana", 0, edited_at=day(5), text="after")]
    old_copy = [reply("t.1", "ana", 0, edited_at=day(2), text="before")]
    warehouse = loaded(
        tmp_path, export(edited, exported_at=day(6)), export(old_copy, exported_at=day(9))
    )
    assert rows(warehouse, "select text from raw.post_texts") == [("after",)]
    assert rows(warehouse, "select edited_at from raw.posts") == [(day(5),)]


def test_order_and_repetition_of_imports_never_show(tmp_path: Path) -> None:
    """The same, overlapping and reordered exports give the same warehouse."""
    exports = [
        export(FIRST, exported_at=day(1), name="a"),
        export(SECOND, exported_at=day(8), name="b"),
        export([*reversed(SECOND)], exported_at=day(8), name="c"),
    ]
    seen = set()
    for number, order in enumerate([(0, 1, 2, 1), (2, 1, 0), (1, 0, 2, 0)]):
        with loaded(tmp_path / str(number), *(exports[place] for place in order)) as warehouse:
            seen.add(tuple(raw_hashes(warehouse).items()))
    assert len(seen) == 1


def test_row_orders_within_a_file_never_show(tmp_path: Path) -> None:
    """Of two rows with the same id and version, content decides, not place."""
    clashing: list[Record] = [Account(native_id="x", name="B"), Account(native_id="x", name="A")]
    with loaded(tmp_path / "1", export(clashing)) as one:
        with loaded(tmp_path / "2", export([*reversed(clashing)])) as other:
            assert raw_hashes(one) == raw_hashes(other)
        assert rows(one, "select name from raw.accounts") == [("B",)]


def test_absence_deletes_nothing(tmp_path: Path) -> None:
    """A later export with fewer rows takes nothing away."""
    warehouse = loaded(
        tmp_path, export(SECOND, exported_at=day(1)), export([account("zoe")], exported_at=day(9))
    )
    assert rows(warehouse, "select native_id from raw.accounts order by 1") == [
        ("ana",),
        ("ben",),
        ("zoe",),
    ]


def test_every_record_is_accounted_for(tmp_path: Path) -> None:
    """Read = stored + merged + skipped, per file and table."""
    warehouse = loaded(
        tmp_path,
        export(FIRST, exported_at=day(1), name="a", skipped={"action": 2, "wiki": 1}),
        export(SECOND, exported_at=day(8), name="b"),
    )
    assert rows(
        warehouse,
        "select name, table_name, read, stored, merged, skipped, skipped_reasons "
        "from raw.imports order by name, table_name",
    ) == [
        ("a", "(none)", 3, 0, 0, 3, '{"action": 2, "wiki": 1}'),
        ("a", "accounts", 1, 1, 0, 0, "{}"),
        ("a", "posts", 1, 1, 0, 0, "{}"),
        ("a", "threads", 1, 1, 0, 0, "{}"),
        ("b", "(none)", 0, 0, 0, 0, "{}"),
        ("b", "accounts", 2, 1, 1, 0, "{}"),
        ("b", "posts", 2, 1, 1, 0, "{}"),
        ("b", "threads", 1, 0, 1, 0, "{}"),
    ]


def test_unchanged_store_is_not_worked_through_again(tmp_path: Path) -> None:
    """Loading the same again says so."""
    with loaded(tmp_path, export(FIRST)) as warehouse:
        assert load(warehouse, export(FIRST)).is_unchanged
        assert not load(warehouse, export(SECOND)).is_unchanged


def test_known_holds_what_need_not_be_read_again(tmp_path: Path) -> None:
    """The store knows a file by its bytes and by what read it."""
    items = export(FIRST)
    report = items[-1]
    assert isinstance(report, FileReport)
    with loaded(tmp_path, items) as warehouse:
        assert import_store(warehouse).known().keys == {report.key}


def test_broken_off_import_leaves_nothing(tmp_path: Path) -> None:
    """What died half-way is gone at the next start, and what was there stays."""
    with loaded(tmp_path, export(FIRST)) as warehouse:
        store = import_store(warehouse)
        before = raw_hashes(warehouse)

        def dies() -> object:
            yield from [item for item in export(SECOND) if isinstance(item, Batch)]
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            load(warehouse, dies())  # type: ignore[arg-type]
        # A killed process cannot clean up after itself; this is what it leaves.
        (store.folder / ".half-1").mkdir()
        (store.folder / ".half-1" / "posts.parquet").write_bytes(b"PAR1")
        (known,) = store.imports()
        known.folder.rename(store.folder / f".old-{known.sha256}")
        again = import_store(warehouse)
        assert [one.sha256 for one in again.imports()] == [known.sha256]
        folders = [path.name for path in store.folder.iterdir() if path.is_dir()]
        assert folders == [known.sha256]
        load(warehouse, [])
        assert raw_hashes(warehouse) == before


def test_file_without_rows_leaves_no_trace(tmp_path: Path) -> None:
    """What could not be read is read again next time."""
    report = FileReport("x.bin", "0" * 64, error="x.bin: the file is empty")
    warehouse = Warehouse.open(tmp_path)
    lines: list[str] = []
    assert load(warehouse, [report], progress=lines.append).reports == (report,)
    assert lines[0] == "x.bin: the file is empty"
    assert import_store(warehouse).imports() == ()


def test_everybody_named_has_an_account(tmp_path: Path) -> None:
    """Authors and those addressed get an account known by its id only."""
    records: list[Record] = [
        account("ana"),
        Post(native_id="p", thread_id="t", author_id="gone", addressed=("ana", "far")),
        Thread(native_id="t", author_id="name:old friend"),
        Tie(from_id="ana", to_id="pal", kind="friend"),
        Tie(from_id="ana", to_id="a-group", kind="membership"),
    ]
    warehouse = loaded(tmp_path, export(records))
    assert rows(
        warehouse, "select native_id, name, state, is_stub from raw.accounts order by 1"
    ) == [
        ("ana", None, None, False),
        ("far", None, None, True),
        ("gone", None, None, True),
        ("name:old friend", "old friend", None, True),
        ("pal", None, None, True),
    ]


def test_comment_finds_the_thread_of_its_post(tmp_path: Path) -> None:
    """A thread named by a post is that post's thread, over several steps and files."""
    questions = export(
        [
            *thread("q1", "ana"),
            Post(native_id="a1", thread_id="q1", parent_id="q1.1", author_id="ben"),
        ],
        name="Posts.xml",
    )
    comments = export(
        [
            Post(native_id="c1", thread_id="post:a1", parent_id="a1", author_id="cem"),
            Post(native_id="c2", thread_id="post:c1", parent_id="c1", author_id="dan"),
            Post(native_id="c3", thread_id="post:lost", parent_id="lost", author_id="dan"),
        ],
        name="Comments.xml",
    )
    with loaded(tmp_path, comments, questions) as warehouse:
        assert rows(
            warehouse,
            "select native_id, thread_id from raw.posts where native_id like 'c%' order by 1",
        ) == [
            ("c1", f"{SOURCE}:q1"),
            ("c2", f"{SOURCE}:q1"),
            ("c3", f"{SOURCE}:post:lost"),
        ]


def test_erased_account_never_comes_in(tmp_path: Path) -> None:
    """Its rows are skipped(erased), also when only the address is known."""
    records = [
        *SECOND,
        account("eva", email="Eva@example.org"),
        Post(native_id="e", thread_id="t1", author_id="eva"),
        *thread("t2", "ben", title="Ben's words"),
        Consent(email="Eva@example.org", purposes=("match",), answer="yes"),
    ]

    gone = Forgotten.of(accounts=[f"{SOURCE}:ben"], addresses=["eva@example.org"])
    posts = [record for record in records if isinstance(record, Post)]
    rest = [record for record in records if not isinstance(record, Post)]
    warehouse = loaded(tmp_path, export(posts), export(rest), forgotten=gone)
    assert rows(warehouse, "select native_id from raw.accounts") == [("ana",)]
    assert rows(warehouse, "select post_id from raw.posts") == [(f"{SOURCE}:t1.1",)]
    assert rows(warehouse, "select native_id from raw.threads where native_id = 't2'") == []
    assert rows(
        warehouse,
        "select table_name, read, stored, merged, skipped_reasons from raw.imports "
        "where skipped > 0 order by 1",
    ) == [
        ("accounts", 3, 1, 0, '{"erased": 2}'),
        ("consents", 1, 0, 0, '{"erased": 1}'),
        ("posts", 4, 1, 0, '{"erased": 3}'),
        ("threads", 2, 1, 0, '{"erased": 1}'),
    ]


def test_erasure_reaches_earlier_imports(tmp_path: Path) -> None:
    """Nothing of them stays on the disk."""
    records = [account("ana"), account("ben", bio="unmistakable"), *thread("t", "ben")]
    with loaded(tmp_path, export(records)) as warehouse:
        done = load(warehouse, [], forgotten=Forgotten.of(accounts=[f"{SOURCE}:ben"]))
        assert done.erased_rows == 3  # the thread too: nobody else wrote in it
        assert done.traces.account_ids == {f"{SOURCE}:ben"}
        assert not done.is_unchanged
        assert rows(warehouse, "select native_id from raw.accounts") == [("ana",)]
        stored = import_store(warehouse).imports()[0]
        accounts = pq.read_table(stored.folder / "accounts.parquet")
        assert accounts["native_id"].to_pylist() == ["ana"]
        again = load(warehouse, [], forgotten=Forgotten.of())
        assert again.is_unchanged


def windows(seed: int) -> list[list[Batch | FileReport]]:
    """Ten overlapping exports of one community that goes on living, some made at one moment."""
    choice = random.Random(seed)
    names = [f"m{number}" for number in range(24)]
    posts = [
        (number, choice.choice(names), choice.choice(range(12)), choice.uniform(0, 100))
        for number in range(240)
    ]
    exports = []
    for window in range(10):
        begin, end = window * 10 - 8, window * 10 + 12
        made = day(end if window % 4 else end + 10)
        records: list[Record] = []
        for place, name in enumerate(names):
            is_renamed = (place + window) % 7 == 0
            records.append(
                account(
                    name,
                    name=f"{name} since {window}" if is_renamed else name,
                    bio=f"bio {window}" if choice.random() < 0.3 else None,
                    answers={"town?": f"town {window // 3}"} if place % 3 == 0 else {},
                    state="left" if place == window else None,
                )
            )
        seen = [post for post in posts if begin <= post[3] < end]
        for number in sorted({post[2] for post in seen}):
            records.append(
                Thread(
                    native_id=f"t{number}",
                    title=f"About {number}" + (" again" if window > number else ""),
                    topics=(f"topic {number % 5}",) if window % 2 else (),
                    view_count=window * 100 + number,
                    visibility="public" if choice.random() < 0.8 else "unknown",
                )
            )
        for number, name, thread_number, at in seen:
            is_edited = choice.random() < 0.25
            records.append(
                Post(
                    native_id=f"p{number}",
                    thread_id=f"t{thread_number}",
                    author_id=name,
                    parent_id=f"p{number // 2}" if number % 3 else None,
                    mentioned=(choice.choice(names),) if is_edited else (),
                    created_at=day(at),
                    edited_at=day(end - 1) if is_edited else None,
                    text=f"words {number}" + (f" as of {window}" if is_edited else ""),
                    like_count=window,
                )
            )
            if number % 4 == 0:
                records.append(Reaction(post_id=f"p{number}", actor_id=choice.choice(names)))
        records.append(Tie(from_id="m1", to_id=choice.choice(names[2:]), kind="friend"))
        choice.shuffle(records)
        exports.append(export(records, exported_at=made, name=f"export {window}"))
    return exports


def test_overlapping_windows_in_any_order_give_one_community(tmp_path: Path) -> None:
    """Ten exports, edited and renamed in between, at once or one after the other."""
    exports = windows(seed=1)
    choice = random.Random(2)
    seen: set[tuple[tuple[str, str], ...]] = set()
    for number in range(6):
        order = [*exports, *choice.sample(exports, 3)]
        choice.shuffle(order)
        calls = order if number == 0 else [list(chain.from_iterable(order))]
        with loaded(tmp_path / str(number), *calls) as warehouse:
            seen.add(tuple(sorted(raw_hashes(warehouse).items())))
            assert rows(warehouse, "select count(*) from raw.posts") == [(240,)]
    assert len(seen) == 1


def test_loops_of_parents_end(tmp_path: Path) -> None:
    """Spaces, posts and threads that lie within themselves cost nobody an hour."""
    records: list[Record] = [
        account("ana"),
        account("ben"),
        *(Space(native_id=f"s{number}", parent_id=f"s{(number + 1) % 3}") for number in range(3)),
        Space(native_id="own", parent_id="own"),
        Thread(native_id="t", space_id="s0", author_id="ana", created_at=day(0)),
        *(
            reply(f"t.{number}", "ana" if number % 2 else "ben", 1, parent_id=f"t.{number ^ 1}")
            for number in range(8)
        ),
        reply("t.own", "ana", 2, parent_id="t.own"),
        Post(native_id="x", thread_id="post:y", parent_id="y", author_id="ben"),
        Post(native_id="y", thread_id="post:x", parent_id="x", author_id="ana"),
        Post(native_id="z", thread_id="post:z", parent_id="z", author_id="ana"),
    ]
    with analysed(tmp_path, records) as warehouse:
        assert rows(warehouse, "select count(*) from raw.posts") == [(12,)]


def all_rows(warehouse: Warehouse) -> dict[str, list[str]]:
    """Every row of every raw table, the texts and the accounting too."""
    return {
        name: sorted(map(repr, warehouse.frame(f"select * from {name}").to_pylist()))
        for name in warehouse.tables
        if name.startswith("raw.")
    }


def load_into(folder: Path, items: list[Batch | FileReport]) -> None:
    with Warehouse.open(folder) as warehouse:
        load(warehouse, items)


def test_import_killed_anywhere_is_taken_up_again(tmp_path: Path) -> None:
    """Killed (-9) at forty places; afterwards every row is that of an undisturbed run."""
    first, *others = windows(seed=3)[:4]
    items = list(chain.from_iterable(others))
    with loaded(tmp_path / "whole", first, items) as warehouse:
        expected = all_rows(warehouse)
    loaded(tmp_path / "before", first).close()
    shutil.copytree(tmp_path / "before", tmp_path / "counted")
    total = calls_of(partial(load_into, tmp_path / "counted", items))
    assert total > 1000
    choice = random.Random(5)
    for number in range(40):
        folder = tmp_path / str(number)
        shutil.copytree(tmp_path / "before", folder)
        kill_at = choice.randrange(1, total)
        assert calls_of(partial(load_into, folder, items), kill_at=kill_at) == 0
        with loaded(folder, items) as warehouse:
            assert all_rows(warehouse) == expected, kill_at
            store = import_store(warehouse)
            assert {path.name for path in store.folder.iterdir()} == {
                one.sha256 for one in store.imports()
            }
        shutil.rmtree(folder)


def test_last_import_can_be_taken_back(tmp_path: Path) -> None:
    """Exactly what it brought goes; what it superseded counts again; it stays out until redone."""
    first, second = export(FIRST, name="march.json"), export(SECOND, name="april.json")
    old, new = first[-1], second[-1]
    assert isinstance(old, FileReport)
    assert isinstance(new, FileReport)
    with loaded(tmp_path, first) as warehouse:
        before = all_rows(warehouse)
        # The next import reads the first file again, by a newer importer.
        reread = [*first[:-1], replace(old, importer="by hand 2")]
        load(warehouse, [*reread, *second])
        store = import_store(warehouse)
        (gone,) = store.take_back(now=day(9))
        assert (gone.name, gone.sha256) == ("april.json", new.sha256)
        load(warehouse, [])
        after = all_rows(warehouse)
        assert after.pop("raw.imports") != before.pop("raw.imports"), "the importer is newer"
        assert after == before
        known = import_store(warehouse).known()
        assert f"{new.sha256} by whichever importer" in known
        assert "0" * 64 not in known
        assert known.lines() == (
            "april.json: taken back on 2024-01-10, so not imported; ./do undo --import --redo "
            "brings it back, or take it out of the exports",
        )
        assert [one.name for one in store.bring_back()] == ["april.json"]
        assert new.key not in import_store(warehouse).known()
        load(warehouse, second)
        assert {one.name for one in store.imports()} == {"march.json", "april.json"}


def test_imports_are_taken_back_one_after_the_other(tmp_path: Path) -> None:
    """A broken-off import and the one that went on with it are one; the last undone comes first."""
    with Warehouse.open(tmp_path) as warehouse:
        store = import_store(warehouse)
        list(store.add(export(FIRST, name="a"), now=day(0)))

        def breaks_off() -> Iterator[Batch | FileReport]:
            yield from export(SECOND, name="b")
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            list(store.add(breaks_off(), now=day(1)))
        list(store.add(export([account("zoe")], name="c"), now=day(2)))
        # Nothing new: no import to take back.
        list(store.add([], now=day(3)))
        assert [one.name for one in store.take_back(now=day(4))] == ["b", "c"]
        assert [one.name for one in store.take_back(now=day(5))] == ["a"]
        with pytest.raises(NothingToTakeBack, match="nothing is imported"):
            store.take_back(now=day(6))
        load(warehouse, [])
        assert rows(warehouse, "select count(*) from raw.accounts") == [(0,)]
        names = [[one.name for one in store.bring_back()] for _ in range(2)]
        assert names == [["a"], ["b", "c"]]
        with pytest.raises(NothingToBringBack, match="no import was taken back"):
            store.bring_back()


def test_taking_back_is_finished_by_the_next_start(tmp_path: Path) -> None:
    """Killed between the record and the removal: the files are gone all the same."""
    with loaded(tmp_path, export(FIRST)) as warehouse:
        store = import_store(warehouse)
        (one,) = store.imports()
        write_record(store.folder, [TakenBack(one.sha256, one.name, one.run, day(1).isoformat())])
        assert import_store(warehouse).imports() == ()
        assert {path.name for path in store.folder.iterdir()} == {"taken-back.json"}
