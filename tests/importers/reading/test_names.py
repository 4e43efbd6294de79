"""Names and the ids made of them, titles and links of Facebook's files, excerpts for a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.platforms.facebook import is_spoiled, page_of, post_url, title_of, without_token
from importers.reading.excerpts import excerpt
from importers.reading.names import name_id, plain_line


def test_one_person_has_one_id_however_the_name_is_written() -> None:
    assert {name_id(name) for name in ("Ana Lima", " ANA\u00a0 LIMA\n", "Ａna Lima")} == {
        "name:ana lima"
    }


def test_accents_tell_people_apart() -> None:
    assert name_id("Zoë") != name_id("Zoe")


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    folded = name_id(name)
    assert name_id(folded.removeprefix("name:")) == folded


@pytest.mark.parametrize(
    ("text", "line"),
    [(" A\r\nB\t C ", "A B C"), ("R&amp;B", "R&amp;B"), ("\x00 ", None), (None, None), (5, None)],
)
def test_a_name_stands_on_one_line(text: object, line: str | None) -> None:
    assert plain_line(text) == line


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, "nothing"), ("soon", "'soon'"), ("x" * 99, f"'{'x' * 40}'…"), ("a\nb", r"'a\nb'")],
)
def test_an_excerpt_is_short_and_on_one_line(value: object, written: str) -> None:
    assert excerpt(value) == written


def test_a_title_is_the_first_line_cut_at_a_word() -> None:
    assert title_of("Short\nlonger second line") == "Short"
    assert title_of("word " * 40) == ("word " * 16).strip() + "…"
    assert title_of("x" * 100) == "x" * 80 + "…"
    assert title_of(" \n ") is None


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://example.org/p?access_token=SECRET&id=5", "https://example.org/p?id=5"),
        ("https://example.org/p?id=5&access_token=SECRET", "https://example.org/p?id=5"),
        ("https://example.org/p?access_token=SECRET", "https://example.org/p"),
        ("https://example.org/p#access_token=SECRET&x=1", "https://example.org/p#x=1"),
        ("https://example.org/p", "https://example.org/p"),
        ("", None),
    ],
)
def test_a_link_loses_the_key_in_it(url: str, clean: str | None) -> None:
    assert without_token(url) == clean


def test_ids_of_posts_name_their_page() -> None:
    assert page_of("900100_25") == "900100"
    assert page_of("900100") is None
    assert post_url("900100_25") == "https://www.facebook.com/900100/posts/25"
    assert post_url("25") is None
    assert is_spoiled("1.22158E+17")
    assert not is_spoiled("122158_17")
