"""Who is named where: every place by its own yes."""

from __future__ import annotations

import re

import pytest

from tests.publisher import mending_table
from tests.publisher.conftest import Press

ALL_NAMES = [name for _, name, *_ in mending_table.MEMBERS if " " in name]


def test_without_any_yes_nobody_is_named_and_the_site_is_worth_opening(press: Press) -> None:
    """Report, open conversations and how to join stand; no name, no welcome, no spotlight."""
    press.publish(people=mending_table.people(nobody=True))
    shown = press.all_text()
    for name in (*ALL_NAMES, "moira_mends", "田中太郎", "@"):
        assert name not in shown.replace("hanne@mending.example", "")
    assert "Three conversations open now" in press.text("index.html")
    assert "How to join" in press.text("index.html")
    assert "About 45 pairs of us keep talking" in press.text("report.html")
    assert not list((press.output / "welcomes").glob("*-*.html"))
    assert "Spotlights</a>" not in press.text("index.html")


@pytest.mark.parametrize(
    ("member", "purposes", "named_on"),
    [
        (
            "m1",
            ("spotlight",),
            {"index.html", "spotlights", "report.html", "our-year.html", "feed.atom"},
        ),
        ("m1", ("welcome page",), set()),
        ("m1", ("match", "digest", "introducer", "circle", "story"), set()),
        ("m1", ("directory and topics",), {"welcomes/", "ask/", "people/"}),
        ("m2", ("welcome page",), {"index.html", "welcomes", "feed.atom"}),
        ("m2", ("spotlight",), set()),
        ("m2", ("search engines",), set()),
    ],
)
def test_a_yes_names_its_member_in_its_place_only(
    press: Press, member: str, purposes: tuple[str, ...], named_on: set[str]
) -> None:
    """One member says yes to some purposes; Idris and Noor may be welcomed, the others nothing."""
    answers: dict[str, tuple[str, ...]] = {row[0]: () for row in mending_table.MEMBERS}
    answers |= {"m2": ("welcome page", "directory and topics"), "m3": ("welcome page",)}
    answers[member] = purposes
    press.publish(people=mending_table.people(answers))
    name = next(row[1] for row in mending_table.MEMBERS if row[0] == member)
    root = press.output.resolve()
    found = {
        str(file.relative_to(root))
        for file in root.rglob("*")
        if file.suffix in (".html", ".atom") and name in file.read_text(encoding="utf-8")
    }
    allowed = {path for path in found if any(path.startswith(start) for start in named_on)}
    assert found == allowed
    assert bool(found) == bool(named_on)


def test_a_title_with_a_name_says_a_member(mending_site: Press) -> None:
    """Ana said nothing, Moira said yes to other places: both are a member in a title."""
    assert "A member and a member disagree about hide glue" in mending_site.text("index.html")


def test_words_of_a_newcomer_do_not_name_others(mending_site: Press) -> None:
    """Noor's own words mention Ana Silva."""
    shown = mending_site.text("welcomes/index.html")
    assert "A member told me to ask here" in shown
    assert "Ana Silva" not in mending_site.all_text()


def test_who_shares_a_topic_is_named_with_a_yes_to_the_directory_only(mending_site: Press) -> None:
    """Idris and three others write about valve radios; Ana did not say yes."""
    page = next((mending_site.output / "welcomes").glob("idris*.html")).read_text(encoding="utf-8")
    assert "Moira Fraser" in page
    assert "Priya Raman" in page
    assert "Both write about valve radios." in page


def test_words_are_quoted_with_a_yes_for_the_page_only(mending_site: Press) -> None:
    """Teodor said yes to welcome pages and is quoted there; Moira did not, and is linked."""
    folder = mending_site.output / "welcomes"
    assert "three of them still stand" in next(folder.glob("zeljko*")).read_text(encoding="utf-8")
    assert "Damp gets under" not in next(folder.glob("idris*")).read_text(encoding="utf-8")


def test_a_place_is_shown_with_a_yes_to_the_directory_only(mending_site: Press) -> None:
    """Noor said yes to the page, not to the directory."""
    assert "Kisumu" in mending_site.text("welcomes/index.html")
    assert "Leiden" not in mending_site.all_text()


def test_a_bio_loses_its_address(press: Press) -> None:
    """What somebody wrote about themselves is cleaned like everything else."""
    warehouse = mending_table.Warehouse(
        bios={"m2": "Radios. Call 0141 496 0123, idris@home.example"}
    )
    press.publish(warehouse)
    assert "Radios. Call [a number], [an address]" in press.all_text()


def test_pages_about_people_are_kept_from_search_engines_without_a_yes(
    mending_site: Press,
) -> None:
    """Željko and Moira said yes to search engines; Idris and Noor did not."""
    noindex = '<meta name="robots" content="noindex">'
    folder = mending_site.output / "welcomes"
    assert noindex in next(folder.glob("idris*")).read_text(encoding="utf-8")
    assert noindex not in next((mending_site.output / "spotlights").glob("moira*")).read_text()
    sitemap = mending_site.text("sitemap.xml")
    assert "moira-fraser" in sitemap
    assert "idris" not in sitemap
    assert "privacy.html" in sitemap


def test_a_yes_taken_back_takes_the_page_away(press: Press) -> None:
    """The next publication holds nothing of somebody who said no."""
    press.publish()
    assert list((press.output / "welcomes").glob("noor*"))
    press.publish(people=mending_table.people({"m3": ()}))
    assert not list((press.output / "welcomes").glob("noor*"))
    assert "Noor" not in press.all_text()


def test_no_figure_below_five_is_shown(press: Press) -> None:
    """A community of few shows its sentences without figures."""
    week = mending_table.year_of_weeks()[-2] | {
        "forum_members": 3, "page_people": 4, "active_members": 2,
        "pairs_who_keep_talking": 1, "newcomers": 2, "newcomers_answered": 1,
    }  # fmt: skip
    press.publish(mending_table.Warehouse(weeks=[week]))
    report = press.text("report.html")
    assert "We are still few" in report
    assert "Few pairs of us keep talking" in report
    assert not re.search(r"[Aa]bout \d", report)
    assert "<table" not in report


def test_a_community_without_figures_has_a_report_all_the_same(press: Press) -> None:
    """No week at all is not an error."""
    press.publish(mending_table.Warehouse(weeks=[]))
    assert "We are still few" in press.text("report.html")


def test_a_conversation_named_after_whoever_began_it_is_not_offered(press: Press) -> None:
    """Priya introduced herself by her first name; among those to be asked she stands by her yes."""
    press.publish(mending_table.Warehouse(titles={"t5": "Priya, from Chennai"}))
    root = press.output.resolve()
    shown = {
        file.parent.name for file in root.rglob("*.html") if "from Chennai" in file.read_text()
    }
    assert shown == {"ask"}


def test_an_answer_greets_nobody_by_name(press: Press) -> None:
    """Moira may be quoted on her page; Noor, whom she answered, said nothing about spotlights."""
    press.publish(mending_table.Warehouse(texts={"p4": "@noor.h Welcome, Noor! Sew a small bar."}))
    folder = press.output / "spotlights"
    page = next(folder.glob("moira*.html")).read_text(encoding="utf-8")
    assert "Welcome! Sew a small bar." in page
    assert "Noor" not in page


def test_where_search_engines_may_list_no_newcomer_the_front_page_says_who_they_are(
    press: Press,
) -> None:
    """No heading stands over nothing."""
    press.publish(people=mending_table.people({"m4": ("welcome page",)}))
    assert "Those who have just come say who they are" in press.text("index.html")
