"""The site's own sentences in other languages: one catalog of the theme per language.

A template says `_("New here")` or `{% trans %}`; the English sentence is the key, and where a
catalog has nothing for it the English stands. Catalogs are PO files, which every translator's tool
can edit; `theme/catalogs/nl.po` is read anew at each build.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from publisher.errors import BadCatalog

ENGLISH = "en"
LANGUAGES = ("en", "nl", "de", "fr", "es")
LOCALES = {"en": "en_GB", "nl": "nl_NL", "de": "de_DE", "fr": "fr_FR", "es": "es_ES"}
"""Whose days and figures are written; of English the one that puts the day before the month."""

Catalog = gettext.NullTranslations


def later(sentence: str) -> str:
    """The sentence as it is: one that a template looks up, where no template spells it out."""
    return sentence


def catalog(themes: Iterable[Path], language: str) -> Catalog:
    """The sentences in a language, those of the first theme before those of the next.

    themes: folders that may hold `catalogs/<language>.po`. Raises BadCatalog with file and line.
    """
    found: Catalog = gettext.NullTranslations()
    for theme in reversed(list(themes)):
        file = theme / "catalogs" / f"{language}.po"
        if file.is_file():
            read = _read(file, language)
            read.add_fallback(found)
            found = read
    return found


def sentences(themes: Iterable[Path], language: str) -> tuple[str, ...]:
    """Everything the catalogs of a language hold, in that language."""
    files = (theme / "catalogs" / f"{language}.po" for theme in themes)
    found: list[str] = []
    for file in filter(Path.is_file, files):
        with file.open("rb") as stream:
            for message in read_po(stream, locale=language):
                said = message.string or ""
                found += [said] if isinstance(said, str) else said
    return tuple(filter(None, found))


def _read(file: Path, language: str) -> gettext.GNUTranslations:
    try:
        with file.open("rb") as stream:
            messages = read_po(stream, locale=language, abort_invalid=True)
    except PoFileError as problem:
        raise BadCatalog(file, problem.lineno + 1, problem.line.strip()) from None
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
