"""Exports into the warehouse, and what becomes of the old ones."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from analytics.build import Loaded, import_store, load
from analytics.consents import ConsentQuestion, ImportedConsents, imported_consents
from analytics.erasing import Traces
from analytics.warehouse import Warehouse
from digest.delivery import OLDEST_EXPORT
from importers.importer import ColumnMapping
from importers.inspecting import Inspected, inspect_files
from importers.read import find_files, read_exports
from ledger import Ledger
from line.place import SAMPLE, SAMPLE_FACTS, SAMPLE_TRUTH, Place, Tell
from retention import Kept, take_away
from settings import Settings, SettingsError


def load_exports(place: Place, warehouse: Warehouse, ledger: Ledger, tell: Tell) -> Loaded:
    """What the exports of the place added to the warehouse."""
    settings = place.settings
    work = place.build / "cache" / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    mappings = _mappings(settings)
    # Where own exports lie beside the sample, the sample stays out, with what tells of it.
    files = (
        file
        for file in find_files(place.exports, work=work, mappings=mappings)
        if file.folder != SAMPLE and file.name not in (SAMPLE_TRUTH, SAMPLE_FACTS)
    )
    known = import_store(warehouse).known()
    items = read_exports(
        files,
        default_instance=settings.community.id,
        known=known,
        work=work,
        progress=lambda name: tell(f"reading {name}"),
        with_messages=settings.private_messages,
    )
    try:
        done = load(warehouse, items, forgotten=ledger.forgotten(), progress=tell)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    # Found by one sign, known by all from now on: the next export may lack that one.
    forget_traces(ledger, done.traces)
    return replace(done, kept_out=known.lines())


def inspect_exports(place: Place, path: Path) -> Iterator[Inspected]:
    """What a file is, or each file in a folder or archive; nothing of it is kept."""
    if not path.exists():
        raise SettingsError(f"{path}: no such file or folder; name the file to inspect")
    with TemporaryDirectory() as folder:
        work = Path(folder)
        files = find_files([path], work=work, mappings=_mappings(place.settings))
        yield from inspect_files(files, default_instance=place.settings.community.id, work=work)


def _mappings(settings: Settings) -> tuple[ColumnMapping, ...]:
    return tuple(ColumnMapping(**msgspec.structs.asdict(log)) for log in settings.activity_logs)


def forget_traces(ledger: Ledger, traces: Traces) -> int:
    """How many accounts and addresses are new among those the ledger keeps out."""
    return ledger.erase(
        traces.account_ids,
        traces.emails,
        names=traces.names,
        thread_ids=[f"{source}:{native}" for source, native in traces.threads],
        post_ids=[f"{source}:{native}" for source, native in traces.posts],
        now=datetime.now(UTC),
    )


def take_old_away(place: Place, ledger: Ledger, now: datetime | None = None) -> dict[str, int]:
    """How many of each kind of thing were kept long enough, and are gone."""
    kept = Kept(**msgspec.structs.asdict(place.settings.retention))
    return take_away(place.build, ledger, kept, now or datetime.now(UTC))


def record_imported_consents(
    place: Place, warehouse: Warehouse, ledger: Ledger
) -> tuple[int, ImportedConsents]:
    """How many statements in the exports were new to the ledger, and all that were found."""
    questions = [
        ConsentQuestion(
            question=each.question,
            purposes=each.purposes,
            yes=each.yes,
            no=each.no,
        )
        for each in place.settings.consent_questions
    ]
    found = imported_consents(warehouse, questions)
    return ledger.record_consents(found.statements, now=datetime.now(UTC)), found


def old_exports(place: Place, warehouse: Warehouse, now: datetime) -> str | None:
    """A warning when the newest export is old; None for the sample, or when it is not."""
    newest = warehouse.value("select max(exported_at) from raw.imports")
    if place.is_sample or not isinstance(newest, datetime) or now - newest <= OLDEST_EXPORT:
        return None
    return (
        f"the newest export is {(now - newest).days} days old; take newer ones, or the letters "
        "tell of what has passed. ./do send stops at them unless given --old-exports"
    )
