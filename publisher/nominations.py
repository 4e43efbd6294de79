"""Who was nominated for a spotlight, by whom and why: a file of the manager's beside the texts."""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import date
from pathlib import Path

import msgspec

from publisher.errors import BadText

FILE = "nominations.yaml"


class Nomination(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One member, named by another for what they do."""

    account_id: str
    on: date
    by: str = ""
    """The account of whoever nominated them; empty when it was the manager."""
    why: str = ""


def nominations(content: Path) -> tuple[Nomination, ...]:
    """All of them, oldest first; none where there is no file. Raises BadText."""
    file = content / FILE
    if not file.is_file():
        return ()
    try:
        found = msgspec.yaml.decode(file.read_bytes(), type=tuple[Nomination, ...])
    except (msgspec.MsgspecError, ValueError, RecursionError) as mistake:
        expected = "a list of account_id, on, by and why, as ./do spotlight writes it"
        raise BadText(file, " ".join(str(mistake).split())[:200], expected) from None
    return tuple(sorted(found, key=lambda each: each.on))


def nominate(content: Path, new: Nomination) -> bool:
    """Whether it was written down; what the same member said of the same one is not written twice.

    Raises BadText when the file there cannot be read.
    """
    known = nominations(content)
    if any((each.account_id, each.by) == (new.account_id, new.by) for each in known):
        return False
    _write(content / FILE, (*known, new))
    return True


def forget_nominations(content: Path, account_ids: Collection[str]) -> int:
    """How many nominations of or by these accounts are gone."""
    known = nominations(content)
    kept = tuple(each for each in known if not {each.account_id, each.by} & set(account_ids))
    if len(kept) < len(known):
        _write(content / FILE, kept)
    return len(known) - len(kept)


def _write(file: Path, rows: tuple[Nomination, ...]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(".partial")
    partial.write_bytes(msgspec.yaml.encode(rows))
    os.replace(partial, file)
