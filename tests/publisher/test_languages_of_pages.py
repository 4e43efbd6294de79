"""The site in each of its languages: everything the theme and the pages say is in it."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from publisher import BadPage
from publisher.catalogs import LANGUAGES, catalog
from publisher.defined_figures import DEFINITIONS
from tests.publisher import mending_table
from tests.publisher.conftest import CONTENT, THEME, Press

OTHERS = [language for language in LANGUAGES if language != "en"]
OWN = {
    "nl": ("Vraag naar", "22\xa0november 2026", "Nog niemand heeft geantwoord.", "2.345"),
    "de": ("Frag nach", "22.\xa0November 2026", "Noch hat niemand geantwortet.", "2.345"),
    "fr": ("Demandez", "22\xa0novembre 2026", "Personne n’a encore répondu.", "2\u202f345"),
    "es": (
        "Pregunta por",
        "22\xa0de\xa0noviembre\xa0de 2026",
        "Nadie ha respondido todavía.",
        "2.345",
    ),
}
"""In each: a word of the menu, the day of the report, a sentence made of rows, a figure."""
OCTOBER = {"nl": "oktober 2026", "de": "Oktober 2026", "fr": "octobre 2026",
           "es": "octubre de 2026"}  # fmt: skip


@pytest.mark.parametrize("language", OTHERS)
def test_every_page_has_its_text_in_every_language(language: str) -> None:
    """A page that is added is translated too; a translation without its page is not kept."""
    pages = {file.name for file in (CONTENT / "pages").glob("*.md")}
    assert {file.name for file in (CONTENT / "pages" / language).glob("*.md")} == pages


@pytest.mark.parametrize("language", OTHERS)
def test_a_site_speaks_its_language(press: Press, language: str) -> None:
    """Menu, sentences, days and figures are the language's own."""
    weeks = [{**week, "forum_members": 2345} for week in mending_table.year_of_weeks()]
    press.publish(
        mending_table.Warehouse(weeks=weeks),
        community=replace(mending_table.COMMUNITY, language=language),
    )
    menu, day, sentence, figure = OWN[language]
    home = press.text("index.html")
    assert f'<html lang="{language}">' in home
    assert f">{menu}</a>" in home
    assert sentence in home
    assert figure in home
    assert day in press.text("feed.atom")
    somebody = catalog([THEME], language).gettext("A member")
    assert f"{somebody} told me to ask here" in press.text("welcomes/noor-haddad-153812ae.html")


@pytest.mark.parametrize("language", OTHERS)
def test_the_figures_speak_the_language(press: Press, language: str) -> None:
    """Every title and definition is the catalog's, with the community's own lines in words."""
    community = replace(
        mending_table.COMMUNITY,
        language=language,
        definitions=replace(mending_table.COMMUNITY.definitions, answered=9, dormant=200),
    )
    press.publish(community=community)
    said = catalog([THEME], language)
    shown = unescape(press.text("figures.html"))
    lines = {
        **{name: said.gettext(word) for name, word in
           {"answered": "nine", "talks": "two", "days": "three"}.items()},
        "active": "90", "last": "90", "cooling": "60", "dormant": "200",
    }  # fmt: skip
    for each in DEFINITIONS:
        assert said.gettext(each.title) in shown
        assert said.gettext(each.definition) % lines in shown
    month = OCTOBER[language]
    for path in ("report.html", "our-year.html", "board.html", "figures.html"):
        page = unescape(press.text(path))
        assert month in page
        assert "October" not in page
    assert said.gettext("New pairs") in press.text("our-year.html")
    assert said.gettext("Month before") in press.text("board.html")


def test_a_translation_says_only_what_is_said(tmp_path: Path, press: Press) -> None:
    """Who may be named stands in one place, not in five."""
    content = tmp_path / "content"
    (content / "pages" / "nl").mkdir(parents=True)
    (content / "pages" / "a.md").write_text("Title: A\nTemplate: text\nPath: a.html\n\nA\n")
    (content / "pages" / "nl" / "a.md").write_text("Title: B\nNames: spotlight\n\nB\n")
    community = replace(mending_table.COMMUNITY, language="nl")
    with pytest.raises(BadPage, match=r"nl/a\.md: found names in the header, expected only desc"):
        Press(tmp_path, content=content).publish(community=community)
