"""Who is meant by a name in a command: exactly one member, or the choices."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.derived.member_accounts import fold
from analytics.errors import AmbiguousMember, NothingImported, UnknownMember
from analytics.warehouse import Warehouse

# From the surest to the loosest; the first that finds anybody decides.
LOOKUPS = (
    ("member_id",),
    ("account_id",),
    ("platform_handle", "platform_native_id"),
    ("folded_handle", "folded_name"),
)
AS_WRITTEN = 2
"""So many of the lookups compare what was asked as it stands, the others in lower case."""
MOST_CHOICES = 10
MOST_NEAR = 5


@dataclass(frozen=True)
class Named:
    """An account that goes by what was asked."""

    member_id: str
    account_id: str
    platform: str
    handle: str | None
    display_name: str | None

    @property
    def choice(self) -> str:
        """As a list of choices shows it."""
        called = f"{self.platform}:{self.handle}" if self.handle else self.account_id
        return f"{self.member_id} ({called})"


def find_member(warehouse: Warehouse, asked: str) -> Named:
    """The one member who goes by an id, an account id, platform:handle, a handle or a name.

    Raises UnknownMember with who comes near when nobody does, AmbiguousMember with the choices when
    several do, NothingImported before the first build.
    """
    if not warehouse.has("staging.accounts"):
        raise NothingImported
    found = accounts_called(warehouse, asked)
    by_member = {named.member_id: named for named in reversed(found)}
    if not by_member:
        raise UnknownMember(asked, _near(warehouse, asked))
    if len(by_member) > 1:
        choices = [named.choice for named in by_member.values()]
        raise AmbiguousMember(asked, sorted(choices)[:MOST_CHOICES])
    return found[0]


def accounts_called(warehouse: Warehouse, asked: str) -> list[Named]:
    """The accounts that go by what was asked, by the surest way that finds any, ordered by id."""
    return Directory(warehouse).called(asked)


class Directory:
    """All accounts by what they go by, read once: for whoever has many to ask."""

    def __init__(self, warehouse: Warehouse) -> None:
        found = warehouse.frame(
            """
            select
                joined.member_id,
                accounts.account_id,
                accounts.platform,
                accounts.handle,
                accounts.display_name,
                lower(accounts.platform || ':' || accounts.handle) as platform_handle,
                lower(accounts.platform || ':' || accounts.native_id) as platform_native_id,
                lower(accounts.handle) as folded_handle,
                lower(regexp_replace(accounts.display_name, '\\s+', '', 'g')) as folded_name,
            from staging.accounts as accounts
            inner join derived.member_accounts as joined using (account_id)
            order by account_id
            """
        )
        named = ("member_id", "account_id", "platform", "handle", "display_name")
        self._by: list[dict[str, list[Named]]] = [{} for _ in LOOKUPS]
        for row in found.to_pylist():
            account = Named(**{name: row[name] for name in named})
            for by, keys in zip(self._by, LOOKUPS, strict=True):
                for key in {row[each] for each in keys} - {None}:
                    by.setdefault(key, []).append(account)

    def called(self, asked: str) -> list[Named]:
        """The accounts that go by what was asked, by the surest way that finds any, by id."""
        asked = asked.strip()
        for number, by in enumerate(self._by):
            if found := by.get(asked if number < AS_WRITTEN else fold(asked)):
                return found
        return []


def _near(warehouse: Warehouse, asked: str) -> list[str]:
    """Whose handle or name holds what was asked, as a choice each; a few at most."""
    name = fold(asked.rpartition(":")[2])
    if not name:
        return []
    found = warehouse.frame(
        "select joined.member_id, accounts.account_id, accounts.platform, accounts.handle, "
        "accounts.display_name from staging.accounts "
        "inner join derived.member_accounts as joined using (account_id) "
        "where contains(lower(handle), $name) "
        "or contains(lower(regexp_replace(display_name, '\\s+', '', 'g')), $name) "
        "order by account_id",
        name=name,
    )
    by_member = {row["member_id"]: Named(**row).choice for row in reversed(found.to_pylist())}
    return sorted(by_member.values())[:MOST_NEAR]


def member_accounts(warehouse: Warehouse, member_id: str) -> tuple[str, ...]:
    """The ids of a member's accounts, sorted."""
    found = warehouse.frame(
        "select account_id from derived.member_accounts where member_id = $member_id order by all",
        member_id=member_id,
    )
    return tuple(found["account_id"].to_pylist())
