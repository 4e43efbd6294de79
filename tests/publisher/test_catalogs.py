"""The site's sentences: found in templates and code, and in every catalog."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as Messages
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from publisher.catalogs import LANGUAGES, catalog
from publisher.errors import BadCatalog
from tests.publisher.conftest import ROOT, THEME

OTHERS = [language for language in LANGUAGES if language != "en"]
KEYWORDS = {"gettext": None, "_": None, "later": None, "say": None, "ngettext": (1, 2)}
PRIVATE = ("office",)
"""Templates that only the manager reads, in English."""


def sentences() -> Iterator[tuple[str, str]]:
    """Each sentence of the public site, with the file it stands in."""
    options = {"silent": "false", "trimmed": "true"}
    for file in sorted((THEME / "templates").rglob("*.*")):
        if file.relative_to(THEME / "templates").parts[0] not in PRIVATE:
            for _, message, _, _ in _extracted("jinja2.ext:babel_extract", file, options):
                yield message, file.name
    for file in sorted((ROOT / "publisher").glob("*.py")):
        for _, message, _, _ in _extracted("python", file, {}):
            yield message, file.name


def _extracted(method: str, file: Path, options: dict[str, str]) -> Iterator[tuple]:  # type: ignore[type-arg]
    with file.open("rb") as stream:
        yield from extract(method, stream, keywords=KEYWORDS, options=options)


def messages(language: str) -> Messages:
    with (THEME / "catalogs" / f"{language}.po").open("rb") as stream:
        return read_po(stream, locale=language, abort_invalid=True)


def test_no_template_says_a_sentence_that_no_catalog_could_hold() -> None:
    """Outside of what is looked up, a public template holds markup and names, and no words."""
    bare = {}
    for file in sorted((THEME / "templates").glob("*.html")):
        text = file.read_text(encoding="utf-8")
        text = re.sub(r"\{#.*?#\}|<!--.*?-->", " ", text, flags=re.DOTALL)
        text = re.sub(r"\{% trans.*?%\}.*?\{% endtrans %\}", " ", text, flags=re.DOTALL)
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)
        said = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', text)
        words = re.findall(r"[A-Za-z]{2,}", " ".join((re.sub(r"<[^>]*>", " ", text), *said)))
        if words:
            bare[file.name] = words
    assert bare == {}


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_stands_in_every_catalog(language: str) -> None:
    """What a template or the code says in English, the catalog says in the other language."""
    known = messages(language)
    missing = {
        f"{file}: {sentence}"
        for sentence, file in sentences()
        if sentence not in known or not known[sentence].string
    }
    assert sorted(missing) == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_catalog_holds_what_nobody_says(language: str) -> None:
    """A sentence that was rewritten leaves no old one behind."""
    said = {sentence for sentence, _ in sentences()}
    assert sorted(str(each.id) for each in messages(language) if each.id not in {"", *said}) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_what_is_put_in_and_its_markup(language: str) -> None:
    """Each place for a name, and each tag, stands in the other language as often."""
    for each in messages(language):
        if each.id:
            marks = r"%\(\w+\)s|</?\w+[^>]*>"
            here, there = (sorted(re.findall(marks, str(text))) for text in (each.id, each.string))
            assert here == there, each.id


def test_a_child_themes_sentence_comes_first(tmp_path: Path) -> None:
    """A child overrides one sentence and leaves the rest."""
    child = tmp_path / "child"
    (child / "catalogs").mkdir(parents=True)
    (child / "catalogs" / "nl.po").write_text('msgid "New here"\nmsgstr "Verse gezichten"\n')
    said = catalog([child, THEME], "nl")
    assert said.gettext("New here") == "Verse gezichten"
    assert said.gettext("How to join") == catalog([THEME], "nl").gettext("How to join")
    assert said.gettext("How to join") != "How to join"


def test_a_broken_catalog_is_named(tmp_path: Path) -> None:
    """The message says which file, and what was expected."""
    (tmp_path / "catalogs").mkdir()
    file = tmp_path / "catalogs" / "nl.po"
    file.write_text('msgid "New here"\nthis is no PO file\n')
    with pytest.raises(BadCatalog, match=r"nl\.po:2: found .*, expected a PO file"):
        catalog([tmp_path], "nl")
