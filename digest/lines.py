"""The manager's own lines in an issue, from `content/letters/DATE.md`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from digest.errors import BadLines
from digest.phrases import LANGUAGES
from digest.plain import plain
from digest.words import count_words

MOST_WORDS = 40
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.([a-z]{2}))?\.md")


@dataclass(frozen=True)
class Lines:
    """By language; empty where the manager wrote nothing."""

    by_language: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """'' is for everybody whose language has none of its own."""

    def in_language(self, language: str) -> tuple[str, ...]:
        """The lines for a reader of that language."""
        return self.by_language.get(language, self.by_language.get("", ()))


def lines_for(folder: Path, day: date) -> Lines:
    """The newest lines of the seven days up to the day the letters leave.

    A file is named for its day: 2026-11-16.md for everybody, 2026-11-16.nl.md for those who read
    Dutch. Empty lines part paragraphs. Raises BadLines for one that is too long to stand in a
    letter or names a language no letter is written in.
    """
    found: dict[date, dict[str, tuple[str, ...]]] = {}
    for file in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        named = _NAME.fullmatch(file.name)
        if named is None or not day - timedelta(days=7) < _day(named[1]) <= day:
            continue
        if named[2] not in (None, *LANGUAGES):
            raise BadLines(
                f"{file}: no letter is written in {named[2]!r}; expected one of "
                f"{', '.join(LANGUAGES)}, or none for everybody: {named[1]}.md"
            )
        paragraphs = re.split(r"\n\s*\n", file.read_text(encoding="utf-8"))
        written = tuple(filter(None, map(plain, paragraphs)))
        words = sum(map(count_words, written))
        if words > MOST_WORDS:
            raise BadLines(
                f"{file}: {words} words; a letter has room for {MOST_WORDS} of yours, so make it "
                "shorter and compose again"
            )
        if written:
            found.setdefault(_day(named[1]), {})[named[2] or ""] = written
    return Lines(found[max(found)]) if found else Lines()


def lines_hash(lines: tuple[str, ...]) -> str | None:
    """What tells whether a letter holds these lines; None: it holds none."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
