"""The words that no page and no letter says, and the figures that no page may hold."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher import facts
from tests.conftest import ROOT
from tests.publisher.conftest import Press
from tests.publisher.mending_table import POSTS, THREADS

BANNED = {
    "en": r"followers?|users?|engag(?:e|ed|es|ement|ing)|influencers?|audiences?|leads(?! to\b)"
          r"|based on your activity|rank(?:s|ed|ing|ings)?|scores?|scored|leaderboards?|top \d+",
    "nl": r"volgers?|gebruikers?|engagement|influencers?|publiek|doelgroep|ranglijst|scores?",
    "de": r"Follower|Abonnenten|Nutzer(?:innen)?|Engagement|Influencer|Publikum|Zielgruppe"
          r"|Rangliste|Punktzahl|Score",
    "fr": r"followers|abonnés|utilisateurs?|utilisatrices?|engagement|influenceu(?:rs?|ses?)"
          r"|audience|classement|score",
    "es": r"seguidor(?:es|as)?|usuari[oa]s?|engagement|influencers?|audiencia|ranking"
          r"|clasificación|puntuación",
}  # fmt: skip
"""What people are not called here, and what nobody is given; whole words, by language."""

DENIED = ("Nobody gets a rank or a number",)
"""What is said to say that it is not so."""

CODE_THAT_SPEAKS = ("publisher/*.py", "digest/words.py", "digest/writing.py",
                    "recommender/wording.py", "recommender/reasons.py")  # fmt: skip


def said() -> Iterator[tuple[str, str, str]]:
    """Everything that is said in public: where it stands, in which language, and the words."""
    templates = ROOT / "theme"
    for file in sorted([*templates.glob("templates/*.*ml"), *templates.glob("emails/*.*")]):
        text = re.sub(r"\{%-?\s*(?!trans).*?%\}|\{\{.*?\}\}|\{#.*?#\}", " ",
                      file.read_text("utf-8"), flags=re.DOTALL)  # fmt: skip
        yield str(file.relative_to(ROOT)), "en", re.sub(r"<[^>]*>", " ", text)
    for file in sorted(templates.glob("catalogs/*.po")):
        for line in re.findall(r'(?m)^msgstr "(.*)"$', file.read_text("utf-8")):
            yield file.name, file.stem, line
    for folder in ("pages", "invitations"):
        for file in sorted((ROOT / "content" / folder).rglob("*.md")):
            named = file.stem if folder == "invitations" else file.parent.name
            language = named if named in BANNED else "en"
            yield str(file.relative_to(ROOT)), language, file.read_text("utf-8")
    for file in sorted((ROOT / "recommender" / "sayings").glob("*.yaml")):
        yield file.name, file.stem, file.read_text("utf-8")
    for pattern in CODE_THAT_SPEAKS:
        for file in sorted(ROOT.glob(pattern)):
            if not file.name.startswith("office"):
                yield from ((str(file.relative_to(ROOT)), "en", text) for text in sentences(file))


def sentences(file: Path) -> Iterator[str]:
    """The strings of a module that hold a sentence: no docstrings, no single words, no SQL."""
    tree = ast.parse(file.read_text("utf-8"))
    stated = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in stated and " " in node.value:  # type: ignore[attr-defined]
            yield node.value  # type: ignore[attr-defined]


def banned_in(text: str, language: str) -> list[str]:
    for denial in DENIED:
        text = text.replace(denial, "")
    return re.findall(rf"\b(?:{BANNED[language]})\b", text, re.IGNORECASE)


def test_no_banned_word_is_said() -> None:
    """Not in templates, letters, catalogs, pages, invitations, nor in what code puts together."""
    checked = list(said())
    assert {language for _, language, _ in checked} == set(BANNED)
    assert len(checked) > 500
    found = [
        f"{place}: {word}"
        for place, language, text in checked
        for word in banned_in(text, language)
    ]
    assert found == []


def test_no_banned_word_stands_on_a_made_page(mending_site: Press) -> None:
    """Nor in what is made of rows, members' own words aside."""
    own = [text for *_, text in POSTS] + [title for _, _, title, *_ in THREADS]
    assert not any(banned_in(text, "en") for text in own)
    for file in mending_site.output.resolve().rglob("*.html"):
        text = re.sub(r"<[^>]*>", " ", file.read_text("utf-8"))
        assert banned_in(text, "en") == [], file.name


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Our users love it."),
        ("en", "She ranks third."),
        ("en", "New leads this week."),
        ("nl", "De volgers van deze week."),
        ("de", "Alle Nutzer sehen das."),
        ("fr", "Nos abonnés."),
        ("es", "Los usuarios."),
    ],
)
def test_the_look_out_sees_them(language: str, sentence: str) -> None:
    """In each language."""
    assert banned_in(sentence, language)


def test_no_fact_of_a_page_is_a_score_or_a_rank() -> None:
    """What the templates are handed about people has no such figure to print."""
    for value in vars(facts).values():
        if dataclasses.is_dataclass(value):
            names = {field.name for field in dataclasses.fields(value)}
            assert not {each for each in names if re.search(r"score|rank|strength|karma", each)}


def test_no_public_template_prints_a_score_or_a_rank() -> None:
    """Nor does one ask for it by another way."""
    for file in sorted((ROOT / "theme" / "templates").glob("*.*")):
        printed = re.findall(r"\{\{(.*?)\}\}", file.read_text("utf-8"), re.DOTALL)
        assert not [each for each in printed if re.search(r"score|rank|strength|probab", each)]
