"""The evaluation sees the past only, and its figures are what they say."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest

from recommender.evaluation import FUSED, OURS, evaluate, evaluate_splits, hubs, split_moments
from recommender.matrices import Matrices
from recommender.measure import find_measures
from recommender.report import ENOUGH, Observation, Shown, interval, summed_up
from recommender.snapshot import MOMENT, Snapshot
from recommender.tables import VIEWS, tables, to_markdown
from tests.recommender.worlds import NOW, busy_world, days_ago, interest, member, seat, talk, world


def later(*rows: tuple[str, str, float, bool]) -> pa.Table:
    """Talks so many days after NOW."""
    return pa.table(
        {
            "from_member_id": [row[0] for row in rows],
            "to_member_id": [row[1] for row in rows],
            "created_at": pa.array([NOW + timedelta(days=row[2]) for row in rows], MOMENT),
            "is_strict": [row[3] for row in rows],
        }
    )


def hub_world() -> Snapshot:
    """Ada and Bo talk with Hub; Cy and Dee with Cafe."""
    return world(
        ["ada", "bo", "hub", "cy", "dee", "cafe"],
        talks=[talk("ada", "hub"), talk("bo", "hub"), talk("cy", "cafe"), talk("dee", "cafe")],
    )


def test_who_is_found_first_has_full_marks() -> None:
    """Ada then talks with Bo, the only contact of a contact: both get 1 in every league."""
    found = evaluate(hub_world(), later(("ada", "bo", 1, True)), algorithms=["adamic_adar"], seed=7)
    for algorithm in (OURS, "adamic_adar"):
        assert found.value(algorithm, "ndcg_at_10", "open").value == 1.0
        assert found.value(algorithm, "hit_at_3", "capped").value == 1.0
        assert found.value(algorithm, "ndcg_at_10", "open").members == 2


def test_talk_before_as_of_between_who_knew_each_other_or_of_unmatchable_is_no_truth() -> None:
    """Only new pairs of matchable members that talk after as-of count."""
    people = [*(member(name) for name in ("ada", "bo", "cy")), member("dee", is_matchable=False)]
    snapshot = world(people, talks=[talk("ada", "bo"), talk("bo", "cy")], declared=[("cy", "dee")])
    rows = later(
        ("ada", "bo", 1, True),
        ("ada", "cy", -1, True),
        ("ada", "dee", 1, True),
        ("ada", "nobody", 1, True),
        ("ada", "ada", 1, True),
    )
    found = evaluate(snapshot, rows, algorithms=[], seed=7)
    assert found.value(OURS, "ndcg_at_10", "open").value is None
    assert found.value(OURS, "ndcg_at_10", "open").members == 0


def test_two_way_truth_needs_both_directions_and_strict_truth_a_strict_talk() -> None:
    one_way = evaluate(hub_world(), later(("ada", "bo", 1, False)), algorithms=[], seed=7)
    both = evaluate(
        hub_world(), later(("ada", "bo", 1, False), ("bo", "ada", 2, False)), algorithms=[], seed=7
    )
    assert one_way.value(OURS, "hit_at_3", "capped").members == 2
    assert one_way.value(OURS, "two_way_hit_at_3", "capped").members == 0
    assert both.value(OURS, "two_way_hit_at_3", "capped").value == 1.0
    assert both.value(OURS, "strict_hit_at_3", "capped").members == 0


def test_far_truth_is_between_who_had_neither_contact_nor_thread_in_common() -> None:
    """Ada meets Bo through Hub, Cy in a thread, and Dee out of the blue."""
    snapshot = world(
        ["ada", "bo", "cy", "dee", "hub"],
        talks=[talk("ada", "hub"), talk("bo", "hub")],
        seats=[seat("ada", "bees"), seat("cy", "bees")],
        interests=[interest("ada", "chess"), interest("dee", "chess")],
    )

    def members(name: str) -> int:
        rows = later(("ada", name, 1, True))
        found = evaluate(snapshot, rows, algorithms=[], seed=7)
        assert found.value(OURS, "hit_at_3", "capped").members == 2
        return found.value(OURS, "far_hit_at_3", "capped").members

    assert [members(name) for name in ("bo", "cy", "dee")] == [0, 0, 2]


def test_the_hubs_are_the_tenth_with_most_talk() -> None:
    """Two of twenty; at the edge of the tenth a tie makes nobody a hub."""
    names = [f"m{number:02}" for number in range(20)]
    talks = [talk(names[number], "m00") for number in range(2, 12)]
    talks += [talk(names[number], "m01") for number in range(2, 8)]
    matrices = Matrices(world(names, talks=talks))
    everyone = np.ones(20, dtype=bool)
    assert np.flatnonzero(hubs(matrices, everyone)).tolist() == [0, 1]
    flat = Matrices(world(names, talks=[talk(one, names[0]) for one in names[1:2]]))
    assert np.flatnonzero(hubs(flat, everyone)).tolist() == [0, 1]
    even = [talk(names[number], names[(number + 1) % 20]) for number in range(20)]
    assert not hubs(Matrices(world(names, talks=even)), everyone).any()


def test_finding_the_hub_is_no_merit_in_the_non_hub_truth() -> None:
    names = [f"m{number:02}" for number in range(20)]
    snapshot = world(names, talks=[talk(name, "m00") for name in names[2:12]])
    rows = later(("m15", "m00", 1, True), ("m16", "m03", 1, True))
    found = evaluate(snapshot, rows, algorithms=[], seed=7)
    assert found.value(OURS, "ndcg_at_10", "open").members == 4
    # m00 itself found m15; m15 found only the hub.
    assert found.value(OURS, "non_hub_ndcg_at_10", "open").members == 3


def test_places_far_and_illegal_are_looked_up_anew() -> None:
    """Whatever an algorithm says, no place is illegal; chance alone finds far ones here."""
    snapshot = world(
        ["ada", "bo", "cy"],
        talks=[talk("ada", "bo")],
        interests=[interest("ada", "chess"), interest("cy", "chess")],
    )
    found = evaluate(snapshot, later(("ada", "cy", 1, True)), algorithms=["random"], seed=7)
    assert found.value("random", "far_readers", "capped").value == pytest.approx(2 / 3)
    assert all(r.value == 0 for r in found.results if r.measure == "illegal_places")
    assert found.value("random", "greatest_load", "capped").value == 2


def test_the_fusion_of_five_scores_stands_beside_them() -> None:
    """Bo is Ada's only contact of a contact, and no score has more to say of another."""
    found = evaluate(hub_world(), later(("ada", "bo", 1, True)), algorithms=[], seed=7)
    assert found.algorithms == (OURS, "communis, far place", FUSED)
    assert found.value(FUSED, "ndcg_at_10", "open").value == 1.0


def test_chances_are_judged_on_the_places_shown_of_all_splits_together() -> None:
    """One split says .2 of two who talked, the other .8 of two who did not."""
    rows = [observation(OURS, [1.0], 1), observation(OURS, [1.0], 1)]
    moments = [NOW, days_ago(9)]
    rows = [replace(row, as_of=at) for row, at in zip(rows, moments, strict=True)]
    shown = [
        Shown(OURS, OURS, "capped", at, 1, "any", np.full(2, chance), np.full(2, talked))
        for at, chance, talked in zip(moments, (0.2, 0.8), (True, False), strict=True)
    ]
    found = summed_up(rows, shown, ours=OURS, seed=7)
    error = found.value(OURS, "calibration_error", "capped")
    assert error.value == pytest.approx(0.8)
    assert error.members == 4
    skill = found.value(OURS, "brier_skill", "capped").value
    assert skill == pytest.approx(1 - 0.64 / 0.25)
    with pytest.raises(KeyError, match="no two_way_brier_skill of communis"):
        found.value(OURS, "two_way_brier_skill", "capped")


def test_every_measure_stands_in_a_table_or_is_a_kind_of_one_that_does() -> None:
    shown = {column.measure for _, _, columns in VIEWS for column in columns}
    for measure in find_measures():
        plain = measure.name.removeprefix(f"{measure.truth}_")
        assert measure.name in shown or plain in shown, measure.name


def test_the_tables_fit_a_terminal_of_100_columns() -> None:
    """With the longest names and widest figures there are, brackets and intervals included."""
    rows = later(*[(f"member{n:02}", f"member{n + 7:02}", 1, True) for n in range(12)])
    found = evaluate(busy_world(), rows, seed=7)
    for table in tables(found):
        lines = [table.heading, *table.lines]
        widths = [max(len(line[at]) for line in lines) for at in range(len(table.heading))]
        assert sum(widths) + 2 * (len(widths) - 1) <= 100, table.title


def test_markdown_tables_have_a_title_a_heading_and_a_line_for_each_algorithm() -> None:
    found = evaluate(hub_world(), later(("ada", "bo", 1, True)), algorithms=["random"], seed=7)
    text = to_markdown(found)
    first = text.split("\n\n")[1].splitlines()
    assert first[0] == "| algorithm | NDCG@10 | ahead by | recall@10 | MRR |"
    assert first[1] == "| --- | ---: | ---: | ---: | ---: |"
    assert [line.split(" | ")[0] for line in first[2:]] == [f"| {OURS}", f"| {FUSED}", "| random"]
    assert text.startswith("**Open league: everybody with new contacts, ten places, no cap")


def test_nobody_stands_in_more_than_five_lists_of_the_capped_league() -> None:
    """Twenty readers, all reached through one person: still at most five lists each."""
    names = [f"m{number:02}" for number in range(20)]
    snapshot = world(["hub", *names], talks=[talk(name, "hub") for name in names])
    found = evaluate(snapshot, later(("m00", "m01", 1, True)), seed=7)
    loads = [
        r.value for r in found.results if r.measure == "greatest_load" and r.league == "capped"
    ]
    assert len(loads) > 10
    assert all(load is not None and load <= 5 for load in loads)


def test_few_members_with_truth_are_shown_not_judged() -> None:
    found = evaluate(hub_world(), later(("ada", "bo", 1, True)), algorithms=["random"], seed=7)
    assert not any(result.is_judged for result in found.results)
    first = tables(found)[0]
    assert first.lines[0][0] == OURS
    assert first.lines[0][first.heading.index("NDCG@10")].startswith("(100.0")


def test_the_same_seed_gives_the_same_json() -> None:
    rows = later(("ada", "bo", 1, True), ("cy", "bo", 2, True))
    first = evaluate(hub_world(), rows, seed=7).to_json()
    assert first == evaluate(hub_world(), rows, seed=7).to_json()
    assert json.loads(first)["results"][0]["algorithm"] == OURS


def test_splits_stand_where_these_shares_of_the_talk_had_happened() -> None:
    rows = later(*[("ada", "bo", day, True) for day in range(10)])
    expected = tuple(NOW + timedelta(days=day) for day in (8, 6))
    assert split_moments(rows, (0.8, 0.6)) == expected


def test_each_split_sees_a_snapshot_of_its_own_moment_and_all_are_pooled() -> None:
    asked: list[datetime] = []

    def snapshot_at(moment: datetime) -> Snapshot:
        asked.append(moment)
        built = hub_world()
        return Snapshot(**{**vars(built), "as_of": moment})

    rows = later(("ada", "bo", 1, True), ("cy", "dee", 2, True), ("bo", "ada", 3, True))
    found = evaluate_splits(snapshot_at, rows, quantiles=(0.4, 0.0), algorithms=[], seed=7)
    assert asked == [NOW + timedelta(days=2), NOW + timedelta(days=1)]
    assert found.splits[-1] == "pooled"
    assert found.value(OURS, "ndcg_at_10", "open").members == 2 + 4


def test_an_unknown_algorithm_is_refused_with_the_list_of_all() -> None:
    with pytest.raises(KeyError, match="no algorithm magic; there are: adamic_adar, "):
        evaluate(hub_world(), later(("ada", "bo", 1, True)), algorithms=["magic"], seed=7)


def test_no_talk_at_all_gives_no_split() -> None:
    found = evaluate_splits(lambda _: hub_world(), later(), seed=7)
    assert found.results == ()
    assert tables(found) == []
    assert to_markdown(found) == ""


def observation(name: str, values: list[float], members: int = ENOUGH) -> Observation:
    return Observation(name, "pair", "open", "m", NOW, members, True, np.array(values))


def test_differences_are_paired_member_by_member() -> None:
    """Each member is .1 better with ours: the difference has no width, though both means do."""
    base = np.linspace(0, 0.9, ENOUGH)
    rows = [observation(OURS, (base + 0.1).tolist()), observation("other", base.tolist())]
    other = summed_up(rows, ours=OURS, seed=7).value("other", "m", "open")
    assert other.behind == pytest.approx(0.1)
    assert other.behind_low == pytest.approx(0.1)
    assert other.behind_high == pytest.approx(0.1)
    assert other.low is not None
    assert other.high is not None
    assert other.high - other.low > 0.05
    assert other.is_judged


def test_the_interval_of_a_mean_narrows_with_the_root_of_the_members() -> None:
    """95 % of a mean of n coin tosses is about ±.98/√n wide."""
    tosses = np.tile([0.0, 1.0], 200)
    low, high = interval(tosses, seed=7)
    assert low == pytest.approx(0.5 - 0.98 / 20, abs=0.006)
    assert high == pytest.approx(0.5 + 0.98 / 20, abs=0.006)


def test_recency_fades_by_the_half_life() -> None:
    """A talk one half-life old counts half of one of today."""
    snapshot = world(["ada", "bo", "cy"], talks=[talk("ada", "bo", 0), talk("ada", "cy", 90)])
    recent = Matrices(snapshot).recent_talk.toarray()
    assert recent[0].tolist() == pytest.approx([0, 1, 0.5])


def test_later_talk_cannot_change_what_is_proposed() -> None:
    """Whatever the truth holds, the lists (so their coverage and load) are the same."""

    def lists(rows: pa.Table) -> list[float | None]:
        found = evaluate(busy_world(), rows, algorithms=["pagerank_recent"], seed=7)
        measures = ("coverage", "exposure_gini", "places_filled")
        return [found.value(OURS, measure, "capped").value for measure in measures]

    one = later(("member00", "member07", 1, True))
    two = later(("member03", "member09", 1, True), ("member11", "member02", 5, True))
    assert lists(one) == lists(two)
    assert days_ago(0) == NOW
