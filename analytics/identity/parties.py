"""Accounts as they are compared: whoever stands for nobody in particular is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from analytics.identity.names import Name, likeness, read_name

ROLES = frozenset(
    (
        "admin", "contact", "hello", "help", "hola", "info", "kontakt", "mail", "newsletter",
        "noreply", "no-reply", "office", "post", "postmaster", "support", "team", "webmaster",
    )
)  # fmt: skip
"""What stands before the @ of addresses that several people read."""
MOST_AT_ONE_ADDRESS = 4
APART = ("deleted", "anonymous")
"""States in which an account belongs to nobody any more."""


@dataclass(frozen=True)
class Party:
    """What one place knows of somebody: an account, with those of it that are surely the same."""

    account_id: str
    """Of the account with most to say."""
    source: str
    member_id: str
    name: Name | None
    called: tuple[Name, ...]
    """All names: the one shown, the handle, the words before the @."""
    handle: str | None
    address: str | None
    location: str | None
    declares: tuple[str, ...]
    """'platform:text' of accounts elsewhere that they call their own."""
    moments: tuple[datetime, ...]
    """When they joined, followed or signed up."""
    account_ids: tuple[str, ...]

    @property
    def platform(self) -> str:
        """The platform's name."""
        return self.source.partition(":")[0]


@dataclass
class _Joined:
    """Accounts of one source that are the same."""

    accounts: list[Mapping[str, Any]] = field(default_factory=list)


def parties(
    accounts: Iterable[Mapping[str, Any]],
    followed: Mapping[str, datetime],
    posts: Mapping[str, int],
) -> list[Party]:
    """Everybody who may be compared, ordered by account id.

    accounts: rows of staging.accounts with member_id; followed: account id → since when; posts:
    account id → how many. Team, bots, guests, deleted and anonymous accounts are left out. On a
    page that knows its followers by name only, a follower is the one commenter of that name.
    """
    known = [account for account in accounts if _is_somebody(account)]
    addresses = Counter(
        address for account in known if (address := folded_address(account["email"]))
    )
    joined = _same_in_one_place(known)
    found = [_party(one.accounts, followed, posts, addresses) for one in joined]
    return sorted(found, key=lambda party: party.account_id)


def folded_address(email: str | None) -> str | None:
    """The mailbox that one person reads; None for those of an office."""
    local, _, host = (email or "").strip().casefold().rpartition("@")
    local = local.partition("+")[0]
    return f"{local}@{host}" if local and host and local not in ROLES else None


def _is_somebody(account: Mapping[str, Any]) -> bool:
    if account["is_team"] or account["is_bot"] or account["is_guest"]:
        return False
    if account["state"] in APART:
        return False
    name = account["display_name"]
    return not (name and read_name(name).is_nobody and read_name(name).words)


def known_by_name(accounts: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """By account of which a place knows the name only: the one other there who has that name."""
    by_name: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for account in accounts:
        if account["display_name"]:
            folded = " ".join(account["display_name"].casefold().split())
            by_name[account["source"], folded].append(account)
    found: dict[str, str] = {}
    for same in by_name.values():
        others = [account for account in same if not _is_name_only(account)]
        if len(others) == 1:
            named = [account["account_id"] for account in same if _is_name_only(account)]
            found |= dict.fromkeys(named, others[0]["account_id"])
    return found


def _same_in_one_place(accounts: list[Mapping[str, Any]]) -> list[_Joined]:
    same = known_by_name(accounts)
    groups: dict[str, _Joined] = {}
    for account in accounts:
        account_id = account["account_id"]
        group = groups.setdefault(same.get(account_id, account_id), _Joined())
        group.accounts.append(account)
    return list(groups.values())


def _is_name_only(account: Mapping[str, Any]) -> bool:
    return str(account["account_id"]).startswith(f"{account['source']}:name:")


def _party(
    accounts: list[Mapping[str, Any]],
    followed: Mapping[str, datetime],
    posts: Mapping[str, int],
    addresses: Mapping[str, int],
) -> Party:
    main = max(accounts, key=lambda a: (not _is_name_only(a), posts.get(a["account_id"], 0)))
    address = folded_address(main["email"])
    if address and addresses[address] > MOST_AT_ONE_ADDRESS:
        address = None
    name = read_name(main["display_name"]) if main["display_name"] else None
    moments = {a["joined_at"] for a in accounts} | {followed.get(a["account_id"]) for a in accounts}
    return Party(
        account_id=main["account_id"],
        source=main["source"],
        member_id=main["member_id"],
        name=name,
        called=_called(name, main["handle"], address),
        handle=main["handle"],
        address=address,
        location=main["location"],
        declares=tuple(main["declares"] or ()),
        moments=tuple(sorted(moment for moment in moments if moment)),
        account_ids=tuple(sorted(a["account_id"] for a in accounts)),
    )


def _called(name: Name | None, handle: str | None, address: str | None) -> tuple[Name, ...]:
    """The name shown first; a handle or an address counts when it is made of a first and a last."""
    names = [name] if name else []
    for text in (handle, (address or "").partition("@")[0]):
        other = read_name((text or "").replace(".", " ").replace("_", " ").replace("-", " "))
        is_new = all(likeness(other, one) != "same" for one in names)
        if is_new and len(other.words) > 1 and min(map(len, other.words)) > 1:
            names.append(other)
    return tuple(names)
