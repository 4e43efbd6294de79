"""What is said, to whom, from which rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from recommender.evidence import has_reason
from recommender.matrices import Matrices
from recommender.reasons import REASONS, reasons_for
from recommender.recommend import recommend
from recommender.snapshot import Snapshot
from recommender.wording import SAYINGS, is_question, shortened, title_words, topic_words
from recommender.wording import said as say
from tests.recommender.worlds import (
    busy_world,
    interest,
    member,
    rehearsal,
    seat,
    talk,
    thread,
    two_villages,
    world,
)

NEVER_SAID = ("score", "rank", "%", "match", "similar", "user", "follower", "engag", "based on")


def said(snapshot: Snapshot, reader: str = "ada", candidate: str = "bo") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = reasons_for(snapshot, [(reader, candidate)]).to_pylist()
    return rows


def test_one_asks_what_the_other_answers_and_each_hears_their_own_side() -> None:
    snapshot = world(
        ["ada", "bo", "cy"],
        seats=[
            seat("ada", "ask", is_opener=True),
            seat("bo", "answered"),
            seat("cy", "answered", is_opener=True),
        ],
        threads=[thread("ask", "How do I keep bees?"), thread("answered", "Why do bees swarm?")],
        interests=[
            interest("ada", "bees", thread_id="ask"),
            interest("bo", "bees", thread_id="answered"),
        ],
    )
    [to_ada] = [row for row in said(snapshot) if row["kind"] == "answers"]
    [to_bo] = [row for row in said(snapshot, "bo", "ada") if row["kind"] == "answers"]
    assert to_ada["sentence"] in {
        way.format(topic="bees", name="Bo", title="Why do bees swarm?", yours="", when="")
        for way in SAYINGS["asked"]
    }
    assert to_ada["thread_url"] == "https://forum.example.org/t/answered"
    assert to_bo["sentence"] in {
        way.format(topic="bees", name="Ada", title="How do I keep bees?", yours="", when="")
        for way in SAYINGS["asks"]
    }
    assert to_bo["thread_id"] == "ask"


def test_the_rarest_shared_topic_is_named() -> None:
    snapshot = world(
        ["ada", "bo", "cy"],
        interests=[
            *[interest(who, "food") for who in ("ada", "bo", "cy")],
            *[interest(who, "bees") for who in ("ada", "bo")],
        ],
    )
    assert [row["overlap"] for row in said(snapshot)] == ["bees"]


def test_a_topic_links_the_thread_of_the_other() -> None:
    snapshot = world(
        ["ada", "bo"],
        seats=[seat("ada", "mine"), seat("bo", "theirs")],
        interests=[
            interest("ada", "bees", thread_id="mine"),
            interest("bo", "bees", thread_id="theirs"),
        ],
    )
    assert said(snapshot)[0]["thread_id"] == "theirs"
    assert said(snapshot, "bo", "ada")[0]["thread_id"] == "mine"


def test_a_contact_is_named_only_when_they_agreed_to_introduce() -> None:
    snapshot = world(["ada", "bo", "cy"], talks=[talk("ada", "cy"), talk("cy", "bo")])
    [quiet] = said(snapshot)
    assert "Cy" not in quiet["sentence"]
    assert quiet["overlap"] == "someone you both talk with"
    assert quiet["thread_id"] is None
    may = pa.array([name == "cy" for name in snapshot.members["member_id"].to_pylist()])
    agreed = replace(snapshot, members=snapshot.members.append_column("may_introduce", may))
    [named] = said(agreed)
    assert "Cy" in named["sentence"]
    assert named["overlap"] == "Cy knows you both"


@pytest.mark.parametrize("is_willing", [True, False])
def test_a_contact_alone_lets_no_pair_in_where_it_is_known_who_may_be_named(
    *, is_willing: bool
) -> None:
    """Who introduces is settled after the matching; letters drop what names nobody."""
    snapshot = world(["ada", "bo", "cy"], talks=[talk("ada", "cy"), talk("cy", "bo")])
    may = pa.array([is_willing] * snapshot.members.num_rows)
    known = replace(snapshot, members=snapshot.members.append_column("may_introduce", may))
    for each, is_in in ((snapshot, True), (known, False)):
        matrices = Matrices(each)
        ada, bo = (np.array([matrices.ids.index(name)]) for name in ("ada", "bo"))
        assert has_reason(matrices, ada, bo).tolist() == [is_in]


def test_a_contact_who_may_not_be_matched_is_no_reason() -> None:
    """The banned, the dead and the departed are nobody's introduction."""
    people = [member("ada"), member("bo"), member("cy", is_matchable=False)]
    snapshot = world(people, talks=[talk("ada", "cy"), talk("cy", "bo")])
    assert said(snapshot) == []


def test_the_same_declared_place_whatever_its_spelling() -> None:
    people = [member("ada", location="Porto,  Portugal"), member("bo", location="porto, portugal")]
    [row] = said(world(people))
    assert (row["kind"], row["overlap"]) == ("place", "porto, portugal")


def test_a_sentence_in_the_place_field_is_no_place() -> None:
    nowhere = "somewhere between the third and the fourth coffee"
    assert said(world([member("ada", location=nowhere), member("bo", location=nowhere)])) == []


def test_the_same_thread_says_who_started_it() -> None:
    snapshot = world(["ada", "bo"], seats=[seat("ada", "bees"), seat("bo", "bees", is_opener=True)])
    [to_ada], [to_bo] = said(snapshot), said(snapshot, "bo", "ada")
    words = {"name": "Bo", "title": "About bees", "when": "", "yours": ""}
    assert to_ada["sentence"] in {way.format(**words) for way in SAYINGS["thread, theirs"]}
    words["name"] = "Ada"
    assert to_bo["sentence"] in {way.format(**words) for way in SAYINGS["thread, yours"]}


def test_the_smaller_of_two_threads_is_told() -> None:
    rows = [
        seat(who, name, thread_size=size)
        for who in ("ada", "bo")
        for name, size in (("crowd", 40), ("small", 2))
    ]
    assert said(world(["ada", "bo"], seats=rows))[0]["thread_id"] == "small"


def test_what_is_older_than_twelve_months_is_dated() -> None:
    old = world(["ada", "bo"], seats=[seat("ada", "bees", 700), seat("bo", "bees", 700)])
    recent = world(["ada", "bo"], seats=[seat("ada", "bees", 300), seat("bo", "bees", 300)])
    assert "back in 2024" in said(old)[0]["sentence"]
    assert "back in" not in said(recent)[0]["sentence"]


def test_each_side_is_dated_by_its_own_part() -> None:
    """Ada wrote two years ago, Bo last week: only Ada's part has a year."""
    snapshot = world(["ada", "bo"], seats=[seat("ada", "bees", 700), seat("bo", "bees", 7)])
    words = {"name": "Bo", "title": "About bees", "yours": " back in 2024", "when": ""}
    assert said(snapshot)[0]["sentence"] in {way.format(**words) for way in SAYINGS["thread, old"]}


def test_what_happened_lately_comes_before_what_must_be_dated() -> None:
    snapshot = world(
        ["ada", "bo"],
        seats=[seat("ada", "bees"), seat("bo", "bees")],
        interests=[interest("ada", "chess", 700), interest("bo", "chess", 700)],
    )
    assert [row["kind"] for row in said(snapshot)] == ["thread", "topic"]


def test_nothing_in_common_gives_no_row() -> None:
    found = reasons_for(two_villages(), [("north0", "south0")])
    assert found.num_rows == 0
    assert found.schema.equals(REASONS)


def without_private_rows(snapshot: Snapshot) -> Snapshot:
    tables = ("talks", "member_threads", "member_topics", "threads")
    return replace(
        snapshot,
        **{name: getattr(snapshot, name).filter(pc.field("is_public")) for name in tables},
    )


def half_private() -> Snapshot:
    """A busy community in which every second row of everything is private."""
    snapshot = busy_world()
    changed = {}
    for name in ("talks", "member_threads", "member_topics", "threads"):
        rows = getattr(snapshot, name)
        hidden = pa.array([number % 2 == 0 for number in range(rows.num_rows)])
        at = rows.column_names.index("is_public")
        changed[name] = rows.set_column(at, "is_public", hidden)
    return replace(snapshot, **changed)


def test_deleting_all_private_rows_leaves_every_reason_identical() -> None:
    snapshot = half_private()
    matches = recommend(snapshot, rehearsal(), "2026-W47").matches
    pairs = list(
        zip(matches["member_id"].to_pylist(), matches["candidate_id"].to_pylist(), strict=True)
    )
    everyone = snapshot.members["member_id"].to_pylist()
    pairs += [(one, other) for one in everyone for other in everyone if one != other]
    found = reasons_for(snapshot, pairs)
    assert found.num_rows > 100
    assert found.equals(reasons_for(without_private_rows(snapshot), pairs))


def test_a_reason_exists_exactly_where_one_can_be_given() -> None:
    """What lets a pair into the matching and what is then said agree, for every pair."""
    snapshot = half_private()
    matrices = Matrices(snapshot)
    pairs = [(a, b) for a in range(matrices.count) for b in range(matrices.count) if a != b]
    named = [(matrices.ids[a], matrices.ids[b]) for a, b in pairs]
    rows = reasons_for(snapshot, named).to_pylist()
    given = {(row["member_id"], row["candidate_id"]) for row in rows}
    readers = pa.array([a for a, _ in pairs]).to_numpy()
    candidates = pa.array([b for _, b in pairs]).to_numpy()
    sayable = has_reason(matrices, readers, candidates).tolist()
    assert {name for name, can in zip(named, sayable, strict=True) if can} == given


def test_both_sides_of_a_pair_read_different_sentences_without_scores() -> None:
    snapshot = busy_world()
    everyone = snapshot.members["member_id"].to_pylist()
    rows = reasons_for(snapshot, [(a, b) for a in everyone for b in everyone if a != b]).to_pylist()
    sentences = {(r["member_id"], r["candidate_id"], r["place"]): r["sentence"] for r in rows}
    for (reader, candidate, place), sentence in sentences.items():
        assert sentence != sentences.get((candidate, reader, place))
        assert not any(word in sentence.lower() for word in NEVER_SAID)
        assert "{" not in sentence
        assert "  " not in sentence
    assert all(len(row["overlap"]) <= 40 for row in rows)


@pytest.mark.parametrize("kind", sorted(SAYINGS))
def test_every_saying_reads_as_one_sentence_and_is_short(kind: str) -> None:
    words = {
        "name": "Bo",
        "title": "Bees",
        "own": "Hives",
        "topic": "bees",
        "word": "honey",
        "contact": "Cy",
        "place": "Porto",
        "when": " back in 2024",
        "yours": " back in 2023",
    }
    first, second = (way.format(**words) for way in SAYINGS[kind])
    assert first != second
    for sentence in (first, second):
        assert sentence.endswith(".")
        assert len(sentence) <= 110


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("short", 40, "short"),
        ("two  words\nhere", 40, "two words here"),
        ("a title that goes on and on", 16, "a title that…"),
        ("x" * 50, 10, "x" * 9 + "…"),
    ],
    ids=["short", "spaces", "at a word", "one long word"],
)
def test_long_text_is_cut_at_a_word(text: str, longest: int, expected: str) -> None:
    assert shortened(text, longest) == expected


def test_a_quotation_mark_in_a_title_does_not_end_the_quotation() -> None:
    assert title_words('The “best” of "them"') == "The ‘best’ of ’them’"


def test_a_found_topic_reads_as_words() -> None:
    assert topic_words("collision, physics") == "collision and physics"
    assert topic_words("bees, honey, hives") == "bees, honey and hives"
    assert topic_words("Beekeeping") == "Beekeeping"


@pytest.mark.parametrize(
    ("title", "asks"),
    [("How to keep bees", True), ("Bees swarming?", True), ("My new hive", False), ("", False)],
)
def test_a_question_is_told_by_its_title(title: str, asks: bool) -> None:
    assert is_question(title) is asks


def unnamed(texts: dict[str, str], people: Sequence[str] = ("ada", "bo")) -> Snapshot:
    """Two who hold 'hum, crank, contact', each in a thread of their own, and wrote these texts."""
    return world(
        list(people),
        seats=[seat("ada", "mine"), seat("bo", "theirs"), seat("ada", "fair"), seat("bo", "fair")],
        interests=[
            interest("ada", "hum, crank, contact", thread_id="mine"),
            interest("bo", "hum, crank, contact", thread_id="theirs"),
        ],
        texts=texts,
    )


def test_a_topic_that_nobody_named_is_told_by_a_word_of_both_and_last() -> None:
    """'hum, crank, contact' is no name for anything; the crank both wrote of and two titles are."""
    first, second = said(unnamed({"ada": "Its Crank broke.", "bo": "A crank, a contact."}))
    assert first["kind"] == "thread"
    for words in ("About mine", "About theirs", "“crank”"):
        assert words in second["sentence"]
    assert second["overlap"] == "crank"
    assert "contact" not in second["sentence"]


@pytest.mark.parametrize(("writers", "kinds"), [(5, ["thread", "topic"]), (6, ["thread"])])
def test_a_word_that_many_write_is_nothing_two_have_in_common(
    writers: int, kinds: list[str]
) -> None:
    """Up to five who wrote it, or one writer in twenty; “left” or “mend” says nothing of a pair."""
    people = ["ada", "bo", *"cdef"]
    texts = dict.fromkeys(people[:writers], "the Crank")
    assert [row["kind"] for row in said(unnamed(texts, people))] == kinds


def test_two_threads_of_one_title_are_not_told_as_two() -> None:
    """Each would read the same title twice, and take it for a mistake."""
    snapshot = world(
        ["ada", "bo"],
        seats=[seat("ada", "mine"), seat("bo", "theirs")],
        threads=[thread("mine", "Hello from Leeds"), thread("theirs", "Hello from Leeds")],
        interests=[
            interest("ada", "bees", thread_id="mine"),
            interest("bo", "bees", thread_id="theirs"),
        ],
    )
    (only,) = said(snapshot)
    assert only["sentence"].count("Hello from Leeds") == 1


def test_two_threads_of_one_old_year_say_it_once() -> None:
    words: dict[str, Any] = {"name": "Bo", "own": "A", "title": "B", "topic": "bees"}
    words |= {"when": 2021, "yours": 2021}
    for reader, candidate in (("ada", "bo"), ("bo", "ada")):
        sentence = say("topic, two threads, same year", reader, candidate, **words)
        assert sentence.startswith("You have bees in common: ")
        assert sentence.endswith("both back in 2021.")


@pytest.mark.parametrize(
    "texts",
    [{}, {"ada": "a crank", "bo": "the hum"}, {"ada": "cranky people", "bo": "the crank"}],
    ids=["nothing known", "different words", "only a part of the word"],
)
def test_without_a_word_of_both_an_unnamed_topic_is_not_told(texts: dict[str, str]) -> None:
    """That threads are alike is no reason; neither is it taken for one before matching."""
    snapshot = unnamed(texts)
    assert [row["kind"] for row in said(snapshot)] == ["thread"]
    alone = replace(
        snapshot,
        member_threads=snapshot.member_threads.filter(
            pc.not_equal(snapshot.member_threads["thread_id"], "fair")
        ),
    )
    assert said(alone) == []
    matrices = Matrices(alone)
    assert not has_reason(matrices, np.array([0]), np.array([1])).any()


def test_a_title_that_names_a_third_person_is_no_reason() -> None:
    """Cy began “Cy, from Porto”, and has not been asked whether Ada may read of Cy."""
    seats = [seat(who, "hello", is_opener=who == "cy") for who in ("ada", "bo", "cy")]
    rows = [thread("hello", "Cyrus, from Porto", author_member_id="cy")]
    people = [member("ada"), member("bo"), member("cy", display_name="Cyrus Vale")]
    snapshot = world(people, seats=seats, threads=rows)
    assert said(snapshot) == []
    assert said(snapshot, "ada", "cy")[0]["thread_id"] == "hello"
