"""The scan turns red on everything private, however it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.names import Account, NameBook
from publisher.scan import Permitted, scan

BOOK = NameBook(
    [
        Account("m1", "Moira Fraser", "moira_mends", url="https://mending.example/u/moira_mends"),
        Account(
            "m5", "Ana Silva", "anasilva", "ana@home.example", "https://mending.example/u/anasilva"
        ),
        Account("m8", "Solder", "solder"),
    ],
    {"m1": frozenset({"spotlight"})},
)
PERMITTED = Permitted(
    named={"page.html": {"m1"}},
    names={"page.html": {"Moira Fraser"}},
    emails={"hanne@mending.example"},
)


def findings(tmp_path: Path, body: str, file: str = "page.html") -> list[str]:
    head = "<!DOCTYPE html><html><head><title>x</title></head><body>"
    (tmp_path / file).write_text(f"{head}{body}</body></html>", encoding="utf-8")
    return [
        f"{'warning: ' if each.is_warning else ''}{each.what}"
        for each in scan(tmp_path, BOOK, PERMITTED, [file])
    ]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<p>ana@home.example</p>", "an e-mail address"),
        ("<p>ana&#64;home.example</p>", "an e-mail address"),
        ("<p>ana&amp;#64;home.example</p>", "an e-mail address"),
        ("<p>ana<b>@</b>home.example</p>", "an e-mail address"),
        ('<a href="mailto:ana%40home.example">x</a>', "an e-mail address"),
        ("<!-- ana@home.example -->", "an e-mail address"),
        (r"<p>ana\u0040home.example</p>", "an e-mail address"),
        ("<p>ana=40home.example</p>", "an e-mail address"),
        ("<p>Say YW5hQGhvbWUuZXhhbXBsZQ== to her</p>", "an e-mail address"),
        ("<p>QW5hIFNpbHZh</p>", "a name without a yes for this page"),
        ("<p>Ana%20S%69lva</p>", "a name without a yes for this page"),
        ("<p>ana [at] home.example</p>", "an e-mail address"),
        ("<p>Call +44 141 496 0123</p>", "a telephone number"),
        ('<a href="tel:+441414960123">x</a>', "a telephone number"),
        ("<p>(555) 123-4567</p>", "a telephone number"),
        ("<p>Ana Silva was here</p>", "a name without a yes for this page"),
        ("<p>Ana <em>Silva</em></p>", "a name without a yes for this page"),
        ("<p>Ana&nbsp;Silva</p>", "a name without a yes for this page"),
        ('<a title="Ana Silva" href="#">x</a>', "a name without a yes for this page"),
        ('<a href="https://x.example/ana-silva">x</a>', "a name without a yes for this page"),
        ("<p>@anasilva</p>", "a mention without a yes for this page"),
        ("<p>so says anasilva</p>", "a handle without a yes for this page"),
        (
            '<a href="https://mending.example/u/anasilva">x</a>',
            "a link to the page of somebody who said no such yes",
        ),
        ('<p class="name">Grete</p>', "a name in a person's place without a yes for it"),
    ],
)  # fmt: skip
def test_a_planted_secret_is_found(tmp_path: Path, body: str, what: str) -> None:
    """Across tags, entities, percent signs, attributes and comments."""
    assert what in findings(tmp_path, body)


@pytest.mark.parametrize(
    "body",
    [
        '<p class="name">Moira Fraser</p><p>@moira_mends and Moira Fraser</p>',
        '<p class="name">A member</p>',
        '<a href="mailto:hanne@mending.example">write</a>',
        "<p>Figures of 2026-11-22: 1,250 of 12,500. Part 0123 of 4567.</p>",
        '<svg><path d="M100 200 300 400 500 600 700 800"/></svg>',
        "<p>Ana</p><p>Silva</p>",
        "<p>2026-11-10T18:00:07.471000+00:00</p>",
        "<p>Extraordinarily incomprehensible disagreements, in 100% of=20 cases &amp; more</p>",
    ],
)
def test_what_may_stand_is_not_found(tmp_path: Path, body: str) -> None:
    """The scan does not cry wolf."""
    assert findings(tmp_path, body) == []


def test_a_bare_one_word_name_is_a_warning(tmp_path: Path) -> None:
    """It may be a word, so it stops nothing."""
    assert findings(tmp_path, "<p>Which solder?</p>") == ["warning: perhaps a name"]


def test_a_yes_for_one_page_is_none_for_another(tmp_path: Path) -> None:
    """Moira is allowed on the page she said yes to."""
    assert findings(tmp_path, "<p>Moira Fraser</p>", "other.html") == [
        "a name without a yes for this page"
    ]


def test_feeds_and_plain_files_are_read_too(tmp_path: Path) -> None:
    """Not only pages can leak."""
    (tmp_path / "feed.atom").write_text("<feed><title>Ana Silva</title></feed>")
    (tmp_path / "robots.txt").write_text("# ana@home.example")
    found = [each.what for each in scan(tmp_path, BOOK, PERMITTED, ["feed.atom", "robots.txt"])]
    assert found == ["a name without a yes for this page", "an e-mail address"]


def test_an_address_may_spell_a_name_as_somebody_else_writes_theirs(tmp_path: Path) -> None:
    """Volker Rössner's page is volker-rossner-…; a Volker Rossner without a yes is no reason to
    stop. Without Rössner's yes the address gives Rössner away.
    """
    names = [Account("m1", "Volker Rössner", None), Account("m2", "Volker Rossner", None)]
    page = tmp_path / "page.html"
    page.write_text('<!DOCTYPE html><a href="spotlights/volker-rossner-12ab34cd.html">x</a>')
    book = NameBook(names, {"m1": frozenset({"spotlight"})})
    may = Permitted(named={"page.html": {"m1"}}, names={})
    assert scan(tmp_path, book, may, ["page.html"]) == []
    nobody = Permitted(named={}, names={})
    assert scan(tmp_path, NameBook(names[:1], {}), nobody, ["page.html"]) != []
