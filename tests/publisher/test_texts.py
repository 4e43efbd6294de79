"""Spotlights, stories and circles people wrote: shown in the words their people approved, only."""

from __future__ import annotations

import time
from pathlib import Path

import pyarrow as pa
import pytest
from lxml import etree, html

from publisher.approved import TextState
from publisher.errors import BadText
from publisher.rows import SiteRows
from publisher.site import Published
from publisher.written import MOST_BYTES, read_circle, read_text, read_written
from tests.publisher import mending_table, texts
from tests.publisher.conftest import Press
from tests.publisher.mending_table import COMMUNITY, people
from tests.publisher.texts import BOTH, DARNING, MOIRA, YES, approved, show_all, write


def state(published: Published | SiteRows, subject: str) -> TextState:
    return next(each for each in published.texts if each.subject == subject)


def page(press: Press, pattern: str) -> str:
    found = list(press.output.resolve().glob(pattern))
    return found[0].read_text(encoding="utf-8") if found else ""


def test_an_approved_spotlight_is_its_answers(told_site: Press) -> None:
    """Title, lede, the three answers, the quotation and the day stand there; facts do not."""
    shown = page(told_site, "spotlights/moira*.html")
    assert "Moira draws the stitches" in shown
    assert "What may people ask you?" in shown
    assert "A tweed jacket with <em>no</em> lining left." in shown
    assert "Luz Quintero, in my first winter." in shown
    assert "She drew it, and the zip runs." in shown
    assert "Priya Raman" in shown
    assert "read this text and said yes to it on 19\N{NO-BREAK SPACE}November 2026" in shown
    assert "What newcomers were told" not in shown
    assert "A tweed jacket" in told_site.text("index.html")
    assert "Moira draws the stitches" in told_site.text("feed.atom")


def test_an_older_yes_has_the_page_it_approved_and_no_draft(press: Press) -> None:
    """Whose yes to spotlights is of older words has no page until they approve a text."""
    who = people()
    older = who.append_column("spotlight_by_facts", pa.array([False] * who.num_rows))
    press.publish(people=older)
    assert page(press, "spotlights/moira*.html") == ""
    press.publish(people=who)
    assert page(press, "spotlights/moira*.html") != ""


def test_a_story_is_told_by_both_with_its_feed_entry(told_site: Press) -> None:
    shown = told_site.text("stories/idris-and-teodor.html")
    assert "He wrote about chairs." in shown
    assert "I had the socket in a drawer." in shown
    assert "One has the valves, one the sockets." in shown
    assert "How Idris and Teodor met" in told_site.text("stories/index.html")
    assert "How Idris and Teodor met" in told_site.text("index.html")
    assert "stories/idris-and-teodor.html" in told_site.text("feed.atom")


def test_the_front_page_leads_to_a_story_that_no_search_engine_may_find(press: Press) -> None:
    """Nobody is named there, and whoever opens it still learns that there are stories."""
    show_all(press, m6=("story", "circle"))
    home = press.text("index.html")
    assert "Teodor" not in home
    assert '<a href="stories/index.html">How some of us met</a>' in home


def test_our_year_tells_the_stories_of_the_year(told_site: Press) -> None:
    """In both people's words, with the way to their page; the report names neither of them."""
    shown = told_site.text("our-year.html")
    assert "How some of us met" in shown
    assert '<a href="stories/idris-and-teodor.html">How Idris and Teodor met</a>' in shown
    assert "He wrote about chairs." in shown
    assert "I had the socket in a drawer." in shown
    assert "Teodor" not in told_site.text("report.html")


def test_a_story_told_before_the_year_is_not_of_it(press: Press) -> None:
    """Both approved it fourteen months ago: it keeps its page, and our year says nothing of it."""
    write(press.folder, BOTH, texts.STORY)
    long_ago = mending_table.ago(430)
    press.publish(
        people=people(YES),
        approvals=approved(press.folder, (BOTH, "m2"), (BOTH, "m6"), at=long_ago),
    )
    assert "He wrote about chairs." in press.text("stories/idris-and-teodor.html")
    assert "<h2>How some of us met" not in press.text("our-year.html")
    assert "Teodor" not in press.text("our-year.html")


def test_a_circle_names_who_said_yes_with_a_calendar(told_site: Press) -> None:
    shown = told_site.text("circles/darning.html")
    for name in ("Moira Fraser", "Idris Okello", "Teodor Lund", "Priya Raman"):
        assert name in shown
    assert "5 December 2026, 13:00\xa0–\u2060\xa016:00" in shown
    assert "BEGIN:VEVENT\r\n" in (told_site.output / "circles/darning.ics").read_bytes().decode()


def test_nothing_approved_leaves_the_draft_from_facts(press: Press) -> None:
    """Moira's facts stand; the text waits, and the line says for whom and what to do."""
    write(press.folder, MOIRA, texts.spotlight())
    published = press.publish(people=people(YES))
    assert "Look at the chassis" in page(press, "spotlights/moira*.html")
    assert "tweed jacket" not in press.all_text()
    assert published.lines == (
        "spotlights/moira.md: not shown: Moira Fraser has not approved it; "
        "./do approve --text spotlights/moira.md when they have",
    )
    assert state(published, MOIRA).waits_for == ("Moira Fraser",)
    words = state(published, MOIRA).words
    assert words.startswith("Moira draws")
    assert "tweed jacket" in words
    assert "##" not in words
    assert "discourse:" not in words


@pytest.mark.parametrize(
    "edit",
    [
        ("tweed", "Tweed"),
        ("Title: Moira draws", "Title: Moira sews"),
        ("Quote: She drew", "Quote: she drew"),
        ("Quote by: discourse:m7", "Quote by: discourse:m6"),
        ("Ask her with a picture", "Ask her with a photograph"),
        ("## What may people", "## What must people"),
    ],
    ids=["answer", "title", "quotation", "whose quotation", "lede", "question"],
)
def test_an_edit_of_any_word_voids_the_approval(press: Press, edit: tuple[str, str]) -> None:
    """One letter is enough: the page falls back to the facts, with one line."""
    write(press.folder, MOIRA, texts.spotlight())
    rows = approved(press.folder, (MOIRA, "m1"), (MOIRA, "m7"))
    assert edit[0] in texts.spotlight()
    write(press.folder, MOIRA, texts.spotlight().replace(*edit))
    found = press.rows(people=people(YES), approvals=rows)
    assert "changed since Moira Fraser approved it on 2026-11-19" in found.texts[0].line
    draft = next(each for each in found.spotlights if each.person.member_id == "m1")
    assert draft.title == "Moira Fraser"
    assert draft.deeds
    assert not draft.answers


def test_line_ends_and_the_approval_line_are_no_edit(press: Press) -> None:
    """A file saved by another editor, and a header that says who approved, are the same words."""
    write(press.folder, MOIRA, texts.spotlight())
    rows = approved(press.folder, (MOIRA, "m1"), (MOIRA, "m7"))
    text = texts.spotlight().replace("Title:", "Approved: 2026-11-19, by mail\nTitle:")
    write(press.folder, MOIRA, text.replace("\n", "\r\n") + "\r\n")
    assert press.rows(people=people(YES), approvals=rows).texts[0].is_shown


def test_without_a_yes_to_spotlight_nothing_of_it_is_shown(press: Press) -> None:
    """An approved text of somebody who then says no goes, and so do the facts."""
    published = show_all(press, m1=("directory and topics", "circle"))
    assert not page(press, "spotlights/moira*.html")
    assert "tweed jacket" not in press.all_text()
    assert state(published, MOIRA).why.startswith(
        "Moira Fraser has not said yes to spotlight; ./do consent"
    )


def test_a_text_that_names_somebody_else_waits(press: Press) -> None:
    """Ana never said yes to anything: neither an answer nor a title may name her."""
    write(press.folder, MOIRA, texts.spotlight(helper="Ana Silva"))
    rows = approved(press.folder, (MOIRA, "m1"))
    published = press.publish(people=people(YES), approvals=rows)
    assert "Ana Silva" not in press.all_text()
    assert "'Ana Silva'" in state(published, MOIRA).why
    write(press.folder, MOIRA, texts.spotlight(name="Ana Silva and Moira"))
    rows = approved(press.folder, (MOIRA, "m1"))
    published = press.publish(people=people(YES), approvals=rows)
    assert "Ana Silva" not in press.all_text()


@pytest.mark.parametrize(
    "secret",
    [
        "ana@example.org", "ana&#64;example.org", "+44 141 496 0123", "@anasilva",
        "[her page](https://mending.example/u/anasilva)", "Ana&nbsp;Silva", "<!-- Ana Silva -->",
    ],
)  # fmt: skip
def test_addresses_numbers_and_handles_keep_a_text_back(press: Press, secret: str) -> None:
    """In plain words, as an entity, in a link or a comment: never shown, and the site still is."""
    write(press.folder, MOIRA, texts.spotlight(helper=f"Luz Quintero {secret}"))
    rows = approved(press.folder, (MOIRA, "m1"))
    published = press.publish(people=people(YES), approvals=rows)
    shown = press.all_text()
    assert "Ana Silva" not in shown
    assert "example.org" not in shown.replace("portrait.example.org", "")
    assert "496" not in shown
    assert "anasilva" not in shown
    assert published.site.is_dir()


def test_a_quotation_needs_its_own_approval(press: Press) -> None:
    """Priya has not approved: the page stands without her words."""
    write(press.folder, MOIRA, texts.spotlight())
    published = press.publish(people=people(YES), approvals=approved(press.folder, (MOIRA, "m1")))
    shown = page(press, "spotlights/moira*.html")
    assert "the zip runs" not in shown
    assert "tweed jacket" in shown
    assert "without its quotation: Priya Raman has not approved it" in published.lines[0]


def test_an_approved_quotation_without_the_directory_is_a_members(press: Press) -> None:
    """Priya approved her words and did not say that she may be named beside them."""
    show_all(press, m7=("circle",))
    shown = page(press, "spotlights/moira*.html")
    assert "the zip runs" in shown
    assert "Priya" not in shown


def test_a_story_needs_both_yeses_and_both_approvals(press: Press) -> None:
    write(press.folder, BOTH, texts.STORY)
    one = approved(press.folder, (BOTH, "m2"))
    both = approved(press.folder, (BOTH, "m2"), (BOTH, "m6"))
    waiting = press.rows(people=people(YES), approvals=one)
    assert not waiting.stories
    assert waiting.texts[0].waits_for == ("Teodor Lund",)
    unwilling = press.rows(people=people(YES | {"m6": ("circle",)}), approvals=both)
    assert not unwilling.stories
    assert unwilling.texts[0].why.startswith("Teodor Lund has not said yes to story")
    assert press.rows(people=people(YES), approvals=both).stories


def test_those_kept_apart_stand_on_no_page_together(press: Press) -> None:
    """A block between two hides their story and their circle, and a quotation."""
    apart = pa.table({"member_a_id": ["m2", "m7"], "member_b_id": ["m6", "m1"]})
    show_all(press)
    rows = approved(press.folder, (MOIRA, "m1"), (MOIRA, "m7"), (BOTH, "m2"), (BOTH, "m6"))
    published = press.publish(people=people(YES), approvals=rows, apart=apart)
    assert not (press.output / "stories/idris-and-teodor.html").exists()
    assert not (press.output / "circles/darning.html").exists()
    assert not (press.output / "circles/darning.ics").exists()
    assert "the zip runs" not in press.all_text()
    assert len(published.lines) == 3


def test_a_circle_of_three_is_none(press: Press) -> None:
    """Two of five took their yes back; whoever has one does not stand there alone."""
    published = show_all(press, m2=("story",))
    assert not (press.output / "circles/darning.html").exists()
    assert "3 people without Idris Okello" in state(published, DARNING).why


def test_a_circle_that_is_over_goes(press: Press) -> None:
    write(press.folder, DARNING, texts.CIRCLE.replace("2026-12-05", "2026-11-05"))
    published = press.publish(people=people(YES))
    assert state(published, DARNING).why == "it is over"
    assert not (press.output / "circles/darning.html").exists()


def test_a_spotlight_retires_when_its_member_is_silent_for_a_year(press: Press) -> None:
    """The text and the facts go after 365 days without a word, and not before."""
    write(press.folder, MOIRA, texts.spotlight())
    rows = approved(press.folder, (MOIRA, "m1"))
    still = mending_table.Warehouse(silent={"m1": 365})
    assert press.rows(still, people=people(YES), approvals=rows).texts[0].is_shown
    silent = mending_table.Warehouse(silent={"m1": 366})
    found = press.rows(silent, people=people(YES), approvals=rows)
    assert "said nothing for 365 days; retired" in found.texts[0].line
    assert "m1" not in {each.person.member_id for each in found.spotlights}


def test_no_count_and_no_rank_stands_on_these_pages(told_site: Press) -> None:
    """The only figures are days, hours and what people wrote themselves."""
    for path in ("spotlights/moira*.html", "stories/*-and-*.html", "circles/darning.html"):
        words = page(told_site, path).lower()
        for banned in ("score", "rank", "points", "top ", "leader", "most active", "followers"):
            assert banned not in words


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "0 members in the header"),
        ("Member: a, b\nTitle: T\n\n.", "2 members in the header"),
        ("Member: a\n\n.", "no Title in the header"),
        ("Member: a\nTitle: T\nTemplate: base\n\n.", "'template' in the header"),
        ("Member: a\nTitle: T\nSave_as: ../x\n\n.", "'Save_as: ../x' in the header"),
        ("Member: a\nTitle: T\nSlug: ../../etc\n\n.", "'slug' in the header"),
        ("Member: a\nTitle: T\nTitle: U\n\n.", "Title twice in the header"),
        ("Member: a\nTitle: T\nnot a line\n\n.", "'not a line' in the header"),
        ("Member: a\nTitle: T\nQuote: words\n\n.", "a Quote without Quote by"),
        (f"Member: a\nTitle: {'T' * 121}\n\n.", "Title of 121 letters"),
        (f"Member: a\nTitle: T\n\n{'x' * MOST_BYTES}", "bytes, expected at most"),
    ],
)  # fmt: skip
def test_a_header_we_cannot_follow_is_one_line(tmp_path: Path, text: str, message: str) -> None:
    """It says which file, what was found and what was expected, and costs that text alone."""
    file = write(tmp_path, MOIRA, text)
    with pytest.raises(BadText, match=message):
        read_text(file, "spotlight")
    assert len(read_written(tmp_path / "texts").problems) == 1


@pytest.mark.parametrize(
    "name", ["Moira.md", "..md", "-x.md", "index.md", "a b.md", "ä.md", "x" * 61 + ".md"]
)
def test_a_file_is_named_in_small_letters(tmp_path: Path, name: str) -> None:
    """A path is made of it, so it is nothing else."""
    file = write(tmp_path, f"spotlights/{name}", texts.spotlight())
    with pytest.raises(BadText, match="a name of small letters"):
        read_text(file, "spotlight")


def test_a_link_to_another_file_is_not_read(tmp_path: Path) -> None:
    file = write(tmp_path, MOIRA, texts.spotlight())
    other = file.with_name("other.md")
    other.symlink_to(file)
    with pytest.raises(BadText, match="a link or a folder"):
        read_text(other, "spotlight")


def test_bytes_that_are_no_text_are_one_line(tmp_path: Path) -> None:
    file = write(tmp_path, MOIRA, "")
    file.write_bytes(b"Member: a\nTitle: \xff\n\n.")
    with pytest.raises(BadText, match="a byte at 17 that is no UTF-8"):
        read_text(file, "spotlight")


PAYLOADS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
    "<a href='data:text/html,x' onclick=alert(1)>x</a>", "{{ 7 * 191 }}", "{% raw %}",
    "<style>*{display:none}</style>", "![x](http://x.example/t.gif)", "<svg/onload=alert(1)>",
)  # fmt: skip


def test_hostile_text_stays_text(press: Press) -> None:
    """In an answer, a title, a question, a quotation and a circle: nothing runs, nothing loads."""
    every = " ".join(PAYLOADS)
    title = "<script>alert(1)</script> {{ 7 * 191 }} {% raw %} <img src=x onerror=alert(1)>"
    text = texts.spotlight().replace("A tweed jacket", f"{every} A tweed jacket")
    text = text.replace("Moira draws", f"{title} Moira draws").replace("the zip runs", every)
    write(press.folder, MOIRA, text.replace("## What are you busy with?", f"## {every}"))
    write(press.folder, BOTH, texts.STORY.replace("a drawer", every))
    write(press.folder, DARNING, texts.CIRCLE.replace("A lamp", f'"{every}"'))
    rows = approved(press.folder, (MOIRA, "m1"), (MOIRA, "m7"), (BOTH, "m2"), (BOTH, "m6"))
    published = press.publish(people=people(YES), approvals=rows)
    assert all(each.is_shown for each in published.texts), published.lines
    for path in ("spotlights/moira*.html", "stories/idris*.html", "circles/darning.html"):
        tree = html.document_fromstring(page(press, path).encode())
        assert not tree.xpath("//script | //img | //style | //iframe | //form")
        for element in tree.iter(etree.Element):
            assert not [key for key in element.attrib if str(key).startswith("on")]
            assert not str(element.get("href", "")).startswith(("javascript:", "data:"))
        assert "1337" not in page(press, path)


@pytest.mark.parametrize("sign", [">", "* ", "[", "<div>", "`", "**", "![", "&#"])
def test_text_nested_deep_is_read_in_time(tmp_path: Path, sign: str) -> None:
    """As much of it as a file may hold neither breaks the reader nor keeps it busy."""
    text = texts.spotlight()
    file = write(tmp_path, MOIRA, text + sign * ((MOST_BYTES - len(text) - 100) // len(sign)))
    started = time.process_time()
    assert read_text(file, "spotlight").sections
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: T", "missing required field"),
        (texts.CIRCLE + "template: base\n", "unknown field"),
        (texts.CIRCLE.replace("T13:00", "T17:00"), "expected a moment after"),
        (texts.CIRCLE.replace("2026-12-05T13:00", "2026-13-05"), "found"),
        (texts.CIRCLE.replace("Darning by lamplight", "'  '"), "an empty title"),
        ("[" * 9000, "found"),
        ("title: !!python/object/apply:os.system ['true']", "found"),
    ],
)
def test_a_circle_we_cannot_read_is_one_line(tmp_path: Path, text: str, message: str) -> None:
    file = write(tmp_path, DARNING, text)
    with pytest.raises(BadText, match=message):
        read_circle(file)


def test_a_member_nobody_knows_is_said(press: Press) -> None:
    write(press.folder, MOIRA, texts.spotlight().replace("discourse:moira_mends", "ning:nobody"))
    published = press.rows(people=people(YES))
    assert "ning:nobody no export knows" in published.texts[0].line


def test_texts_change_no_other_page(press: Press) -> None:
    """A second publication of the same texts renders nothing anew."""
    show_all(press)
    assert show_all(press).rendered == 0
    assert COMMUNITY.site_url
