"""People over whole samples that played no part in finding the constants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from analytics.identity.parties import parties
from analytics.warehouse import Warehouse
from importers.reading.names import name_id
from tests.analytics.conftest import IS_FULL, OtherSample

SURE = 0.95
LEAST_KNOWN = 0.8 if IS_FULL else 0.77
"""Of all on both platforms; over two seeds it scatters more than over ten."""


@dataclass(frozen=True)
class Found:
    """What came of one seed."""

    people: int
    """On both platforms."""
    joined: int
    wrongly_joined: int
    right: int
    wrong: int
    namesakes: int
    forged: int
    """Proposals of a namesake, and of a name that only looks alike, as sure."""


@pytest.fixture(scope="module")
def found(other_samples: dict[int, OtherSample]) -> dict[int, Found]:
    return {seed: judged(one) for seed, one in other_samples.items()}


def judged(one: OtherSample) -> Found:
    with one.opened() as warehouse:
        return compared(warehouse, one.truth)


def compared(warehouse: Warehouse, truth: dict[str, Any]) -> Found:
    """The joins and the sure proposals beside the truth.

    Who never wrote on the page stands in its files by name only.
    """
    accounts = warehouse.frame(
        "select * from staging.accounts inner join derived.member_accounts using (account_id)"
    ).to_pylist()
    party_of = {
        account_id: party.account_id
        for party in parties(accounts, {}, {})
        for account_id in party.account_ids
    }
    members = {account["account_id"]: account["member_id"] for account in accounts}
    sources = {account["platform"]: account["source"] for account in accounts}

    def account(called: str) -> str:
        platform, _, native_id = called.partition(":")
        account_id = f"{sources[platform]}:{native_id}"
        if account_id not in members:
            account_id = f"{sources[platform]}:{name_id(truth['fan_names'][called])}"
        return party_of.get(account_id, account_id)

    def pairs(name: str) -> set[frozenset[str]]:
        return {frozenset(map(account, one)) for one in truth[name]}

    same = {
        frozenset((account(one), account(other))) for one, other in truth["same_person"].items()
    }
    sure = {
        frozenset((row["account_a_id"], row["account_b_id"]))
        for row in warehouse.frame(
            "select * from derived.people_proposals where probability >= $sure", sure=SURE
        ).to_pylist()
        if row["account_a_id"].startswith("facebook:") and row["account_b_id"].startswith("ning:")
    }
    joined = {pair for pair in same if len({members[one] for one in pair}) == 1}
    declared = {
        frozenset((account(one), account(other))) for one, other in truth["declared"].items()
    }
    return Found(
        people=len(truth["same_person"]),
        joined=len(joined),
        wrongly_joined=len(joined - declared),
        right=len(sure & same),
        wrong=len(sure - same),
        namesakes=len(sure & (pairs("namesakes") - same)),
        forged=len(sure & pairs("look_alikes")),
    )


def test_sure_proposals_are_right(found: dict[int, Found]) -> None:
    """At a probability of 0.95 or more at least 99 of 100 are one person."""
    right = sum(one.right for one in found.values())
    wrong = sum(one.wrong for one in found.values())
    assert right / (right + wrong) >= 0.99, found


def test_most_people_are_joined_or_proposed(found: dict[int, Found]) -> None:
    """At least four of five of all who are on both platforms."""
    known = sum(one.joined + one.right for one in found.values())
    assert known / sum(one.people for one in found.values()) >= LEAST_KNOWN, found


def test_no_namesake_and_no_forged_name_is_sure(found: dict[int, Found]) -> None:
    assert [seed for seed, one in found.items() if one.namesakes or one.forged] == []


def test_nobody_is_joined_who_did_not_declare_it(found: dict[int, Found]) -> None:
    assert [seed for seed, one in found.items() if one.wrongly_joined] == []
