"""The two forms of a letter: text, and HTML.

The styles stand in each element, as many mail programs drop style sheets; what only a sheet can
say, the colours of the dark, stands in one.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape

from digest.letter import Letter

TEMPLATES = Path(__file__).resolve().parent.parent / "theme" / "emails"


def render_text(letter: Letter) -> str:
    """The letter as plain text, written by its own template."""
    return _template("letter.txt").render(letter=letter)


def render_html(letter: Letter) -> str:
    """The letter as HTML: no image, no script, nothing fetched from anywhere."""
    return _template("letter.html").render(letter=letter)


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
