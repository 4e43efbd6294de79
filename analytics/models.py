"""The tables as files: one select per .sql file, one `derive` per module, and their order.

The file names the table, the folder its schema. Staging files become views; marts and metrics
tables; a check's rows should not exist. The first line of a .sql file says what it is for; a line
`-- grain: a, b` names the columns that tell two rows apart; a comment behind a column of the last
select becomes the column's comment, and begins with "personal" where the column may never reach a
public page; `-- warn` makes a check warn where it would fail.
"""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Literal, NamedTuple

import pyarrow as pa
import sqlglot
from sqlglot import exp

from analytics.errors import BadModel

Kind = Literal["view", "table", "check", "derived"]
Derive = Callable[[Mapping[str, pa.Table], Mapping[str, object]], pa.Table]

FOLDERS: dict[str, Kind] = {
    "staging": "view",
    "marts": "table",
    "metrics": "table",
    "checks": "check",
}
GIVEN = ("raw", "meta")
"""Schemas whose tables are there before the first model runs."""

COLUMN_COMMENT = re.compile(r"(\w+)\s*,?\s*--\s*(.+?)\s*$")


class Column(NamedTuple):
    """A column of a derived table."""

    type: pa.DataType
    comment: str


@dataclass(frozen=True)
class Model:
    """One table, view or check."""

    name: str
    """schema.table"""
    kind: Kind
    file: str
    """Below analytics/, for messages."""
    inputs: tuple[str, ...]
    grain: tuple[str, ...] = ()
    comments: Mapping[str, str] | None = None
    sql: str = ""
    is_warning: bool = False
    derive: Derive | None = None
    input_columns: Mapping[str, tuple[str, ...]] | None = None
    columns: Mapping[str, Column] | None = None


@functools.cache
def find_models(folder: Path) -> dict[str, Model]:
    """Every model below the folder by its name, each after those it reads.

    Raises BadModel for a file that breaks the rules, reads an unknown table or goes in a circle.
    """
    models: dict[str, Model] = {}
    for schema, kind in FOLDERS.items():
        for path in sorted((folder / schema).glob("*.sql")):
            models[f"{schema}.{path.stem}"] = read_sql(
                f"{schema}.{path.stem}", kind, f"{schema}/{path.name}", path.read_text("utf-8")
            )
    for path in sorted((folder / "derived").glob("*.py")):
        if path.stem != "__init__":
            models[f"derived.{path.stem}"] = read_derived(path.stem)
    return in_order(models)


def read_sql(name: str, kind: Kind, file: str, text: str) -> Model:
    """The model that a .sql file holds."""
    if not text.startswith("-- "):
        raise BadModel(file, "the first line must say what the file is for, as a comment")
    try:
        statements = [part for part in sqlglot.parse(text, dialect="duckdb") if part is not None]
    except sqlglot.ParseError as error:
        raise BadModel(file, f"not readable as SQL: {str(error).splitlines()[0]}") from error
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        raise BadModel(file, f"holds {len(statements)} statements, expected one select")
    inputs = {f"{table.db}.{table.name}" for table in statements[0].find_all(exp.Table) if table.db}
    grain = re.search(r"^-- grain: (.+)$", text, re.MULTILINE)
    if grain is None and kind == "table":
        raise BadModel(file, "has no line '-- grain: ...' naming the columns that identify a row")
    return Model(
        name=name,
        kind=kind,
        file=file,
        inputs=tuple(sorted(inputs)),
        grain=tuple(part.strip() for part in grain[1].split(",")) if grain else (),
        comments=column_comments(text),
        sql=text.strip().removesuffix(";"),
        is_warning=re.search(r"^-- warn", text, re.MULTILINE) is not None,
    )


def column_comments(text: str) -> dict[str, str]:
    """Column: comment, for the columns of the last select that carry one."""
    lines = text.splitlines()
    last = max(
        (place for place, line in enumerate(lines) if re.match(r"select\b", line)), default=0
    )
    found: dict[str, str] = {}
    for line in lines[last + 1 :]:
        if re.match(r"from\b", line):
            break
        if (match := COLUMN_COMMENT.search(line)) is not None:
            found[match[1]] = match[2]
    return found


def read_derived(stem: str) -> Model:
    """The model that a module in derived/ holds."""
    file = f"derived/{stem}.py"
    module = importlib.import_module(f"analytics.derived.{stem}")
    missing = [
        name for name in ("INPUTS", "GRAIN", "COLUMNS", "derive") if not hasattr(module, name)
    ]
    if missing:
        raise BadModel(file, f"lacks {', '.join(missing)}")
    return Model(
        name=f"derived.{stem}",
        kind="derived",
        file=file,
        inputs=tuple(sorted(module.INPUTS)),
        grain=tuple(module.GRAIN),
        comments={name: column.comment for name, column in module.COLUMNS.items()},
        derive=module.derive,
        input_columns=module.INPUTS,
        columns=module.COLUMNS,
    )


def in_order(models: Mapping[str, Model]) -> dict[str, Model]:
    """The same models, each after those it reads; between equals by name."""
    for model in models.values():
        for name in model.inputs:
            if name not in models and name.split(".")[0] not in GIVEN:
                raise BadModel(model.file, f"reads {name}, which no file makes")
    sorter = TopologicalSorter(
        {
            name: sorted(one for one in models[name].inputs if one in models)
            for name in sorted(models)
        }
    )
    try:
        return {name: models[name] for name in sorter.static_order()}
    except CycleError as error:
        circle: list[str] = error.args[1]
        raise BadModel(
            models[circle[0]].file, f"reads itself in a circle: {' → '.join(circle)}"
        ) from error


def with_inputs(models: Mapping[str, Model], wanted: tuple[str, ...]) -> dict[str, Model]:
    """The wanted models and everything they read, in order."""
    needed: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        if name in models and name not in needed:
            needed.add(name)
            waiting.extend(models[name].inputs)
    return {name: model for name, model in models.items() if name in needed}
