"""Chat messages as text: titles out of them, and their words without quoted lines."""

from __future__ import annotations

from importers.reading.text import clean_text, tidy

TITLE_LENGTH = 80


def chat_title(text: str | None) -> str | None:
    """A title for a chat message, which has none: its first line, cut at a word."""
    line = next(iter((text or "").split("\n")), "").strip()
    if len(line) <= TITLE_LENGTH:
        return line or None
    start = line[:TITLE_LENGTH]
    return (start.rpartition(" ")[0] or start).rstrip(" ,;:") + "…"


def without_quoted_lines(text: str | None) -> str | None:
    """The text without the lines quoted with '>'; below '>>>' all is quoted."""
    if not text:
        return None
    kept: list[str] = []
    for line in clean_text(text).split("\n"):
        if line.startswith(">>>"):
            break
        if not line.startswith(("> ", ">\t")) and line.strip() != ">":
            kept.append(line)
    return tidy("\n".join(kept)) or None
