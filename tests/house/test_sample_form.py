"""A sample that an older generator wrote is written anew, not stumbled over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import line
import sample


@pytest.mark.parametrize(
    ("facts", "seed"),
    [
        ({"form": sample.FORM, "seed": 7}, None),
        ({"form": sample.FORM - 1, "seed": 7}, 7),
        ({"blocks": [], "pauses": []}, line.SAMPLE_SEED),
        (None, line.SAMPLE_SEED),
    ],
    ids=["present", "older", "before forms were told", "no facts"],
)
def test_an_older_sample_is_written_anew(
    tmp_path: Path, facts: dict[str, object] | None, seed: int | None
) -> None:
    """With the seed it was made of."""
    place = line.find_place(home=tmp_path)
    assert line.sample_to_write(place) == line.SAMPLE_SEED
    place.exports[0].mkdir(parents=True)
    if facts is not None:
        (tmp_path / "exports" / line.SAMPLE_FACTS).write_text(json.dumps(facts), encoding="utf-8")
    assert line.sample_to_write(place) == seed
