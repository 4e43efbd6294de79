"""What the sample's letters say of two members is true, post by post."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa

from analytics.snapshot import snapshot
from analytics.warehouse import Warehouse
from recommender.recommend import recommend
from tests.recommender.recomputed import wrong_reasons
from tests.recommender.worlds import rehearsal


def test_no_reason_of_the_issue_is_wrong(sample_warehouse: Warehouse) -> None:
    reasons = sample_warehouse.frame("select * from matches.reasons")
    willing = sample_warehouse.frame("select distinct introducer_id from matches.introducers")
    assert reasons.num_rows > 200
    assert wrong_reasons(sample_warehouse, reasons, willing["introducer_id"].to_pylist()) == []


def test_no_reason_of_a_rehearsal_with_everybody_is_wrong(sample_warehouse: Warehouse) -> None:
    """Seven places each, everybody nameable: well over a thousand sentences of every kind."""
    community = snapshot(sample_warehouse)
    names = community.members["member_id"].to_pylist()
    may = pa.array([True] * len(names), pa.bool_())
    community = replace(community, members=community.members.append_column("may_introduce", may))
    rules = rehearsal(slots=("bond",) * 4 + ("far",) * 3, cap=20)
    reasons = recommend(community, rules, "rehearsal").reasons
    assert reasons.num_rows > 1_000
    assert set(reasons["kind"].to_pylist()) == {"answers", "contact", "place", "thread", "topic"}
    assert wrong_reasons(sample_warehouse, reasons, names) == []
