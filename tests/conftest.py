"""What every test may ask for: the real sets, a browser, a network that ends at loopback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser import find_browser

ROOT = Path(__file__).resolve().parent.parent


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
