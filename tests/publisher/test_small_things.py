from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.charts import _dots
from publisher.drawing import _is_of_somebody
from publisher.marks import cut_and_ink, initials
from publisher.private_text import beginning, plain
from publisher.slugs import Slugs
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


NAMES = st.one_of(
    st.text(max_size=80),
    st.sampled_from(["Ana", "ANA", "ana", "Ána", "con", "NUL", "..", "田中", "😀", "", "ß"]),
)


@given(st.text(), st.text(min_size=1))
def test_a_slug_has_a_closed_alphabet(name: str, member_id: str) -> None:
    """No name becomes a path, a reserved word or nothing."""
    assert re.fullmatch(r"[a-z0-9-]+-[0-9a-f]{8}", Slugs([member_id]).slug(name, member_id))


@given(st.dictionaries(st.text(min_size=1), NAMES, max_size=40))
def test_slugs_never_collide(names: dict[str, str]) -> None:
    """Not for two of one name in any script, and not on a disk that takes A for a."""
    slugs = Slugs(names)
    given_out = {slugs.slug(name, each).casefold() for each, name in names.items()}
    assert len(given_out) == len(names)


def test_ids_whose_digits_begin_alike_get_longer_ones() -> None:
    """Of a hundred thousand ids some share eight digits, and none shares an address."""
    ids = [f"m{number}" for number in range(120_000)]
    slugs = Slugs(ids)
    given_out = [slugs.slug("Ana", each) for each in ids]
    assert len(set(given_out)) == len(ids)
    longer = [each for each in given_out if len(each) > len("ana-01234567")]
    assert 2 <= len(longer) < 20


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Željko Babić", "zeljko-babic"),
        ("Олена Гнатюк", "olena-gnatiuk"),
        ("Δήμητρα", "demetra"),
        ("田中太郎", "member"),
        ("김 하늘", "gim-haneul"),
        ("../../etc", "etc"),
    ],
)
def test_a_slug_sounds_like_the_name(name: str, expected: str) -> None:
    """Other alphabets are written as they sound; Han signs, which have two readings, are not."""
    digits = hashlib.sha256(b"m1").hexdigest()[:8]
    assert Slugs(["m1"]).slug(name, "m1") == f"{expected}-{digits}"


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


@pytest.mark.parametrize(
    ("title", "is_little_else"),
    [("A member, Totnes", True), ("A member", True), ("Introducing myself", False),
     ("A member asks how to glue a chair", False), ("", False)],
)  # fmt: skip
def test_a_title_that_was_a_name_is_no_heading(title: str, is_little_else: bool) -> None:
    assert _is_of_somebody(title, "a member") is is_little_else


@pytest.mark.parametrize(("some", "filled"), [(0, 0), (5, 1), (2_560, 256)])
def test_a_few_of_many_fill_a_dot(some: int, filled: int) -> None:
    """Beside "about 5 of 2,560" stands one dot, not none."""
    assert _dots(2_560, some).filled.count("M") == filled
