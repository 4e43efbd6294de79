"""What the docs list is what there is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

import tasks
from settings import Community, Settings
from tests.conftest import ROOT

SETTINGS_PAGE = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def keys_of(kind: type[msgspec.Struct]) -> list[str]:
    return [field.name for field in msgspec.structs.fields(kind)]


@pytest.mark.parametrize("key", [*keys_of(Settings), *keys_of(Community)])
def test_every_setting_is_explained(key: str) -> None:
    """Each key of community.yaml stands in docs/settings.md."""
    assert key in SETTINGS_PAGE


@pytest.mark.parametrize(
    "struct", [field.type for field in msgspec.structs.fields(Settings)], ids=str
)
def test_every_default_is_the_one_explained(struct: object) -> None:
    """A number in the table of settings is the number in the code."""
    if not (isinstance(struct, type) and issubclass(struct, msgspec.Struct)):
        return
    for field in msgspec.structs.fields(struct):
        if isinstance(field.default, (int, float)) and not isinstance(field.default, bool):
            row = re.search(rf"^\| `{field.name}` \| ([^|]*) \|", SETTINGS_PAGE, re.MULTILINE)
            assert row, f"docs/settings.md has no row for {field.name}"
            assert float(row[1]) == float(field.default), field.name


@pytest.mark.parametrize("name", sorted(tasks.namespace.task_names))
def test_every_task_says_what_it_does(name: str) -> None:
    """Each task's docstring starts with a verb and the task stands in docs/tasks.md."""
    said = (tasks.namespace[name].__doc__ or "").strip()
    assert re.match(r"[A-Z][a-z]+ ", said), f"{name}: no docstring that starts with a verb"
    page = (ROOT / "docs" / "tasks.md").read_text(encoding="utf-8")
    assert f"`{name}" in page


@pytest.mark.parametrize(
    ("folder", "page"),
    [
        ("importers/sources", "docs/importing.md"),
        ("recommender/algorithms", "docs/evaluation.md"),
        ("recommender/measures", "docs/evaluation.md"),
        ("analytics/marts", "docs/tables.md"),
        ("analytics/metrics", "docs/tables.md"),
        ("analytics/derived", "docs/tables.md"),
    ],
)
def test_every_part_is_mentioned(folder: str, page: str) -> None:
    """A source, algorithm, measure or table that the docs leave out is a gap in the docs."""
    text = (ROOT / page).read_text(encoding="utf-8")
    parts = [
        path.stem
        for path in sorted((ROOT / folder).iterdir())
        if path.suffix in (".py", ".sql") and not path.stem.startswith("_")
    ]
    assert parts
    missing = [part for part in parts if f"`{part}`" not in text]
    assert missing == []


def test_links_between_the_docs_lead_somewhere() -> None:
    """Every relative link in the README and the docs names a file that is there."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)[^):]*\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_pins_cover_what_the_project_asks_for() -> None:
    """Each dependency of pyproject.toml stands, with hashes, in a requirements file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["choices"],
        *project["dependency-groups"]["dev"],
    ]
    pinned = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("requirements*.txt"))
    for requirement in asked:
        name = re.match(r"[A-Za-z0-9._-]+", requirement)
        assert name
        folded = re.sub(r"[._-]+", "-", name[0]).lower()
        assert re.search(
            rf"^{re.escape(folded)}(\[[^\]]*\])?==\S+.*\\\n\s+--hash=sha256:", pinned, re.MULTILINE
        ), requirement


def tracked_texts() -> list[Path]:
    kinds = {".py", ".md", ".sql", ".html", ".yaml", ".toml", ".txt", ".css", ".svg", ""}
    private = {"build", "var", "exports", "output", "__pycache__"}
    tools = {".git", ".venv", ".hypothesis", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file()
        and path.suffix in kinds
        and not (private | tools) & set(path.relative_to(ROOT).parts)
    ]


def test_no_path_of_a_machine_stands_in_the_project() -> None:
    """The project runs from any checkout."""
    found = [
        str(path.relative_to(ROOT))
        for path in tracked_texts()
        if re.search(r"(/wor[k]/|/roo[t]/|/tm[p]/|/hom[e]/\w)", path.read_text("utf-8", "replace"))
    ]
    assert found == []


def test_decisions_are_numbered_one_by_one() -> None:
    """Each has a number of its own, and says it in its first line."""
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        assert page.read_text(encoding="utf-8").startswith(f"# {int(page.name[:4])}. "), page.name
