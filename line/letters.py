"""An issue's letters: composed, signed, ready to be sent."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

import pyarrow as pa

import digest
from analytics.build import Analysed
from analytics.people import consenting
from analytics.warehouse import Warehouse
from digest.codes import Codes, Keys
from digest.decisions import approved
from digest.delivery import Delivery
from digest.lines import lines_for
from digest.marks import marks_of_issue
from digest.material import read_material
from ledger import Ledger
from line.analysing import member_accounts, members_with_addresses, people_of
from line.following_up import record_held_out
from line.introducing import A_MONTH
from line.place import ROOT, SAMPLE, Place
from publisher.asked import Asked, asked_rows
from publisher.rows import issue_of
from recommender.recommend import Recommendations
from settings import Settings

LETTERS_LEAVE_AT = time(7, 0)
"""In the community's zone, on the morning after as-of."""
KEYS = "COMMUNIS_REPLY_KEYS"
"""The variable with the keys that sign what members send back."""


def sender_of(settings: Settings) -> digest.Sender:
    """Who writes the community's letters."""
    community = settings.community
    return digest.Sender(
        community_id=community.id,
        community_name=community.name,
        manager_name=community.manager.name,
        manager_email=community.manager.email,
        postal_address=community.postal_address,
        list_id=list_id(settings),
        site_url=community.site_url,
        choices_url=community.choices_url,
        has_plus_addresses=community.manager.plus_addresses,
        is_sample=community.is_sample,
    )


def list_id(settings: Settings) -> str:
    """The name by which mail programs know the list: below the site's host, else a local one."""
    host = urlsplit(settings.community.site_url).hostname
    # RFC 2919 keeps .localhost for lists without a domain of their own.
    return f"letters.{host or settings.community.id + '.localhost'}"


def delivery_of(
    place: Place,
    warehouse: Warehouse,
    ledger: Ledger,
    issue: str,
    *,
    is_old_wanted: bool,
    is_late_wanted: bool,
    only_approved: bool = False,
    is_by_day: bool = False,
) -> Delivery:
    """An issue's letters, ready to be sent as the last build and the ledger have them."""
    now = datetime.now(UTC)
    newest = warehouse.value("select max(exported_at) from raw.imports")
    return Delivery(
        issue=issue,
        sender=sender_of(place.settings),
        ledger=ledger,
        outbox=place.outbox,
        people=people_of(warehouse, ledger, now),
        member_accounts=member_accounts(warehouse),
        newest_export_at=newest if isinstance(newest, datetime) else None,
        is_old_wanted=is_old_wanted,
        is_late_wanted=is_late_wanted,
        only=frozenset(approved(ledger, issue)) if only_approved else None,
        by_day=place.settings.zone if is_by_day else None,
    )


def compose_issue(
    place: Place,
    warehouse: Warehouse,
    ledger: Ledger,
    analysed: Analysed,
    found: Recommendations,
    who: pa.Table,
) -> digest.Summary:
    """The issue's letters in the outbox; nothing is sent."""
    community = place.settings.community
    zone = place.settings.zone
    issue = issue_of(analysed.as_of, community.time_zone)
    morning = analysed.as_of.astimezone(zone).date() + timedelta(days=1)
    planned_at = datetime.combine(morning, LETTERS_LEAVE_AT, zone)
    is_new = not ledger.proposals(issue=issue).num_rows
    material = read_material(
        warehouse.frame,
        readers=consenting(who, "match", "digest")["member_id"].to_pylist(),
        candidates=consenting(who, "match")["member_id"].to_pylist(),
        since=analysed.as_of - A_MONTH,
        introducers=found.introducers,
        to_answer=found.to_answer(),
    )
    letters = ROOT / (SAMPLE if place.is_sample else "content") / "letters"
    summary = digest.compose(
        sender=sender_of(place.settings),
        issue=issue,
        planned_at=planned_at,
        now=datetime.now(UTC),
        people=who,
        members=members_with_addresses(warehouse, ledger),
        member_accounts=member_accounts(warehouse),
        matches=found.matches,
        reasons=found.reasons,
        threads=warehouse.frame("select * from marts.threads order by thread_id"),
        member_threads=warehouse.frame(
            "select member_id, thread_id from marts.member_threads order by all"
        ),
        ledger=ledger,
        outbox=place.outbox,
        codes=letter_codes(place, warehouse),
        material=material,
        lines=lines_for(letters, morning),
        language=community.language,
    )
    # In letters composed before, some of them may stand.
    if is_new:
        record_held_out(warehouse, ledger, found, issue, planned_at)
    return summary


def letter_codes(
    place: Place, warehouse: Warehouse, environ: Mapping[str, str] = os.environ
) -> Codes | None:
    """What signs the letters; None without a key. Raises BadKeys for one that is none."""
    if not environ.get(KEYS) and not place.settings.community.is_sample:
        return None
    return reply_codes(place, warehouse, environ)


def reply_keys(place: Place, environ: Mapping[str, str] = os.environ) -> Keys:
    """The keys of the environment; the sample has one of its own. Raises BadKeys."""
    community = place.settings.community
    return Keys.from_text(environ.get(KEYS), community.id, is_sample=community.is_sample)


def reply_codes(
    place: Place, warehouse: Warehouse, environ: Mapping[str, str] = os.environ
) -> Codes:
    """What signs and reads the codes of every account. Raises BadKeys when there is no key."""
    accounts = member_accounts(warehouse)["account_id"].to_pylist()
    return Codes(reply_keys(place, environ), accounts)


def undoubted(warehouse: Warehouse, ledger: Ledger, issue: str) -> frozenset[str]:
    """The accounts whose letters of the issue wait and hold nothing to look at."""
    marked = marks_in(warehouse, ledger, issue)
    return frozenset(
        mail["account_id"]
        for mail in ledger.mails(issue).to_pylist()
        if mail["state"] in ("queued", "deferred") and mail["account_id"] not in marked
    )


def marks_in(warehouse: Warehouse, ledger: Ledger, issue: str) -> dict[str, tuple[str, ...]]:
    """What is to be looked at in each letter of the issue, by account."""
    known = warehouse.frame("select member_id, display_name from marts.members").to_pylist()
    accounts = member_accounts(warehouse).to_pylist()
    return marks_of_issue(
        ledger,
        issue,
        member_of={row["account_id"]: row["member_id"] for row in accounts},
        names={row["member_id"]: row["display_name"] for row in known},
    )


def asked_so_far(warehouse: Warehouse, ledger: Ledger) -> tuple[Asked, ...]:
    """What came of each invitation, for the office."""
    accounts = member_accounts(warehouse)
    rows = accounts.to_pylist()
    addresses = members_with_addresses(warehouse, ledger).to_pylist()
    return asked_rows(
        ledger.invitations(),
        ledger.invited(),
        ledger.member_consents(accounts),
        {row["account_id"]: row["member_id"] for row in rows},
        {row["member_id"]: row["email"] for row in addresses},
    )
