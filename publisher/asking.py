"""The queries beside this module, put to the warehouse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import pyarrow as pa


QUERIES = Path(__file__).parent / "queries"

Row = Mapping[str, Any]


class Frame(Protocol):
    """The warehouse's way to answer a query."""

    def __call__(self, sql: str, **parameters: object) -> pa.Table:
        """The rows of the query; `$name` stands for a parameter."""
        ...


def ask(frame: Frame, query: str, **parameters: object) -> list[dict[str, Any]]:
    """The rows of one of the queries kept in `queries/`."""
    sql = (QUERIES / f"{query}.sql").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = frame(sql, **parameters).to_pylist()
    return rows


def by_member(rows: Iterable[dict[str, Any]]) -> defaultdict[str, list[Row]]:
    """The rows of each member."""
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["member_id"]].append(row)
    return grouped
