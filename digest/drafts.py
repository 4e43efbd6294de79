"""Which people stand in each letter of an issue.

Once an issue was composed, the ledger's proposals are what counts: new matches do not change a
letter that waits to be sent. Only a no, or a decision of the manager, takes somebody out of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any

import pyarrow as pa

from digest.permissions import Permissions
from digest.words import SHARED_CONTACT, SHARED_CONTACT_OVERLAP
from ledger import Ledger, Proposal

MOST_PEOPLE = 3
_PROPOSAL_FIELDS = tuple(column.name for column in fields(Proposal))


@dataclass(frozen=True, kw_only=True)
class Introduction:
    """One person to be named in a reader's letter, with the reason."""

    candidate_id: str
    proposal: Proposal
    contact_id: str | None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The people in one reader's letter."""

    reader_id: str
    introductions: tuple[Introduction, ...]
    withdrawn: tuple[Proposal, ...] = ()
    """Those who stood in it and may not any more."""


def drafts_of_issue(
    ledger: Ledger,
    issue: str,
    *,
    matches: pa.Table,
    reasons: pa.Table,
    main_accounts: Mapping[str, str],
    member_of: Mapping[str, str],
    permissions: Permissions,
    nameless: Collection[str],
    hidden_threads: Collection[str],
) -> dict[str, Draft]:
    """Each reader's draft, by member; also an empty one for a reader whose people all went.

    main_accounts: member_id → account_id. member_of: account_id → member_id, all accounts.
    nameless: members without a name that can be written. hidden_threads: ids of threads that may
    not be shown (any more); no reason may rest on them.
    """
    drafts = {}
    kept = _kept(ledger, issue, member_of)
    matched = _matched(matches, reasons, issue, main_accounts)
    for reader_id in sorted(kept.keys() | matched.keys()):
        staying, withdrawn = [], []
        proposals = kept.get(reader_id, matched.get(reader_id, []))
        for proposal in sorted(proposals, key=lambda proposal: proposal.place):
            candidate_id = member_of.get(proposal.candidate_account_id)
            if (
                candidate_id is not None
                and candidate_id not in nameless
                and permissions.may_meet(reader_id, candidate_id)
                and proposal.thread_id not in hidden_threads
                and proposal.sentence
            ):
                contact_id = member_of.get(proposal.contact_account_id or "")
                staying.append(
                    Introduction(
                        candidate_id=candidate_id, proposal=proposal, contact_id=contact_id
                    )
                )
            elif reader_id in kept:
                withdrawn.append(proposal)
        drafts[reader_id] = Draft(
            reader_id=reader_id,
            introductions=tuple(staying[:MOST_PEOPLE]),
            withdrawn=tuple(withdrawn),
        )
    return drafts


def _kept(ledger: Ledger, issue: str, member_of: Mapping[str, str]) -> dict[str, list[Proposal]]:
    kept: dict[str, list[Proposal]] = {}
    for row in ledger.proposals(issue=issue).to_pylist():
        reader_id = member_of.get(row["account_id"])
        if reader_id is not None:
            proposals = kept.setdefault(reader_id, [])
            # Nobody takes the place of one who was taken out.
            if row["withdrawn_at"] is None:
                proposals.append(Proposal(**{name: row[name] for name in _PROPOSAL_FIELDS}))
    return kept


def _matched(
    matches: pa.Table, reasons: pa.Table, issue: str, main_accounts: Mapping[str, str]
) -> dict[str, list[Proposal]]:
    reasons_of = _reasons(reasons, issue)
    said: dict[str, list[dict[str, Any]]] = {}
    matched: dict[str, list[Proposal]] = {}
    for row in matches.sort_by("place").to_pylist():
        reader, candidate = row["member_id"], row["candidate_id"]
        reason = _not_said_before(reasons_of.get((reader, candidate), []), said.get(reader, []))
        # Who is proposed without a reason, or with one that says nothing new, is not proposed.
        if row["issue"] != issue or reason is None:
            continue
        said.setdefault(reader, []).append(reason)
        if reader in main_accounts and candidate in main_accounts:
            matched.setdefault(reader, []).append(
                Proposal(
                    account_id=main_accounts[reader],
                    candidate_account_id=main_accounts[candidate],
                    place=row["place"],
                    slot=row["slot"],
                    reason_kind=reason["kind"],
                    sentence=reason["sentence"],
                    overlap=reason["overlap"],
                    thread_id=reason["thread_id"],
                    thread_title=reason["thread_title"],
                    thread_url=reason["thread_url"],
                    contact_account_id=main_accounts.get(reason.get("contact_member_id") or ""),
                )
            )
    return matched


def _reasons(reasons: pa.Table, issue: str) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """What can be said to each reader about each candidate, the best first."""
    tells_contacts = "contact_member_id" in reasons.column_names
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in reasons.sort_by("place").to_pylist():
        if row["issue"] != issue:
            continue
        if row["kind"] == "contact" and not tells_contacts:
            # Who is named there, if anybody, cannot be told; so nobody is.
            row |= {"sentence": SHARED_CONTACT, "overlap": SHARED_CONTACT_OVERLAP}
        found.setdefault((row["member_id"], row["candidate_id"]), []).append(row)
    return found


def _not_said_before(
    reasons: list[dict[str, Any]], said: list[dict[str, Any]]
) -> dict[str, Any] | None:
    """The best reason that leads elsewhere than those in the letter already; else the best.

    That both know somebody who is not named is said once in a letter: twice it says nothing.
    """
    threads = {reason["thread_id"] for reason in said} - {None}
    if any(_is_unnamed(reason) for reason in said):
        reasons = [reason for reason in reasons if not _is_unnamed(reason)]
    fresh = [reason for reason in reasons if reason["thread_id"] not in threads]
    return next(iter(fresh or reasons), None)


def _is_unnamed(reason: dict[str, Any]) -> bool:
    return reason["kind"] == "contact" and not reason.get("contact_member_id")
