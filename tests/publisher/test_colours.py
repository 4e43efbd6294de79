"""A community's own colour: always readable, by day and by night."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.card import CARD, card, sign
from publisher.colours import DARK, LIGHT, Ground, ratio, readable, replaced, tinted
from publisher.errors import BadColour
from tests.publisher import mending_table
from tests.publisher.conftest import THEME, Press

HEX = st.integers(0, 0xFFFFFF).map("#{:06X}".format)
SHEET = (THEME / "static" / "style.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#FFFFFF", 21.0), ("#777777", "#FFFFFF", 4.48), ("#1F5B57", "#F7F3EA", 7.04)],
)
def test_contrast_as_the_guidelines_count_it(one: str, other: str, expected: float) -> None:
    """Known pairs of WCAG 2.2, either way round."""
    assert ratio(one, other) == pytest.approx(expected, abs=0.01)
    assert ratio(other, one) == ratio(one, other)


@pytest.mark.parametrize("ground", [LIGHT, DARK], ids=["day", "night"])
@given(colour=HEX)
def test_any_colour_becomes_readable_on_every_paper(ground: Ground, colour: str) -> None:
    """At least 4.5:1 on the page, on a slip, on both tints."""
    papers = (*ground.papers, tinted(colour, ground))
    own = readable(colour, papers)
    assert all(ratio(own, paper) >= 4.5 for paper in papers)


@pytest.mark.parametrize("ground", [LIGHT, DARK], ids=["day", "night"])
@given(colour=HEX)
def test_the_tint_leaves_text_readable(ground: Ground, colour: str) -> None:
    """The words on a slip, and the quiet ones below them."""
    ink, quiet = ("#2A2320", "#665A52") if ground is LIGHT else ("#EFE7DA", "#B5A99C")
    assert ratio(ink, tinted(colour, ground)) >= 7
    assert ratio(quiet, tinted(colour, ground)) >= 4.5


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    """A dark blue is used by day to the last digit."""
    assert readable("#123A8C", LIGHT.papers) == "#123A8C"


def test_the_sheet_still_has_the_colours_that_are_replaced() -> None:
    """Teal and tints of day and night stand in the stylesheet as the replacing expects them."""
    for ground in (LIGHT, DARK):
        for colour in (ground.theirs, ground.tint, *ground.papers):
            assert colour in SHEET


def test_without_a_colour_the_sheet_is_the_themes() -> None:
    """Nothing is replaced by nothing."""
    assert replaced(SHEET, "") == SHEET


@pytest.mark.parametrize("colour", ["red", "#12345", "#GG0000", "#1F5B57;}"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    """The message says what was found and what is expected."""
    with pytest.raises(BadColour, match=r"colour: found .*, expected six hex digits"):
        replaced(SHEET, colour)


def test_a_site_wears_its_colour(press: Press) -> None:
    """Sheet, sign and card have it; another colour makes another site."""
    community = replace(mending_table.COMMUNITY, colour="#7A1FA0")
    press.publish(community=community)
    sheet = press.text("theme/style.css")
    assert "--teal: #7A1FA0" in sheet
    assert LIGHT.theirs not in sheet.split("--ink-1")[0]
    assert "#7A1FA0" in press.text("theme/mark.svg")
    assert press.publish(community=replace(community, colour="#0A3C8F")).is_new


def test_card_and_sign_are_pictures_of_the_mark() -> None:
    """PNG files of the right size whose pixels are paper, the two slips, and what they share."""
    for picture, size in ((card(), CARD), (sign(), (180, 180))):
        assert struct.unpack(">II", picture[16:24]) == size
        data = re.search(rb"IDAT(.*)....IEND", picture, re.DOTALL)
        assert data
        pixels = zlib.decompress(data[1])
        for colour in ("F7F3EA", "1F5B57", "A63F2B", "6B3350"):
            assert bytes.fromhex(colour) in pixels
    assert card("#7A1FA0") != card()
