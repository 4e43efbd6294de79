"""Rows of people who asked to be forgotten: found by account id or address, and left out."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from analytics.raw_tables import RawTable

IsErased = Callable[[str | None, str | None], bool]
"""Whether the account id, or the address, belongs to someone who asked to be forgotten."""


def erased_accounts(raw: RawTable, table: pa.Table, is_erased: IsErased) -> frozenset[str]:
    """The account ids in the rows that belong to erased people, by id or by address."""
    found: set[str] = set()
    seen: set[tuple[str, str]] = set()
    sources = table["source"].to_pylist()
    for author in raw.authors:
        seen.update(
            (source, native)
            for source, native in zip(sources, table[author].to_pylist(), strict=True)
            if native is not None
        )
    found.update(
        f"{source}:{native}" for source, native in seen if is_erased(f"{source}:{native}", None)
    )
    if raw.name == "accounts":
        found.update(
            f"{source}:{native}"
            for source, native, email in zip(
                sources, table["native_id"].to_pylist(), table["email"].to_pylist(), strict=True
            )
            if email is not None and is_erased(None, email)
        )
    return frozenset(found)


def without_accounts(
    raw: RawTable, table: pa.Table, erased: frozenset[str], is_erased: IsErased
) -> tuple[pa.Table, int, bool]:
    """The rows that are not by erased accounts, how many were dropped, whether anything changed.

    A thread stays, for others wrote in it, but its author and title go.
    """
    if raw.name == "consents":
        emails = table["email"].to_pylist()
        keep = [email is None or not is_erased(None, email) for email in emails]
        return table.filter(pa.array(keep, pa.bool_())), keep.count(False), not all(keep)
    if not erased:
        return table, 0, False
    by_erased = [False] * table.num_rows
    sources = table["source"].to_pylist()
    for author in raw.authors:
        for place, native in enumerate(table[author].to_pylist()):
            if native is not None and f"{sources[place]}:{native}" in erased:
                by_erased[place] = True
    if not any(by_erased):
        return table, 0, False
    if raw.name in ("threads", "events"):
        gone = pa.array(by_erased)
        for name in (*raw.authors, "title"):
            column = pc.if_else(gone, pa.scalar(None, pa.string()), table[name])
            table = table.set_column(table.column_names.index(name), name, column)
        return table, 0, True
    return table.filter(pa.array([not gone for gone in by_erased])), sum(by_erased), True
