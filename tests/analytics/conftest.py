"""Samples of seeds that no rule was made with, imported and judged once for all who ask."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import sample
from analytics.build import analyse, load
from analytics.parameters import Parameters
from analytics.warehouse import Warehouse
from importers.read import find_files, read_exports
from tests.conftest import made_once

IS_FULL = bool(os.environ.get("COMMUNIS_FULL"))
SEEDS = range(301, 311) if IS_FULL else range(301, 303)
"""People's constants were set on seeds 1 to 3 and looked at on 101 to 110, spam's rule was made on
1 to 5 and looked at on 201 to 210."""
WANTED = ("derived.people_proposals", "derived.account_spam")


@dataclass(frozen=True)
class OtherSample:
    """A sample's build folder, and what was planted in it."""

    folder: Path
    truth: dict[str, Any]

    def opened(self) -> Warehouse:
        """Its warehouse, in which the proposals and the spam are worked out."""
        return Warehouse.open(self.folder)


@pytest.fixture(scope="session")
def other_samples(tmp_path_factory: pytest.TempPathFactory) -> dict[int, OtherSample]:
    """By seed; nothing else of the line runs."""
    found = {}
    for seed in SEEDS:
        folder = made_once(tmp_path_factory, f"seed-{seed}", partial(judge, seed))
        truth = json.loads((folder / "truth.json").read_text("utf-8"))
        found[seed] = OtherSample(folder / "build", truth)
    return found


def judge(seed: int, folder: Path) -> None:
    """Nothing; the sample of that seed is written and worked out below the folder."""
    exports = folder / "exports" / "sample"
    sample.write(
        exports, seed=seed, truth_file=folder / "truth.json", facts_file=folder / "facts.json"
    )
    with Warehouse.open(folder / "build") as warehouse:
        files = find_files([exports], work=folder / "work")
        load(warehouse, read_exports(files, default_instance="sample", work=folder / "work"))
        analyse(warehouse, Parameters(assume_public=True), wanted=WANTED)
