"""Members: accounts joined into persons, by what their owners themselves declared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from analytics.member_ids import member_id
from analytics.models import Column

INPUTS = {
    "staging.accounts": (
        "account_id",
        "source",
        "platform",
        "handle",
        "display_name",
        "declares",
        "role",
        "is_team",
        "is_stub",
    )
}
GRAIN = ("account_id",)
PAGE_WITHOUT_ID = "page"
"""As importers.sources.facebook_export calls the page whose export it is."""
COLUMNS = {
    "member_id": Column(pa.string(), "m and 15 hex digits, from the smallest account_id joined"),
    "account_id": Column(pa.string(), "one of the member's accounts"),
    "join": Column(
        pa.string(),
        "self: alone; declared: its owner named the other account; page: both are the same page",
    ),
}


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """Every account with its member.

    A declared 'platform:handle' joins when exactly one account of another source answers to it, by
    handle or native id, or else by name; of several by that name, the only one with an id. It
    never joins a team account, unless both declare each other: anyone could claim to be a
    moderator. A page's own export does not know the page's id, so what it calls the page is the one
    page that others of its source know by an id.
    """
    accounts = frames["staging.accounts"].to_pylist()
    same_page = page_pairs(accounts)
    roots = joined(
        (account["account_id"] for account in accounts), [*declared_pairs(accounts), *same_page]
    )
    pages = {account_id for pair in same_page for account_id in pair}
    sizes: dict[str, int] = {}
    for root in roots.values():
        sizes[root] = sizes.get(root, 0) + 1
    rows = [
        (
            member_id(root),
            account_id,
            "self" if sizes[root] == 1 else "page" if account_id in pages else "declared",
        )
        for account_id, root in sorted(roots.items())
    ]
    columns = zip(*rows, strict=True) if rows else ((), (), ())
    return pa.table(
        [pa.array(list(column), pa.string()) for column in columns], names=list(COLUMNS)
    )


def joined(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each id with the smallest id it is joined to, by any chain of pairs."""
    parents = {one: one for one in ids}

    def root(one: str) -> str:
        while parents[one] != one:
            parents[one] = parents[parents[one]]
            one = parents[one]
        return one

    for left, right in pairs:
        if left in parents and right in parents:
            low, high = sorted((root(left), root(right)))
            parents[high] = low
    return {one: root(one) for one in parents}


def declared_pairs(accounts: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The pairs of account ids that declarations join."""
    by_handle: dict[str, set[str]] = {}
    by_name: dict[str, set[str]] = {}
    facts = {account["account_id"]: account for account in accounts}
    for account in accounts:
        for called, index in (
            (account["handle"], by_handle),
            (native_id(account), by_handle),
            (account["display_name"], by_name),
        ):
            if called:
                key = f"{account['platform']}:{fold(called)}"
                index.setdefault(key, set()).add(account["account_id"])
    wanted: set[tuple[str, str]] = set()
    for account in accounts:
        for declared in account["declares"] or ():
            platform, _, called = declared.partition(":")
            key = f"{platform.casefold()}:{fold(called)}"
            found = by_handle.get(key) or by_name.get(key) or set()
            if len(found) > 1:
                # A page's list of followers knows names only; its comments know the account.
                found = {one for one in found if not native_id(facts[one]).startswith("name:")}
            if len(found) == 1:
                wanted.add((account["account_id"], next(iter(found))))
    return sorted(
        (left, right)
        for left, right in wanted
        if facts[left]["source"] != facts[right]["source"]
        and (not (facts[left]["is_team"] or facts[right]["is_team"]) or (right, left) in wanted)
    )


def page_pairs(accounts: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Of each source, the page without an id and the page with one, where there is one of each."""
    by_source: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for account in accounts:
        if account["role"] == "page":
            by_source[account["source"]].append(account)
    found = []
    for pages in by_source.values():
        if len(pages) == 2 and sum(native_id(page) == PAGE_WITHOUT_ID for page in pages) == 1:
            one, other = (page["account_id"] for page in pages)
            found.append((one, other))
    return found


def native_id(account: Mapping[str, Any]) -> str:
    """An account's id as its platform writes it."""
    return str(account["account_id"]).removeprefix(f"{account['source']}:")


def fold(called: str) -> str:
    """A handle or name without case, spaces and a leading @."""
    return "".join(called.split()).casefold().removeprefix("@")
