"""`why` tells of two members of the sample what the issue was made of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest

import line
from analytics.warehouse import Warehouse
from ledger import Ledger
from ledger.introductions import PROPOSALS
from line import Place
from recommender.explain import Explained, InCommon, Side, Signal
from telling import told_why
from tests.house import handmade
from tests.house.handmade import NAMES, Home, native_id, write_csv, write_network


@pytest.fixture
def match(sample_warehouse: Warehouse) -> dict[str, object]:
    """A match of the sample's issue that has a letter."""
    rows = sample_warehouse.frame(
        "select matches.*, reasons.sentence from matches.matches "
        "inner join matches.reasons using (issue, member_id, candidate_id, place) "
        "where place = 1 order by member_id limit 1"
    ).to_pylist()
    return dict(rows[0])


def test_the_scores_are_those_of_the_issue_and_the_ledger_keeps_what_was_proposed(
    sample_place: Place,
    sample_warehouse: Warehouse,
    sample_ledger: Ledger,
    match: dict[str, object],
) -> None:
    one, other = str(match["member_id"]), str(match["candidate_id"])
    found, proposals = line.explain_pair(sample_place, sample_warehouse, sample_ledger, one, other)
    side, back = found.sides
    assert side.score == pytest.approx(match["score"])
    assert side.barred == back.barred == ()
    assert match["sentence"] in side.sentences
    assert proposals.num_rows > 0
    told = told_why(found, proposals, {one: "Ada", other: "Bo"})
    assert told[1].startswith("Bo to Ada: score ")
    assert any(each.startswith(f"issue {match['issue']}: place 1, ") for each in told)


def test_on_a_day_the_community_is_as_it_was_and_the_issue_that_day_s(
    sample_place: Place,
    sample_warehouse: Warehouse,
    sample_ledger: Ledger,
    match: dict[str, object],
) -> None:
    one, other = str(match["member_id"]), str(match["candidate_id"])
    now = sample_warehouse.value("select as_of from meta.parameters")
    assert isinstance(now, datetime)
    then = now - timedelta(days=60)
    found, proposals = line.explain_pair(
        sample_place, sample_warehouse, sample_ledger, one, other, then
    )
    assert found.as_of == then
    assert all(row.at is None or row.at <= then for row in found.rows)
    assert proposals.num_rows == 0


def test_each_thing_known_of_a_pair_has_its_line() -> None:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    signals = (Signal("text", 0.25, 2, 40), Signal("topics", 0.0, None, 3))
    first = Side("a", "b", (), 0.5, 3, 99, True, signals, ("You both wrote in “Bees”.",))
    second = Side(
        "b", "a", ("they talk already, or declared each other",), None, None, 7, False, (), ()
    )
    rows = (InCommon("thread", "Bees", at), InCommon("talk", "t1", at, is_public=False))
    proposal = {
        "issue": "2026-W44", "place": 1, "slot": "bond", "state": "sent", "sent_at": at,
        "sentence": "You both like bees.",
    }  # fmt: skip
    proposals = pa.Table.from_pylist([proposal], PROPOSALS)
    assert told_why(Explained(at, (first, second), rows), proposals, {"a": "Ada", "b": "Bo"}) == [
        "as of 2026-11-01 00:00 UTC",
        "Bo to Ada: score 0.500, place 3 of 99",
        "  would read: You both wrote in “Bees”.",
        "  text: 0.25, place 2 of 40",
        "  topics: nothing to say of them, of 3 others something",
        "Ada to Bo: not ranked among 7",
        "  not now: they talk already, or declared each other",
        "in common:",
        "  thread: Bees, 2026-11-01",
        "  talk: t1, 2026-11-01, not public: no evidence",
        "issue 2026-W44: place 1, bond, sent 2026-11-01: You both like bees.",
    ]


def test_a_year_later_the_answer_is_still_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a year's imports, `why --on` tells the scores, rows and proposals of that day."""
    monkeypatch.setattr(handmade, "START", handmade.START - timedelta(days=365))
    home = Home.make(tmp_path / "home")
    write_network(home.exports / "net", days=62)
    write_csv(
        home.exports / "net" / "people.csv",
        ["handle", "purposes", "date", "answer"],
        [[f"ning:{native_id(name)}", "match;digest", "2025-03-01", "yes"] for name in NAMES],
    )
    home.build()
    place = line.find_place(home=home.folder)
    with line.opened(place) as (warehouse, ledger):
        then = warehouse.value("select as_of from meta.parameters")
        assert isinstance(then, datetime)
        proposal = ledger.proposals().to_pylist()[0]
        members = {
            row["account_id"]: row["member_id"]
            for row in line.member_accounts(warehouse).to_pylist()
        }
        accounts = proposal["account_id"], proposal["candidate_account_id"]
        pair = [members[account] for account in accounts]
    day = f"{then:%Y-%m-%d %H:%M}"
    before = home.run("why", *pair, "--on", day)
    assert f"issue {proposal['issue']}: place {proposal['place']}" in before.text
    assert "score " in before.text
    write_network(home.exports / "net", days=62 + 365, latecomers=2)
    home.build()
    with line.opened(place) as (warehouse, _):
        now = warehouse.value("select as_of from meta.parameters")
        assert isinstance(now, datetime)
        assert now > then + timedelta(days=360)
    after = home.run("why", *pair, "--on", day)
    assert [said for said in after.text.splitlines() if said.startswith("why: ")] == [
        said for said in before.text.splitlines() if said.startswith("why: ")
    ]
