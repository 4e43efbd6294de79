"""A child theme changes what it names and keeps the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publisher import LeakFound, publish
from publisher.themes import find_theme
from tests.publisher import mending_table
from tests.publisher.conftest import THEME, Press

FOOT = '{% extends "!theme/base.html" %}{% block foot %}<p>Come on Tuesdays.</p>{% endblock %}'
SHEET = (
    '{% extends "!theme/base.html" %}'
    '{% block styles %}<link rel="stylesheet" href="{{ root }}theme/own.css">{% endblock %}'
)


def child_in(folder: Path, template: str = FOOT) -> Path:
    (folder / "templates").mkdir(parents=True)
    (folder / "templates" / "base.html").write_text(template)
    (folder / "static").mkdir()
    (folder / "static" / "own.css").write_text("h1 { font-style: italic; }")
    return folder


def test_a_folder_in_content_overrides_one_block(copied_content: Callable[[], Press]) -> None:
    """The foot is the child's on every page; head, menu and text are ours; files are added."""
    press = copied_content()
    press.publish()
    assert "Come on Tuesdays" not in press.all_text()
    child_in(press.content / "theme")
    press.publish()
    for page in ("index.html", "report.html", "404.html", "ask/index.html"):
        assert "Come on Tuesdays" in press.text(page)
        assert "Nobody is named on these pages" not in press.text(page)
        assert 'aria-label="Main"' in press.text(page)
    assert "italic" in press.text("theme/own.css")
    assert "--teal" in press.text("theme/style.css")


def test_a_changed_child_renders_every_page_again(copied_content: Callable[[], Press]) -> None:
    """Templates of the child count for the unchanged pages as ours do."""
    press = copied_content()
    child = child_in(press.content / "theme")
    pages = press.publish().rendered
    assert press.publish().rendered == 0
    (child / "templates" / "base.html").write_text(SHEET)
    assert press.publish().rendered == pages
    assert 'href="../theme/own.css"' in press.text("ask/index.html")


def test_a_named_folder_comes_before_the_one_in_content(
    copied_content: Callable[[], Press], tmp_path: Path
) -> None:
    """`theme:` in the settings is obeyed."""
    press = copied_content()
    child_in(press.content / "theme")
    named = child_in(tmp_path / "named", FOOT.replace("Tuesdays", "Fridays"))
    publish(
        press.rows(),
        community=mending_table.COMMUNITY,
        build=press.build,
        output=press.output,
        content=press.content,
        theme=press.theme,
        child_theme=named,
    )
    assert "Come on Fridays" in press.text("index.html")


def test_what_a_child_theme_writes_is_scanned(copied_content: Callable[[], Press]) -> None:
    """A template is no way around the scan."""
    press = copied_content()
    child_in(press.content / "theme", FOOT.replace("Tuesdays", "Tuesdays, ana@home.example"))
    with pytest.raises(LeakFound, match="an e-mail address"):
        press.publish()


def test_without_a_child_the_theme_is_ours(tmp_path: Path) -> None:
    """Nothing named and nothing in content."""
    found = find_theme(THEME, tmp_path)
    assert (found.base, found.child) == (THEME, None)
    assert "style.css" in found.static_files()
