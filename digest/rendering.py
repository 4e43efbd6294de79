"""The two forms of a letter: text, and HTML with its styles written into each element."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from digest.letter import Letter
from digest.words import day

TEMPLATES = Path(__file__).resolve().parent.parent / "theme" / "emails"


def render_text(letter: Letter) -> str:
    """The letter as plain text, written by its own template."""
    return _environment().get_template("letter.txt").render(letter=letter)


def render_html(letter: Letter) -> str:
    """The letter as HTML: no image, no script, nothing fetched from anywhere."""
    return _inliner().inline(_environment().get_template("letter.html").render(letter=letter))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = day
    return environment


@cache
def _inliner() -> css_inline.CSSInliner:
    # Some mail programs drop style elements; those that keep them need the dark and narrow rules.
    return css_inline.CSSInliner(
        keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False
    )
