"""What is said on a real site of questions and answers is true."""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc
import pytest

from analytics.build import analyse, load
from analytics.parameters import Parameters
from analytics.snapshot import snapshot
from analytics.warehouse import Warehouse
from importers.read import read_exports
from importers.reading.files import find_files
from recommender.reasons import reasons_for
from recommender.recommend import recommend
from tests.recommender.recomputed import wrong_reasons
from tests.recommender.worlds import rehearsal

pytestmark = pytest.mark.real_data


def test_no_reason_of_a_stack_exchange_site_is_wrong(real_data: Path, tmp_path: Path) -> None:
    """Those of an issue, and of everybody with the active, known to each other or not."""
    with Warehouse.open(tmp_path) as warehouse:
        files = find_files([real_data / "stackexchange-site"], work=tmp_path / "work")
        load(warehouse, read_exports(files, default_instance="site", work=tmp_path))
        analyse(warehouse, Parameters(assume_public=True))
        community = snapshot(warehouse)
        shown = recommend(community, rehearsal(), "2023-W35").reasons
        assert shown.num_rows > 20
        assert wrong_reasons(warehouse, shown) == []
        members = community.members
        active = members.filter(members["is_active"])["member_id"].to_pylist()
        everyone = members.filter(pc.is_valid(members["first_post_at"]))["member_id"]
        pairs = [(one, other) for one in active for other in everyone.to_pylist() if one != other]
        reasons = reasons_for(community, pairs)
        assert reasons.num_rows > 500
        assert wrong_reasons(warehouse, reasons) == []
