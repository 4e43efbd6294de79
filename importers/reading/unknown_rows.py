"""Rows of a file that nobody mapped: found wherever they lie in it, or why there are none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from importers.errors import ExportProblem
from importers.identify import looks_like
from importers.importer import ExportFile
from importers.reading.jsonkeys import Beginning, beginning
from importers.reading.jsonstream import Found, JsonObject, document, lines, objects
from importers.reading.mapped_rows import rows_at
from importers.reading.sheets import first_rows, is_workbook, sheet_names, table_of
from importers.reading.table import TableRow

MOST_COLUMNS = 300
_DEEPEST = 4
_LONGEST_NAME = 120
_MOST_LOOKED_AT = 2000


@dataclass(frozen=True)
class UnknownRows:
    """The rows, each by the file's own names; and how to say where they are."""

    rows: Iterator[Mapping[str, Any]]
    path: str = ""
    """Of the list in a JSON object."""
    sheet: str = ""
    remarks: tuple[str, ...] = ()


def rows_of_unknown(file: ExportFile) -> UnknownRows | str:
    """The rows of a table or of JSON; else what the file is, in words.

    Raises ExportProblem when it is damaged.
    """
    if is_workbook(file.path):
        return _in_workbook(file)
    keys = beginning(file)
    if keys.paths:
        return _in_json(file, keys)
    header, *below = first_rows(file, rows=3) or ((),)
    if not _is_header(header) or not any(len(row) > 1 for row in below):
        return f"it looks like {looks_like(file)}"
    return UnknownRows(_table(file))


def _is_header(cells: tuple[str, ...]) -> bool:
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return (
        1 < len(names) <= MOST_COLUMNS
        and all(len(name) <= _LONGEST_NAME for name in names)
        and sum(bool(name) for name in names) >= 0.8 * len(names)
        and not any(_is_number(name) for name in names)
        and not names[0].startswith(("#", "<", "--", "/*"))
    )


def _is_number(name: str) -> bool:
    return name.replace(".", "").replace(",", "").isdigit()


def _table(file: ExportFile, sheet: str | None = None) -> Iterator[Mapping[str, Any]]:
    for row in table_of(file.path, name=file.name, sheet=sheet):
        if isinstance(row, TableRow):
            yield row.values


def _in_workbook(file: ExportFile) -> UnknownRows | str:
    sheets = sheet_names(file.path, name=file.name)
    for sheet in sheets:
        first = next(_table(file, sheet), None)
        if first is None or not _is_header(tuple(first)):
            continue
        others = [name for name in sheets if name != sheet]
        remarks = (f"only the sheet '{sheet}' was looked at, not {', '.join(others)}",)
        is_first = sheet == sheets[0]
        return UnknownRows(
            _table(file, sheet),
            sheet="" if is_first else sheet,
            remarks=remarks if others else (),
        )
    return "no sheet of the workbook begins with a header and rows"


def _in_json(file: ExportFile, keys: Beginning) -> UnknownRows | str:
    if keys.opening != "{":
        return UnknownRows(_flat(objects(file, is_record=lambda value: bool(value))))
    if keys.is_row:
        return UnknownRows(_flat(lines(file)))
    value = document(file)
    found = sorted(_lists(value), key=lambda one: (-one[1], one[0]))
    if not found:
        return "it is a JSON object without a list of objects"
    path, count = found[0]
    remarks = (f"the rows are taken from '{path}', its longest list ({count} objects)",)
    return UnknownRows(
        (flattened(row) for row in rows_at(value, path)),
        path=path,
        remarks=remarks if len(found) > 1 else (),
    )


def _lists(value: Any) -> Iterator[tuple[str, int]]:
    """The paths of the lists of objects inside, and how many objects each holds."""
    waiting: list[tuple[tuple[str, ...], Any]] = [((), value)]
    looked_at = 0
    while waiting and looked_at < _MOST_LOOKED_AT:
        looked_at += 1
        path, inner = waiting.pop()
        if not isinstance(inner, dict) or len(path) >= _DEEPEST:
            continue
        for key, part in inner.items():
            if isinstance(part, dict):
                waiting.append(((*path, key), part))
            elif isinstance(part, list) and (count := sum(isinstance(row, dict) for row in part)):
                yield ".".join((*path, key)), count


def _flat(items: Iterator[Any]) -> Iterator[Mapping[str, Any]]:
    try:
        for item in items:
            if isinstance(item, Found):
                yield flattened(item.value)
    except ExportProblem:
        return


def flattened(value: JsonObject) -> dict[str, Any]:
    """The object with the keys of inner ones behind theirs: 'user.name'; lists are left out."""
    flat: dict[str, Any] = {}
    waiting: list[tuple[str, int, Any]] = [("", 0, value)]
    while waiting:
        before, depth, inner = waiting.pop(0)
        for key, part in islice(inner.items(), MOST_COLUMNS):
            name = f"{before}{key}"
            if isinstance(part, dict) and depth < _DEEPEST:
                waiting.append((f"{name}.", depth + 1, part))
            elif not isinstance(part, dict | list) and len(flat) < MOST_COLUMNS:
                flat[name] = part
    return flat
