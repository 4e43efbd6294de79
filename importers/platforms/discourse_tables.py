"""Tables out of a Discourse forum: an admin's CSV, a member's archive, a Data Explorer query.

A query's answer comes as CSV, or as JSON with a list of column names and a list of rows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.reading.bytes import text_chunks
from importers.reading.json_values import an_id, an_object, objects_in
from importers.reading.jsonkeys import beginning
from importers.reading.jsonstream import JsonObject, document
from importers.reading.notes import Note
from importers.reading.sheets import first_rows, table_of
from importers.reading.table import TableRow, unique_names
from importers.records import Skipped

CUSTOM_FIELD = " (custom user field)"
"""Behind the name of a question that a forum asks its users."""

_ARCHIVE_OF = re.compile(r"user_archive-([\w.-]{1,60}?)-\d{6}-\d{6}")
_COMPANION = re.compile(
    r"/(?:auth_token_logs|auth_tokens|badges|bookmarks|category_preferences|flags|preferences|"
    r"queued_posts|visits)\.(?:csv|json)$"
)
_COLUMNS = re.compile(r'"columns"\s*:\s*(\[[^\[\]{}]*\])')
_ROWS = re.compile(r'"rows"\s*:\s*\[')
_BETWEEN_ROWS = re.compile(r"[\s,]*")
_RUN_OF_A_QUERY = ("result_count", "duration", "relations", "colrender", "explain")

_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("user archive", ("topic_title", "is_pm", "url", "created_at")),
    ("likes", ("post_id", "post_action_type_id")),
    ("archive likes", ("id", "post_id", "topic_id", "post_number", "deleted_by")),
    ("posts", ("topic_id", "post_number", "raw")),
    ("posts", ("topic_id", "post_number", "cooked")),
    ("topics", ("title", "archetype")),
    ("topics", ("title", "category_id", "posts_count")),
    ("topics", ("title", "fancy_title")),
    ("users", ("username", "trust_level")),
    ("users", ("username", "username_lower")),
)
"""What the rows are, and the columns of which all must be there; the first that fits counts."""


@dataclass(frozen=True)
class DiscourseRow:
    """One row: what stands under each column, as text."""

    place: str
    cells: Mapping[str, str]

    def text(self, *columns: str) -> str | None:
        """The first of these columns that holds something, trimmed."""
        whole = self.whole(*columns)
        return None if whole is None else whole.strip()

    def whole(self, *columns: str) -> str | None:
        """The first of these columns that holds something, as it stands."""
        cells = (self.cells.get(name, "") for name in columns)
        return next((cell for cell in cells if cell.strip()), None)

    def is_true(self, column: str) -> bool | None:
        """Whether the cell says yes; None when the column is absent or says nothing."""
        cell = self.text(column)
        return None if cell is None else cell.lower() in ("true", "t", "yes", "1")

    def count(self, column: str) -> int | None:
        """A whole number that a column of ours can hold."""
        cell = (self.text(column) or "").removesuffix(".0")
        is_count = cell.isascii() and cell.isdigit() and len(cell) < 19
        return int(cell) if is_count else None


@dataclass
class DiscourseTable:
    """A file's rows, and the users that a query's answer names beside them."""

    kind: str
    rows: Iterator[DiscourseRow | Skipped | Note]
    usernames: dict[str, str] = field(default_factory=dict)
    """User id → user name, filled before the first row is given."""


def columns_of(file: ExportFile) -> tuple[str, ...]:
    """The columns' names in small letters; () for what is no table of Discourse's form."""
    if _is_answer(file):
        match = _COLUMNS.search(file.head().decode("utf-8", "replace"))
        names: object = []
        if match:
            with suppress(ValueError):
                names = json.loads(match.group(1))
        return tuple(str(name).lower() for name in names) if isinstance(names, list) else ()
    first = first_rows(file, rows=1)
    return tuple(name.lower() for name in unique_names(first[0])) if first else ()


def kind_of_table(file: ExportFile) -> str | None:
    """What the rows are: one of users, posts, topics, likes, user archive, archive likes, other.

    'other' is a query whose columns say nothing to us, 'companion' what else lies in a member's
    archive, such as visits and settings; None is no table of Discourse's.
    """
    columns = frozenset(columns_of(file))
    for kind, needed in _KINDS:
        if columns.issuperset(needed):
            return kind
    if columns and _is_answer(file):
        return "other"
    is_companion = owner_of_archive(file) is not None and _COMPANION.search(file.name)
    return "companion" if is_companion else None


def owner_of_archive(file: ExportFile) -> str | None:
    """Whose archive the file lies in: the user name, which nothing but the ZIP's name tells."""
    match = _ARCHIVE_OF.search(file.name)
    return match.group(1) if match else None


def open_table(file: ExportFile) -> DiscourseTable:
    """The rows of a file that `kind_of_table` knows."""
    kind = kind_of_table(file) or "other"
    if not _is_answer(file):
        return DiscourseTable(kind, _in_csv(file))
    table = DiscourseTable(kind, iter(()))
    table.rows = _in_answer(file, table)
    return table


def _is_answer(file: ExportFile) -> bool:
    keys = beginning(file)
    return keys.has("columns", "rows") and any(keys.has(key) for key in _RUN_OF_A_QUERY)


def _in_csv(file: ExportFile) -> Iterator[DiscourseRow | Skipped | Note]:
    for row in table_of(file.path, name=file.name):
        if isinstance(row, TableRow):
            cells = {_known_name(name): cell for name, cell in row.values.items()}
            yield DiscourseRow(f"line {row.line}", cells)
        else:
            yield row


def _known_name(column: str) -> str:
    """The column's name in small letters, but for a field that the forum named itself."""
    return column if column.endswith(CUSTOM_FIELD) else column.lower()


def _in_answer(file: ExportFile, table: DiscourseTable) -> Iterator[DiscourseRow | Skipped | Note]:
    problem: ExportProblem | None = None
    columns = columns_of(file)
    try:
        answer = an_object(document(file))
        rows = answer.get("rows")
    except ExportProblem as error:
        problem, answer, rows = error, {}, list(_whole_rows(file))
    table.usernames.update(_related_users(answer))
    for number, row in enumerate(rows if isinstance(rows, list) else [], start=1):
        if isinstance(row, list) and len(row) == len(columns):
            cells = {name: _as_text(cell) for name, cell in zip(columns, row, strict=True)}
            yield DiscourseRow(f"row {number}", cells)
        else:
            yield Skipped(
                reason="broken",
                place=f"row {number}",
                detail=f"expected a list of {len(columns)} values, one a column",
            )
    if problem is not None:
        raise problem


def _whole_rows(file: ExportFile) -> Iterator[Any]:
    """The rows before the place where an answer is damaged."""
    text = "".join(text_chunks(file.path, name=file.name))
    match = _ROWS.search(text)
    if match is None:
        return
    decoder = json.JSONDecoder(strict=False)
    at = match.end()
    with suppress(ValueError, RecursionError):
        while (between := _BETWEEN_ROWS.match(text, at)) and text.startswith("[", between.end()):
            row, at = decoder.raw_decode(text, between.end())
            yield row


def _related_users(answer: JsonObject) -> Iterator[tuple[str, str]]:
    for user in objects_in(an_object(answer.get("relations")).get("user")):
        native_id, username = an_id(user.get("id")), user.get("username")
        if native_id and isinstance(username, str) and username.strip():
            yield native_id, username.strip()


def _as_text(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell) if isinstance(cell, str | int | float) else ""
