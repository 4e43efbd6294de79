"""Exports, ledger, cache and letters cannot be committed unnoticed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from private_files import PRIVATE as IGNORED
from private_files import PrivateFileTracked, check_private_files, tracked_private_files
from tests.conftest import ROOT, run_task

PRIVATE = (
    "exports/forum.json", "exports/deep/down/page.zip", "var/community/ledger.sqlite",
    "build/community/cache/warehouse.duckdb", "build/community/outbox/2026-W47/1.eml",
    "build/community/office/index.html", "content/spotlights/ana.md", "content/nominations.yaml",
    "backup/ledger.sqlite", "output",
)  # fmt: skip


def git(folder: Path, *arguments: str) -> str:
    """What git says, with nobody's own settings."""
    done = subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=T", "-c", "user.email=t@example.org",
         *arguments],
        capture_output=True, text=True, check=True,
        env={"PATH": "/usr/bin:/bin", "GIT_CONFIG_GLOBAL": "/dev/null", "HOME": str(folder)},
    )  # fmt: skip
    return done.stdout


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A repository with our ignore file and one of each private thing."""
    git(tmp_path, "init", "--quiet")
    (tmp_path / ".gitignore").write_bytes((ROOT / ".gitignore").read_bytes())
    (tmp_path / "community.yaml").write_bytes((ROOT / "community.yaml").read_bytes())
    for name in PRIVATE:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("private")
    return tmp_path


def test_adding_everything_adds_nothing_private(home: Path) -> None:
    """`git add --all` takes the settings and none of the rest."""
    git(home, "add", "--all")
    assert git(home, "ls-files").split() == [".gitignore", "community.yaml"]
    check_private_files(home)


@pytest.mark.parametrize("name", PRIVATE)
def test_what_is_forced_in_is_told(home: Path, name: str) -> None:
    """Staged is enough: it has not been committed yet, so it can still be taken out."""
    git(home, "add", "--force", name)
    with pytest.raises(PrivateFileTracked, match="git rm -r --cached " + name) as told:
        check_private_files(home)
    assert told.value.files == [name]
    git(home, "rm", "-r", "--cached", "--quiet", name)
    check_private_files(home)


def test_a_home_within_a_larger_repository_is_seen(tmp_path: Path) -> None:
    """Paths are told as from the home, and what lies beside it is not ours to judge."""
    git(tmp_path, "init", "--quiet")
    for place in ("home/exports", "exports"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "forum.json").write_text("[]")
    git(tmp_path, "add", "--all")
    assert tracked_private_files(tmp_path / "home") == ["exports/forum.json"]


def test_without_a_repository_nothing_is_said(tmp_path: Path) -> None:
    """Nothing could be committed."""
    (tmp_path / "exports").mkdir()
    check_private_files(tmp_path)


def test_our_own_repository_holds_nothing_private() -> None:
    """What `check` looks at."""
    check_private_files(ROOT)


def test_a_build_stops_at_a_committed_export(home: Path) -> None:
    """One clear line, before anything is read."""
    git(home, "add", "--force", "exports/forum.json")
    done = run_task(home, "build")
    assert done.returncode == 1
    assert "git would commit exports/forum.json, which is private" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_container_takes_in_nothing_private() -> None:
    """Whoever has the image would have it; `COPY . .` knows no other ignore file."""
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    # Without a slash git means the name wherever it lies, Docker the top alone.
    wanted = {f"**/{each}" if each.startswith("*") else each for each in IGNORED}
    assert wanted | {"community.yaml", "content/letters"} <= set(left_out)
