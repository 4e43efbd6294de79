"""One issue: who is matched, who may not be, and why somebody got nobody."""

from __future__ import annotations

from collections import Counter

import pyarrow as pa
import pytest

from recommender.candidates import HERE_NOW
from recommender.parts import LEARNED, SCORE_PARTS
from recommender.ranker import SAY
from recommender.recommend import (
    ISSUE_REASONS,
    MATCHES,
    REHEARSED,
    Recommendations,
    recommend,
    recommend_out,
)
from recommender.snapshot import PAIRS, SCHEMAS, Rules
from recommender.unmatched import UNMATCHED
from tests.recommender.worlds import (
    busy_world,
    days_ago,
    interest,
    member,
    only,
    pairs_of,
    permuted,
    rehearsal,
    seat,
    talk,
    two_villages,
    village_of,
    world,
)

ISSUE = "2026-W47"
TRIO = ["ada", "bo", "cy"]
TOGETHER = [seat(who, "bees") for who in TRIO]
"""Three who wrote in the same thread and never to each other."""


def reasons_of(found: Recommendations) -> dict[str, str]:
    rows = found.unmatched.to_pylist()
    return {row["member_id"]: row["reason"] for row in rows}


def never(*pairs: tuple[str, str]) -> pa.Table:
    return pa.Table.from_pylist([{"member_a_id": a, "member_b_id": b} for a, b in pairs], PAIRS)


def test_the_three_tables_have_the_declared_columns() -> None:
    found = recommend(busy_world(), rehearsal(), ISSUE)
    assert found.matches.schema.equals(MATCHES)
    assert found.reasons.schema.equals(ISSUE_REASONS)
    assert found.unmatched.schema.equals(UNMATCHED)
    assert set(found.matches["issue"].to_pylist()) == {ISSUE}


def test_nobody_is_matched_across_the_villages() -> None:
    """No thread, topic, word or contact in common: never, whatever the size."""
    for size in (4, 8, 12):
        found = recommend(two_villages(size), rehearsal(), ISSUE)
        assert found.matches.num_rows > 0
        crossing = {
            pair for pair in pairs_of(found.matches) if village_of(pair[0]) != village_of(pair[1])
        }
        assert crossing == set()


def test_everybody_in_the_villages_is_matched_or_told_why() -> None:
    found = recommend(two_villages(), rehearsal(), ISSUE)
    matched = set(found.matches["member_id"].to_pylist())
    assert matched | set(reasons_of(found)) == set(two_villages().members["member_id"].to_pylist())
    assert matched.isdisjoint(reasons_of(found))


def test_every_match_has_a_reason_and_every_reason_a_match() -> None:
    found = recommend(busy_world(), rehearsal(), ISSUE)
    assert pairs_of(found.reasons) == pairs_of(found.matches)


def test_the_same_snapshot_gives_the_same_issue_in_any_order_of_rows() -> None:
    first = recommend(busy_world(), rehearsal(), ISSUE)
    again = recommend(permuted(busy_world()), rehearsal(), ISSUE)
    assert first.matches.equals(again.matches)
    assert first.reasons.equals(again.reasons)


def test_nobody_stands_in_more_lists_than_the_cap() -> None:
    found = recommend(busy_world(), rehearsal(cap=2), ISSUE)
    assert max(Counter(found.matches["candidate_id"].to_pylist()).values()) <= 2


def test_places_run_from_one_and_mutual_is_true_of_both() -> None:
    rows = recommend(busy_world(), rehearsal(), ISSUE).matches.to_pylist()
    for reader in {row["member_id"] for row in rows}:
        places = sorted(row["place"] for row in rows if row["member_id"] == reader)
        assert places == list(range(1, len(places) + 1))
        assert len(places) <= 3
    pairs = {(row["member_id"], row["candidate_id"]) for row in rows}
    for row in rows:
        assert row["is_mutual"] == ((row["candidate_id"], row["member_id"]) in pairs)
        assert 0 < row["score"] <= 1


def test_a_far_match_shares_a_topic_and_nothing_else() -> None:
    snapshot = world(
        ["ada", "bo", "cy"],
        seats=[seat("ada", "bees"), seat("bo", "bees")],
        interests=[interest("ada", "chess"), interest("cy", "chess")],
    )
    rows = recommend(snapshot, rehearsal(), ISSUE).matches.to_pylist()
    slots = {(row["member_id"], row["candidate_id"]): row["slot"] for row in rows}
    assert slots[("ada", "bo")] == "bond"
    assert slots[("ada", "cy")] == "far"


@pytest.mark.parametrize(
    "columns",
    [
        {"talks": [talk("ada", "bo", 2000, weight=0.3, is_strict=False)]},
        {"talks": [talk("bo", "ada", is_public=False)]},
        {"declared": [("bo", "ada")]},
    ],
    ids=["weakly and long ago", "in private", "declared"],
)
def test_who_already_talks_is_never_introduced(columns: dict[str, object]) -> None:
    found = recommend(world(TRIO, seats=TOGETHER, **columns), rehearsal(), ISSUE)  # type: ignore[arg-type]
    assert pairs_of(found.matches) == {
        ("ada", "cy"),
        ("cy", "ada"),
        ("bo", "cy"),
        ("cy", "bo"),
    }


def test_a_pair_in_never_is_left_out_both_ways() -> None:
    rules = rehearsal(never=never(("bo", "ada")))
    found = recommend(world(TRIO, seats=TOGETHER), rules, ISSUE)
    assert ("ada", "bo") not in pairs_of(found.matches)
    assert ("bo", "ada") not in pairs_of(found.matches)
    assert ("ada", "cy") in pairs_of(found.matches)


def test_who_may_not_be_matched_is_in_no_table() -> None:
    people = [member("ada"), member("bo"), member("cy", is_matchable=False)]
    rules = rehearsal(readers=only("ada", "cy"), candidates=only("bo", "cy"))
    found = recommend(world(people, seats=TOGETHER), rules, ISSUE)
    assert pairs_of(found.matches) == {("ada", "bo")}
    assert reasons_of(found) == {}


def test_only_readers_read_and_only_candidates_are_proposed() -> None:
    rules = rehearsal(readers=only("ada"), candidates=only("bo"))
    found = recommend(world(TRIO, seats=TOGETHER), rules, ISSUE)
    assert pairs_of(found.matches) == {("ada", "bo")}


def test_in_a_rehearsal_who_is_not_active_reads_nothing_but_may_be_proposed() -> None:
    people = [member("ada"), member("bo", is_active=False)]
    found = recommend(world(people, seats=TOGETHER[:2]), rehearsal(), ISSUE)
    assert pairs_of(found.matches) == {("ada", "bo")}


@pytest.mark.parametrize(
    ("columns", "rules", "reason"),
    [
        ({}, {}, "too new: nothing written in public yet"),
        ({"seats": [seat("ada", "alone")]}, {}, "no shared thread, topic or contact with anyone"),
        (
            {"seats": TOGETHER, "talks": [talk("ada", "bo"), talk("cy", "ada")]},
            {},
            "only people they already know",
        ),
        ({"seats": TOGETHER}, {"candidates": only("ada")}, "nobody else said yes"),
        (
            {"seats": [*TOGETHER[:2], seat("cy", "other")]},
            {"candidates": only("ada", "cy")},
            "nobody who suits them has said yes",
        ),
        (
            {"seats": TOGETHER},
            {"never": never(("ada", "bo"), ("ada", "cy"))},
            "everyone suitable was introduced lately, or is blocked",
        ),
        ({"seats": TOGETHER}, {"floor": 1.01}, "nobody above the floor"),
        ({"seats": TOGETHER}, {"cap": 0}, "everyone suitable is already at the cap"),
        (
            {"seats": TOGETHER, "threads": []},
            {},
            "nothing public to give as a reason",
        ),
    ],
    ids=["new", "nothing", "known", "alone", "no yes", "shown", "floor", "cap", "unsayable"],
)
def test_who_gets_nobody_is_told_why(
    columns: dict[str, object], rules: dict[str, object], reason: str
) -> None:
    found = recommend(world(TRIO, **columns), rehearsal(readers=only("ada"), **rules), ISSUE)  # type: ignore[arg-type]
    assert found.matches.num_rows == 0
    assert reasons_of(found) == {"ada": reason}


@pytest.mark.parametrize("people", [[], ["ada"]], ids=["nobody", "one"])
def test_a_community_too_small_gives_empty_tables(people: list[str]) -> None:
    found = recommend(world(people), rehearsal(), ISSUE)
    assert found.matches.num_rows == 0
    assert found.reasons.num_rows == 0
    assert set(reasons_of(found)) == set(people)


def test_all_newcomers_without_talk_are_matched_by_what_they_share() -> None:
    """Nobody has a contact yet; a thread is enough."""
    people = [member(f"new{n}", first_post_at=days_ago(2), last_talk_at=None) for n in range(5)]
    seats = [seat(f"new{n}", "hello", days=1) for n in range(5)]
    found = recommend(world(people, seats=seats), rehearsal(), ISSUE)
    assert set(found.matches["member_id"].to_pylist()) == {f"new{n}" for n in range(5)}


def test_the_hub_of_a_star_is_not_matched_and_the_others_are() -> None:
    """The hub knows all; the others meet through it, at most five lists each."""
    others = [f"m{n}" for n in range(12)]
    snapshot = world(["hub", *others], talks=[talk(name, "hub") for name in others])
    found = recommend(snapshot, rehearsal(), ISSUE)
    assert reasons_of(found) == {"hub": "only people they already know"}
    assert set(found.matches["member_id"].to_pylist()) == set(others)
    assert set(found.reasons["kind"].to_pylist()) == {"contact"}


def test_private_rows_are_no_evidence() -> None:
    """A thread and a topic nobody else may see bring nobody together."""
    snapshot = world(
        TRIO,
        seats=[row | {"is_public": False} for row in TOGETHER],
        interests=[interest(who, "illness", is_public=False) for who in TRIO],
    )
    assert recommend(snapshot, rehearsal(), ISSUE).matches.num_rows == 0


@pytest.mark.parametrize(("league", "most"), [("open", 10), ("capped", 3)])
def test_the_ranking_comes_out_in_native_ids(league: str, most: int) -> None:
    ids = {f"member{number:02}": f"native{number}" for number in range(24)}
    found = recommend_out(busy_world(), league=league, native_ids=ids, seed=7)
    assert found.schema.equals(REHEARSED)
    assert found.num_rows > 0
    assert all(name.startswith("native") for name in found["member"].to_pylist())
    assert max(found["rank"].to_pylist()) <= most
    if league == "capped":
        assert max(Counter(found["candidate"].to_pylist()).values()) <= 5


def test_an_unknown_league_is_refused() -> None:
    with pytest.raises(ValueError, match="league is 'friendly'; write open or capped"):
        recommend_out(busy_world(), league="friendly", native_ids={}, seed=7)


def test_rules_take_the_defaults_of_the_design() -> None:
    rules = Rules(None, None, SCHEMAS["declared"].empty_table())
    assert (rules.slots, rules.cap, rules.floor) == (("bond", "bond", "far"), 5, 0.0)


def test_every_score_is_the_product_of_its_parts() -> None:
    """Worked again from the parts alone, as the ranker's docstring says; letters taught nothing."""
    found = recommend(busy_world(), rehearsal(), ISSUE)
    assert found.score_parts.schema.equals(SCORE_PARTS)
    rows = found.score_parts.to_pylist()
    signals = {row["part"] for row in rows} - {HERE_NOW, LEARNED}
    for match in found.matches.to_pylist():
        parts = {
            row["part"]: row["value"]
            for row in rows
            if (row["member_id"], row["candidate_id"])
            == (match["member_id"], match["candidate_id"])
        }
        score = parts[HERE_NOW] * sum(parts.get(name, 0.0) for name in signals) / len(signals)
        if LEARNED in parts:
            score = score**SAY * parts[LEARNED] ** (1 - SAY)
        assert match["score"] == pytest.approx(score, rel=1e-4)
