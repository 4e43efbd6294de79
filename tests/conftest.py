"""What every test may ask for: the real sets, a browser, the built sample."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from tests.browser import find_browser

ROOT = Path(__file__).resolve().parent.parent

# How busy the machine is says nothing about what is tested.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


def run_task(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A task, run in its own process with its files in `home`; its output is kept."""
    return subprocess.run(
        [sys.executable, "-m", "invoke", "--search-root", str(ROOT), *arguments],
        cwd=home,
        env={**os.environ, "COMMUNIS_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder with real exports, named by COMMUNIS_DATA; the test is skipped without it."""
    folder = os.environ.get("COMMUNIS_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("COMMUNIS_DATA names no folder: the tests on real exports need it")
    return Path(folder)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """A Chromium to open pages in; the test is skipped where there is none."""
    found = find_browser()
    if not found:
        pytest.skip("no Chromium found: install it, or name one in CHROMIUM")
    return found


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that one process of the test run makes, and all of them read."""
    place = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        place = place.parent
    folder = place / name
    with FileLock(place / f"{name}.lock"):
        if not (place / f"{name}.made").exists():
            folder.mkdir()
            make(folder)
            (place / f"{name}.made").touch()
    return folder


def build_sample(home: Path) -> None:
    """Nothing; the sample is built below the folder as a manager would build it."""
    done = run_task(home, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    (home / "build.log").write_text(done.stdout, encoding="utf-8")


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `invoke build` ran once on the sample. To be read only: see sample_copy."""
    return made_once(tmp_path_factory, "sample-home", build_sample)
