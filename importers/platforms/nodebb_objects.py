"""Objects that NodeBB keeps as JSON under keys such as user:1 and topic:12."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from importers.platforms.forum_rows import ForumRow
from importers.reading.excerpts import excerpt
from importers.reading.json_values import a_count, an_id
from importers.reading.moments import from_seconds
from importers.reading.notes import Note
from importers.records import AccountState

SELF_MADE_GROUPS = frozenset(
    ["registered-users", "verified-users", "unverified-users", "banned-users", "guests", "spiders"]
)
"""Groups that NodeBB makes by itself."""
_OBJECT = re.compile(r"(user|category|topic|post|message|group|chat:room):(.+)")

Object = dict[str, Any]


def object_in(row: ForumRow) -> tuple[str | None, str, Object | None]:
    """The kind and id in a key and the object kept under it, None when it is none."""
    match = _OBJECT.fullmatch(row.text("_key") or "")
    if match is None or (
        match.group(1) != "group" and ":" in match.group(2).removeprefix("queue:")
    ):
        return None, "", None
    try:
        value = json.loads(row.text("data") or "")
    except (ValueError, RecursionError):
        value = None
    return match.group(1), match.group(2), value if isinstance(value, dict) else None


def is_group(name: str, value: Object) -> bool:
    """Whether people made the group; the others stand for permissions."""
    is_system = value.get("system") in (1, "1")
    return not is_system and name not in SELF_MADE_GROUPS and ":privileges:" not in name


def state_of(value: Object) -> AccountState:
    """Whether somebody is banned, for a time or for good, or never confirmed an address."""
    if value.get("banned") in (1, "1"):
        return "suspended" if value.get("banned:expire") not in (None, "", 0, "0") else "banned"
    is_unconfirmed = value.get("email:confirmed") in (0, "0") and not a_count(
        value.get("postcount")
    )
    return "pending" if is_unconfirmed else "active"


def author_of(value: Object) -> str | None:
    """The author's uid; none for a guest."""
    return not_nought(an_id(value.get("uid")))


def not_nought(native_id: str | None) -> str | None:
    """The id, unless it is the 0 that stands for nobody."""
    return None if native_id == "0" else native_id


def when_deleted(value: Object) -> datetime | None:
    """As it is written down; else the last edit, else it counts as never seen."""
    moments = (from_seconds(value.get(key)) for key in ("deletedTimestamp", "edited", "timestamp"))
    return next((moment for moment in moments if moment), None)


def moment_in(value: Object, key: str, row: ForumRow, *, must: bool = False) -> datetime | None:
    """The moment of Unix milliseconds; what is none is noted, with `must` also a missing one."""
    found = from_seconds(value.get(key))
    if found is None and (must or value.get(key) not in (None, "", 0, "0")):
        row.notes.append(
            Note(
                line=f"{row.place}: {key} is {excerpt(value.get(key))}, expected milliseconds; "
                "the moment counts as unknown"
            )
        )
    return found
