"""Loading exports into the warehouse, and working out everything that follows from them.

store → raw.* (load) → staging.* → derived.* and marts.* → metrics.* → checks (analyse)
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from analytics.erasing import Traces
from analytics.errors import BadModel, CheckFailed, NothingImported
from analytics.imports import ImportStore
from analytics.matches import prepare_matches
from analytics.models import Model, find_models, with_inputs
from analytics.parameters import Decisions, Parameters, parameters_row
from analytics.raw import build_raw, raw_fingerprint
from analytics.warehouse import Warehouse, checked_name
from importers.read import Batch, FileReport
from ledger import Forgotten

FOLDER = Path(__file__).parent

Progress = Callable[[str], None]
"""Is told each thing done, in one line."""


@dataclass(frozen=True)
class Loaded:
    """What a load did."""

    reports: tuple[FileReport, ...]
    """Of the files read now; those known from before are not among them."""
    erased_rows: int
    """Rows dropped because their author asked to be forgotten."""
    traces: Traces
    """What they told of their authors; the ledger should keep the ids and names too."""
    is_unchanged: bool
    """raw.* was already what the imports hold."""
    kept_out: tuple[str, ...] = ()
    """A line for each file that was taken back and still lies in the exports."""


@dataclass(frozen=True)
class Analysed:
    """What an analysis did."""

    as_of: datetime
    fingerprint: str
    """Changes with the rows, the parameters, people's decisions and the code."""
    is_unchanged: bool
    """Everything was already worked out."""
    warnings: tuple[str, ...]
    """One line per check that found rows which should not exist and can be lived with."""


def import_store(warehouse: Warehouse) -> ImportStore:
    """The import store of the warehouse's community."""
    return ImportStore(warehouse.folder / "cache" / "imports")


def load(
    warehouse: Warehouse,
    items: Iterable[Batch | FileReport],
    *,
    forgotten: Forgotten | None = None,
    progress: Progress = lambda line: None,
) -> Loaded:
    """The reports of the files read; their rows are in raw.* now, each file whole or not at all.

    items: what `importers.read.read_exports` gives, with `import_store(warehouse).known()`.
    forgotten: those who asked to be forgotten; none of their rows stay, also not those of earlier
    imports, and nobody else's rows name them.
    """
    store = import_store(warehouse)
    reports = []
    for report in store.add(items):
        progress(report_line(report))
        reports.append(report)
    rows, traces, _ = store.erase(forgotten) if forgotten else (0, Traces(), ())
    imports = store.imports()
    fingerprint = raw_fingerprint(imports)
    is_unchanged = _kept(warehouse, "raw") == fingerprint and warehouse.texts_path.exists()
    if not is_unchanged:
        started = time.monotonic()
        with warehouse.transaction():
            build_raw(warehouse, imports)
            _keep(warehouse, "raw", fingerprint)
        progress(f"raw: {len(imports)} files, {time.monotonic() - started:.1f} s")
    return Loaded(tuple(reports), rows, traces, is_unchanged)


def report_line(report: FileReport) -> str:
    """What came of one file, in one line."""
    if report.error:
        return report.error
    reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(report.skipped.items()))
    return f"{report.name}: read {report.read}, kept {report.emitted}" + (
        f", skipped {reasons}" if reasons else ""
    )


def analyse(
    warehouse: Warehouse,
    parameters: Parameters,
    decisions: Decisions | None = None,
    *,
    progress: Progress = lambda line: None,
    wanted: tuple[str, ...] | None = None,
) -> Analysed:
    """What was worked out: every model's table, from raw.*, as of one moment.

    Does nothing when rows, parameters, decisions and code are what they were the last time.
    wanted: only these tables and what they read; None: all, then the checks.
    Raises NothingImported when raw.* is empty, CheckFailed when a check or a grain does not hold.
    """
    decisions = decisions or Decisions()
    as_of = parameters.as_of or latest_moment(warehouse)
    fingerprint = _fingerprint(warehouse, replace(parameters, as_of=as_of), decisions, wanted)
    if _kept(warehouse, "analysis") == fingerprint:
        return Analysed(as_of, fingerprint, True, ())
    row = parameters_row(parameters, as_of)
    models = find_models(FOLDER)
    warnings: list[str] = []
    # Each table is committed by itself: DuckDB plans joins of tables that are new in the same
    # transaction without knowing their sizes, which once took a hundred times the time and all
    # memory. Until the last check has held the analysis counts as not done.
    _keep(warehouse, "analysis", "")
    warehouse.write("meta.parameters", row)
    warehouse.write("meta.merges", decisions.merges)
    warehouse.write("meta.spam_decisions", decisions.spam)
    warehouse.write("meta.refused_interests", decisions.refused_interests)
    for model in (models if wanted is None else with_inputs(models, wanted)).values():
        started = time.monotonic()
        warning = run_model(warehouse, model, row)
        if warning:
            warnings.append(warning)
        if (seconds := time.monotonic() - started) >= 1:
            progress(f"{model.name}: {seconds:.1f} s")
    prepare_matches(warehouse)
    _keep(warehouse, "analysis", fingerprint)
    return Analysed(as_of, fingerprint, False, tuple(warnings))


def latest_moment(warehouse: Warehouse) -> datetime:
    """The latest moment in the exports: when the newest of them was made."""
    found = warehouse.value(
        "select coalesce((select max(exported_at) from raw.imports), "
        "(select max(created_at) from raw.posts))"
        if warehouse.has("raw.posts")
        else "select null"
    )
    if not isinstance(found, datetime):
        raise NothingImported
    return found


def run_model(warehouse: Warehouse, model: Model, parameters: pa.Table) -> str | None:
    """A warning in one line, or nothing; the model's table is there now, its grain proven."""
    name = checked_name(model.name)
    if model.kind == "check":
        return _run_check(warehouse, model)
    if model.kind == "view":
        warehouse.execute(f"create or replace view {name} as {model.sql}")
    elif model.kind == "table":
        order = ", ".join(checked_name(column) for column in model.grain)
        warehouse.execute(
            f"create or replace table {name} as select * from ({model.sql}\n) order by {order}"
        )
    else:
        warehouse.write(name, _derived(warehouse, model, parameters))
    warehouse.comment(name, model.comments or {})
    _prove_grain(warehouse, model)
    return None


def _derived(warehouse: Warehouse, model: Model, parameters: pa.Table) -> pa.Table:
    assert model.derive is not None
    assert model.columns is not None
    assert model.input_columns is not None
    frames = {
        name: warehouse.frame(
            f"select {', '.join(map(checked_name, columns))} from {checked_name(name)} order by all"
        )
        for name, columns in model.input_columns.items()
    }
    table = model.derive(frames, parameters.to_pylist()[0])
    if table.column_names != list(model.columns):
        raise BadModel(
            model.file,
            f"gives the columns {', '.join(table.column_names)}, "
            f"declares {', '.join(model.columns)}",
        )
    schema = pa.schema([(name, column.type) for name, column in model.columns.items()])
    return table.cast(schema).sort_by([(column, "ascending") for column in model.grain])


def _prove_grain(warehouse: Warehouse, model: Model) -> None:
    if not model.grain:
        return
    grain = ", ".join(checked_name(column) for column in model.grain)
    found = warehouse.frame(
        f"select {grain}, count(*) as rows from {checked_name(model.name)} "
        "group by all having count(*) > 1 order by all"
    )
    if found.num_rows:
        raise CheckFailed(
            model.file, found.num_rows, str(found.to_pylist()[0]), f"values of ({grain}) repeated"
        )


def _run_check(warehouse: Warehouse, model: Model) -> str | None:
    found = warehouse.frame(model.sql)
    if not found.num_rows:
        return None
    example = str(found.to_pylist()[0])
    failed = CheckFailed(model.file, found.num_rows, example, "rows that should not exist")
    if model.is_warning:
        return str(failed)
    raise failed


def _fingerprint(
    warehouse: Warehouse,
    parameters: Parameters,
    decisions: Decisions,
    wanted: tuple[str, ...] | None,
) -> str:
    code = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.suffix in (".py", ".sql"):
            code.update(path.read_bytes())
    facts = [
        _kept(warehouse, "raw"),
        asdict(parameters),
        sorted(map(str, decisions.merges.to_pylist())),
        sorted(map(str, decisions.spam.to_pylist())),
        sorted(map(str, decisions.refused_interests.to_pylist())),
        wanted,
        code.hexdigest(),
    ]
    return hashlib.sha256(json.dumps(facts, default=str).encode()).hexdigest()


def _kept(warehouse: Warehouse, name: str) -> str | None:
    if not warehouse.has("meta.fingerprints"):
        return None
    found = warehouse.value("select value from meta.fingerprints where name = $name", name=name)
    return None if found is None else str(found)


def _keep(warehouse: Warehouse, name: str, value: str) -> None:
    warehouse.execute(
        "create table if not exists meta.fingerprints (name varchar primary key, value varchar)"
    )
    warehouse.execute(
        "insert or replace into meta.fingerprints values ($name, $value)", name=name, value=value
    )
