"""A Pelican plugin: pages come straight from rows, and only those that changed are rendered.

Pelican reads no articles and no pages of its own here; text from the exports reaches a page only as
a value in a template, never as a source file, a metadata line, a template or a path.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from pelican import signals
from pelican.generators import Generator
from pelican.readers import MarkdownReader
from pelican.writers import Writer

from publisher.facts import CommunityInfo
from publisher.pages import Page, Read

RUN = "COMMUNIS_RUN"
"""The Pelican setting that carries the Run."""


@dataclass(frozen=True)
class Kept:
    """A page of the previous site."""

    fingerprint: str
    file: Path


@dataclass
class Run:
    """What one Pelican run is to make, and what it made."""

    plan: Callable[[Read], tuple[Page, ...]]
    community: CommunityInfo
    manager_only: bool = False
    previous: Mapping[str, Kept] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    fingerprints: dict[str, str] = field(default_factory=dict)
    rendered: list[str] = field(default_factory=list)
    """The paths that were rendered; all others were taken over unchanged."""


class RowsGenerator(Generator):  # type: ignore[misc]  # Pelican publishes no types
    """The generator that renders the pages of a Run."""

    def generate_output(self, writer: Writer) -> None:
        """Write every page of the run below the output path."""
        run: Run = self.settings[RUN]
        pages = run.plan(self._read)
        in_menu = sorted(
            (page for page in pages if page.nav and (run.manager_only or _has_rows(page))),
            key=_order,
        )
        menu = [(page.nav, page.path) for page in in_menu]
        about = msgspec.json.encode([run.community, menu, run.manager_only], order="sorted")
        surroundings = about + theme_digest(Path(self.theme))
        for page in pages:
            fingerprint = page.fingerprint(surroundings)
            run.pages[page.path] = page
            run.fingerprints[page.path] = fingerprint
            target = Path(self.output_path) / page.path
            kept = run.previous.get(page.path)
            if kept and kept.fingerprint == fingerprint and take_over(kept.file, target):
                continue
            run.rendered.append(page.path)
            writer.write_file(
                page.path,
                self.get_template(page.template),
                self.context,
                page=page,
                community=run.community,
                menu=menu,
                root=page.root,
                **page.data,
            )

    def _read(self, file: Path) -> tuple[str, Mapping[str, str]]:
        html, header = MarkdownReader(self.settings).read(str(file))
        return html, {key: str(value) for key, value in header.items()}


def theme_digest(theme: Path) -> bytes:
    """A digest of all templates: a change in any of them renders every page again."""
    digest = hashlib.sha256()
    for file in sorted((theme / "templates").rglob("*.*")):
        digest.update(str(file.relative_to(theme)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.digest()


def take_over(file: Path, target: Path) -> bool:
    """Whether the file of the previous site now stands at the target too, linked or copied."""
    if not file.is_file():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(file, target)
    except OSError:
        # Another file system, or one without links: the bytes matter, not the way.
        shutil.copyfile(file, target)
    return True


def register() -> None:
    """Tell Pelican about the generator."""
    signals.get_generators.connect(_generators)


def _generators(pelican: Any) -> type[Generator] | None:
    return RowsGenerator if RUN in pelican.settings else None


def _order(page: Page) -> int:
    return page.order


def _has_rows(page: Page) -> bool:
    tables = [value for value in page.data.values() if isinstance(value, tuple)]
    return not tables or any(tables)
