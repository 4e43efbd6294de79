"""Who may write to us, and whom their letters named: what a reply's words are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

from digest.vocabulary import POLITE, folded
from ledger import Ledger

_READ = ("sending", "sent", "unknown")
"""States of a mail that its reader may have read."""


@dataclass(frozen=True)
class Met:
    """Somebody a letter introduced its reader to."""

    issue: str
    account_id: str
    name: str
    topic: str | None
    """What the letter said the two share."""


@dataclass(frozen=True)
class Correspondents:
    """The members, their addresses and their letters."""

    ledger: Ledger
    member_of: Mapping[str, str]
    """account_id → member_id of every account, but of nobody who was forgotten."""
    names: Mapping[str, str]
    """By member."""
    addresses: Mapping[str, frozenset[str]]
    """By address in small letters: the accounts that have it."""

    @classmethod
    def read(cls, ledger: Ledger, accounts: pa.Table, members: pa.Table) -> Correspondents:
        """All of them.

        accounts: account_id, member_id, email. members: member_id, display_name.
        """
        rows = accounts.select(["account_id", "member_id", "email"]).to_pylist()
        erased = ledger.erased_among(
            value for row in rows for value in (row["account_id"], row["email"]) if value
        )
        known = [r for r in rows if r["account_id"] not in erased and r["email"] not in erased]
        addresses: dict[str, set[str]] = {}
        for row in known:
            if row["email"]:
                addresses.setdefault(row["email"].strip().lower(), set()).add(row["account_id"])
        known_ids = {row["account_id"] for row in known}
        for row in ledger.addresses().to_pylist():
            if row["account_id"] in known_ids:
                addresses.setdefault(row["address"].lower(), set()).add(row["account_id"])
        names = members.select(["member_id", "display_name"]).to_pylist()
        return cls(
            ledger=ledger,
            member_of={row["account_id"]: row["member_id"] for row in known},
            names={row["member_id"]: row["display_name"] for row in names if row["display_name"]},
            addresses={address: frozenset(found) for address, found in addresses.items()},
        )

    def accounts_at(self, address: str | None) -> frozenset[str]:
        """The accounts with that address."""
        return self.addresses.get(address or "", frozenset())

    def has_address(self, account_id: str) -> bool:
        """Whether letters can reach the account's member."""
        return not self.accounts_of(account_id).isdisjoint(self._reachable)

    def name(self, account_id: str) -> str:
        """What the account's member goes by; the account's id, when that is not known."""
        return self.names.get(self.member_of.get(account_id, ""), account_id)

    def accounts_of(self, account_id: str) -> frozenset[str]:
        """All accounts of the account's member."""
        return self._accounts_by_member.get(
            self.member_of.get(account_id, ""), frozenset([account_id])
        )

    def met(self, account_id: str, issue: str | None) -> list[Met]:
        """Whom the letter of an issue introduced the account to; without one, the last letter."""
        own = self.accounts_of(account_id)
        found = [met for reader, met in self._all_met if reader in own]
        wanted = issue or max((met.issue for met in found), default=None)
        return [met for met in found if met.issue == wanted]

    def ever_met(self, account_id: str) -> list[Met]:
        """Everybody any letter introduced the account to, the last issue first."""
        own = self.accounts_of(account_id)
        found = [met for reader, met in self._all_met if reader in own]
        return sorted(found, key=lambda met: met.issue, reverse=True)

    def everybody(self) -> list[Met]:
        """Every member, as if a letter had named them; the first of their accounts."""
        return [
            Met("", min(accounts), self.names[member_id], None)
            for member_id, accounts in self._accounts_by_member.items()
            if member_id in self.names
        ]

    def letter_with_id(self, message_id: str) -> tuple[str, str] | None:
        """Issue and account of the letter with that Message-ID, when it left."""
        return self._letters.get(self.ledger.fingerprint(message_id))

    def account_with_stop_token(self, token: str) -> str | None:
        """The account whose letters carry the token in their List-Unsubscribe line."""
        return self._stop_tokens.get(self.ledger.fingerprint(token))

    @cached_property
    def _reachable(self) -> frozenset[str]:
        return frozenset(each for found in self.addresses.values() for each in found)

    @cached_property
    def _accounts_by_member(self) -> dict[str, frozenset[str]]:
        by_member: dict[str, set[str]] = {}
        for account_id, member_id in self.member_of.items():
            by_member.setdefault(member_id, set()).add(account_id)
        return {member_id: frozenset(found) for member_id, found in by_member.items()}

    @cached_property
    def _all_met(self) -> list[tuple[str, Met]]:
        return [
            (
                row["account_id"],
                Met(
                    issue=row["issue"],
                    account_id=row["candidate_account_id"],
                    name=self.name(row["candidate_account_id"]),
                    topic=row["overlap"],
                ),
            )
            for row in self.ledger.proposals().to_pylist()
            if row["state"] in _READ and row["candidate_account_id"] in self.member_of
        ]

    # Looked up by fingerprint, so that the time a look-up takes tells nothing about an id.
    @cached_property
    def _letters(self) -> dict[str, tuple[str, str]]:
        return {
            self.ledger.fingerprint(row["message_id"]): (row["issue"], row["account_id"])
            for row in self.ledger.mails().to_pylist()
            if row["state"] in _READ and row["account_id"] in self.member_of
        }

    @cached_property
    def _stop_tokens(self) -> dict[str, str]:
        accounts = {row["account_id"] for row in self.ledger.mails().to_pylist()}
        fingerprint = self.ledger.fingerprint
        return {
            fingerprint(fingerprint(f"stop {account_id}")[:32]): account_id
            for account_id in sorted(accounts & self.member_of.keys())
        }


def called(name: str, among: Iterable[Met]) -> list[Met]:
    """Those of the people a name may mean: the whole name, its beginning, or one part of it."""
    said = _plain(name)
    found: dict[str, Met] = {}
    for met in among:
        own = folded(met.name).split()
        if said and (said == own[: len(said)] or (len(said) == 1 and said[0] in own)):
            found.setdefault(met.account_id, met)
    return list(found.values())


def topics_called(name: str, among: Iterable[Met]) -> list[str]:
    """Those of the topics that a few words may mean."""
    said = " ".join(_plain(name))
    topics = dict.fromkeys(met.topic for met in among if met.topic)
    return [topic for topic in topics if said and f" {said} " in f" {folded(topic)} "]


def _plain(name: str) -> Sequence[str]:
    for polite in POLITE:
        name = name.removesuffix(" " + polite)
    return name.split()
