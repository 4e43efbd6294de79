"""What is worked out of the rows loaded, and who its members are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import pyarrow as pa

from analytics.build import Analysed, analyse
from analytics.parameters import Decisions, Parameters
from analytics.people import people
from analytics.snapshot import (
    analysed_with,
)
from analytics.warehouse import Warehouse
from ledger import Ledger
from line.place import Place, Tell
from publisher.rows import issue_of
from settings import Settings


def analyse_exports(
    place: Place, warehouse: Warehouse, ledger: Ledger, as_of: datetime | None, tell: Tell
) -> Analysed:
    """What was worked out from the rows loaded."""
    return analyse(warehouse, parameters(place.settings, as_of), decisions(ledger), progress=tell)


def parameters(settings: Settings, as_of: datetime | None) -> Parameters:
    """What the figures depend on, from the settings."""
    lines: dict[str, Any] = msgspec.structs.asdict(settings.thresholds)
    return Parameters(
        as_of=as_of,
        time_zone=settings.community.time_zone,
        team=settings.team,
        fence_spaces=settings.fence.spaces,
        fence_words=settings.fence.words,
        consent_questions=tuple(each.question for each in settings.consent_questions),
        assume_public=settings.assume_public,
        seed=settings.recommender.seed,
        **lines,
    )


def decisions(ledger: Ledger) -> Decisions:
    """What people decided about accounts, from the ledger."""
    return Decisions.from_ledger(
        ledger.merges(), ledger.spam_decisions(), ledger.refused_interests()
    )


def people_of(warehouse: Warehouse, ledger: Ledger, at: datetime) -> pa.Table:
    """Who may be named where, as of a moment; see `analytics.people`."""
    accounts = member_accounts(warehouse)
    return people(
        warehouse,
        consents=ledger.member_consents(accounts),
        pauses=ledger.pauses(at),
        erased=frozenset(ledger.erased_among(accounts["account_id"].to_pylist())),
        older=ledger.older_yeses(accounts),
    )


def member_accounts(warehouse: Warehouse) -> pa.Table:
    """account_id, member_id of every account."""
    return warehouse.frame("select account_id, member_id from derived.member_accounts order by all")


def members_with_addresses(warehouse: Warehouse, ledger: Ledger) -> pa.Table:
    """marts.members, with the address a member told us where no export knows one."""
    members = warehouse.frame("select * from marts.members order by member_id")
    rows = member_accounts(warehouse).to_pylist()
    member_of = {row["account_id"]: row["member_id"] for row in rows}
    told = {
        member_of[row["account_id"]]: row["address"]
        for row in ledger.addresses().to_pylist()
        if row["account_id"] in member_of
    }
    filled = [
        email or told.get(member_id)
        for member_id, email in zip(
            members["member_id"].to_pylist(), members["email"].to_pylist(), strict=True
        )
    ]
    place = members.column_names.index("email")
    return members.set_column(place, "email", pa.array(filled, pa.string()))


def native_ids(warehouse: Warehouse) -> dict[str, str]:
    """The native id of each member's main account, by member id."""
    found = warehouse.frame(
        """
        select members.member_id, accounts.native_id
        from marts.members as members
        inner join raw.accounts as accounts using (account_id)
        order by all
        """
    )
    return dict(zip(found["member_id"].to_pylist(), found["native_id"].to_pylist(), strict=True))


def present_issue(place: Place, warehouse: Warehouse) -> str:
    """The week that the warehouse's moment lies in."""
    as_of = analysed_with(warehouse)[0].as_of
    assert as_of is not None
    return issue_of(as_of, place.settings.community.time_zone)
