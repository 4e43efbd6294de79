"""The import store: one folder per file ever imported, whole or not there.

`<sha256>/<table>.parquet` holds the file's records, `<sha256>/report.json` what was read and left
out. No row in it depends on the order of imports, and a file missing tomorrow deletes nothing.
The last import can be taken back: what it brought goes, and stays out until brought back.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from analytics.erasing import Tables, Traces, traces_of, without_forgotten
from analytics.errors import NothingToBringBack, NothingToTakeBack
from analytics.raw_tables import ANSWERS, RAW_TABLES, RawTable
from analytics.taken_back import KnownFiles, TakenBack, read_record, sync, write_record
from importers.read import Batch, FileReport
from ledger import Forgotten
from ledger.forgotten import SOMEBODY

BEGUN = ".begun"
"""Names the import that is going on; stays when it is broken off."""
SINGULAR = frozenset(["native_id", "parent_id", "text", "text_original", "title", "url", "bio"])
"""Columns whose values hardly ever repeat: a dictionary of them costs time and saves nothing."""
HALF = ".half-"
OLD = ".old-"


@dataclass(frozen=True)
class StoredImport:
    """What the store knows of one file."""

    sha256: str
    name: str
    platform: str | None
    source: str | None
    exported_at: datetime | None
    importer: str | None
    read: int
    skipped: dict[str, int]
    """Reason: records left out while reading."""
    erased: dict[str, int]
    """Table: rows dropped because their author asked to be forgotten."""
    notes: tuple[str, ...]
    error: str | None
    folder: Path
    run: str = ""
    """The import that brought the file first: the moment that began, in ISO form."""
    reworded: int = 0
    """Rows of others from which a forgotten person's name or words were taken."""
    forgotten: str = ""
    """Whom it was last searched for: the digest of all who were forgotten by then."""

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables it has rows for."""
        return tuple(sorted(path.stem for path in self.folder.glob("*.parquet")))


class ImportStore:
    """All files ever imported, in `<folder>/<sha256>/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._recover()

    def imports(self) -> tuple[StoredImport, ...]:
        """Every import, by its sha256."""
        reports = sorted(self.folder.glob("[0-9a-f]*/report.json"))
        return tuple(_read_report(path) for path in reports)

    def known(self) -> KnownFiles:
        """What need not be read again: what is here as it would be read now, or taken back."""
        return KnownFiles(
            frozenset(f"{one.sha256} {one.importer}" for one in self.imports()),
            {one.sha256: one for one in read_record(self.folder)},
        )

    def add(
        self, items: Iterable[Batch | FileReport], *, now: datetime | None = None
    ) -> Iterator[FileReport]:
        """The report of each file, given once all its rows are safely stored.

        A file that gave no row leaves no trace in the store and is read again next time.
        All files added by one call are one import; so are those of a call that was broken off and
        of the next one. A file read again belongs to the import that brought it first.
        now: the name of the import; by default the clock's.
        """
        folder = self.folder / f"{HALF}{os.getpid()}"
        run = self._begun(now or datetime.now(UTC))
        earlier = {one.sha256: one.run for one in self.imports()}
        writing = _Writing(folder)
        try:
            for item in items:
                if isinstance(item, Batch):
                    writing.add(item)
                    continue
                if writing.rows or (item.importer and item.error is None and item.read):
                    writing.finish(item, earlier.get(item.sha256, run))
                    self._put(folder, item.sha256)
                writing.discard()
                writing = _Writing(folder)
                yield item
            (self.folder / BEGUN).unlink()
        finally:
            writing.discard()

    def take_back(self, *, now: datetime) -> tuple[TakenBack, ...]:
        """The files that the last import brought, by name; they are gone, and stay out.

        What they superseded counts again, since the raw tables are made of what is here. A file
        that the last import only read again stays. Raises NothingToTakeBack when nothing is here.
        """
        imports = self.imports()
        if not imports:
            raise NothingToTakeBack
        last = max(one.run for one in imports)
        gone = tuple(
            TakenBack(one.sha256, one.name, last, now.isoformat())
            for one in sorted(imports, key=lambda one: one.name)
            if one.run == last
        )
        # From here on they are taken back, whatever happens: the next start removes what is left.
        write_record(self.folder, [*read_record(self.folder), *gone])
        self._recover()
        return gone

    def bring_back(self) -> tuple[TakenBack, ...]:
        """The files taken back last, by name; the next import reads them where they still lie.

        Raises NothingToBringBack when none is taken back.
        """
        record = read_record(self.folder)
        if not record:
            raise NothingToBringBack
        last = record[-1].taken_back_at
        write_record(self.folder, [one for one in record if one.taken_back_at != last])
        return tuple(one for one in record if one.taken_back_at == last)

    def erase(self, forgotten: Forgotten) -> tuple[int, Traces, tuple[StoredImport, ...]]:
        """How many rows were dropped, what they told of their authors, and the files they were in.

        An address erases every account that any import shows it with. Their ids and names belong
        into the ledger: the next export may hold the posts without the address.
        """
        imports = [one for one in self.imports() if one.forgotten != forgotten.digest]
        if not forgotten or not imports:
            return 0, Traces(), ()
        traces = traces_of(_tables(imports), forgotten)
        known = forgotten.also(
            accounts=traces.account_ids, names=traces.names, addresses=traces.emails
        )
        if known.digest != forgotten.digest:
            # A new sign of them may be in files that were searched for the old ones.
            imports = list(self.imports())
            traces = traces_of(_tables(imports), known)
            known = known.also(
                accounts=traces.account_ids, names=traces.names, addresses=traces.emails
            )
        dropped, held = 0, []
        for one in imports:
            count, is_changed = self._erase_in(one, traces, known)
            dropped += count
            if is_changed:
                held.append(one)
        return dropped, traces, tuple(held)

    def _erase_in(
        self, one: StoredImport, traces: Traces, forgotten: Forgotten
    ) -> tuple[int, bool]:
        """How many rows of one file were dropped, and whether anything in it was changed."""
        erased, reworded, dropped = dict(one.erased), one.reworded, 0
        changed: dict[str, pa.Table] = {}
        for name in one.tables:
            table = pq.read_table(one.folder / f"{name}.parquet")
            kept, count, touched = without_forgotten(RAW_TABLES[name], table, traces, forgotten)
            if count or touched:
                changed[name] = kept
                reworded += touched
                dropped += count
            if count:
                erased[name] = erased.get(name, 0) + count
        handles = sorted((n for n in traces.names if len(n) >= 4), key=len, reverse=True)
        said = replace(
            one,
            name=_without(one.name, handles, forgotten),
            notes=tuple(_without(note, handles, forgotten) for note in one.notes),
            erased=erased,
            reworded=reworded,
            forgotten=forgotten.digest,
        )
        if not changed:
            _write_report(one.folder, said)
            return 0, False
        folder = self.folder / f"{HALF}{os.getpid()}"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(one.folder, folder)
        for name, kept in changed.items():
            pq.write_table(kept, folder / f"{name}.parquet", compression="zstd")
        _write_report(folder, said)
        self._put(folder, one.sha256)
        return dropped, True

    def _put(self, folder: Path, sha256: str) -> None:
        """Moves a finished folder to its place; a broken-off move is mended by _recover."""
        place = self.folder / sha256
        old = self.folder / f"{OLD}{sha256}"
        if place.exists():
            place.rename(old)
        folder.rename(place)
        sync(self.folder)
        shutil.rmtree(old, ignore_errors=True)

    def _begun(self, now: datetime) -> str:
        """The name of the import that begins now, or of one that was broken off."""
        begun = self.folder / BEGUN
        if not begun.exists():
            half = begun.with_suffix(".half")
            half.write_text(now.astimezone(UTC).isoformat(), encoding="utf-8")
            half.replace(begun)
        return begun.read_text(encoding="utf-8")

    def _recover(self) -> None:
        for one in read_record(self.folder):
            for name in (f"{OLD}{one.sha256}", one.sha256):
                shutil.rmtree(self.folder / name, ignore_errors=True)
        for half in self.folder.glob(f"{HALF}*"):
            shutil.rmtree(half, ignore_errors=True)
        for old in self.folder.glob(f"{OLD}*"):
            place = self.folder / old.name.removeprefix(OLD)
            if place.exists():
                shutil.rmtree(old, ignore_errors=True)
            else:
                old.rename(place)


class _Writing:
    """The rows of one file on their way into a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows = 0
        self._writers: dict[str, pq.ParquetWriter] = {}
        shutil.rmtree(folder, ignore_errors=True)

    def add(self, batch: Batch) -> None:
        raw = RAW_TABLES[batch.table]
        table = fitted(raw, batch.rows)
        self.rows += table.num_rows
        if raw.name not in self._writers:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._writers[raw.name] = pq.ParquetWriter(
                self.folder / f"{raw.name}.parquet",
                raw.schema,
                compression="zstd",
                use_dictionary=[name for name in raw.schema.names if name not in SINGULAR],
            )
        self._writers[raw.name].write_table(table)

    def finish(self, report: FileReport, run: str) -> None:
        self._close()
        self.folder.mkdir(parents=True, exist_ok=True)
        _write_report(
            self.folder,
            StoredImport(
                sha256=report.sha256,
                name=report.name,
                platform=report.platform,
                source=report.source,
                exported_at=report.exported_at,
                importer=report.importer,
                read=report.read,
                skipped=dict(report.skipped),
                erased={},
                notes=tuple(report.notes),
                error=report.error,
                folder=self.folder,
                run=run,
            ),
        )

    def discard(self) -> None:
        self._close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _close(self) -> None:
        for writer in self._writers.values():
            writer.close()
        self._writers = {}


def fitted(raw: RawTable, rows: pa.RecordBatch) -> pa.Table:
    """The batch with exactly the columns of its raw table, in their types; missing ones null."""
    schema = raw.schema
    if (rows.schema.names, rows.schema.types) == (schema.names, schema.types):
        return pa.table(rows.columns, schema=schema)
    table = pa.Table.from_batches([rows])
    columns = []
    for column in schema:
        if column.name not in table.column_names:
            columns.append(pa.nulls(table.num_rows, column.type))
        elif column.type == ANSWERS:
            columns.append(_answers(table[column.name]))
        else:
            columns.append(table[column.name].cast(column.type))
    return pa.table(columns, schema=schema)


def _tables(imports: Iterable[StoredImport]) -> Tables:
    def tables(name: str, columns: list[str]) -> Iterator[pa.Table]:
        for one in imports:
            if name in one.tables:
                yield pq.read_table(one.folder / f"{name}.parquet", columns=columns)

    return tables


def _without(text: str, handles: Iterable[str], forgotten: Forgotten) -> str:
    """The text of a report without a name; a platform writes handles into the names of files."""
    for handle in handles:
        text = text.replace(handle, SOMEBODY)
    return forgotten.without_names(text)


def _answers(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Questions and answers as a list of pairs, whichever way a dictionary was written."""
    if column.type == ANSWERS:
        return column
    pairs = [
        None
        if row is None
        else [
            dict(zip(("question", "answer"), pair, strict=True))
            if isinstance(pair, tuple)
            else {"question": pair["question"], "answer": pair["answer"]}
            for pair in (row.items() if isinstance(row, dict) else row)
        ]
        for row in column.to_pylist()
    ]
    return pa.chunked_array([pa.array(pairs, ANSWERS)])


def _write_report(folder: Path, one: StoredImport) -> None:
    facts = {
        "sha256": one.sha256,
        "name": one.name,
        "platform": one.platform,
        "source": one.source,
        "exported_at": one.exported_at.isoformat() if one.exported_at else None,
        "importer": one.importer,
        "read": one.read,
        "skipped": one.skipped,
        "erased": one.erased,
        "notes": list(one.notes),
        "error": one.error,
        "run": one.run,
        "reworded": one.reworded,
        "forgotten": one.forgotten,
    }
    path = folder / "report.json"
    half = path.with_suffix(".half")
    half.write_text(json.dumps(facts, indent=1, ensure_ascii=True), encoding="utf-8")
    half.replace(path)
    for written in folder.iterdir():
        sync(written)
    sync(folder)


def _read_report(path: Path) -> StoredImport:
    facts = json.loads(path.read_text(encoding="utf-8"))
    exported_at = facts.pop("exported_at")
    notes = tuple(facts.pop("notes"))
    return StoredImport(
        **facts,
        exported_at=datetime.fromisoformat(exported_at) if exported_at else None,
        notes=notes,
        folder=path.parent,
    )
