"""Themes: ours, and a child of it that overrides single blocks, templates, files or sentences.

A child is a folder with any of `templates/`, `static/` and `catalogs/`. Its templates come first;
one that begins with `{% extends "!theme/base.html" %}` keeps the rest of ours.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

CHILD = "theme"
"""The folder in content/ that is taken for a child theme without being asked."""


@dataclass(frozen=True)
class Theme:
    """Our theme, and the child that is laid over it."""

    base: Path
    child: Path | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders of the themes, the child's first."""
        return (self.child, self.base) if self.child else (self.base,)

    @property
    def template_overrides(self) -> list[str]:
        """Where Pelican looks for a template before it looks in ours."""
        return [str(self.child / "templates")] if self.child else []

    def templates(self) -> list[Path]:
        """All template files, ours and the child's."""
        files = (file for folder in self.folders for file in (folder / "templates").rglob("*.*"))
        return sorted(file for file in files if file.is_file())

    def static_files(self) -> dict[str, Path]:
        """The files below theme/ in the site, by their path there; the child's replace ours."""
        return {
            file.relative_to(folder / "static").as_posix(): file
            for folder in reversed(self.folders)
            for file in sorted((folder / "static").rglob("*"))
            if file.is_file()
        }

    def digest(self) -> bytes:
        """A digest of all templates and catalogs: a change in any renders every page again."""
        digest = hashlib.sha256()
        for folder in self.folders:
            for part in ("templates", "catalogs"):
                for file in sorted((folder / part).rglob("*.*")):
                    if file.is_file():
                        name = str(file.relative_to(folder)).encode()
                        digest.update(name + b"\0" + file.read_bytes() + b"\0")
        return digest.digest()


def find_theme(base: Path, content: Path, named: Path | None = None) -> Theme:
    """Our theme with the child named in the settings, else with `content/theme` where it exists."""
    child = named or content / CHILD
    return Theme(base, child if child.is_dir() else None)
