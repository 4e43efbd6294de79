"""People of a Discourse forum, gathered from everything that names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from importers.reading.json_values import a_text
from importers.reading.jsonstream import JsonObject
from importers.reading.moments import utc
from importers.reading.text import html_to_text, one_line
from importers.records import Account, AccountState, Role

_ANONYMISED = re.compile(r"anon\d{4,}")
_FACTS_IN_POSTS = ("name", "admin", "moderator", "staff")
_SYSTEM_NAMES = frozenset(["system", "discobot"])


def account_id(username: object) -> str | None:
    """The native id: the user name, whose case Discourse ignores."""
    return username.strip().casefold() or None if isinstance(username, str) else None


class Accounts:
    """The people met in a file."""

    def __init__(self) -> None:
        self._found: dict[str, Account] = {}
        self._said: set[tuple[str, ...]] = set()

    def add(self, user: JsonObject) -> None:
        """Nothing; what this answer says of a person is added to what is known."""
        native_id = account_id(user.get("username"))
        if native_id is None:
            return
        # Most posts say nothing new of their author.
        facts = (native_id, *(str(user.get(key)) for key in _FACTS_IN_POSTS))
        if "post_number" in user:
            if facts in self._said:
                return
            self._said.add(facts)
        met = _account(native_id, user)
        known = self._found.get(native_id)
        if known is None:
            self._found[native_id] = met
        elif met != known:
            self._found[native_id] = _joined(known, met)

    def records(self) -> Iterator[Account]:
        """Each account once, in the order of their first appearance."""
        yield from self._found.values()


def _joined(known: Account, met: Account) -> Account:
    """What is known, its gaps filled with what was met."""
    gaps = {
        name: value
        for name in known.__struct_fields__
        if not getattr(known, name) and (value := getattr(met, name)) is not None
    }
    return msgspec.structs.replace(known, **gaps)


def _account(native_id: str, user: JsonObject) -> Account:
    is_person = "trust_level" in user and "post_number" not in user
    return Account(
        native_id=native_id,
        handle=user["username"].strip(),
        name=one_line(a_text(user.get("name"))),
        email=(a_text(user.get("email")) or "").strip().lower() or None,
        # A post has a created_at too, which is not when its author joined.
        joined_at=utc(user.get("created_at")) if is_person else None,
        last_seen_at=utc(user.get("last_seen_at")),
        location=one_line(a_text(user.get("location"))),
        bio=html_to_text(a_text(user.get("bio_cooked"))),
        role=_role(native_id, user),
        state=_state(native_id, user),
    )


def _role(native_id: str, user: JsonObject) -> Role | None:
    if native_id in _SYSTEM_NAMES:
        return "bot"
    if user.get("admin"):
        return "staff"
    if user.get("moderator"):
        return "moderator"
    return "staff" if user.get("staff") else None


def _state(native_id: str, user: JsonObject) -> AccountState | None:
    if _ANONYMISED.fullmatch(native_id) and not user.get("name"):
        return "anonymous"
    if user.get("suspended") or user.get("suspended_till"):
        return "suspended"
    return "pending" if user.get("active") is False else None
