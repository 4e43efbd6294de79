"""The import store: whole imports only, each once, in whatever order."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from analytics.build import import_store, load
from analytics.warehouse import Warehouse
from importers.read import Batch, FileReport
from importers.records import Account, Consent, Post, Record, Thread, Tie
from tests.analytics.worlds import (
    SOURCE,
    account,
    day,
    export,
    loaded,
    reply,
    rows,
    table_hashes,
    thread,
)


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
        assert import_store(warehouse).known() == {report.key}


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
        assert sorted(path.name for path in store.folder.iterdir()) == [known.sha256]
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

    def is_erased(account_id: str | None, email: str | None) -> bool:
        return account_id == f"{SOURCE}:ben" or email == "Eva@example.org"

    posts = [record for record in records if isinstance(record, Post)]
    rest = [record for record in records if not isinstance(record, Post)]
    warehouse = loaded(tmp_path, export(posts), export(rest), is_erased=is_erased)
    assert rows(warehouse, "select native_id from raw.accounts") == [("ana",)]
    assert rows(warehouse, "select post_id from raw.posts") == [(f"{SOURCE}:t1.1",)]
    assert rows(
        warehouse, "select author_account_id, title from raw.threads where native_id = 't2'"
    ) == [(None, None)]
    assert rows(
        warehouse,
        "select table_name, read, stored, merged, skipped_reasons from raw.imports "
        "where skipped > 0 order by 1",
    ) == [
        ("accounts", 3, 1, 0, '{"erased": 2}'),
        ("consents", 1, 0, 0, '{"erased": 1}'),
        ("posts", 4, 1, 0, '{"erased": 3}'),
    ]


def test_erasure_reaches_earlier_imports(tmp_path: Path) -> None:
    """Nothing of them stays on the disk."""
    records = [account("ana"), account("ben", bio="unmistakable"), *thread("t", "ben")]
    with loaded(tmp_path, export(records)) as warehouse:
        done = load(
            warehouse, [], is_erased=lambda account_id, email: account_id == f"{SOURCE}:ben"
        )
        assert done.erased_rows == 2
        assert done.erased_accounts == {f"{SOURCE}:ben"}
        assert not done.is_unchanged
        assert rows(warehouse, "select native_id from raw.accounts") == [("ana",)]
        stored = import_store(warehouse).imports()[0]
        accounts = pq.read_table(stored.folder / "accounts.parquet")
        assert accounts["native_id"].to_pylist() == ["ana"]
        again = load(warehouse, [], is_erased=lambda account_id, email: False)
        assert again.is_unchanged
