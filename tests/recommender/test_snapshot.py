"""What is handed over is checked at the door."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest

from recommender.errors import BadSnapshot
from recommender.snapshot import PAIRS, Rules
from tests.recommender.worlds import world


def test_a_table_without_a_column_is_refused_by_name() -> None:
    snapshot = world(["ada"])
    with pytest.raises(
        BadSnapshot,
        match=r"snapshot table talks has no column weight; found: from_member_id, .*; select it "
        r"where the snapshot is made",
    ):
        replace(snapshot, talks=snapshot.talks.drop_columns(["weight"]))


def test_rules_are_checked_too() -> None:
    with pytest.raises(BadSnapshot, match="snapshot table readers has no column member_id; found"):
        Rules(pa.table({"account_id": ["a"]}), None, PAIRS.empty_table())


def test_more_columns_are_fine() -> None:
    snapshot = world(["ada"])
    more = snapshot.members.append_column("may_introduce", pa.array([True]))
    assert replace(snapshot, members=more).members["may_introduce"].to_pylist() == [True]
