"""Forgetting somebody in the texts people wrote: theirs go, and others' no longer speak of them."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from publisher.written import CIRCLES, FOLDERS

SOMEBODY = "a member"

_MEMBERS = re.compile(r"^(?:members?)[ \t]*:(.*)$", re.IGNORECASE | re.MULTILINE)
_ONE_LINE = re.compile(r"(\s*members:\s*\[)(.*)(\]\s*)")
_QUOTED_BY = re.compile(r"^quote by[ \t]*:[ \t]*(.*)$", re.IGNORECASE | re.MULTILINE)
_QUOTE = re.compile(r"^quote(?: by)?[ \t]*:.*\n?", re.IGNORECASE | re.MULTILINE)


def forget_texts(
    content: Path, account_ids: Collection[str], called: Collection[str], names: Collection[str]
) -> list[str]:
    """A line for each file that was changed or is gone.

    content: the folder with spotlights/, stories/ and circles/. called: everything a file may name
    the member by, account ids and platform:handle. names: what they went by, two words or more of
    which are replaced by "a member" in others' texts. A text that was changed has to be approved
    again: its hash is another.
    """
    known = {each.casefold() for each in (*account_ids, *called)}
    told = []
    for folder in FOLDERS.values():
        for file in sorted((content / folder).glob("*.md")):
            text = file.read_text(encoding="utf-8", errors="replace")
            head = text.partition("\n\n")[0]
            if any(_named(line) & known for line in _MEMBERS.findall(head)):
                file.unlink()
                told.append(f"{folder}/{file.name}: deleted; it was theirs")
                continue
            changed = text
            if any(_named(line) & known for line in _QUOTED_BY.findall(head)):
                changed = _QUOTE.sub("", head) + changed[len(head) :]
            told += _rewritten(file, text, _without(changed, names))
    for file in sorted((content / CIRCLES).glob("*.yaml")):
        text = file.read_text(encoding="utf-8", errors="replace")
        lines = [_unlisted(line, known) for line in text.splitlines()]
        kept = "\n".join(line for line in lines if line is not None) + "\n"
        told += _rewritten(file, text, _without(kept, names))
    return told


def _named(line: str) -> set[str]:
    return {part.strip().casefold() for part in line.split(",")}


def _unlisted(line: str, known: Collection[str]) -> str | None:
    """The line of a list of members without those known; None: nothing else stood there."""
    if _bare(line.strip().removeprefix("-")) in known:
        return None
    if found := _ONE_LINE.fullmatch(line):
        kept = [part.strip() for part in found.group(2).split(",") if _bare(part) not in known]
        return f"{found.group(1)}{', '.join(kept)}{found.group(3)}"
    return line


def _bare(name: str) -> str:
    return name.strip().strip("'\"").casefold()


def _without(text: str, names: Collection[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        words = name.split()
        if len(words) >= 2:
            pattern = r"\b" + r"\s+".join(map(re.escape, words)) + r"\b"
            text = re.sub(pattern, SOMEBODY, text, flags=re.IGNORECASE)
    return text


def _rewritten(file: Path, before: str, after: str) -> list[str]:
    if after == before or after.rstrip("\n") == before.rstrip("\n"):
        return []
    file.write_text(after, encoding="utf-8")
    return [f"{file.parent.name}/{file.name}: no longer speaks of them; to be approved again"]
