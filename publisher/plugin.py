"""A Pelican plugin: pages come straight from rows, and only those that changed are rendered.

Pelican reads no articles and no pages of its own here; text from the exports reaches a page only as
a value in a template, never as a source file, a metadata line, a template or a path.
"""

from __future__ import annotations

import hashlib
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

from publisher import card
from publisher.catalogs import catalog
from publisher.colours import replaced
from publisher.facts import CommunityInfo
from publisher.linking import take_over
from publisher.page import FEEDS, Page
from publisher.pages import Read
from publisher.rendering import write_pages
from publisher.sentences import speak
from publisher.themes import Theme

RUN = "COMMUNIS_RUN"
"""The Pelican setting that carries the Run."""


@dataclass(frozen=True)
class Kept:
    """A page of the previous site."""

    fingerprint: str
    digest: str
    """The SHA-256 of its bytes."""
    file: Path


@dataclass
class Run:
    """What one Pelican run is to make, and what it made."""

    plan: Callable[[Read], tuple[Page, ...]]
    community: CommunityInfo
    theme: Theme
    manager_only: bool = False
    previous: Mapping[str, Kept] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    fingerprints: dict[str, str] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    """The SHA-256 of each page's bytes."""
    rendered: list[str] = field(default_factory=list)
    """The paths that were rendered; all others were taken over unchanged."""


class RowsGenerator(Generator):  # type: ignore[misc]  # Pelican publishes no types
    """The generator that renders the pages of a Run."""

    def generate_output(self, writer: Writer) -> None:
        """Write every page of the run below the output path; Pelican's writer is not needed."""
        run: Run = self.settings[RUN]
        speak(self.env, catalog(run.theme.folders, run.community.language))
        self._write_static(run)
        pages = run.plan(self._read)
        in_menu = sorted(
            (page for page in pages if page.nav and (run.manager_only or _has_rows(page))),
            key=_order,
        )
        menu = [(page.nav, page.path) for page in in_menu]
        self._share(run, menu)
        about = msgspec.json.encode([run.community, menu, run.manager_only], order="sorted")
        surroundings = hashlib.sha256(about + run.theme.digest())
        changed = []
        for page in pages:
            fingerprint = page.fingerprint(surroundings)
            run.pages[page.path] = page
            run.fingerprints[page.path] = fingerprint
            target = Path(self.output_path) / page.path
            kept = run.previous.get(page.path)
            if kept and kept.fingerprint == fingerprint and take_over(kept.file, target):
                run.digests[page.path] = kept.digest
            else:
                changed.append(page)
        run.rendered += [page.path for page in changed]
        names = {page.template for page in changed if not page.content}
        templates = {name: self.get_template(name) for name in names}
        run.digests.update(write_pages(changed, templates, self.output_path))

    def _share(self, run: Run, menu: list[tuple[str, str]]) -> None:
        """What all pages share is known to every template, imported ones too."""
        self.env.auto_reload = False  # Templates do not change while a site is made.
        feeds = FEEDS if run.community.site_url and not run.manager_only else ()
        self.env.globals.update(self.context)
        self.env.globals.update(community=run.community, menu=menu, feeds=feeds)
        shared = dict(self.env.globals)
        # Jinja's own chain of two is walked key by key for each page and each import in it.
        self.env.make_globals = lambda own: {**shared, **(own or {})}

    def _write_static(self, run: Run) -> None:
        """The theme's files as they are, but for the community's colour in sheets and pictures."""
        folder = Path(self.output_path) / "theme"
        colour = run.community.colour
        for path, file in run.theme.static_files().items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if file.suffix in (".css", ".svg"):
                sheet = replaced(file.read_text(encoding="utf-8"), colour)
                target.write_text(sheet, encoding="utf-8")
            else:
                shutil.copyfile(file, target)
        (folder / "sign.png").write_bytes(card.sign(colour))
        if not run.manager_only:
            (folder / "card.png").write_bytes(card.card(colour))

    def _read(self, file: Path) -> tuple[str, Mapping[str, str]]:
        known = file.stat()
        return _read_page(file, known.st_mtime_ns, known.st_size, MarkdownReader(self.settings))


_PAGES: dict[tuple[Path, int, int], tuple[str, Mapping[str, str]]] = {}
"""What the manager's pages held when they were read last."""


def _read_page(
    file: Path, written_at: int, size: int, reader: MarkdownReader
) -> tuple[str, Mapping[str, str]]:
    """The HTML and the header of a page, read anew only when it was written anew."""
    key = (file, written_at, size)
    if key not in _PAGES:
        html, header = reader.read(str(file))
        _PAGES[key] = html, {name: str(value) for name, value in header.items()}
    return _PAGES[key]


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
