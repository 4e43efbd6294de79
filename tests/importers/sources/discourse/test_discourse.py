"""Discourse on real forums, and what must never come out of one."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest

from importers.importer import ExportFile
from importers.read import Batch, FileReport, find_files, read_exports
from importers.sources import discourse


@pytest.mark.real_data
def test_archive_of_a_forum_agrees_with_its_count(real_data: Path, tmp_path: Path) -> None:
    """5,046 threads; 36,990 records of posts, of which 92 are small actions; 999 accounts."""
    files = find_files([real_data / "discourse-forum"], work=tmp_path)
    counts: Counter[str] = Counter()
    posts: list[pa.RecordBatch] = []
    for item in read_exports(files, default_instance="here", work=tmp_path):
        if isinstance(item, Batch):
            counts[item.table] += item.rows.num_rows
            if item.table == "posts":
                posts.append(item.rows)
            continue
        assert isinstance(item, FileReport)
        assert item.skipped == {"action": 92}
        assert item.read == item.emitted + 92
        assert item.notes == ()
    assert counts == {"threads": 5046, "posts": 36898, "accounts": 999}
    table = pa.Table.from_batches(posts)
    kinds = Counter(table["kind"].to_pylist())
    assert kinds["announcement"] == 3
    years = [moment.year for moment in table["created_at"].to_pylist()]
    answering = Counter(
        year
        for year, parent, named in zip(
            years, table["parent_id"].to_pylist(), table["addressed"].to_pylist(), strict=True
        )
        if parent or named
    )
    assert min(answering) == 2017, "the older board kept no answers"
    quoting = Counter(
        year for year, names in zip(years, table["quoted"].to_pylist(), strict=True) if names
    )
    assert all(quoting[year] > 300 for year in (2014, 2015, 2016)), "its quotations do"
    assert not any("[quote" in (text or "") for text in table["text"].to_pylist())


@pytest.mark.real_data
def test_answers_of_real_forums_are_read(real_data: Path, tmp_path: Path) -> None:
    """Every answer but a search is read, and the topic of 22 posts with 20 of them says so."""
    reports = [
        item
        for item in read_exports(
            find_files([real_data / "formats" / "discourse"], work=tmp_path),
            default_instance="here",
            work=tmp_path,
        )
        if isinstance(item, FileReport)
    ]
    assert [report.name for report in reports if report.error] == ["api/search.json"]
    (topic,) = (report for report in reports if report.name.endswith("topic_1148.json"))
    assert topic.tables == {"accounts": 10, "posts": 20, "threads": 1}
    assert topic.notes == (
        "perceval/discourse_topic_1148.json: topic 1148 has 22 posts, 20 of them are here; save "
        "the others from /t/ID/posts.json too",
    )
    (private,) = (report for report in reports if report.name.endswith("private_messages.json"))
    assert private.skipped == {"private": 1}


@pytest.mark.parametrize("cut", range(200, 1500, 100))
def test_private_message_never_comes_out_of_a_damaged_file(tmp_path: Path, cut: int) -> None:
    """What says that a topic is private may lie behind the cut."""
    posts = [
        {"id": number, "topic_id": 1, "username": "ana", "post_number": number, "cooked": "secret"}
        for number in range(1, 15)
    ]
    topic = {"post_stream": {"posts": posts}, "id": 1, "archetype": "private_message"}
    path = tmp_path / "t.json"
    path.write_text(json.dumps(topic)[:cut])
    file = ExportFile(path, "t.json", "0")
    assert discourse.identify(file)
    assert "secret" not in str(list(discourse.read(file)))
