"""What holds for every algorithm in the folder, the next one included."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import pyarrow as pa
import pytest

import recommender.algorithms
from recommender.algorithm import MATCHES, Algorithm, find_algorithms
from recommender.errors import BadAlgorithm
from tests.recommender.worlds import (
    busy_world,
    checkerboard,
    member,
    newcomers,
    pairs_of,
    permuted,
    star,
    talk,
    two_villages,
    village_of,
    with_twins,
    world,
)

ALGORITHMS = find_algorithms()
SEED = 7


@pytest.fixture(params=sorted(ALGORITHMS))
def algorithm(request: pytest.FixtureRequest) -> Algorithm:
    return ALGORITHMS[request.param]


def test_matches_have_the_declared_columns_and_finite_positive_scores(algorithm: Algorithm) -> None:
    """Member, candidate, score above 0 and rank from 1; nobody is matched with themselves."""
    matches = algorithm.match(busy_world(), top=5, seed=SEED)
    assert matches.schema.equals(MATCHES)
    assert matches.num_rows > 0
    assert all(math.isfinite(score) and score > 0 for score in matches["score"].to_pylist())
    assert all(one != other for one, other in pairs_of(matches))


def test_ranks_run_from_one_by_falling_score(algorithm: Algorithm) -> None:
    """Each member's ranks are 1, 2, 3 … and no score rises on the way."""
    by_member: dict[str, list[tuple[int, float]]] = {}
    for row in algorithm.match(busy_world(), top=5, seed=SEED).to_pylist():
        by_member.setdefault(row["member_id"], []).append((row["rank"], row["score"]))
    for rows in by_member.values():
        assert [rank for rank, _ in sorted(rows)] == list(range(1, len(rows) + 1))
        scores = [score for _, score in sorted(rows)]
        assert scores == sorted(scores, reverse=True)


def test_the_same_seed_gives_the_same_matches(algorithm: Algorithm) -> None:
    """Two fits on the same rows are equal, to the last digit."""
    first = algorithm.match(busy_world(), top=5, seed=SEED)
    assert first.equals(algorithm.match(busy_world(), top=5, seed=SEED))


def test_the_order_of_the_rows_does_not_matter(algorithm: Algorithm) -> None:
    """Every table backwards: the same matches."""
    first = algorithm.match(busy_world(), top=5, seed=SEED)
    assert first.equals(algorithm.match(permuted(busy_world()), top=5, seed=SEED))


def test_an_empty_community_has_no_matches(algorithm: Algorithm) -> None:
    assert algorithm.match(world([]), top=5, seed=SEED).num_rows == 0


def test_a_single_member_has_no_matches(algorithm: Algorithm) -> None:
    assert algorithm.match(world(["ada"]), top=5, seed=SEED).num_rows == 0


def test_who_may_not_be_matched_is_absent_on_both_sides(algorithm: Algorithm) -> None:
    """A member who is not matchable neither reads nor is proposed."""
    snapshot = world(
        [member("ada"), member("bo"), member("cy"), member("dee", is_matchable=False)],
        talks=[talk("ada", "bo"), talk("bo", "cy"), talk("bo", "dee"), talk("ada", "dee")],
    )
    matches = algorithm.match(snapshot, top=5, seed=SEED)
    assert not any("dee" in pair for pair in pairs_of(matches))


def test_who_already_talks_is_not_matched(algorithm: Algorithm) -> None:
    """However little, in private or declared."""
    snapshot = world(
        ["ada", "bo", "cy", "dee"],
        talks=[
            talk("ada", "bo", weight=0.3, is_strict=False, days=900),
            talk("bo", "cy", is_public=False),
        ],
        declared=[("cy", "dee")],
    )
    unordered = {frozenset(pair) for pair in pairs_of(algorithm.match(snapshot, top=5, seed=SEED))}
    assert unordered.isdisjoint(
        {frozenset(["ada", "bo"]), frozenset(["bo", "cy"]), frozenset(["cy", "dee"])}
    )


def test_pair_evidence_never_crosses_the_villages(algorithm: Algorithm) -> None:
    """Two villages that share nothing: what claims pair evidence finds none between them."""
    if algorithm.evidence != "pair":
        pytest.skip("its evidence is not about the pair")
    matches = algorithm.match(two_villages(), top=50, seed=SEED)
    assert matches.num_rows > 0
    assert {
        pair for pair in pairs_of(matches) if village_of(pair[0]) != village_of(pair[1])
    } == set()


def test_other_evidence_says_so_by_crossing_the_villages(algorithm: Algorithm) -> None:
    """What looks at the candidate alone does cross, so its declaration is not just modesty."""
    if algorithm.evidence == "pair":
        pytest.skip("its evidence is about the pair")
    matches = algorithm.match(two_villages(), top=50, seed=SEED)
    assert any(village_of(one) != village_of(other) for one, other in pairs_of(matches))


def test_pair_evidence_keeps_to_the_colour_on_a_checkerboard(algorithm: Algorithm) -> None:
    """Who is at all things of one colour is matched with that colour only."""
    if algorithm.evidence != "pair":
        pytest.skip("its evidence is not about the pair")
    matches = algorithm.match(checkerboard(), top=20, seed=SEED)
    assert matches.num_rows > 0
    crossed = {(one, other) for one, other in pairs_of(matches) if colour(one) != colour(other)}
    assert crossed == set()


def colour(member_id: str) -> int:
    return int(member_id[-2:]) % 2


def test_in_a_star_the_hub_is_known_to_all_and_matched_with_none(algorithm: Algorithm) -> None:
    """And what is said of the rays is finite, whoever has a single contact."""
    matches = algorithm.match(star(), top=20, seed=SEED)
    assert not any("hub" in pair for pair in pairs_of(matches))
    assert all(math.isfinite(score) for score in matches["score"].to_pylist())


def test_common_contacts_are_found_in_a_star() -> None:
    """Every two rays have the hub in common, which all who look at ties tell."""
    for name in ("adamic_adar", "katz", "pagerank", "resource_allocation"):
        matches = ALGORITHMS[name].match(star(4), top=20, seed=SEED)
        assert len(pairs_of(matches)) == 4 * 3, name


def test_newcomers_without_talk_are_matched_by_what_they_did_or_not_at_all(
    algorithm: Algorithm,
) -> None:
    """Pair evidence joins who wrote in one thread; talk of nobody gives no matches, no error."""
    matches = algorithm.match(newcomers(), top=20, seed=SEED)
    assert all(math.isfinite(score) and score > 0 for score in matches["score"].to_pylist())
    if algorithm.evidence == "pair" and algorithm.name != "hours":
        apart = {(a, b) for a, b in pairs_of(matches) if (int(a[-1]) - int(b[-1])) % 2}
        assert apart == set()
    if algorithm.name in ("co_thread", "topics", "text"):
        assert len(pairs_of(matches)) == 8 * 3


def test_a_second_account_takes_nobodys_place_twice(algorithm: Algorithm) -> None:
    """Two accounts of one person, not joined: both are ranked alike, no rule is broken."""
    snapshot = with_twins(busy_world())
    matches = algorithm.match(snapshot, top=40, seed=SEED)
    assert matches.schema.equals(MATCHES)
    pairs = list(
        zip(matches["member_id"].to_pylist(), matches["candidate_id"].to_pylist(), strict=True)
    )
    assert len(pairs) == len(set(pairs))
    assert all(one != other for one, other in pairs)
    known = {
        frozenset(pair)
        for pair in zip(
            snapshot.talks["from_member_id"].to_pylist(),
            snapshot.talks["to_member_id"].to_pylist(),
            strict=True,
        )
    }
    assert not known & {frozenset(pair) for pair in pairs}


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            "NAME = 'x'\n",
            r"algorithms/zz_broken\.py: has no EVIDENCE, Config, fit; every",
        ),
        (
            "NAME = 'x'\nEVIDENCE = 'gut feeling'\nConfig = dict\nfit = print\n",
            r"EVIDENCE is 'gut feeling'; write one of pair, member, none",
        ),
        (
            "NAME = 'popular'\nEVIDENCE = 'none'\nConfig = dict\nfit = print\n",
            r"the name 'popular' is taken; give it its own",
        ),
    ],
    ids=["half an algorithm", "unknown evidence", "taken name"],
)
def test_a_file_that_is_no_algorithm_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, message: str
) -> None:
    """The scan names the file and what is wrong with it."""
    (tmp_path / "zz_broken.py").write_text(source)
    monkeypatch.setattr(
        recommender.algorithms, "__path__", [*recommender.algorithms.__path__, str(tmp_path)]
    )
    monkeypatch.delitem(sys.modules, "recommender.algorithms.zz_broken", raising=False)
    with pytest.raises(BadAlgorithm, match=message):
        find_algorithms()


def test_matches_are_an_arrow_table(algorithm: Algorithm) -> None:
    assert isinstance(algorithm.match(busy_world(6), top=1, seed=SEED), pa.Table)
