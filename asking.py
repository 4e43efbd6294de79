"""Asking members, and reading their answers: the rooms put together for `invite` and `replies`."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa

from analytics.errors import NothingImported
from analytics.snapshot import never_pairs, snapshot
from analytics.warehouse import Warehouse
from digest.correspondents import Correspondents
from digest.errors import BadKeys
from digest.inviting import Asker, Prepared, prepare
from digest.mailboxes import open_mailbox
from digest.openings import openings
from digest.replies import read_replies
from digest.reply_report import Replies, for_manager_text
from ledger import Ledger
from line import (
    ROOT,
    Place,
    drawn_lines,
    member_accounts,
    members_with_addresses,
    reply_codes,
)
from publisher.asked import Opening
from recommender.recommend import recommend
from recommender.snapshot import Rules

IMAP_PASSWORD = "COMMUNIS_IMAP_PASSWORD"
MAILBOX_DAYS = 35
"""Of mail fetched from a server, unless told otherwise."""
MOST_OPENING = 10
_LETTERS = ("match", "digest")
_KNOWN = "derived.member_accounts"
"""The table that says whose account is whose; a build makes it."""


def prepare_invitation(
    place: Place,
    warehouse: Warehouse,
    ledger: Ledger,
    purposes: Sequence[str],
    *,
    environ: Mapping[str, str] = os.environ,
) -> tuple[Prepared, str | None]:
    """The invitation with its texts, and why it holds no link for each member, if it does not.

    Raises NothingImported before the first build: nobody is known who could be asked.
    """
    if not warehouse.has(_KNOWN):
        raise NothingImported
    problem = None
    try:
        codes = reply_codes(place, warehouse, environ)
    except BadKeys as mistake:
        codes, problem = None, str(mistake)
    community = place.settings.community
    prepared = prepare(
        ledger=ledger,
        members=members_with_addresses(warehouse, ledger),
        member_accounts=member_accounts(warehouse),
        codes=codes,
        asker=Asker(
            community_name=community.name,
            manager_name=community.manager.name,
            manager_email=community.manager.email,
            profile_questions={
                each.question: each.purposes for each in place.settings.consent_questions
            },
        ),
        purposes=purposes,
        content=ROOT / "content",
        folder=place.build / "invitations",
        now=datetime.now(UTC),
    )
    return prepared, problem


def read_mailbox(
    place: Place,
    warehouse: Warehouse,
    ledger: Ledger,
    mailbox: str,
    *,
    days: int = MAILBOX_DAYS,
    accept_unsigned: bool = False,
    dry_run: bool = False,
    environ: Mapping[str, str] = os.environ,
) -> tuple[Replies, Path | None]:
    """What became of each mail, and the file with all that is left for the manager, if anything.

    mailbox: an mbox file, a Maildir folder, or imaps://user@host/FOLDER, of which the last `days`
    are read. Raises BadMailbox, BadKeys, or NothingImported before the first build.
    """
    if not warehouse.has(_KNOWN):
        raise NothingImported
    now = datetime.now(UTC)
    accounts = warehouse.frame(
        "select account_id, member_id, email from raw.accounts "
        "inner join derived.member_accounts using (account_id) order by all"
    )
    members = warehouse.frame("select member_id, display_name from marts.members order by all")
    manager = place.settings.community.manager
    found = read_replies(
        open_mailbox(
            mailbox, password=environ.get(IMAP_PASSWORD), since=(now - timedelta(days=days)).date()
        ),
        ledger=ledger,
        codes=reply_codes(place, warehouse, environ),
        people=Correspondents.read(ledger, accounts, members),
        manager_name=manager.name,
        manager_address=manager.email,
        now=now,
        accept_unsigned=accept_unsigned,
        dry_run=dry_run,
    )
    if dry_run or not found.for_manager:
        return found, None
    file = place.build / "replies" / f"{now:%Y-%m-%d-%H%M%S}.txt"
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(for_manager_text(found.for_manager))
    return found, file


def whose_yes_opens_most(
    place: Place, warehouse: Warehouse, ledger: Ledger, issue: str
) -> tuple[Opening, ...]:
    """The members to talk with first, for the manager alone: as if all who talk lately said yes."""
    answers: dict[str, dict[str, str]] = {}
    for row in ledger.member_consents(member_accounts(warehouse)).to_pylist():
        answers.setdefault(row["member_id"], {})[row["purpose"]] = row["answer"]
    willing = {m for m, said in answers.items() if all(said.get(p) == "yes" for p in _LETTERS)}
    refusing = {m for m, said in answers.items() if any(said.get(p) == "no" for p in _LETTERS)}
    known = warehouse.frame(
        "select member_id, display_name, is_matchable and is_active_lately as is_here"
        " from marts.members order by member_id"
    ).to_pylist()
    may = [row["member_id"] for row in known if row["is_here"] and row["member_id"] not in refusing]
    everybody = pa.table({"member_id": pa.array(may, pa.string())})
    chosen = place.settings.recommender
    rules = Rules(
        readers=everybody,
        candidates=everybody,
        never=never_pairs(warehouse, *drawn_lines(ledger)),
        slots=tuple(chosen.slots),
        cap=chosen.cap,
        floor=chosen.floor,
        seed=chosen.seed,
    )
    matches = recommend(snapshot(warehouse), rules, issue).matches
    names = {row["member_id"]: row["display_name"] for row in known}
    rows = openings(matches, willing=willing, refusing=refusing).slice(0, MOST_OPENING).to_pylist()
    return tuple(
        Opening(names[row["member_id"]], row["opens_now"], row["opens_with_others"]) for row in rows
    )


def told_invitation(prepared: Prepared, problem: str | None) -> list[str]:
    """What to paste where, whom it is for, and what comes next: a line each."""
    languages = ", ".join(f"{count} {name}" for name, count in prepared.languages.items())
    lines = [
        f"invite: invitation {prepared.number} asks for {' and '.join(prepared.purposes)}; "
        f"its texts are in {prepared.folder}",
        f"invite: {len(prepared.to_ask)} members to ask ({languages or 'none'}); "
        f"{prepared.asked_before} were asked before, {prepared.answered} have answered already",
        f"invite: {prepared.without_address} of them have no address: ask them to name one",
    ]
    lines += [
        f"invite: said yes and has no address: {name}, {page or 'no page known'}; "
        "paste the text no-address to them"
        for name, page in prepared.unreached
    ]
    if problem:
        lines.append(f"invite: no link of their own for each member: {problem}")
    if prepared.to_ask:
        lines.append(
            "invite: paste message into the forum's mail to everybody, thread into a pinned "
            "thread, page into the page; then note it with ./do invite --asked"
        )
    return lines


def told_asked(prepared: Prepared, new: int) -> list[str]:
    """That the invitation is out."""
    return [
        f"invite: invitation {prepared.number} is out, {new} members were asked; "
        "nobody is asked again, and no reminder follows"
    ]


def told_replies(found: Replies, file: Path | None, *, is_rehearsal: bool = False) -> list[str]:
    """A line for each reply that changed something or waits, then the counts."""
    would = "would do: " if is_rehearsal else ""
    lines = [f"replies: {would}{one.name}: {'; '.join(one.done)}" for one in found.obeyed]
    lines += [
        f"replies: waits: {one.name} ({one.address}): yes to invitation {one.invitation}, "
        "without a sign that it is theirs"
        for one in found.waiting
    ]
    lines += [
        f"replies: came back: {one.name} ({one.status}): "
        + (
            "nothing is sent there any more; ask them where to write, then "
            "./do consent MEMBER --address ADDRESS"
            if one.is_over
            else "not now; the next letter is tried"
        )
        for one in found.bounced
    ]
    if found.waiting:
        lines.append("replies: if these are what they seem, ./do replies --accept takes them")
    lines += [
        f"replies: {'NOW: ' if one.is_urgent else ''}{'perhaps a no: ' if one.may_be_a_no else ''}"
        f"{one.name or one.address}: {'; '.join(one.why)}"
        for one in found.for_manager
    ]
    if file:
        lines.append(f"replies: what they wrote is in {file}")
    lines.append(
        f"replies: {len(found.obeyed)} done, {len(found.waiting)} wait, "
        f"{len(found.for_manager)} for you, {found.read_before} read before, "
        f"{len(found.bounced)} came back, "
        f"{found.automatic} by machines, {found.others} not replies, {found.unreadable} unreadable"
    )
    return lines


def told_openings(found: Sequence[Opening]) -> list[str]:
    """Whom to talk with first, for the manager alone."""
    return [
        f"invite: {one.name}: a yes opens {one.opens_now} introductions now, "
        f"{one.opens_with_others} more with others' yes"
        for one in found
    ]
