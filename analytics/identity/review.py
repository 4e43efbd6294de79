"""The manager's review of people: accounts that may be one person, and decisions about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from analytics.derived.member_accounts import joined
from analytics.errors import AmbiguousMember, NothingImported, UnknownMember
from analytics.members import accounts_called
from analytics.warehouse import Warehouse
from ledger import Ledger
from ledger.errors import DecisionRefused


@dataclass(frozen=True)
class Proposal:
    """Two accounts that may be one person, and what was decided on them."""

    account_ids: tuple[str, str]
    names: tuple[str, str]
    """What they go by, with the platform."""
    probability: float
    reasons: tuple[str, ...]
    decision: str | None
    """accepted, refused, undone; None: nothing yet."""
    is_look_alike: bool
    """Their names only look alike: shown as a warning, never proposed."""


def people_proposed(warehouse: Warehouse, ledger: Ledger) -> list[Proposal]:
    """The proposals of the last build, undecided ones first, the likeliest first.

    What was decided stays in the list with its decision, also when the exports no longer say so.
    Raises NothingImported before the first build.
    """
    if not warehouse.has("derived.people_proposals"):
        raise NothingImported
    found = {
        (row["account_a_id"], row["account_b_id"]): row
        for row in warehouse.frame(
            "select * from derived.people_proposals order by all"
        ).to_pylist()
    }
    decided = {
        (row["account_a_id"], row["account_b_id"]): row for row in ledger.merges().to_pylist()
    }
    called = _called(warehouse)
    proposals = []
    for pair in sorted(found.keys() | decided.keys()):
        row = found.get(pair, {})
        kept = decided.get(pair, {})
        evidence = row.get("evidence") or kept.get("evidence") or ""
        decision = kept.get("decision")
        proposals.append(
            Proposal(
                account_ids=pair,
                names=(called.get(pair[0], pair[0]), called.get(pair[1], pair[1])),
                probability=row.get("probability", 0.0),
                reasons=tuple(evidence.split("; ")) if evidence else (),
                decision=None if decision == "proposed" else decision,
                is_look_alike=bool(row.get("is_look_alike")),
            )
        )
    return sorted(
        proposals,
        key=lambda one: (one.decision is not None, one.is_look_alike, -one.probability),
    )


def accept_people(warehouse: Warehouse, ledger: Ledger, one: str, other: str) -> Proposal:
    """The pair, counted as one person from the next build on; in figures only.

    Raises DecisionRefused when two that were refused would become one by it.
    """
    chosen = _pair_called(warehouse, ledger, one, other)
    _refuse_chain(warehouse, ledger, chosen)
    ledger.accept_merge(
        *chosen.account_ids, evidence="; ".join(chosen.reasons) or None, now=datetime.now(UTC)
    )
    return chosen


def refuse_people(warehouse: Warehouse, ledger: Ledger, one: str, other: str) -> Proposal:
    """The pair, kept apart from now on, whatever later exports suggest."""
    chosen = _pair_called(warehouse, ledger, one, other)
    ledger.refuse_merge(
        *chosen.account_ids, evidence="; ".join(chosen.reasons) or None, now=datetime.now(UTC)
    )
    return chosen


def undo_people(warehouse: Warehouse, ledger: Ledger, one: str, other: str) -> Proposal:
    """The pair, with the last decision on it taken back.

    Raises DecisionRefused when nothing was decided.
    """
    chosen = _pair_called(warehouse, ledger, one, other)
    ledger.undo_merge(*chosen.account_ids, now=datetime.now(UTC))
    return chosen


def _pair_called(warehouse: Warehouse, ledger: Ledger, one: str, other: str) -> Proposal:
    """The one pair meant: of several accounts of a name, those that are proposed together."""
    proposals = people_proposed(warehouse, ledger)
    left, right = ([*accounts_called(warehouse, asked)] for asked in (one, other))
    for asked, found in ((one, left), (other, right)):
        if not found:
            raise UnknownMember(asked, [])
    meant = {
        pair
        for here in left
        for there in right
        if (pair := _sorted(here.account_id, there.account_id))[0] != pair[1]
    }
    by_ids = {proposal.account_ids: proposal for proposal in proposals}
    known = sorted(meant & by_ids.keys())
    if len(known) == 1:
        return by_ids[known[0]]
    if len(meant) == 1:
        pair = next(iter(meant))
        called = _called(warehouse)
        return Proposal(pair, (called[pair[0]], called[pair[1]]), 0.0, (), None, False)
    choices = [f"{named.account_id}" for named in (*left, *right)]
    raise AmbiguousMember(f"{one} and {other}", sorted(set(choices)))


def _refuse_chain(warehouse: Warehouse, ledger: Ledger, chosen: Proposal) -> None:
    members = dict(_rows(warehouse, "select account_id, member_id from derived.member_accounts"))
    decided = ledger.merges().to_pylist()
    pairs = [
        (row["account_a_id"], row["account_b_id"])
        for row in decided
        if row["decision"] == "accepted"
    ]
    alone = {account_id: account_id for pair in pairs for account_id in pair}
    nodes = {account_id: members.get(account_id, account_id) for account_id in alone | members}
    people = joined(nodes.values(), [(nodes[a], nodes[b]) for a, b in [*pairs, chosen.account_ids]])
    for row in decided:
        first, second = row["account_a_id"], row["account_b_id"]
        if row["decision"] != "refused" or (first, second) == chosen.account_ids:
            continue
        if first in nodes and second in nodes and people[nodes[first]] == people[nodes[second]]:
            raise DecisionRefused(
                f"{' and '.join(chosen.account_ids)}: {first} and {second} would become one person "
                "with them, and that was refused; undo that first"
            )


def _called(warehouse: Warehouse) -> dict[str, str]:
    rows = warehouse.frame(
        "select account_id, platform, coalesce(display_name, native_id) as name "
        "from staging.accounts"
    ).to_pylist()
    return {row["account_id"]: f"{row['name']} ({row['platform']})" for row in rows}


def _rows(warehouse: Warehouse, sql: str) -> list[tuple[str, str]]:
    return [tuple(row.values()) for row in warehouse.frame(sql).to_pylist()]


def _sorted(one: str, other: str) -> tuple[str, str]:
    first, second = sorted((one, other))
    return first, second
