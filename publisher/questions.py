"""What members are asked for their pages, in their own language, to send or paste."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from string import Template

LANGUAGES = ("en", "nl", "de", "fr", "es")
FOLDER = "questions"

_SECTION = re.compile(r"^# (.+)$", re.MULTILINE)


def question(content: Path, language: str | None, section: str, /, **values: object) -> str:
    """The text of the section, filled in; in English where the language is unknown or not ours.

    content: the folder that holds `questions/`. Raises KeyError for a section that is not there.
    """
    spoken = language if language in LANGUAGES else "en"
    return Template(_texts(content / FOLDER / f"{spoken}.md")[section]).substitute(values)


@lru_cache(maxsize=32)
def _texts(file: Path) -> dict[str, str]:
    _, *parts = _SECTION.split(file.read_text(encoding="utf-8"))
    return {name.strip(): text.strip() for name, text in zip(parts[::2], parts[1::2], strict=True)}
