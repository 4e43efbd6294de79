"""Values out of Graph API answers, where a list may be an edge: {"data": […], "summary": {…}}."""

from __future__ import annotations

from typing import Any

from importers.reading.jsonstream import JsonObject


def items(edge: object) -> list[Any]:
    """The list an edge holds: {"data": […]} or the list itself; empty when there is none."""
    if isinstance(edge, dict):
        edge = edge.get("data")
    return edge if isinstance(edge, list) else []


def total(edge: object) -> int | None:
    """The count an edge states: of shares, or in the summary of the others."""
    if not isinstance(edge, dict):
        return None
    summary = edge.get("summary")
    found = summary.get("total_count") if isinstance(summary, dict) else edge.get("count")
    return found if is_count(found) else None


def has_more(value: JsonObject) -> bool:
    """Whether the comments or reactions go on in an answer that was not saved."""
    edges = (value.get(name) for name in ("comments", "reactions", "likes"))
    pagings = (edge.get("paging") for edge in edges if isinstance(edge, dict))
    return any(isinstance(paging, dict) and "next" in paging for paging in pagings)


def is_count(value: object) -> bool:
    """Whether a value is a whole number that something can be counted with."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def text_or_none(value: object) -> str | None:
    """A text, or a number as text: ids were numbers once; None for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and value.strip() else None
