"""What came of the introductions, and which pairs are left alone to know it."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa

from analytics.came_of import CameOf, came_of
from analytics.outcomes import outcomes
from analytics.warehouse import Warehouse
from digest.plain import usable_address
from ledger import HeldOut, Ledger, Outcome
from line.analysing import member_accounts, members_with_addresses
from recommender.held_out import USUAL, offer
from recommender.pace import Pace
from recommender.recommend import Recommendations
from settings import Settings

ENOUGH_KNOWN = 20
"""Introductions, before their own share of talk is believed."""


def record_held_out(
    warehouse: Warehouse,
    ledger: Ledger,
    found: Recommendations,
    issue: str,
    held_at: datetime,
) -> int:
    """How many pairs held out were new: those one of whom a letter would have reached."""
    members = {
        row["member_id"]: row for row in members_with_addresses(warehouse, ledger).to_pylist()
    }
    pairs = []
    for row in found.held_out.to_pylist():
        if row["is_mutual"] or usable_address(members[row["reader_id"]]["email"]):
            one, other = (
                members[row[side]]["account_id"] for side in ("member_a_id", "member_b_id")
            )
            pairs.append(
                HeldOut(
                    account_a_id=min(one, other),
                    account_b_id=max(one, other),
                    slot=row["slot"],
                    reason_kind=row["reason_kind"],
                    is_mutual=row["is_mutual"],
                )
            )
    return ledger.record_held_out(issue, pairs, held_at=held_at, now=datetime.now(UTC))


def introduction_outcomes(warehouse: Warehouse, ledger: Ledger) -> pa.Table:
    """What came of each introduction, as of the warehouse's moment; see `analytics.outcomes`."""
    return outcomes(
        warehouse,
        introductions=ledger.proposals(),
        held_out=ledger.held_out(),
        feedback=ledger.feedback(),
    )


def outcomes_so_far(warehouse: Warehouse, ledger: Ledger) -> CameOf:
    """What came of all introductions, counted."""
    return came_of(introduction_outcomes(warehouse, ledger))


def trial_offered(settings: Settings, came: CameOf, pace: Pace | None) -> str:
    """A sentence on holding pairs out; empty where some are already, or nothing would be known."""
    if settings.recommender.held_out or pace is None:
        return ""
    found = offer(pairs_a_week=pace.pairs_a_week, talk=usual_talk(came) or USUAL)
    if found is None:
        return ""
    return (
        f"Leave one pair in {round(1 / found.share)} alone, and in {found.weeks} weeks you know "
        "whether introductions make ten in a hundred more of them talk: write "
        f"held_out: {found.share:.2g} below recommender in community.yaml. The site will say so."
    )


def usual_talk(came: CameOf) -> float | None:
    """The share of introductions that talked; None while too few are known."""
    return came.all.talked.share if came.all.talked.known >= ENOUGH_KNOWN else None


def record_outcomes(warehouse: Warehouse, ledger: Ledger, as_of: datetime) -> int:
    """How many outcomes were written into the ledger: what the exports show up to as-of."""
    member_of = {
        row["account_id"]: row["member_id"] for row in member_accounts(warehouse).to_pylist()
    }
    found = {
        (row["issue"], row["member_a_id"], row["member_b_id"]): row
        for row in introduction_outcomes(warehouse, ledger).to_pylist()
        if not row["is_held_out"]
    }
    written = []
    for proposal in ledger.proposals().to_pylist():
        accounts = (proposal["account_id"], proposal["candidate_account_id"])
        pair = sorted(member_of.get(account, "") for account in accounts)
        row = found.get((proposal["issue"], *pair))
        if row is not None and proposal["state"] == "sent":
            written.append(
                Outcome(
                    issue=proposal["issue"],
                    account_id=accounts[0],
                    candidate_account_id=accounts[1],
                    first_talk_at=row["first_talk_at"],
                    answered_at=row["answered_at"],
                )
            )
    return ledger.record_outcomes(written, checked_at=as_of)
