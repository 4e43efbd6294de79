"""The browser that the tests open pages in: found, or installed where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess


def find_browser() -> str | None:
    """The path of a Chromium: the one named by CHROMIUM, else the first one on the PATH."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    return None


def find_or_install_browser() -> str | None:
    """The path of a Chromium, installed from Debian's packages where we are root and can.

    None where there is none and none can be installed; the tests that need it are then skipped.
    """
    found = find_browser()
    if found or not shutil.which("apt-get") or os.geteuid() != 0:
        return found
    for command in (["apt-get", "update"], ["apt-get", "install", "--yes", "chromium"]):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
        if done.returncode:
            return None
    return find_browser()
