"""The load path (reading process, accounting, Parquet) beside the shortest way to the same rows.

`python -m benchmarks.importing` makes three exports, loads each both ways, compares every row, and
prints medians of at least five rounds. The peers trust their input and account for nothing: what
they are measured for is the price of not doing so. Markup becomes text by the same function on both
sides, because the text is part of the rows.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from analytics.imports import ImportStore
from benchmarks.cost import report_cost
from benchmarks.made_exports import write_dump, write_log, write_ning
from benchmarks.pairs import Pair, compare, show
from benchmarks.peers import load_dump, load_log, load_ning
from importers.importer import ColumnMapping
from importers.read import find_files, read_exports

LOG = ColumnMapping(
    file="*.jsonl",
    columns={
        "post_id": "id",
        "author": "author",
        "thread": "thread",
        "reply_to": "reply_to",
        "created_at": "created_at",
        "text": "text",
    },
)
PEERS = {"log.jsonl": load_log, "ning-discussions.json": load_ning, "posts.xml": load_dump}
"""By the name of the file that we load; the Ning document's peer reads its well-formed twin."""


def load_ours(export: Path, folder: Path) -> None:
    """Nothing; the export's rows stand in Parquet below the folder."""
    files = find_files([export], work=folder / "work", mappings=(LOG,))
    store = ImportStore(folder / "store")
    for report in store.add(read_exports(files, default_instance="bench", work=folder / "work")):
        assert report.error is None, report.error
        assert report.read == report.emitted + sum(report.skipped.values())


def different_rows(ours: Path, peer: Path) -> int:
    """How many rows one side has and the other has not, over all tables of the peer."""
    (store,) = (ours / "store").glob("[0-9a-f]*")
    count = 0
    with duckdb.connect() as connection:
        for table in sorted(peer.glob("*.parquet")):
            names = connection.execute(f"describe from read_parquet('{table}')").fetchall()
            columns = ", ".join(str(row[0]) for row in names)
            left = f"select {columns} from read_parquet('{table}')"
            right = f"select {columns} from read_parquet('{store / table.name}')"
            found = connection.execute(
                f"select count(*) from (({left} except all {right}) union all "
                f"({right} except all {left}))"
            ).fetchall()
            count += int(found[0][0])
    return count


def main() -> None:
    """Nothing; prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--log-rows", type=int, default=1_000_000)
    parser.add_argument("--ning-megabytes", type=int, default=200)
    parser.add_argument("--dump-rows", type=int, default=100_000)
    parser.add_argument("--only", choices=sorted(PEERS))
    parser.add_argument("--side", choices=("ours", "peer"), help=argparse.SUPPRESS)
    parser.add_argument("--export", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--to", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.side:
        _one_side(chosen.side, chosen.export, chosen.to)
        return
    with TemporaryDirectory() as place:
        folder = Path(place)
        write_log(folder / "log.jsonl", chosen.log_rows)
        write_dump(folder / "posts.xml", chosen.dump_rows)
        write_ning(
            folder / "ning-discussions.json", folder / "well-formed.json", chosen.ning_megabytes
        )
        pairs = [_pair(folder, name) for name in PEERS if chosen.only in (None, name)]
        show(compare(pairs, rounds=chosen.rounds, said=lambda line: print(line, file=sys.stderr)))


def _pair(folder: Path, name: str) -> Pair:
    size = (folder / name).stat().st_size / 1e6

    def side(which: str) -> tuple[str, ...]:
        export = folder / ("well-formed.json" if "ning" in name and which == "peer" else name)
        out = folder / f"{name}-{which}"
        arguments = ("--side", which, "--export", str(export), "--to", str(out))
        return ("benchmarks.importing", *arguments, "--only", name)

    return Pair(f"{name}, {size:.0f} MB", side("ours"), side("peer"), partial(_check, folder, name))


def _check(folder: Path, name: str) -> None:
    different = different_rows(folder / f"{name}-ours", folder / f"{name}-peer")
    assert different == 0, f"{name}: {different} rows differ"


def _one_side(which: str, export: Path, to: Path) -> None:
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir()
    if which == "ours":
        load_ours(export, to)
    else:
        PEERS["ning-discussions.json" if export.name == "well-formed.json" else export.name](
            export, to
        )
    report_cost()


if __name__ == "__main__":
    main()
