"""Which people stand in each letter of an issue, and what is said of them.

Once an issue was composed, the ledger's proposals are what counts: new matches do not change a
letter that waits to be sent. Only a no, a wish of the reader's or a decision of the manager takes
somebody out of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

import pyarrow as pa

from digest.calling import called
from digest.permissions import Permissions
from digest.phrases import phrases
from digest.plain import plain, plain_name
from digest.wishes import Wishes
from ledger import Ledger, Proposal
from recommender.wording import said

MOST_PEOPLE = 3
FIRST_PEOPLE = 2
"""In somebody's first letter, which also shows them their own card."""
_ALIKE = 2
"""People of one letter with whom its reader shares the same and nothing else; a third is a list."""
_PROPOSAL_FIELDS = tuple(column.name for column in fields(Proposal))
_QUOTED = re.compile(r"“[^”]*”|„[^“]*“|«[^»]*»")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, kw_only=True)
class Introduction:
    """One person to be named in a reader's letter, with the reason."""

    candidate_id: str
    proposal: Proposal
    contact_id: str | None
    is_understood: bool = True
    """Not: the two are known to write in different languages."""

    @property
    def year(self) -> int | None:
        """The year that the reason says it is of; None: it is of lately, or has no day."""
        years = _YEAR.findall(_QUOTED.sub(" ", self.proposal.sentence or ""))
        return max(map(int, years), default=None)


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
    names: Mapping[str, str | None],
    permissions: Permissions,
    wishes: Wishes,
    nameless: Collection[str],
    hidden_threads: Collection[str],
) -> dict[str, Draft]:
    """Each reader's draft, by member; also an empty one for a reader whose people all went.

    main_accounts: member_id → account_id. member_of: account_id → member_id, all accounts.
    names: member_id → name. nameless: members without a name that can be written. hidden_threads:
    ids of threads that may not be shown (any more); no reason may rest on them.
    """
    drafts = {}
    kept = _kept(ledger, issue, member_of)
    matched = _Matched(issue, main_accounts, names, wishes).of(matches, reasons)
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
                and wishes.is_wanted(reader_id, proposal.overlap)
                and wishes.is_wanted(candidate_id, proposal.overlap)
            ):
                languages = {wishes.languages.get(each) for each in (reader_id, candidate_id)}
                staying.append(
                    Introduction(
                        candidate_id=candidate_id,
                        proposal=proposal,
                        contact_id=member_of.get(proposal.contact_account_id or ""),
                        is_understood=len(languages - {None}) < 2,
                    )
                )
            elif reader_id in kept:
                withdrawn.append(proposal)
        drafts[reader_id] = Draft(
            reader_id=reader_id,
            introductions=_few(
                staying, FIRST_PEOPLE if wishes.is_first(reader_id) else MOST_PEOPLE
            ),
            withdrawn=tuple(withdrawn),
        )
    return drafts


def _few(staying: list[Introduction], most: int) -> tuple[Introduction, ...]:
    """The first ones; of a letter with somebody far in it, the last place is theirs."""
    far = [each for each in staying[most:] if each.proposal.slot == "far"]
    return tuple([*staying[: most - 1], far[0]] if far else staying[:most])


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


@dataclass(frozen=True)
class _Matched:
    """Turns the recommender's matches into proposals, said in each reader's language."""

    issue: str
    main_accounts: Mapping[str, str]
    names: Mapping[str, str | None]
    wishes: Wishes

    def of(self, matches: pa.Table, reasons: pa.Table) -> dict[str, list[Proposal]]:
        reasons_of = self._reasons(reasons)
        rows: dict[str, list[dict[str, Any]]] = {}
        for row in matches.sort_by("place").to_pylist():
            if row["issue"] == self.issue:
                rows.setdefault(row["member_id"], []).append(row)
        return {
            reader: found
            for reader, theirs in rows.items()
            if reader in self.main_accounts
            and (found := list(self._proposals(reader, theirs, reasons_of)))
        }

    def _reasons(self, reasons: pa.Table) -> dict[tuple[str, str], list[dict[str, Any]]]:
        """What can be said to each reader about each candidate, the best first."""
        found: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for row in reasons.sort_by("place").to_pylist():
            topics = (row["overlap"], row["thread_title"])
            # That some third person, unnamed, knows both is true of many and says nothing.
            if _is_unnamed(row):
                continue
            if row["issue"] == self.issue and all(
                self.wishes.is_wanted(row["member_id"], topic) for topic in topics
            ):
                found.setdefault((row["member_id"], row["candidate_id"]), []).append(row)
        return found

    def _proposals(
        self,
        reader: str,
        rows: list[dict[str, Any]],
        reasons_of: Mapping[tuple[str, str], list[dict[str, Any]]],
    ) -> Iterable[Proposal]:
        told: list[dict[str, Any]] = []
        candidates = [row["candidate_id"] for row in rows]
        for row in rows:
            candidate = row["candidate_id"]
            reason = _not_said_before(reasons_of.get((reader, candidate), []), told)
            # Who is proposed without a reason, or with one that says nothing new, is not proposed.
            if reason is None or candidate not in self.main_accounts:
                continue
            if sum(plain(each["overlap"]) == plain(reason["overlap"]) for each in told) >= _ALIKE:
                continue
            told.append(reason)
            sentence, overlap = self._said(reader, candidate, reason, candidates)
            yield Proposal(
                account_id=self.main_accounts[reader],
                candidate_account_id=self.main_accounts[candidate],
                place=row["place"],
                slot=row["slot"],
                reason_kind=reason["kind"],
                sentence=sentence,
                overlap=overlap,
                thread_id=reason["thread_id"],
                thread_title=reason["thread_title"],
                thread_url=reason["thread_url"],
                contact_account_id=self.main_accounts.get(reason.get("contact_member_id") or ""),
                score=row.get("untaught"),
                shown=row.get("shown"),
            )

    def _said(
        self, reader: str, candidate: str, reason: Mapping[str, Any], candidates: Iterable[str]
    ) -> tuple[str, str | None]:
        """The reason and what the two share, in the reader's language, by the given name."""
        language = self.wishes.language_of(reader)
        told = phrases(language)
        sentence: str = reason["sentence"]
        overlap: str | None = reason["overlap"]
        if not reason.get("saying"):
            return sentence, overlap
        words = json.loads(reason["words"])
        others = (plain_name(self.names.get(each)) or "" for each in (reader, *candidates))
        name = plain_name(self.names.get(candidate)) or told.nobody
        words["name"] = called(name, others)
        sentence = said(reason["saying"], reader, candidate, language, **words)
        # Whom they both know the sentence says.
        return sentence, told.shared_contact_overlap if reason["kind"] == "contact" else overlap


def _not_said_before(
    reasons: list[dict[str, Any]], said_before: list[dict[str, Any]]
) -> dict[str, Any] | None:
    """The best reason that leads elsewhere than those in the letter already; else the best."""
    threads = {reason["thread_id"] for reason in said_before} - {None}
    topics = {plain(reason["overlap"]) for reason in said_before}
    fresh = [reason for reason in reasons if reason["thread_id"] not in threads]
    other = [reason for reason in fresh if plain(reason["overlap"]) not in topics]
    return next(iter(other or fresh or reasons), None)


def _is_unnamed(reason: Mapping[str, Any]) -> bool:
    return reason["kind"] == "contact" and not reason.get("contact_member_id")
