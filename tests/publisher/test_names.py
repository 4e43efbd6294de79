from __future__ import annotations

import pytest

from publisher.names import Account, NameBook

BOOK = NameBook(
    [
        Account("m1", "Moira Fraser", "moira_mends", url="https://mending.example/u/moira_mends"),
        Account("m5", "Ana Silva", "anasilva", "ana@home.example"),
        Account("m8", "Solder", "solder"),
        Account("m9", "田中太郎", "tanaka_t"),
        Account("m12", "How To Join", "howto"),
        Account("m13", "Seán O’Brien-Ó Murchú", "sean.obrien"),
    ],
    {"m1": frozenset({"spotlight"})},
    house=["How to join", "The Mending Table"],
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Ask Ana Silva about glue", "Ask a member about glue"),
        ("ANA  SILVA knows", "A member knows"),
        ("It held. Ana Silva said so", "It held. A member said so"),
        ("ask @anasilva, or anasilva", "ask a member, or a member"),
        ("@nobody_we_know was here", "A member was here"),
        ("ask Seán O'Brien-Ó Murchú", "ask a member"),
        ("田中太郎さんに聞く", "A memberさんに聞く"),
        ("Ana likes silva rerum", "Ana likes silva rerum"),
        ("Which solder for a kettle?", "Which solder for a kettle?"),
        ("Ana, Silva and I", "Ana, Silva and I"),
        ("How to join two boards", "How to join two boards"),
        ("write to ana@home.example", "write to [an address]"),
        ("or ana (at) home.example", "or [an address]"),
        ("call +44 141 496 0123 today", "call [a number] today"),
        ("made 2026-11-22, part 12345", "made 2026-11-22, part 12345"),
        ("see https://mending.example/u/anasilva", "see [a link]"),
        ("An\u200ba Silva", "A member"),
        ("evil \u202etxet", "evil txet"),
        ("ask Ana&#32;S&#105;lva", "ask a member"),
        ("ask QW5hIFNpbHZh, she knows", "ask a member, she knows"),
        ("ana&amp;#64;home.example", "[an address]"),
        (r"or ana\u0040home.example", "or [an address]"),
        ("or ana=40home.example, ana%40home.example", "or [an address], [an address]"),
        ("50%25 &amp; x=40", "50%25 &amp; x=40"),
    ],
)
def test_texts_lose_everybody_who_is_not_allowed(text: str, cleaned: str) -> None:
    """A name of two words, a handle, a mention and a contact go; words stay words."""
    assert BOOK.cleaned(text) == cleaned


def test_a_contraction_is_no_name() -> None:
    """Don is a member; don't is not."""
    book = NameBook([Account("d", "Don", None)], {})
    assert [
        found.text for found in book.find("I don't know. Don’t ask. Don’s lamp, says Don.")
    ] == [
        "Don",
        "Don",
    ]


def test_a_member_who_is_allowed_keeps_the_name() -> None:
    """Only the members named as allowed stay in a text."""
    text = "Moira Fraser and Ana Silva agree"
    assert BOOK.cleaned(text, allowed={"m1"}) == "Moira Fraser and a member agree"


def test_two_members_of_one_name_count_as_allowed_when_one_is() -> None:
    """Nobody can tell which of two is meant, and one of them said yes."""
    book = NameBook([Account("a", "Ana Silva", None), Account("b", "Ana Silva", None)], {})
    assert book.cleaned("Ana Silva", allowed={"b"}) == "Ana Silva"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/x",
        "https://user@evil.example/",
        'https://mending.example/"onmouseover=x',
        "https://mending.example/u/anasilva",
        "https://mending.example/users/AnaSilva/activity",
        "https://mending.example/t/thanks-ana-silva/5",
        "https://mending.example/t/thanks%20ana%20silva/5",
    ],
)
def test_addresses_that_harm_or_name_somebody_are_left_out(url: str) -> None:
    """A page links to web addresses only, and to nobody who did not say yes."""
    assert BOOK.safe_url(url) == ""


def test_an_address_of_an_allowed_member_may_be_linked() -> None:
    """A page of somebody who may be named can be linked."""
    url = "https://mending.example/u/moira_mends"
    assert BOOK.safe_url(url, allowed={"m1"}) == url
    assert BOOK.safe_url("https://mending.example/t/1") == "https://mending.example/t/1"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Moira Fraser", "Moira Fraser"),
        ("  \u202eMoira\n Fraser ", "Moira Fraser"),
        ("ana@home.example", "the_handle"),
        ("+++", "the_handle"),
        (None, "the_handle"),
    ],
)
def test_a_shown_name_is_one_line_and_no_address(name: str | None, shown: str) -> None:
    """A name that is an address, or no letters at all, gives way to the handle."""
    assert BOOK.shown_name(name, "the_handle") == shown


def test_nobody_without_a_yes_may_be_named() -> None:
    """The default is no, and a yes holds for its own purpose only."""
    assert BOOK.may_name("m1", "spotlight")
    assert not BOOK.may_name("m1", "welcome page")
    assert not BOOK.may_name("unknown", "spotlight")


HELLO = NameBook(
    [
        Account("k", "Kirra Hapeta", None),
        Account("d", "Delbert Beaulieu", None),
        Account("j", "João Batista Peixoto", None),
        Account("s", "修 杉谷", None),
    ],
    {},
)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("@Kirra Hapeta Welcome, Kirra, and thank you", "Welcome, and thank you"),
        ("@修 杉谷 This is a classic.", "This is a classic."),
        ("Good to read you, Delbert. Ask.", "Good to read you. Ask."),
        ("Hi Delbert! Another one", "Hi! Another one"),
        ("Hello Kirra, good that you came", "Hello, good that you came"),
        ("Welcome, João Batista. There is a chair.", "Welcome. There is a chair."),
        ("What Kirra says. I too", "What a member says. I too"),
        ("see @Kirra Hapeta for it", "see a member for it"),
        ("Introducing myself, Delbert", "Introducing myself"),
        ("Delbert, Groningen", "A member, Groningen"),
        ("a kirra is no Kirrapod", "a kirra is no Kirrapod"),
    ],
)
def test_a_quotation_calls_nobody_of_its_conversation_by_name(text: str, quoted: str) -> None:
    """Whom it greets is left out, and whoever else took part is a member."""
    assert HELLO.quoted(text, near={"k", "d", "j", "s"}) == quoted


def test_a_quotation_keeps_the_names_of_those_who_said_yes() -> None:
    """Kirra may be named where the quotation stands; Delbert may not."""
    text = "Kirra and Delbert know"
    assert HELLO.quoted(text, allowed={"k"}, near={"k", "d"}) == "Kirra and a member know"


def test_a_handle_that_folding_takes_apart_is_found() -> None:
    """The Turkish İ folds to two signs, of which the second ends a word."""
    book = NameBook([Account("m1", "Ida", "İda_1")], {})
    assert [each.kind for each in book.find("so says İda_1 here")] == ["handle"]
