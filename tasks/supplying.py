"""What the project is made of, and whether any of it is known to be unsafe."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

import line
from supplies import bill_of_materials, pins_of
from tasks.running import flags, near, say

PINNED = ("requirements.txt", "requirements-choices.txt", "requirements-dev.txt")
AUDITOR = "pip-audit==2.10.1"
"""Fetched by uv when it is asked for, so that nothing else depends on it."""


@task(help=flags(to="the file to write"))
def sbom(c: Context, to: str | None = None) -> None:
    """Write what is installed, to the hash, as a CycloneDX bill of materials."""
    path = Path(to) if to else line.HOME / "build" / "sbom.cdx.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    files = [line.ROOT / name for name in PINNED]
    path.write_text(bill_of_materials(files), encoding="utf-8")
    say(f"sbom: {sum(len(pins_of(file)) for file in files)} packages in {near(path)}")


@task
def audit(c: Context) -> None:
    """Ask the OSV database whether a pinned package has a known flaw; needs the internet."""
    uv = Path(sys.executable).with_name("uv")
    command = [str(uv), "tool", "run", AUDITOR, "--disable-pip", "--require-hashes",
               "--progress-spinner", "off", "--timeout", "10", "-s", "osv"]  # fmt: skip
    for name in PINNED:
        command += ["-r", str(line.ROOT / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = f"{done.stdout}\n{done.stderr}".strip()
    if done.returncode == 0:
        say("audit: no known flaw in any pinned package")
        return
    say(said.splitlines()[-1] if said and "known vulnerabilit" not in said else said)
    if "known vulnerabilit" not in said:
        say("audit: pip-audit or the database at osv.dev cannot be reached; nothing was checked")
        raise Exit(code=2)
    raise Exit("audit: update what is named above in pyproject.toml and compile the pins", code=1)
