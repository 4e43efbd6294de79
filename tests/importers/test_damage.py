"""Every sample of every source, cut short and damaged: a problem is one line, never a crash."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from importers.errors import ExportProblem
from importers.identify import find_importers
from importers.importer import ExportFile
from importers.records import Record
from tests.importers.golden import Case, cases

CUTS = 12
FLIPS = 12
# Blanks, quotes, brackets, delimiters, a NUL, and the bytes that begin and break UTF-8 characters.
BAD_BYTES = b" \"'<>{}[],;&\x00\x1b\xc3\xff"


def damaged(data: bytes) -> Iterator[bytes]:
    """The bytes cut at many places, then with single bytes replaced; the same in every run."""
    for part in range(CUTS):
        yield data[: len(data) * part // CUTS]
    choice = random.Random(len(data))
    for _ in range(FLIPS if data else 0):
        at = choice.randrange(len(data))
        yield data[:at] + bytes([choice.choice(BAD_BYTES)]) + data[at + 1 :]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in cases()])
def test_damage_is_told_in_one_line(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "damaged"
    importer = find_importers()[case.source]
    for whole in case.files():
        for data in damaged(whole.path.read_bytes()):
            path.write_bytes(data)
            file = ExportFile(path, whole.name, whole.sha256, mappings=whole.mappings)
            if not importer.identify(file):
                continue
            importer.instance(file)
            importer.exported_at(file)
            problem = ""
            try:
                for record in importer.read(file):
                    assert isinstance(record, Record)
            except ExportProblem as error:
                problem = str(error)
            assert not problem or problem.startswith(f"{whole.name}: ")
            assert "\n" not in problem
