from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.marks import cut_and_ink, initials
from publisher.private_text import beginning, plain
from publisher.slugs import slug
from publisher.small_cells import public_count, public_parts


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Moira Fraser", "MF"),
        ("Željko Babić", "ŽB"),
        ("Олена Гнатюк", "ОГ"),
        ("田中太郎", "田"),
        ("김 하늘", "김"),
        ("नेहा शर्मा", "नेश"),
        ("solder", "S"),
        ("ßeta", "S"),
        ("🔧🔧", "·"),
        ("", "·"),
    ],
)
def test_initials_in_any_script(name: str, expected: str) -> None:
    """A mark carries the first letters of the first and last word."""
    assert initials(name) == expected


@given(st.text(), st.text(min_size=1))
def test_a_slug_has_a_closed_alphabet(name: str, member_id: str) -> None:
    """No name becomes a path, a reserved word or nothing."""
    assert re.fullmatch(r"[a-z0-9-]+-[0-9a-f]{8}", slug(name, member_id))


@given(st.text(min_size=1))
def test_cut_and_ink_are_of_those_that_exist(member_id: str) -> None:
    """Every member has one of six cuts and one of eight inks."""
    cut, ink = cut_and_ink(member_id)
    assert 1 <= cut <= 6
    assert 1 <= ink <= 8


@given(st.integers(0, 10_000))
def test_a_public_count_hides_few_and_tells_no_single_arrival(count: int) -> None:
    """Below five nothing is shown, and every figure is a whole number of fives."""
    shown = public_count(count)
    assert shown is None if count < 5 else (shown is not None and shown % 5 == 0 and shown >= 5)


@given(st.integers(0, 500), st.integers(0, 500))
def test_parts_are_shown_together_or_not_at_all(part: int, rest: int) -> None:
    """Neither part can be worked out when the other is too small."""
    total, first, second = public_parts(part + rest, part)
    if min(part, rest) < 5:
        assert (first, second) == (None, None)
    else:
        assert total is not None
        assert first is not None
        assert second is not None
        assert first + second == total
        assert min(first, second) >= 5


@given(st.text(max_size=600))
def test_a_beginning_is_short_and_in_one_line(text: str) -> None:
    """A quotation never grows beyond its length and never breaks a line."""
    line = plain(text)
    assert "\n" not in line
    assert len(beginning(line, length=100)) <= 101


def test_a_beginning_ends_with_a_sentence_where_it_can() -> None:
    """A whole sentence is better than a long one."""
    text = "The first sentence is here. The second one goes on for rather longer than we want."
    assert beginning(text, length=50) == "The first sentence is here."
    assert beginning("word " * 30, length=20) == "word word word word…"
