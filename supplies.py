"""The pinned packages, and the bill of materials made of them (CycloneDX 1.6)."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
import tomllib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PIN = re.compile(r"^([a-z0-9][a-z0-9-]*)==(\S+)(?: ; ([^\\]+?))? \\?$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Pin:
    """One package as a requirements file pins it."""

    name: str
    version: str
    when: str
    """The marker under which it is installed; empty: always."""
    hashes: tuple[str, ...]
    """SHA-256 of each file that may be installed for it."""

    @property
    def purl(self) -> str:
        """Its package URL."""
        return f"pkg:pypi/{self.name}@{self.version}"


def pins_of(file: Path) -> tuple[Pin, ...]:
    """The pins of a requirements file, in its order."""
    found: list[tuple[re.Match[str], list[str]]] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if match := _PIN.match(line):
            found.append((match, []))
        elif found:
            found[-1][1].extend(_HASH.findall(line))
    return tuple(
        Pin(match[1], match[2], (match[3] or "").strip(), tuple(hashes)) for match, hashes in found
    )


def bill_of_materials(files: Iterable[Path]) -> str:
    """The packages of the requirements files as CycloneDX JSON; the same pins give the same bytes.

    A package of the first file is required, of the others optional. Licences are those of the
    packages installed here, as their own metadata states them.
    """
    components: dict[str, dict[str, Any]] = {}
    files = list(files)
    for place, file in enumerate(files):
        for pin in pins_of(file):
            components.setdefault(pin.purl, _component(pin, "optional" if place else "required"))
    project = tomllib.loads((files[0].parent / "pyproject.toml").read_text("utf-8"))["project"]
    parts = [components[purl] for purl in sorted(components)]
    named = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).digest()[:16]
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.UUID(bytes=named, version=4)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": project["name"],
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": parts,
    }
    return json.dumps(bill, indent=1, ensure_ascii=False) + "\n"


def _component(pin: Pin, scope: str) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": pin.purl + (f"#{pin.when}" if pin.when else ""),
        "name": pin.name,
        "version": pin.version,
        "purl": pin.purl,
        "scope": scope,
    }
    if licence := _licence(pin):
        component["licenses"] = [{"license": {"name": licence}}]
    # One hash for each file that the index offers: wheels of every system, and the source.
    component["properties"] = [
        {"name": "communis:file-sha256", "value": value} for value in pin.hashes
    ]
    if pin.when:
        component["properties"].append({"name": "communis:marker", "value": pin.when})
    return component


def _licence(pin: Pin) -> str | None:
    try:
        told = importlib.metadata.metadata(pin.name).json
    except importlib.metadata.PackageNotFoundError:
        return None
    stated = str(told.get("license_expression") or told.get("license") or "")
    return stated if 0 < len(stated) <= 80 and "\n" not in stated else None
