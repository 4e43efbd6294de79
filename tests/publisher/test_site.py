"""A publication from end to end, with a real Pelican run."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from publisher import BadPage, ForeignOutput, LeakFound, NothingToUndo, undo
from tests.publisher import mending_table
from tests.publisher.conftest import Press

OWN_SCRIPT = '<script type="module" src="theme/search.js">'
"""The search page's."""
PAGES = {
    "404.html", "board.html", "figures.html", "how-it-works.html", "index.html", "our-year.html",
    "privacy.html", "report.html", "search.html",
    "ask/index.html", "ask/darning-2f5052c9.html", "ask/old-chairs-015f7e6b.html",
    "ask/valve-radios-6ab9f1eb.html", "circles/index.html", "people/index.html",
    "spotlights/index.html", "spotlights/luz-quintero-bb85e451.html",
    "spotlights/moira-fraser-ca0df2c9.html", "stories/index.html",
    "welcomes/index.html", "welcomes/idris-okello-29c1b289.html",
    "welcomes/noor-haddad-153812ae.html", "welcomes/zeljko-babic-2396a125.html",
    "feed.atom", "spotlights.atom", "welcomes.atom", "robots.txt", "sitemap.xml",
}  # fmt: skip
"""The Mending Table's: the pages, the three feeds, what is there for search engines."""
ALL = len(PAGES)

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% include 'x' %}",
    "</title><svg onload=alert(1)>",
    "javascript:alert(1)//",
    "Status: draft\nSave_as: ../../etc/passwd",
    "{filename}/pages/home.md {static}/x",
    "]]><script>alert(1)</script>",
]


def test_an_unchanged_site_renders_nothing_and_stays(press: Press) -> None:
    """The second publication of the same rows renders no page and keeps the site."""
    first = press.publish()
    assert first.is_new
    assert first.rendered == ALL
    site = first.site.resolve()
    files = {str(file.relative_to(site)) for file in site.rglob("*") if file.is_file()}
    assert {file for file in files if not file.startswith(("theme/", "pagefind/"))} == PAGES
    second = press.publish()
    assert (second.rendered, second.unchanged, second.is_new) == (0, ALL, False)
    assert second.site.resolve() == first.site.resolve()
    assert f"0 pages rendered, {ALL} unchanged" in second.summary


def test_a_note_of_another_version_renders_all_pages_again(press: Press) -> None:
    """What we cannot read about the site before is not relied on."""
    first = press.publish()
    first.site.with_name(first.site.name + ".json").write_text('{"digest": 1}')
    assert press.publish().rendered == ALL


def test_only_pages_that_changed_are_rendered(press: Press) -> None:
    """New words of one newcomer leave all pages alone on which they do not stand."""
    press.publish()
    inode = (press.output / "privacy.html").stat().st_ino
    changed = press.publish(mending_table.Warehouse(bios={"m2": "Radios, and now a toaster."}))
    assert changed.is_new
    # Who is new, the newcomer's page and two feeds.
    assert changed.rendered == 4
    assert changed.unchanged == ALL - 4
    assert (press.output / "privacy.html").stat().st_ino == inode


@pytest.mark.parametrize("payload", PAYLOADS)
def test_user_text_is_inert_wherever_it_stands(press: Press, payload: str) -> None:
    """A name, a title, a bio or a post is text, never markup, template, header or path."""
    press.publish(
        mending_table.Warehouse(
            names={"m2": payload, "m1": payload},
            titles={"t5": payload, "t1": payload},
            texts={"p1": payload, "p2": payload, "p6": payload},
            bios={"m2": payload},
        )
    )
    shown = press.all_text().replace(OWN_SCRIPT, "")
    assert "<script" not in shown
    assert "<img" not in shown
    assert "onload=alert(1)>" not in shown
    assert 'href="javascript:' not in shown
    assert "49{" not in shown
    for file in press.output.resolve().rglob("*"):
        assert press.build in file.resolve().parents
    ElementTree.fromstring(press.text("feed.atom"))


def test_a_leak_stops_the_publication_and_the_old_site_stays(
    copied_content: Callable[[], Press],
) -> None:
    """What the manager writes is scanned too; nothing is swapped and nothing is left over."""
    press = copied_content()
    press.publish()
    before = press.output.resolve()
    page = press.content / "pages" / "privacy.md"
    page.write_text(page.read_text() + "\nWrite to ana&#64;home.example.\n")
    with pytest.raises(LeakFound, match=r"not published: .*\n?privacy.html: an e-mail address"):
        press.publish()
    assert press.output.resolve() == before
    assert len(list(press.build.glob("site-*"))) == 2  # The site and the note beside it.


def test_an_unchanged_page_is_scanned_again_when_somebody_joins(press: Press) -> None:
    """A new member's name may have been on a page for years."""
    press.publish(mending_table.Warehouse(titles={"t5": "Grete Holm asks about bulbs"}))
    assert "Grete Holm asks" in press.text("index.html")
    joined = mending_table.Warehouse(
        titles={"t5": "Grete Holm asks about bulbs"}, names={"m8": "Grete Holm"}
    )
    press.publish(joined)
    assert "A member asks about bulbs" in press.text("index.html")


def test_a_doubtful_word_is_told_again_while_it_stands(press: Press) -> None:
    """A bare one-word name stops nothing, and is not forgotten by a build that renders nothing."""
    warehouse = mending_table.Warehouse(titles={"t5": "Thanks to Solder"})
    warning = "“solder” may be a member’s name: ask/valve-radios-6ab9f1eb.html and 5 more"
    assert press.publish(warehouse).warnings == (warning,)
    again = press.publish(warehouse)
    assert (again.rendered, again.warnings) == (0, (warning,))


def test_what_everybody_here_talks_about_is_a_word_and_no_name(press: Press) -> None:
    """A member called like a space of the forum does not take the word away from the others."""
    published = press.publish(mending_table.Warehouse(names={"m8": "Electrics"}))
    assert "In <bdi>Electrics</bdi>" in press.text("index.html")
    assert published.warnings == ()


def test_undo_shows_the_site_before_and_then_says_there_is_none(press: Press) -> None:
    """Undo goes back one site at a time, over those that are kept."""
    first = press.publish().site
    press.publish(people=mending_table.people(nobody=True))
    assert undo(press.output).resolve() == first.resolve()
    assert "Moira Fraser" in press.text("index.html")
    with pytest.raises(NothingToUndo, match="no earlier site is kept"):
        undo(press.output)


def test_three_sites_are_kept(press: Press) -> None:
    """Older sites go; the one that is shown stays."""
    for number in range(5):
        press.publish(mending_table.Warehouse(titles={"t5": f"Bulb number {number}"}))
    names = sorted(folder.name[:9] for folder in press.build.glob("site-*") if folder.is_dir())
    assert names == ["site-0003", "site-0004", "site-0005"]
    assert press.output.resolve().name.startswith("site-0005")


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_an_output_of_somebody_else_is_refused(press: Press, kind: str) -> None:
    """We never write where something stands that we did not make."""
    if kind == "folder":
        press.output.mkdir()
        (press.output / "thesis.txt").write_text("years of work")
    elif kind == "file":
        press.output.write_text("years of work")
    else:
        press.output.symlink_to(os.sep)
    with pytest.raises(ForeignOutput, match=f"found a {kind}.*, expected nothing or a link to a"):
        press.publish()
    assert kind != "folder" or (press.output / "thesis.txt").read_text() == "years of work"


def test_a_broken_run_leaves_the_old_site(
    copied_content: Callable[[], Press],
) -> None:
    """A page that cannot be made stops the publication before anything is swapped."""
    press = copied_content()
    press.publish()
    before = press.output.resolve()
    (press.content / "pages" / "extra.md").write_text("Title: X\nTemplate: text\nPath: ../x.html\n")
    with pytest.raises(
        BadPage, match=r"extra\.md: found Path: \.\./x\.html, expected small letters"
    ):
        press.publish()
    assert press.output.resolve() == before
    assert not list(press.build.glob("*-partial"))


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("Title: X\nTemplate: text\n", "found no Path in the header"),
        ("Title: X\nTemplate: text\nPath: x.html\nColour: red\n", "found colour in the header"),
        ("Title: X\nTemplate: text\nPath: x.html\nTable: ranks\n", "found the table 'ranks'"),
        (
            "Title: X\nTemplate: text\nPath: x.html\nOrder: first\n",
            "Order: first, expected a whole",
        ),
        ("Title: X\nTemplate: text\nPath: privacy.html\n", "a path not yet used by extra.md"),
    ],
)
def test_a_header_we_cannot_follow_is_named(
    copied_content: Callable[[], Press], header: str, message: str
) -> None:
    """The line says which file, what was found and what was expected."""
    press = copied_content()
    (press.content / "pages" / "extra.md").write_text(header + "\nText.\n")
    with pytest.raises(BadPage, match=message):
        press.publish()


def test_without_a_site_address_there_is_no_feed_and_no_sitemap(press: Press) -> None:
    """Both need addresses that hold everywhere."""
    press.publish(community=mending_table.without_site_url())
    assert not (press.output / "feed.atom").exists()
    assert not (press.output / "sitemap.xml").exists()
    assert "Sitemap" not in press.text("robots.txt")


def test_no_page_reaches_outside_and_none_runs_a_script(mending_site: Press) -> None:
    """Everything loaded lies in the site; the policy allows nothing else."""
    for file in mending_site.output.resolve().rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        assert "default-src 'none'; style-src 'self'" in page
        is_search = file.name == "search.html"
        assert ("script-src 'self' 'wasm-unsafe-eval'" in page) == is_search
        assert ("<script" in page) == is_search
        assert " style=" not in page
        assert 'src="http' not in page
        assert "A sample. The Mending Table and everyone in it are invented." in page


def test_a_real_community_carries_no_sample_notice(press: Press) -> None:
    """The notice belongs to samples."""
    press.publish(community=replace(mending_table.COMMUNITY, is_sample=False))
    assert "sample" not in press.all_text().lower()


def test_every_link_within_the_site_leads_somewhere(mending_site: Press) -> None:
    """No page links to a page that is not there."""
    own = "https://friends.mending.example/"
    root = mending_site.output.resolve()
    for file in root.rglob("*.html"):
        base = file.parent
        for link in re.findall(r'(?:href|src)="([^"#]+)', file.read_text(encoding="utf-8")):
            if link.startswith(own):
                target = root / link.removeprefix(own)
                target = target / "index.html" if link.endswith("/") else target
                assert target.is_file(), f"{file.name} links to {link}"
            elif not link.startswith(("http", "mailto:")):
                # The missing page is shown at any depth, so its links begin at the top.
                target = root / link[1:] if link.startswith("/") else base / link
                assert target.resolve().is_file(), f"{file.name} links to {link}"


def test_the_theme_stays_small(mending_site: Press) -> None:
    """One stylesheet of at most thirty thousand bytes."""
    assert (mending_site.output / "theme" / "style.css").stat().st_size <= 30_000


def test_a_reader_never_finds_nothing(press: Press, tmp_path: Path) -> None:
    """While sites are swapped, the front page can be read at every moment."""
    press.publish()
    failures: list[OSError] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                (press.output / "index.html").read_bytes()
            except OSError as error:
                failures.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(4):
        press.publish(mending_table.Warehouse(titles={"t5": f"Bulb number {number}"}))
    done.set()
    reader.join()
    assert failures == []
