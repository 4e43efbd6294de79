"""The sample's spotlights, story and circle: written, approved as the sample's facts, shown."""

from __future__ import annotations

from pathlib import Path

from publisher.raster import SUFFIX
from publisher.written import read_written


def test_the_sample_has_texts_of_every_kind(sample_home: Path) -> None:
    """Three spotlights, of which two are approved, one story and one circle; all can be read."""
    written = read_written(sample_home / "content" / "sample")
    assert written.problems == ()
    assert [text.kind for text in written.texts] == ["spotlight"] * 3 + ["story"]
    assert len(written.circles) == 1


def test_approved_texts_are_shown_and_the_other_is_not(sample_home: Path) -> None:
    """Each approved text is somewhere on the site, word for word; the third is nowhere."""
    site = (sample_home / "output").resolve()
    spotlights = "\n".join(
        file.read_text(encoding="utf-8") for file in (site / "spotlights").glob("*.html")
    )
    texts = read_written(sample_home / "content" / "sample").texts
    shown = [text for text in texts if text.kind == "spotlight" and text.title in spotlights]
    assert len(shown) == 2
    for text in shown:
        assert all(section.html in spotlights for section in text.sections)
    assert len(list((site / "stories").glob("*-and-*.html"))) == 1
    assert len(list((site / "circles").glob("*.ics"))) == 1


def test_the_office_holds_what_to_send_and_what_to_paste(sample_home: Path) -> None:
    """Whom to ask next, the text that waits for a yes, and a picture for each page shown."""
    office = next((sample_home / "build").glob("*/office"))
    page = (office / "texts.html").read_text(encoding="utf-8")
    assert "Three questions, and your answers are the page:" in page
    assert "has not approved it" in page
    assert len(list((office / "cards").glob(f"*.{SUFFIX}"))) == 3
