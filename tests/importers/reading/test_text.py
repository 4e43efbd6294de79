"""HTML, entities, control characters, mentions and quotations."""

from __future__ import annotations

import pytest

from importers.reading.quotes import cited_author, quoting_elements, without_bbcode_quotes
from importers.reading.text import (
    clean_text,
    html_to_text,
    mentions_in,
    names_mentioned_in,
    one_line,
    parse_html,
)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<p>One</p><p>two<br>three</p>", "One\n\ntwo\nthree", id="blocks are lines"),
        pytest.param("<ul><li>a<li>b</ul>c", "a\nb\nc", id="list"),
        pytest.param("a <b>b</b>&nbsp;&amp;&lt;", "a b &<", id="entities"),
        pytest.param("<blockquote>old</blockquote>new", "new", id="blockquote"),
        pytest.param("<aside class='quote x'>old</aside>new", "new", id="aside quote"),
        pytest.param("<aside>kept</aside>", "kept", id="other aside"),
        pytest.param("<style>a{}b{}</style><script>x</script>y", "y", id="never text"),
        pytest.param("a<!-- hidden -->b", "ab", id="comment"),
        pytest.param("no markup", "no markup", id="plain"),
        pytest.param("2 < 3", "2 < 3", id="lone bracket"),
        pytest.param("<img src='x'>", None, id="nothing to read"),
        pytest.param("", None, id="empty"),
        pytest.param("a\x00b<p>\ud83dc", "ab\n�c", id="NUL and half a character"),
        pytest.param("<div>" * 5000 + "deep", "deep", id="deep"),
    ],
)
def test_html_becomes_readable_text(markup: str, text: str | None) -> None:
    assert html_to_text(markup) == text


def test_control_characters_go_and_line_ends_become_one_kind() -> None:
    assert clean_text("a\x07\r\nb\u2028c\rd\x85e\te") == "a\nb\nc\nd\ne\te"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\u202egnp.exe\u2066b\u200f", "agnp.exeb", id="bidi"),
        pytest.param("A\u200bna\u2060 \ufeffLi\u00adma\u3164", "Ana Lima", id="no width"),
        pytest.param("x\U000e0041\U000e007fy", "xy", id="tags"),
        pytest.param("a\u200db\u200cc 👍\u200d", "abc 👍", id="joiners that join nothing"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="Persian needs its non-joiner"),
        pytest.param("क्\u200dष", "क्\u200dष", id="Hindi needs its joiner"),
        pytest.param("👩🏽\u200d⚕️ 🏳️\u200d🌈", "👩🏽\u200d⚕️ 🏳️\u200d🌈", id="emoji"),
    ],
)
def test_what_steers_or_hides_goes_and_what_letters_need_stays(text: str, shown: str) -> None:
    assert clean_text(text) == shown
    assert html_to_text(f"<p>{text.encode('ascii', 'xmlcharrefreplace').decode()}</p>") == shown


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (" Anna\n &amp; &#39;co&#39; ", "Anna & 'co'"),
        (" \n ", None),
        (None, None),
    ],
)
def test_names_are_one_line(text: str | None, line: str | None) -> None:
    assert one_line(text) == line


def test_mentions_are_handles_and_no_parts_of_addresses() -> None:
    text = "@ana, (@Bo.b) a@example.org @zoë @ana http://x/@no @_ @ 1@2"
    assert mentions_in(text) == ("ana", "Bo.b", "zoë")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@Ana Lima thanks", ("Ana Lima",)),
        ("@Ana Lima I think", ("Ana Lima I", "Ana Lima")),
        ("thanks @Ana.", ("Ana",)),
        ("@Ana de Souza, yes", ("Ana de Souza", "Ana de")),
        ("ask ana@example.org", ()),
    ],
)
def test_full_names_are_offered_longest_first(text: str, names: tuple[str, ...]) -> None:
    assert names_mentioned_in(text) == names


@pytest.mark.parametrize(
    ("text", "own", "authors"),
    [
        ('[quote="Ana"]old[/quote]new', "new", ("Ana",)),
        ("[quote=“Ana”][quote=Bo]older[/quote]old[/quote]new", "new", ("Ana",)),
        ('[QUOTE="Ana, post:3, topic:12"]old[/QUOTE]new', "new", ("Ana",)),
        ("[quote]old[/quote]new", "new", ()),
        ("[quote=Ana]never closed", "never closed", ("Ana",)),
        ("no [/quote] opened", "no [/quote] opened", ()),
    ],
)
def test_bbcode_quotations_are_left_out(text: str, own: str, authors: tuple[str, ...]) -> None:
    assert without_bbcode_quotes(text) == (own, authors)


@pytest.mark.parametrize(
    ("markup", "author"),
    [
        ("<cite>Ana Lima said:</cite><blockquote>x</blockquote>", "Ana Lima"),
        ("<p><cite>Ana wrote</cite></p><blockquote>x</blockquote>", "Ana"),
        ("<blockquote><cite>Ana:</cite>x</blockquote>", "Ana"),
        ("<cite>Ana said:</cite> no, <blockquote>x</blockquote>", None),
        ("<blockquote>x</blockquote>", None),
    ],
)
def test_author_of_a_quotation_is_the_one_cited(markup: str, author: str | None) -> None:
    root = parse_html(markup)
    assert root is not None
    (quotation,) = quoting_elements(root)
    assert cited_author(quotation)[0] == author
