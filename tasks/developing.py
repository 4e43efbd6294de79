"""What those who work on communis run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

import line
from private_files import check_private_files
from tasks.running import flags, say, told


@task
@told
def check(c: Context) -> None:
    """Check that git takes in nothing private; form, types and the direction of imports."""
    check_private_files(line.ROOT)
    for command in (
        ["ruff", "format", "--check", "."],
        ["ruff", "check", "."],
        ["mypy", "."],
        ["lint-imports"],
    ):
        _run(Path(sys.executable).with_name(command[0]), *command[1:])


@task(help=flags(full="the long checks with their whole number", only="a folder or file of tests"))
def test(c: Context, full: bool = False, only: str = "tests") -> None:
    """Run every check and every test; finds a browser, or installs one where it may."""
    from tests.browser import find_or_install_browser

    if only == "tests":
        check(c)
    browser = find_or_install_browser()
    if browser:
        say(f"test: pages are opened in {browser}")
    else:
        say("test: no Chromium found, none could be installed; the tests that need it are skipped")
    if not os.environ.get("COMMUNIS_DATA"):
        say("test: COMMUNIS_DATA names no folder, so the tests on real exports are skipped")
    environment = {"CHROMIUM": browser or "", "COMMUNIS_FULL": "1" if full else ""}
    # Each file stays with one process, and what many files need is made once for all.
    at_once = ("-n", "auto", "--dist", "loadfile") if only == "tests" else ()
    _run(sys.executable, "-m", "pytest", *at_once, only, **environment)


@task
def goldens(c: Context) -> None:
    """Rewrite the goldens from what the code makes now; read the difference before you commit."""
    _run(sys.executable, "-m", "pytest", "tests", "--snapshot-update", "-q", COMMUNIS_GOLDENS="1")


def _run(*command: object, **environment: str) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=line.ROOT,
        env={**os.environ, **environment},
        check=False,
    )
    if done.returncode:
        raise Exit(f"{Path(str(command[0])).name} found problems", code=done.returncode)
