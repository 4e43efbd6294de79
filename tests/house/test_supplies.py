"""The bill of materials, and the two scripts that install what it lists."""

from __future__ import annotations

import json
import re
from pathlib import Path

from supplies import bill_of_materials, pins_of
from tasks.supplying import PINNED
from tests.conftest import ROOT

FILES = [ROOT / name for name in PINNED]


def test_every_pin_is_in_the_bill() -> None:
    """Each line of the requirements, with its hashes; what runs is required, the rest optional."""
    bill = json.loads(bill_of_materials(FILES))
    listed = {part["purl"]: part for part in bill["components"]}
    pinned = set()
    for file in FILES:
        for line in file.read_text(encoding="utf-8").splitlines():
            if match := re.match(r"([a-z0-9-]+)==([^ ]+)", line):
                pinned.add(f"pkg:pypi/{match[1]}@{match[2]}")
    assert pinned == set(listed)
    assert len(pinned) > 60
    for part in listed.values():
        values = [one["value"] for one in part["properties"] if one["name"].endswith("sha256")]
        assert values
        assert all(re.fullmatch("[0-9a-f]{64}", value) for value in values)
    assert listed[next(p for p in listed if "/duckdb@" in p)]["scope"] == "required"
    assert listed[next(p for p in listed if "/pytest@" in p)]["scope"] == "optional"


def test_the_bill_is_a_cyclonedx_document() -> None:
    """What the format asks for: kind, version, serial number, unique references."""
    bill = json.loads(bill_of_materials(FILES))
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bill["serialNumber"])
    references = [part["bom-ref"] for part in bill["components"]]
    assert len(references) == len(set(references))
    assert all(part["type"] == "library" for part in bill["components"])
    assert bill_of_materials(FILES) == bill_of_materials(FILES)


def test_markers_are_kept(tmp_path: Path) -> None:
    """Two versions for two Pythons are two parts."""
    file = tmp_path / "requirements.txt"
    digest = "ab" * 32
    file.write_text(
        f"numpy==2.4.6 ; python_full_version < '3.12' \\\n    --hash=sha256:{digest}\n"
        f"six==1.17.0 \\\n    --hash=sha256:{digest} \\\n    --hash=sha256:{'cd' * 32}\n"
    )
    first, second = pins_of(file)
    assert (first.name, first.when, first.hashes) == (
        "numpy", "python_full_version < '3.12'", (digest,),
    )  # fmt: skip
    assert (second.version, second.when, len(second.hashes)) == ("1.17.0", "", 2)


def test_windows_installs_what_others_do() -> None:
    """do.cmd names the same files for the same tasks as do, and ends its lines as Windows does."""
    plain = (ROOT / "do").read_text(encoding="utf-8")
    data = (ROOT / "do.cmd").read_bytes()
    windows = data.decode("ascii")
    assert data.count(b"\r\n") == data.count(b"\n")
    tasks = re.search(r"^([a-z |]+)\)\s+install developing", plain, re.MULTILINE)
    assert tasks
    named = set(tasks[1].replace("|", " ").split())
    told = re.search(r"for %%t in \(([a-z ]+)\)", windows)
    assert told
    assert set(told[1].split()) == named
    files = set(re.findall(r"requirements[a-z-]*\.txt", plain))
    assert set(re.findall(r"requirements[a-z-]*\.txt", windows)) == files
    assert "--require-hashes" in windows


def test_windows_installs_the_same_files_in_the_same_order_for_each_task() -> None:
    """Also where the folder has blanks in its name: each file stands in its own quotes."""
    plain = (ROOT / "do").read_text(encoding="utf-8").replace("\\\n", " ")
    windows = (ROOT / "do.cmd").read_bytes().decode("ascii")
    file = r"requirements[a-z-]*\.txt"
    ours = {
        kind: re.findall(file, named)
        for kind, named in re.findall(r"install (developing|choosing|running) (.*)", plain)
    }
    theirs = {
        kind: re.findall(file, named)
        for named, kind in re.findall(
            r"set files=([^\r]*)\r\n(?:rem [^\r]*\r\n)? *set \"stamp=%venv%\\\.installed-(\w+)\"",
            windows,
        )
    }
    assert theirs == ours
    assert len(ours) == 3
    for named in re.findall(r"set files=([^\r]*)", windows):
        assert re.fullmatch(rf'("%here%{file}" ?)+', named)
    assert windows.count('"%%~f"') == 2


def test_what_only_a_benchmark_needs_is_not_installed_to_run() -> None:
    running = {pin.name for pin in pins_of(ROOT / "requirements.txt")}
    developing = {pin.name for pin in pins_of(ROOT / "requirements-dev.txt")}
    assert "css-inline" in developing - running
