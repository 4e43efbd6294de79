"""Who likes to be asked: only with a yes, never two who are apart, never somebody long silent."""

from __future__ import annotations

from datetime import timedelta

import pyarrow as pa
import pytest

from publisher import site_rows
from publisher.facts import Topic
from publisher.rows import SiteRows
from tests.publisher import mending_table
from tests.publisher.conftest import Press
from tests.publisher.mending_table import AS_OF, COMMUNITY, Warehouse, people

DIRECTORY = "directory and topics"


def rows(
    warehouse: Warehouse | None = None, who: pa.Table | None = None, **other: pa.Table
) -> SiteRows:
    return site_rows(
        (warehouse or Warehouse()).frame, people() if who is None else who, COMMUNITY, **other
    )


def topic(found: SiteRows, label: str) -> Topic:
    return next(each for each in found.topics if each.label == label)


def names(found: Topic) -> list[str]:
    return [holder.person.name for holder in found.holders]


def test_only_those_with_a_yes_stand_there() -> None:
    """Ana writes about valve radios and chairs, and said nothing."""
    found = rows()
    assert [each.label for each in found.topics] == ["darning", "old chairs", "valve radios"]
    assert names(topic(found, "valve radios")) == ["Moira Fraser", "Idris Okello", "Priya Raman"]
    assert names(topic(found, "old chairs")) == ["Željko Babić", "Teodor Lund"]
    listed = [entry.person.name for entry in found.directory]
    assert listed == ["Idris Okello", "Moira Fraser", "Priya Raman", "Teodor Lund", "Željko Babić"]


@pytest.mark.parametrize("purpose", [p for p in mending_table.PURPOSES if p != DIRECTORY])
def test_no_other_yes_counts(purpose: str) -> None:
    """A yes to another purpose puts nobody on the list."""
    found = rows(who=people({m: (purpose,) for m, *_ in mending_table.MEMBERS}))
    assert (found.topics, found.directory) == ((), ())


def test_an_answer_is_an_example_and_its_asker_is_named_only_with_a_yes() -> None:
    """Teodor answered Željko about a chair: both said yes; without Željko's it was a member."""
    (example,) = topic(rows(), "old chairs").examples
    assert example.asked == "Stol se klima: how do I glue a dry joint?"
    assert example.words.startswith("A rope and a stick make a clamp")
    assert (example.asker and example.asker.name, example.answerer.name) == (
        "Željko Babić",
        "Teodor Lund",
    )
    assert example.days == 1
    (example,) = topic(rows(who=people({"m4": ("match",)})), "old chairs").examples
    assert example.asker is None


def test_what_somebody_without_a_yes_answered_is_no_example() -> None:
    """Luz answered too, and said yes to a spotlight alone."""
    said = " ".join(e.words for each in rows().topics for e in each.examples)
    assert "bicycle tubes" not in said


def test_two_who_are_apart_do_not_stand_on_one_page() -> None:
    """The second of them is left out there, and stays on the list of all."""
    apart = pa.table({"member_a_id": ["m2"], "member_b_id": ["m1"]})
    found = rows(apart=apart)
    assert names(topic(found, "valve radios")) == ["Moira Fraser", "Priya Raman"]
    radios = topic(found, "valve radios")
    assert all(e.asker is None or e.asker.name != "Idris Okello" for e in radios.examples)
    assert "Idris Okello" in [entry.person.name for entry in found.directory]


def test_somebody_silent_for_a_year_is_not_there_to_be_asked() -> None:
    """A list that nobody answers from helps nobody."""
    warehouse = Warehouse()
    members = warehouse.frame("select * from marts.members").to_pylist()
    for member in members:
        if member["member_id"] == "m7":
            member["last_post_at"] = AS_OF - timedelta(days=366)
    warehouse.put("marts.members", members)
    found = rows(warehouse)
    assert "Priya Raman" not in names(topic(found, "valve radios"))
    assert "Priya Raman" not in [entry.person.name for entry in found.directory]


def test_the_page_shows_them_and_no_figure_about_anybody(mending_site: Press) -> None:
    """Names, places, what they last wrote in, and a question that was answered."""
    page = next(mending_site.output.resolve().glob("ask/old-chairs-*.html")).read_text("utf-8")
    for shown in ("Ask about", "Two people here like to be asked.", "Željko Babić",
                  "Split, Croatia", "Asked and answered", "Answered the next day."):  # fmt: skip
        assert shown in page
    assert 'name="robots" content="noindex"' in page


def test_the_list_of_topics_names_nobody_and_may_be_found(mending_site: Press) -> None:
    """It is a page of words."""
    page = mending_site.text("ask/index.html")
    assert "valve radios" in page
    assert "noindex" not in page
    assert "Moira" not in page
