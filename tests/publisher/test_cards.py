"""Cards to paste elsewhere: a text and a picture for what is shown."""

from __future__ import annotations

from lxml import etree

from publisher.cards import HEIGHT, WIDTH, paste_cards, picture
from tests.publisher.conftest import Press
from tests.publisher.mending_table import COMMUNITY, people
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
