"""What the manager decides on people: accept, refuse, undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.build import analyse
from analytics.errors import AmbiguousMember, NothingImported, UnknownMember
from analytics.identity.review import (
    accept_people,
    people_proposed,
    refuse_people,
    undo_people,
)
from analytics.parameters import Decisions, Parameters
from analytics.warehouse import Warehouse
from ledger import Ledger
from ledger.errors import DecisionRefused
from tests.analytics.test_people_proposals import FORUM, NEWS, PAGE, named
from tests.analytics.worlds import day, export, loaded


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    """Lorna in three places; somebody whose name only looks like hers."""
    with loaded(
        tmp_path / "build",
        export(
            [
                named("a", "Lorna Haworth", email="lorna@x.example"),
                named("b", "Ben Cole", email="ben@x.example"),
            ],
            source=FORUM,
            exported_at=day(5),
        ),
        export(
            [named("z", "Lorna Haworth"), named("y", "Lorna H\u0430worth")],
            source=PAGE,
            exported_at=day(5),
        ),
        export(
            [named("n", "Lorna Haworth", email="lorna@x.example")],
            source=NEWS,
            exported_at=day(5),
        ),
    ) as warehouse:
        analyse(warehouse, Parameters(as_of=day(20)))
        yield warehouse


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite", "net") as ledger:
        yield ledger


def people(warehouse: Warehouse, ledger: Ledger) -> int:
    """How many persons the figures count now."""
    decisions = Decisions.from_ledger(ledger.merges(), ledger.spam_decisions())
    analyse(warehouse, Parameters(as_of=day(20)), decisions)
    found = warehouse.value("select count(distinct person_id) from derived.people")
    assert isinstance(found, int)
    return found


def test_proposals_come_with_reasons_and_a_probability(
    warehouse: Warehouse, ledger: Ledger
) -> None:
    """The likeliest first; what only looks alike stands last, as a warning."""
    proposals = people_proposed(warehouse, ledger)
    first, last = proposals[0], proposals[-1]
    assert first.names == ("Lorna Haworth (newsletter)", "Lorna Haworth (ning)")
    assert first.probability >= 0.95
    assert first.reasons[0] == "the same address"
    assert first.decision is None
    assert last.is_look_alike
    assert last.probability == 0
    shown = [one.probability for one in proposals]
    assert shown == sorted(shown, reverse=True)


def test_accepted_people_count_once_until_undone(warehouse: Warehouse, ledger: Ledger) -> None:
    """Of several of one name those are meant that are proposed together."""
    before = people(warehouse, ledger)
    chosen = accept_people(warehouse, ledger, "newsletter:n", "ning:a")
    assert chosen.account_ids == (f"{NEWS}:n", f"{FORUM}:a")
    assert people(warehouse, ledger) == before - 1
    (kept,) = [one for one in people_proposed(warehouse, ledger) if one.decision]
    assert (kept.account_ids, kept.decision) == (chosen.account_ids, "accepted")
    undo_people(warehouse, ledger, "ning:a", "newsletter:n")
    assert people(warehouse, ledger) == before
    with pytest.raises(DecisionRefused, match="there is nothing to undo"):
        undo_people(warehouse, ledger, "ning:a", "newsletter:n")


def test_what_was_refused_stays_refused(warehouse: Warehouse, ledger: Ledger) -> None:
    """Also by a way round: two accepted pairs never make one person of two refused."""
    refuse_people(warehouse, ledger, "facebook:z", "ning:a")
    refused = next(one for one in people_proposed(warehouse, ledger) if one.decision)
    assert refused.decision == "refused"
    assert people_proposed(warehouse, ledger)[-1] == refused
    accept_people(warehouse, ledger, "newsletter:n", "ning:a")
    with pytest.raises(DecisionRefused, match="would become one person with them, and that was"):
        accept_people(warehouse, ledger, "newsletter:n", "facebook:z")


def test_pairs_that_are_not_clear_are_not_decided(warehouse: Warehouse, ledger: Ledger) -> None:
    with pytest.raises(AmbiguousMember, match="say which by its id"):
        accept_people(warehouse, ledger, "Lorna Haworth", "Ben Cole")
    with pytest.raises(UnknownMember, match="no member goes by 'zoe'"):
        refuse_people(warehouse, ledger, "zoe", "ning:a")


def test_before_the_first_build_there_is_nothing_to_decide(tmp_path: Path, ledger: Ledger) -> None:
    with (
        Warehouse.open(tmp_path / "empty") as empty,
        pytest.raises(NothingImported, match="nothing has been imported yet"),
    ):
        people_proposed(empty, ledger)
