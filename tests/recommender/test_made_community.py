"""What the benchmark measures with, and that its sides do the same thing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

import line
from benchmarks.made_community import made_posts, write_community
from benchmarks.recommender import SIDES, check_same, write_talks
from settings import read_settings


def test_the_same_seed_writes_the_same_log(tmp_path: Path) -> None:
    logs = []
    for name, seed in (("one", 1), ("two", 1), ("three", 2)):
        write_community(tmp_path / name, members=60, talks=300, seed=seed)
        logs.append((tmp_path / name / "exports" / "log.jsonl").read_bytes())
    assert logs[0] == logs[1] != logs[2]


def test_a_few_write_most_and_nobody_answers_a_later_post() -> None:
    posts = made_posts(1_000, 20_000, 1)
    written = np.sort(np.bincount(posts.author, minlength=1_000))[::-1]
    assert written[:100].sum() > written.sum() / 2
    answering = posts.answers >= 0
    assert (posts.answers[answering] < np.flatnonzero(answering)).all()
    answered = posts.answers[answering]
    assert (posts.thread[answering] == posts.thread[answered]).all()
    assert (posts.second[answering] >= posts.second[answered]).all()
    talks = (posts.author[answering] != posts.author[answered]).sum()
    assert talks == pytest.approx(20_000, rel=0.2)


def test_the_log_is_read_to_the_last_row_and_gives_about_as_many_talks(tmp_path: Path) -> None:
    settings = write_community(tmp_path, members=120, talks=1_500)
    assert read_settings(settings).assume_public
    place = line.find_place(
        community=settings, exports=[tmp_path / "exports"], home=tmp_path / "home"
    )
    with line.opened(place) as (warehouse, ledger):
        loaded = line.load_exports(place, warehouse, ledger, lambda told: None)
        line.analyse_exports(place, warehouse, ledger, None, lambda told: None)
        talks = warehouse.value("select count(*) from marts.talks")
    assert [report.error for report in loaded.reports] == [None]
    assert [report.skipped for report in loaded.reports] == [{}]
    assert talks == pytest.approx(1_500, rel=0.35)


@pytest.mark.parametrize("peer", ["duckdb", "implicit"])
def test_both_sides_of_a_pair_find_the_same_people(peer: str, tmp_path: Path) -> None:
    if peer == "implicit":
        pytest.importorskip("implicit", reason="comes with the group bench only")
    write_talks(tmp_path / "talks.parquet", 300, 3_000)
    for side in ("ours", peer):
        SIDES[side](tmp_path / "talks.parquet", tmp_path / f"300-{side}.parquet")
    check_same(tmp_path, 300, peer)
    assert pq.read_metadata(tmp_path / "300-ours.parquet").num_rows > 2_000
