"""The Nu HTML checker, where there is Java and a way to fetch it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

VERSION = "26.9.27"
"""Of the npm package vnu-jar, the checker of https://validator.w3.org/nu/."""


def find_checker(folder: Path) -> Path | str:
    """The checker's jar: the one VNU_JAR names, else fetched into the folder by npm.

    In its place one line that says what is missing; the tests that need it are then skipped.
    """
    if not shutil.which("java"):
        return "no Java found: the HTML checker needs it (Debian: default-jre-headless)"
    if named := os.environ.get("VNU_JAR"):
        return Path(named)
    jar = folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.is_file() and shutil.which("npm"):
        install = ["npm", "install", "--silent", "--no-save", "--prefix", str(folder)]
        subprocess.run([*install, f"vnu-jar@{VERSION}"], capture_output=True, check=False)
    return jar if jar.is_file() else "no HTML checker: npm install vnu-jar, or name one in VNU_JAR"


def complaints(jar: Path, folder: Path) -> list[str]:
    """What the checker calls an error, in every HTML file below the folder."""
    command = ["java", "-jar", str(jar), "--skip-non-html", "--errors-only", "--exit-zero-always"]
    done = subprocess.run(
        [*command, "--format", "json", str(folder)], capture_output=True, text=True, check=True
    )
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [
        f"{each.get('url', '')}:{each.get('lastLine', '')}: {each['message']}"
        for each in messages
        if each["type"] != "info"
    ]
