"""An issue's letters, composed into the outbox and noted in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from digest.came_of_it import CameOfIt
from digest.codes import Codes
from digest.drafts import drafts_of_issue
from digest.issue import Issue, Summary
from digest.last_words import LastWords
from digest.letter import Sender
from digest.lines import Lines
from digest.material import Material
from digest.offers import Offers
from digest.outbox import Outbox
from digest.passing_on import PassingOn
from digest.permissions import Permissions
from digest.plain import plain_name, usable_address
from digest.sender import checked_sender
from digest.wishes import Wishes
from digest.writing import Writer
from ledger import Ledger
from recommender.wording import names_member

ASKED_ABOUT = timedelta(days=180)
"""What somebody wrote longer ago is nothing to ask them about."""
_SILENT = ("is_spam", "is_barred", "is_departed", "is_minor", "is_memorial", "is_team", "is_bot")


def compose(
    *,
    sender: Sender,
    issue: str,
    planned_at: datetime,
    now: datetime,
    people: pa.Table,
    members: pa.Table,
    member_accounts: pa.Table,
    matches: pa.Table,
    reasons: pa.Table,
    threads: pa.Table,
    member_threads: pa.Table,
    ledger: Ledger,
    outbox: Path,
    codes: Codes | None = None,
    material: Material | None = None,
    lines: Lines | None = None,
    language: str = "en",
) -> Summary:
    """The issue's letters in `outbox/<issue>/<member>.eml`, and what became of each reader.

    issue: '2026-W47'. planned_at: when the letters are to leave; their Date, in its own zone.
    people: member_id, display_name, handle, account_url and a bool column per purpose, false
    where it may not be.
    members: member_id, account_id, display_name, email, language, location and the is_… columns
    of marts.members.
    member_accounts: account_id, member_id. matches, reasons: as the recommender makes them;
    a reason may have contact_member_id, the member its sentence names. threads: marts.threads.
    codes: sign the addresses and links that come back; None: there is no key.
    member_threads: member_id, thread_id. material: what letters tell beside the people. lines: the
    manager's own. language: the community's, for those who write in none that letters know.

    The same inputs give the same bytes and no new rows. A letter that waits is written again only
    when a no, a decision or the hiding of a thread touched it; one that left is never touched.
    Raises BadSender for what community.yaml lacks, UnsafeMail for a mail that must not exist.
    """
    checked_sender(sender)
    member_of = dict(_pairs(member_accounts, "account_id", "member_id"))
    rows = {row["member_id"]: row for row in members.to_pylist()}
    main_accounts = {member_id: row["account_id"] for member_id, row in rows.items()}
    permissions = Permissions.read(ledger, people, member_accounts, now)
    names = dict(_pairs(people, "member_id", "display_name"))
    material = material or Material()
    wishes = Wishes.read(
        ledger,
        issue,
        member_of=member_of,
        written={m: row.get("language") for m, row in rows.items()},
        language=language,
    )
    hidden = threads.filter(pc.invert(pc.fill_null(threads["is_public"], False)))
    hidden_threads = frozenset(hidden["thread_id"].to_pylist())
    drafts = drafts_of_issue(
        ledger,
        issue,
        matches=matches,
        reasons=reasons,
        main_accounts=main_accounts,
        member_of=member_of,
        names=names,
        permissions=permissions,
        wishes=wishes,
        nameless={member_id for member_id, name in names.items() if plain_name(name) is None},
        hidden_threads=hidden_threads,
    )
    mails = {
        member_of.get(row["account_id"], row["account_id"]): row
        for row in ledger.mails(issue).to_pylist()
    }
    readers = permissions.readers()
    addresses = {
        member_id: address
        for member_id in readers
        if (address := usable_address(rows[member_id]["email"] if member_id in rows else None))
    }
    nobody_there = ledger.suppressed_among(addresses.values())
    addresses = {m: address for m, address in addresses.items() if address not in nobody_there}
    going = {
        member_id: draft
        for member_id, draft in drafts.items()
        if member_id in addresses
        and draft.introductions
        and not wishes.weeks_to_wait(member_id)
        and mails.get(member_id, {}).get("state") not in ("failed", "expired")
    }
    silent = {m for m, row in rows.items() if any(row.get(flag) for flag in _SILENT)}
    own_names: dict[str, str] = dict(_pairs(members, "member_id", "display_name"))
    named_in = _named_in_titles(threads, own_names)
    writer = Writer(
        sender=sender,
        issue=issue,
        planned_at=planned_at,
        going=going,
        names=names,
        own_names=own_names,
        pages=dict(_pairs(people, "member_id", "account_url")),
        handles=dict(_pairs(people, "member_id", "handle")),
        main_accounts=main_accounts,
        named_in=named_in,
        permissions=permissions,
        wishes=wishes,
        offers=Offers.read(
            threads,
            member_threads,
            chosen=material.to_answer,
            languages=dict(_pairs(material.languages, "thread_id", "language")),
            readers=going.keys(),
            silent=silent,
            names=own_names,
        ),
        came=CameOfIt(
            material.answers,
            _thanks(ledger, member_of),
            hidden=hidden_threads,
            named_in=named_in,
        ),
        last_words=LastWords(
            material.last_words,
            since=planned_at - ASKED_ABOUT,
            hidden=hidden_threads,
            named_in=named_in,
        ),
        works=PassingOn.read(material.works, hidden=hidden_threads, named_in=named_in),
        at_home={
            row["member_id"]: row
            for row in material.at_home.to_pylist()
            if row["thread_id"] not in hidden_threads
        },
        introducers={
            (row["member_id"], row["candidate_id"]): row["introducer_id"]
            for row in material.introducers.to_pylist()
        },
        lines=lines or Lines(),
        places={member_id: row.get("location") for member_id, row in rows.items()},
    )
    return Issue(
        sender=sender,
        issue=issue,
        planned_at=planned_at,
        now=now,
        ledger=ledger,
        outbox=Outbox.of_issue(outbox, issue),
        drafts=drafts,
        going=going,
        mails=mails,
        addresses=addresses,
        named=_named(ledger, issue, member_of),
        hidden_threads=hidden_threads,
        matched=frozenset(matches["member_id"].to_pylist()),
        writer=writer,
        codes=codes,
    ).bring_up_to_date(readers)


def _thanks(ledger: Ledger, member_of: Mapping[str, str]) -> list[dict[str, Any]]:
    """Thanks that members sent to each other in reply to a letter, newest first."""
    return [
        {
            "by_member": member_of[row["account_id"]],
            "member_id": member_of[row["other_account_id"]],
            "said_at": row["said_at"],
        }
        for row in reversed(ledger.feedback().to_pylist())
        if row["word"] == "thanks"
        and row["account_id"] in member_of
        and row["other_account_id"] in member_of
    ]


def _named(
    ledger: Ledger, issue: str, member_of: Mapping[str, str]
) -> dict[str, list[tuple[str, str | None]]]:
    named: dict[str, list[tuple[str, str | None]]] = {}
    for row in ledger.mail_names(issue).to_pylist():
        # Somebody erased has no member any more, and may be named as nothing.
        member_id = member_of.get(row["named_account_id"])
        named.setdefault(row["account_id"], []).append((row["role"], member_id))
    return named


def _named_in_titles(threads: pa.Table, names: Mapping[str, str]) -> dict[str, str]:
    """By thread whose title or address says its author's name: that author."""
    columns = ["thread_id", "title", "url", "author_member_id"]
    return {
        row["thread_id"]: row["author_member_id"]
        for row in threads.select(columns).to_pylist()
        if names_member(row["title"], row["url"], names.get(row["author_member_id"]))
    }


def _pairs(table: pa.Table, key: str, value: str) -> list[tuple[str, str]]:
    return list(zip(table[key].to_pylist(), table[value].to_pylist(), strict=True))
