"""The same seed gives the same files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sample.conftest import Written, write_to


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes(written: Written, tmp_path: Path) -> None:
    """Written a second time, every file is the same, the truth included."""
    write_to(tmp_path, 2024)
    assert contents(tmp_path) == contents(written.folder)


def test_another_seed_gives_other_people(written: Written, tmp_path: Path) -> None:
    """No file but the fixed ones stays the same under another seed."""
    write_to(tmp_path, 7)
    first, other = contents(written.folder), contents(tmp_path)
    assert first.keys() == other.keys()
    assert [name for name in first if first[name] == other[name]] == []


def test_nothing_is_written_that_the_summary_does_not_name(written: Written) -> None:
    """In the exports' folder lie exactly the files of the summary; the truth lies beside it."""
    inside = {path for path in (written.folder / "sample").rglob("*") if path.is_file()}
    assert inside == set(written.summary.files)
    assert sorted(path.name for path in written.folder.iterdir()) == [
        "sample",
        "sample-facts.json",
        "sample-truth.json",
    ]


@pytest.mark.parametrize("word", ["same_interest", "control_pairs", "collector", "planted"])
def test_no_export_gives_a_planted_fact_away(written: Written, word: str) -> None:
    """What was planted is found in the truth file only."""
    assert word.encode() not in written.summary.files[1].read_bytes()
    assert all(word not in str(record) for record in written.ning["members"])
