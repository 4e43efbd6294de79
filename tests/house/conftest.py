"""The sample community, built once with the same command a manager types, for all who ask."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import line
from analytics.warehouse import Warehouse
from ledger import Ledger
from tests.house.reading import Book, Letter, Somebody

STATES_IN_TRUTH = {
    "minors": "minor",
    "left": "departed",
    "suspended": "barred",
    "memorial": "memorial",
    "team": "team",
    "spammers": "spam",
}
"""What the truth calls them, and the table of who appears where."""


def copied_home(home: Path, to: Path) -> Path:
    """A copy of a built folder, whose output shows its own site."""
    shutil.copytree(home, to, symlinks=True)
    shown = (home / "output").resolve().relative_to(home.resolve())
    (to / "output").unlink()
    (to / "output").symlink_to(shown)
    return to


@pytest.fixture
def sample_copy(sample_home: Path, tmp_path: Path) -> Path:
    """A copy of the built folder that a test may change, and run tasks in."""
    return copied_home(sample_home, tmp_path / "home")


@pytest.fixture(scope="session")
def sample_place(sample_home: Path) -> line.Place:
    """Where the built sample's files are."""
    return line.find_place(home=sample_home)


@pytest.fixture(scope="session")
def sample_truth(sample_home: Path) -> dict[str, Any]:
    """What was planted in the sample; ids as `ning:…` and `facebook:…`."""
    found: dict[str, Any] = json.loads((sample_home / "exports" / line.SAMPLE_TRUTH).read_text())
    return found


@pytest.fixture(scope="session")
def sample_facts(sample_home: Path) -> dict[str, Any]:
    """The sample's blocks, pauses and approvals, which no export can say."""
    found: dict[str, Any] = json.loads((sample_home / "exports" / line.SAMPLE_FACTS).read_text())
    return found


@pytest.fixture(scope="session")
def sample_warehouse(
    sample_place: line.Place, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Warehouse]:
    """The built warehouse, opened on a copy, so that nobody is locked out of the first."""
    folder = tmp_path_factory.mktemp("warehouse")
    cache = sample_place.build / "cache"
    (folder / "cache").mkdir()
    shutil.copy(cache / "warehouse.duckdb", folder / "cache")
    shutil.copytree(cache / "texts", folder / "cache" / "texts")
    with Warehouse.open(folder) as warehouse:
        yield warehouse


@pytest.fixture(scope="session")
def sample_ledger(
    sample_place: line.Place, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ledger]:
    """The ledger of the built sample, opened on a copy."""
    folder = tmp_path_factory.mktemp("ledger")
    shutil.copytree(sample_place.ledger_path.parent, folder, dirs_exist_ok=True)
    community = sample_place.settings.community.id
    with Ledger.open(folder / sample_place.ledger_path.name, community) as ledger:
        yield ledger


@pytest.fixture(scope="session")
def member_of(sample_warehouse: Warehouse) -> dict[str, str]:
    """member_id by the account as the truth names it, `ning:…` or `facebook:…`."""
    found = sample_warehouse.frame(
        """
        select split_part(source, ':', 1) || ':' || native_id as account, member_id
        from raw.accounts inner join derived.member_accounts using (account_id)
        """
    )
    return dict(zip(found["account"].to_pylist(), found["member_id"].to_pylist(), strict=True))


@pytest.fixture(scope="session")
def book(
    sample_warehouse: Warehouse,
    sample_truth: dict[str, Any],
    sample_facts: dict[str, Any],
    sample_place: line.Place,
    member_of: dict[str, str],
) -> Book:
    """Every member of the sample, but for the names the settings themselves state."""
    consented: dict[str, set[str]] = defaultdict(set)
    refused: dict[str, set[str]] = defaultdict(set)
    states: dict[str, set[str]] = defaultdict(set)
    for account, said in sample_truth["consents"].items():
        for purpose, answer in said.items():
            (consented if answer == "yes" else refused)[member_of[account]].add(purpose)
    for key, state in STATES_IN_TRUTH.items():
        for account in sample_truth[key]:
            if account in member_of:
                states[member_of[account]].add(state)
    for pause in sample_facts["pauses"]:
        states[member_of[pause["account"]]].add("letters paused")
    community = sample_place.settings.community
    own_words = {community.name, community.manager.name}
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in sample_warehouse.frame(
        "select member_id, name, handle, native_id, lower(email) as email "
        "from raw.accounts inner join derived.member_accounts using (account_id) "
        "where role is distinct from 'page'"
    ).to_pylist():
        mine = found[row["member_id"]]
        if row["name"] and row["name"] not in own_words:
            mine["names"].add(row["name"])
        for key in (row["handle"], row["native_id"]):
            if key and len(key) > 8 and any(sign.isdigit() for sign in key):
                mine["keys"].add(key)
        if row["email"] and row["email"] != community.manager.email:
            mine["emails"].add(row["email"])
    return Book(
        {
            member_id: Somebody(
                member_id,
                frozenset(mine["names"]),
                frozenset(mine["keys"]),
                frozenset(mine["emails"]),
                frozenset(consented[member_id] - refused[member_id]),
                frozenset(states[member_id]),
            )
            for member_id, mine in found.items()
        }
    )


@pytest.fixture(scope="session")
def letters(sample_place: line.Place) -> list[Letter]:
    found = [Letter(path) for path in sorted(sample_place.outbox.rglob("*.eml"))]
    assert len(found) > 50
    return found
