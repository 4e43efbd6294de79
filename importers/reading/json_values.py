"""Values out of decoded JSON whose shape nobody promised: what has another type is unknown."""

from __future__ import annotations

from importers.reading.jsonstream import JsonObject


def an_id(value: object) -> str | None:
    """A native id as text; numbers keep their digits."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    return str(value).strip() or None


def a_count(value: object) -> int | None:
    """A whole number that a column can hold."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if abs(value) < 1 << 63 else None


def a_text(value: object) -> str | None:
    """A text with something in it."""
    return value if isinstance(value, str) and value.strip() else None


def an_object(value: object) -> JsonObject:
    """An object; an empty one for anything else, such as the [] that PHP writes for no keys."""
    return value if isinstance(value, dict) else {}


def objects_in(value: object) -> list[JsonObject]:
    """The objects in a list; none for anything else."""
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []
