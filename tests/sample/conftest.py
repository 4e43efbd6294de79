"""One sample for all tests of this folder: writing it takes some seconds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import sample
from tests.sample import tolerant


@dataclass(frozen=True)
class Written:
    """The sample as a reader finds it."""

    summary: sample.SampleSummary
    folder: Path
    ning: dict[str, list[dict[str, Any]]]
    feed: list[dict[str, Any]]
    export: dict[str, Any]
    truth: dict[str, Any]
    facts: dict[str, Any]

    @property
    def threads(self) -> list[dict[str, Any]]:
        """Everything on the network that has comments below it, walls and groups left out."""
        return [
            record
            for kind in ("discussions", "blogs", "photos", "events")
            for record in self.ning[kind]
        ]


def write_to(folder: Path, seed: int) -> sample.SampleSummary:
    """Write a sample with its truth and its facts beside it."""
    return sample.write(folder / "sample", seed=seed)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The sample of seed 2024."""
    folder = tmp_path_factory.mktemp("sample")
    summary = write_to(folder, 2024)
    archive, page_feed, page_export, *_ = summary.files
    return Written(
        summary=summary,
        folder=folder,
        ning=tolerant.ning(archive),
        feed=tolerant.feed(page_feed),
        export=tolerant.export(page_export),
        truth=json.loads((folder / "sample-truth.json").read_text("utf-8")),
        facts=json.loads((folder / "sample-facts.json").read_text("utf-8")),
    )
