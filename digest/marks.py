"""Which letters a person should look at before they leave, and why.

A mark asks for a judgement that the program cannot make and that the letter does not tell its
reader. A single reason of an earlier year needs none, because the letter dates it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from digest.drafts import Draft, Introduction
from ledger import Ledger

LONG_AGO = 2
"""Years. A letter in which everything is that old may be about two who are elsewhere by now."""
_UNWELCOME = "unwelcome"


def marks_of(
    draft: Draft,
    names: Mapping[str, str],
    *,
    has_greeting: bool,
    nameless_contacts: frozenset[str],
    planned_at: datetime,
    is_cut: bool,
) -> Iterator[str]:
    """What is to be looked at in one letter, a line each, as it is composed.

    names: by candidate, as the letter calls them. has_greeting: the reader has a name to greet
    by. nameless_contacts: candidates whose reason is a third person who may not be named.
    """
    if not has_greeting:
        yield "there is no name to greet the reader by"
    for introduction in draft.introductions:
        name = names[introduction.candidate_id]
        if any(char.isdigit() for char in name) or name.islower():
            yield f"{name} may not be a name to introduce somebody by"
        if not introduction.is_understood:
            yield f"{name}: the two write in different languages"
        if introduction.candidate_id in nameless_contacts:
            yield f"{name}: the reason is somebody both talk with, who may not be named"
    if newest := _all_long_ago(draft.introductions, planned_at):
        yield f"nothing in it is newer than {newest}"
    if is_cut:
        yield "it was too long, and what it says was cut"


def marks_of_issue(
    ledger: Ledger, issue: str, *, member_of: Mapping[str, str], names: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """What is to be looked at in each letter of an issue now, by account; absent: nothing.

    Beside what composing noted, who said *unwelcome* and to whom it was said: that may come after
    composing, and concerns every letter with one of the two. member_of: account_id → member_id.
    names: by member.
    """
    said = [row for row in ledger.feedback().to_pylist() if row["word"] == _UNWELCOME]
    said_it = {member_of.get(row["account_id"]) for row in said} - {None}
    told_so = {member_of.get(row["other_account_id"] or "") for row in said} - {None}
    found: dict[str, list[str]] = {}
    for mail in ledger.mails(issue).to_pylist():
        lines = (mail["doubts"] or "").splitlines()
        reader = member_of.get(mail["account_id"])
        if reader in said_it:
            lines.append("the reader said that somebody was unwelcome")
        if reader in told_so:
            lines.append("the reader was unwelcome to somebody")
        found[mail["account_id"]] = lines
    for row in ledger.mail_names(issue).to_pylist():
        named = member_of.get(row["named_account_id"])
        if row["role"] == "candidate" and named in told_so:
            name = names.get(named or "", "a member")
            found.setdefault(row["account_id"], []).append(f"{name} was unwelcome to somebody")
    return {account_id: tuple(lines) for account_id, lines in found.items() if lines}


def _all_long_ago(introductions: tuple[Introduction, ...], planned_at: datetime) -> int | None:
    """The newest year the reasons are of, when all of them are of long ago."""
    years = [introduction.year for introduction in introductions]
    dated = [year for year in years if year is not None]
    newest = max(dated, default=None)
    is_long_ago = newest is not None and newest <= planned_at.year - LONG_AGO
    return newest if is_long_ago and len(dated) == len(years) else None
