"""Spotlights and circles from the command line: asked for, written, approved, shown, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.handmade import Home, Run, write_network, write_people

YES = "match;digest;spotlight;circle;story"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A network whose members all said yes, built once; the tests follow one another."""
    home = Home.make(tmp_path_factory.mktemp("texts") / "home")
    write_network(home.exports / "net", days=40, latecomers=1)
    write_people(home.exports, purposes=YES)
    home.build()
    return home


def said(run: Run) -> str:
    """What a task printed, in one line, when it went well."""
    assert run.code == 0, run.text
    return " ".join(run.text.split())


def file_of(home: Home, path: str) -> Path:
    return home.folder / "content" / path


def answered(file: Path) -> None:
    """The member's answers, below the questions."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("?\n\n", "?\n\nA loom with a bent shuttle.\n\n"), encoding="utf-8")


def test_a_spotlight_from_the_question_to_the_page_and_back(home: Home) -> None:
    """Asked, answered, approved, shown; one letter more and it is gone, with one line."""
    asked = said(home.run("spotlight", "--ask", "Ada Quill"))
    assert "Hello Ada Quill" in asked
    assert "3. Who here helped you?" in asked
    file = file_of(home, "spotlights/ada-quill.md")
    assert file.read_text(encoding="utf-8").startswith("Member: ning:")
    again = said(home.run("spotlight", "--ask", "Ada Quill"))
    assert "there already" in again

    empty = home.run("approve", "--text", "spotlights/ada-quill.md")
    assert empty.code == 1
    assert "nothing stands below" in empty.text
    answered(file)
    done = said(home.run("approve", "--text", "spotlights/ada-quill.md", "--on", "2026-05-02"))
    assert "Ada Quill approves these very words" in done
    twice = said(home.run("approve", "--text", "spotlights/ada-quill.md"))
    assert "said so before" in twice
    listed = said(home.run("approve"))
    assert "spotlights/ada-quill.md: shown; Ada Quill" in listed

    home.build()
    assert "A loom with a bent shuttle." in home.whole_site()
    assert "said yes to it on 2\N{NO-BREAK SPACE}May 2026" in home.whole_site()
    office = (home.build_folder() / "office" / "texts.html").read_text(encoding="utf-8")
    assert "cards/spotlight-ada-quill" in office

    file.write_text(file.read_text(encoding="utf-8").replace("bent", "broken"), encoding="utf-8")
    built = home.build().text
    assert "changed since Ada Quill approved it on 2026-05-02" in " ".join(built.split())
    assert "shuttle" not in home.whole_site()


def test_a_header_that_says_approved_counts_once(home: Home) -> None:
    """For the words that stood there then; after an edit a later day is needed."""
    said(home.run("spotlight", "--ask", "Bram Osier"))
    file = file_of(home, "spotlights/bram-osier.md")
    answered(file)
    text = file.read_text(encoding="utf-8").replace(
        "Title:", "Approved: 2026-06-01, by mail\nTitle:"
    )
    file.write_text(text, encoding="utf-8")
    assert "approved by Bram Osier on 2026-06-01" in said(home.build())
    assert "said yes to it on 1\N{NO-BREAK SPACE}June 2026" in home.whole_site()

    edited = text.replace("loom", "wheel")
    file.write_text(edited, encoding="utf-8")
    assert "changed since Bram Osier approved it on 2026-06-01" in said(home.build())
    file.write_text(edited.replace("2026-06-01", "2026-06-20"), encoding="utf-8")
    assert "approved by Bram Osier on 2026-06-20" in said(home.build())
    assert "A wheel with a bent shuttle." in home.whole_site()
    taken = said(home.run("approve", "--text", "bram-osier", "--take-back"))
    assert "Bram Osier no longer approves it" in taken
    assert "bram-osier.md: Bram Osier has not approved it" in said(home.run("approve"))


def test_whoever_is_nominated_comes_first(home: Home) -> None:
    run = home.run(
        "spotlight", "--nominate", "Cleo Fennel", "--by", "Dirk Yarrow", "--why", "Patience"
    )
    assert "Cleo Fennel is nominated" in said(run)
    queue = said(home.run("spotlight"))
    first = next(part for part in queue.split("spotlight: ") if part)
    assert first.startswith("Cleo Fennel, never shown, nominated: Patience")
    assert "Hello Cleo Fennel" in said(home.run("spotlight", "--ask", "Cleo Fennel"))
    assert "Cleo Fennel, never" not in said(home.run("spotlight"))


def test_a_story_is_begun_for_two_and_waits_for_both(home: Home) -> None:
    said(home.run("story", "--ask", "Dirk Yarrow", "--and", "Edda Sorrel"))
    file = file_of(home, "stories/dirk-yarrow-and-edda-sorrel.md")
    text = file.read_text(encoding="utf-8")
    assert "Title: How Dirk Yarrow and Edda Sorrel met" in text
    for name in ("Dirk Yarrow", "Edda Sorrel"):
        text = text.replace(f"## {name}\n", f"## {name}\n\nWe wrote about kilns.\n")
    file.write_text(text, encoding="utf-8")
    unsaid = home.run("approve", "--text", "dirk-yarrow-and-edda-sorrel")
    assert unsaid.code == 1
    assert "say whose yes this is" in unsaid.text
    stranger = home.run(
        "approve", "--text", "dirk-yarrow-and-edda-sorrel", "--member", "Finn Tansy"
    )
    assert stranger.code == 1
    assert "neither tells it nor is quoted" in " ".join(stranger.text.split())
    said(home.run("approve", "--text", "dirk-yarrow-and-edda-sorrel", "--member", "Dirk Yarrow"))
    assert "Edda Sorrel has not approved it" in said(home.run("approve"))
    said(home.run("approve", "--text", "dirk-yarrow-and-edda-sorrel", "--member", "Edda Sorrel"))
    assert "dirk-yarrow-and-edda-sorrel.md: shown" in said(home.run("approve"))


def test_a_text_that_is_not_there_lists_those_that_are(home: Home) -> None:
    unknown = home.run("approve", "--text", "spotlights/nobody.md")
    assert unknown.code == 1
    assert "no such text; there are: spotlights/ada-quill.md" in " ".join(unknown.text.split())
    future = home.run("approve", "--text", "ada-quill", "--on", "2099-01-01")
    assert future.code == 1
    assert "has not come yet" in future.text


def test_forgetting_takes_their_texts_along(home: Home) -> None:
    """The file is gone, and no page says a word of it."""
    told = said(home.run("forget", "Edda Sorrel", "--later"))
    assert "stories/dirk-yarrow-and-edda-sorrel.md: deleted; it was theirs" in told
    assert not file_of(home, "stories/dirk-yarrow-and-edda-sorrel.md").exists()
