"""What the manager decides about letters that wait: approve one, take somebody out, never again.

A decision counts from the next composing on; each can be taken back while the letter waits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from digest.errors import NoSuchLetter
from ledger import Ledger
from ledger.mails import UNSENT_STATES

MANAGER = "manager"
_WAITING = ("queued", "deferred")


def approve(
    ledger: Ledger, issue: str, accounts: Collection[str], *, is_undone: bool, now: datetime
) -> int:
    """How many of these accounts' letters are newly approved, or not approved any more.

    An approval is of exactly the letter that was looked at: another text needs another one.
    Raises NoSuchLetter when none of them has one that waits.
    """
    mails = _mails(ledger, issue, accounts, _WAITING)
    return sum(
        ledger.record_approval(
            "letter",
            mail["message_id"],
            MANAGER,
            mail["content_sha256"],
            is_approved=not is_undone,
            source=MANAGER,
            now=now,
        )
        for mail in mails
    )


def approved(ledger: Ledger, issue: str) -> set[str]:
    """The accounts whose letters of the issue were approved as they are."""
    return {
        mail["account_id"]
        for mail in ledger.mails(issue).to_pylist()
        if ledger.is_approved("letter", mail["message_id"], MANAGER, mail["content_sha256"])
    }


def take_out(
    ledger: Ledger,
    issue: str,
    readers: Collection[str],
    candidates: Collection[str],
    *,
    is_undone: bool,
    now: datetime,
) -> int:
    """1 when somebody is newly taken out of the reader's letter, or stands in it again; else 0.

    readers, candidates: all accounts of either member. The letter waits to be composed again.
    Raises NoSuchLetter when the reader has none of this issue that has not left.
    """
    with ledger.transaction():
        changed = 0
        for mail in _mails(ledger, issue, readers, UNSENT_STATES):
            for candidate in sorted(candidates):
                change = ledger.restore_proposal if is_undone else ledger.withdraw_proposal
                changed += change(issue, mail["account_id"], candidate, now=now)
            if changed:
                _to_be_composed(ledger, mail, now)
        # The other's letter may say that the reader gets a note about them, too.
        for mail in ledger.mails(issue).to_pylist() if changed else ():
            if mail["account_id"] in candidates and _is_named(ledger, mail, readers):
                _to_be_composed(ledger, mail, now)
        return changed


def never_again(
    ledger: Ledger,
    issue: str | None,
    one: Collection[str],
    other: Collection[str],
    *,
    is_undone: bool,
    now: datetime,
) -> int:
    """1 when the two are newly never to be introduced, or may be again; else 0.

    one, other: all accounts of each. issue: the one that waits, whose letters then name neither to
    the other.
    """
    with ledger.transaction():
        changed = ledger.record_veto(
            min(one), min(other), is_never=not is_undone, source=MANAGER, now=now
        )
        for mail in ledger.mails(issue).to_pylist() if issue and changed else ():
            sides = ((one, other), (other, one))
            if mail["state"] in UNSENT_STATES and any(
                mail["account_id"] in reader and _is_named(ledger, mail, candidate)
                for reader, candidate in sides
            ):
                _to_be_composed(ledger, mail, now)
        return changed


def _is_named(ledger: Ledger, mail: dict[str, Any], accounts: Collection[str]) -> bool:
    return any(
        row["account_id"] == mail["account_id"] and row["candidate_account_id"] in accounts
        for row in ledger.proposals(issue=mail["issue"]).to_pylist()
    )


def _to_be_composed(ledger: Ledger, mail: dict[str, Any], now: datetime) -> None:
    if mail["state"] in _WAITING:
        ledger.change_mail(
            mail["issue"], mail["account_id"], "withdrawn", detail="you changed it", now=now
        )


def _mails(
    ledger: Ledger, issue: str, accounts: Collection[str], states: Iterable[str]
) -> list[dict[str, Any]]:
    found = [
        mail
        for mail in ledger.mails(issue).to_pylist()
        if mail["account_id"] in accounts and mail["state"] in states
    ]
    if not found:
        raise NoSuchLetter(f"{issue}: no letter to them waits; see the outbox in the office")
    return found
