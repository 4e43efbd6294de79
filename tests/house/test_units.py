"""The systemd units say only what systemd knows."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

ANALYZE = shutil.which("systemd-analyze") or ""
UNITS = sorted((ROOT / "deploy").glob("*/*.service")) + sorted((ROOT / "deploy").glob("*/*.timer"))


@pytest.mark.skipif(not ANALYZE, reason="systemd-analyze is not here")
def test_systemd_finds_nothing_to_complain_of(tmp_path: Path) -> None:
    """Of their words; whether the folders they name are there is the machine's own matter."""
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8")
        said = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", text, flags=re.MULTILINE)
        (tmp_path / unit.name).write_text(said, encoding="utf-8")
    found = subprocess.run(
        [ANALYZE, "verify", "--man=no", *(str(tmp_path / unit.name) for unit in UNITS)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert len(UNITS) == 3
    assert (found.returncode, found.stderr) == (0, "")
