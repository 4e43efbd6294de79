"""Cards to paste elsewhere: a text and a picture for what is shown."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from publisher import publish_office
from publisher.cards import HEIGHT, WIDTH, PasteCard, paste_cards, picture
from publisher.raster import png
from tests.publisher.conftest import CONTENT, THEME, Press
from tests.publisher.mending_table import COMMUNITY, people
from tests.publisher.test_office import consents, rows
from tests.publisher.texts import BOTH, MOIRA, STORY, YES, approved, spotlight, write


def test_a_card_holds_what_the_page_holds(press: Press) -> None:
    """The title, the first answer, the address; of a story both voices."""
    write(press.folder, MOIRA, spotlight())
    write(press.folder, BOTH, STORY)
    rows = press.rows(
        people=people(YES),
        approvals=approved(press.folder, (MOIRA, "m1"), (BOTH, "m2"), (BOTH, "m6")),
    )
    one, two = paste_cards(rows.spotlights, rows.stories, COMMUNITY)
    assert one.text.startswith("Moira draws the stitches\n\nAsk her with a picture")
    assert "“A tweed jacket with no lining left.”" in one.text
    assert one.text.endswith(
        "https://friends.mending.example/spotlights/moira-fraser-ca0df2c9.html"
    )
    assert "Idris Okello: “He wrote about chairs. I asked about a radio.”" in two.text
    assert "Teodor Lund: “I had the socket in a drawer.”" in two.text


def test_a_draft_from_facts_has_no_card(press: Press) -> None:
    """Only what somebody approved is pasted elsewhere."""
    write(press.folder, MOIRA, spotlight())
    rows = press.rows(people=people(YES))
    assert rows.spotlights
    assert paste_cards(rows.spotlights, rows.stories, COMMUNITY) == ()


def test_a_picture_is_sound_whatever_the_title_says() -> None:
    """Markup in a title or a name is shown; a long title ends in dots inside the picture."""
    title = '<script>alert(1)</script> & "quoted" ' + "a very long title " * 20
    svg = etree.fromstring(picture(title, ("<b>Ana</b>", "{{ 7 * 191 }}"), COMMUNITY).encode())
    space = "{http://www.w3.org/2000/svg}"
    assert (svg.get("width"), svg.get("height")) == (str(WIDTH), str(HEIGHT))
    tags = {element.tag for element in svg.iter(etree.Element)}
    assert tags == {f"{space}{tag}" for tag in ("svg", "rect", "g", "path", "text", "tspan")}
    lines = [element.text or "" for element in svg.iter(f"{space}tspan")]
    assert lines[0].startswith("<script>alert(1)</script>")
    assert lines[-1].endswith("…")
    assert len(lines) == 4


def test_a_picture_is_drawn_as_every_site_takes_it() -> None:
    """A PNG of the size asked for, the same bytes each time, with the title in it."""
    pytest.importorskip("resvg_py")
    svg = picture("Moira draws the stitches", ("Moira Fraser",), COMMUNITY)
    drawn = png(svg)
    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", drawn[16:24]) == (WIDTH, HEIGHT)
    assert png(svg) == drawn
    assert len(png(picture("", (), COMMUNITY))) < len(drawn)


def test_the_office_holds_the_pictures_as_png(tmp_path: Path) -> None:
    """Facebook takes no SVG."""
    pytest.importorskip("resvg_py")
    card = PasteCard("cards/story-x.png", "A story", "Text", picture("A story", (), COMMUNITY))
    office = publish_office(
        replace(rows(tmp_path, consents()), cards_to_paste=(card,)),
        community=COMMUNITY, build=tmp_path, content=CONTENT, theme=THEME,
    )  # fmt: skip
    assert (office / card.file).read_bytes() == png(card.svg)
    assert card.file in (office / "texts.html").read_text(encoding="utf-8")


def test_a_title_of_wide_letters_stays_in_the_picture() -> None:
    """Fifteen letters that fill a square are as wide as the picture."""
    svg = etree.fromstring(
        picture("金継ぎの器を直す人たちと夜の台所で話したこと", (), COMMUNITY).encode()
    )
    lines = [element.text or "" for element in svg.iter("{http://www.w3.org/2000/svg}tspan")]
    assert max(map(len, lines)) <= 15
    assert "".join(lines) == "金継ぎの器を直す人たちと夜の台所で話したこと"
