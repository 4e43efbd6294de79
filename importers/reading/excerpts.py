"""A piece of what a file holds, short enough for a line to a person."""

from __future__ import annotations

LENGTH = 40


def excerpt(value: object) -> str:
    """The value as Python writes it, so on one line, cut to a few words; 'nothing' for None."""
    if value is None:
        return "nothing"
    if isinstance(value, str) and len(value) > LENGTH:
        return repr(value[:LENGTH]) + "…"
    written = repr(value)
    return written if len(written) <= LENGTH + 2 else written[:LENGTH] + "…"
